#!/usr/bin/env python3
"""Writes the catalogue of works and the table of portions from reference facts.

  tools/catalogue.py WORKS.json PORTIONS.json src/citation

WORKS.json holds titles, aliases, address schemes and counts of the works of the library; PORTIONS.json the weekly portions
with their ranges. Run it again when the facts change; the product reads only its result, four tables in canonical order:

works.tsv         title, Hebrew title, category, scheme, levels, counts, other counts, family, key, aliases
families.tsv      key, names: what a tractate, a section of a code or a book in two parts is called after its family's name
commentaries.tsv  words before the work's title, Hebrew name, aliases
portions.tsv      number (two for a doubled one), name, Hebrew name, book, range, haftarot, aliases

Schemes: c both levels counted for certain; s the first counted for certain, the second in one edition; d daf and amud, first
and last; z volume and daf; p part and chapter, spelled out; n named parts, each counted; w by the weekly portion; h named
sections, as typed; o not counted.

Families say which names stand for a work after the family's words ("Mishnah", "Rambam, Hilkhot"): M Mishnah, B Bavli,
Y Yerushalmi, T Tosefta, R Mishneh Torah, S Shulchan Arukh, 1 and 2 the parts of a book of the Bible. An alias that is such a
name after such words is left out here: the reader of titles knows it.
"""
import json, os, re, sys, unicodedata

ORDER = ["Tanakh/Torah", "Tanakh/Prophets", "Tanakh/Writings", "Mishnah", "Tosefta", "Talmud/Bavli", "Talmud/Minor",
         "Talmud/Yerushalmi", "Talmud", "Midrash", "Halakhah", "Liturgy", "Jewish Thought", "Musar", "Kabbalah", "Chasidut"]
SHOWN = {"Tanakh/Torah": "Torah", "Tanakh/Prophets": "Prophets", "Tanakh/Writings": "Writings",
         "Talmud/Yerushalmi": "Jerusalem Talmud", "Jewish Thought": "Thought"}

# What the facts do not say, from general knowledge. Hebrew titles as the works are called, and works cited beside them.
HEBREW = {"Pirkei Avot": "אבות", "Daf Shekalim": "דף שקלים", "Daf Kinnim": "דף קינים", "Daf Middot": "דף מידות"}
EXTRA = [
    {"title": "Orot HaKodesh", "he": "אורות הקודש", "aliases": ["Orot Hakodesh", "Oros HaKodesh", "אורות הקדש"],
     "category": "Chasidut/Thought", "order": 9.5, "sections": ["Volume", "Section", "Paragraph"], "lengths": None},
    {"title": "Eight Chapters", "he": "שמונה פרקים", "aliases": ["Shemonah Perakim", "Shemoneh Perakim", "Shmonah Perakim",
     "Rambam, Eight Chapters", "Maimonides, Eight Chapters"], "category": "Jewish Thought", "order": 1.5,
     "sections": ["Chapter", "Paragraph"], "lengths": None, "chapters": 8},
]
MORE_ALIASES = {
    "Pirkei Avot": ["Mishnah Pirkei Avot", "Avot d'Mishnah"],
    "Song of Songs": ["Song", "Canticles", "Cant.", "Song of Solomon", "Shir haShirim"],
    "Zohar": ["The Zohar"],
    "Taanit": ["Taan."],
    "Chagigah": ["Chag."],
    "Bekhorot": ["Bekh."],
    "Sefer HaChinukh": ["Chinukh"],
    "Midrash Tanchuma": ["Midrash Tanchuma HaNidpas"],
    "Tanya": ["Tanya, Likkutei Amarim"],
}
# Folded, as everything here: final letters in their plain form.
FAMILY_WORDS = {
    "M": "mishnah|mishna|mishnayot|mishnayos|m|משנה|משניות",
    "B": "talmud bavli|babylonian talmud|bavli|talmud|bt|b|tb|t b|gemara|תלמוד בבלי|בבלי|גמרא",
    "Y": "talmud yerushalmi|jerusalem talmud|palestinian talmud|yerushalmi|jt|y|ty|pt|תלמוד ירושלמי|ירושלמי|ירוש",
    "T": "tosefta|tosephta|t|tos|תוספתא",
    "S": "shulchan arukh|shulchan aruch|shulhan arukh|shulhan aruch|sa|s a|sh ar|code of jewish law|שולחנ ערוכ|שלחנ ערוכ|שוע",
}
NEUTRAL = "tractate|masechet|masekhet|maseches|massekhet|masseches|מסכת|מס"
RAMBAM = "rambam|maimonides|mt|m t|mishneh torah|רמבמ|משנה תורה"
LAWS = "hilchot|hilkhot|hilchos|hil|h|laws of|הלכות|הל"
ORDINALS = {"1": "i|1|1st|first|aleph|alef|a|א", "2": "ii|2|2nd|second|bet|beit|b|ב"}


def fold(text):
    """As the product folds titles: lower case, without marks and quotation marks, one space between words."""
    text = unicodedata.normalize("NFD", text.lower())
    text = "".join(c for c in text if not unicodedata.combining(c) and c not in "'\"’‘“”׳״`ʿʾ")
    text = text.translate(str.maketrans("ךםןףץ", "כמנפצ"))
    return " ".join(re.findall(r"[^\W_]+", text))


def rank(work):
    category = work["category"]
    at = next((i for i, name in enumerate(ORDER) if category.startswith(name)), len(ORDER))
    return at, category if at == len(ORDER) else "", work["order"]


def scheme(work):
    """The scheme, and the counts as the table writes them."""
    lengths, category, title = work.get("lengths"), work["category"], work["title"]
    if isinstance(lengths, list) and len(lengths) == 2 and isinstance(lengths[0], str):
        return "d", ",".join(lengths)
    if title == "Zohar":
        return "z", "0,0,0"
    if title == "Tikkunei Zohar":
        return "d", ""
    if title == "Guide for the Perplexed":
        return "p", ",".join(str(part["count"]) for part in work["parts"])
    if title.startswith(("Pesach Haggadah", "Siddur", "Sifra")):
        return "h", "|".join("0=" + part["title"] + "=" + part.get("he", "") for part in work.get("parts", []))
    if title.startswith("Midrash Tanchuma") or title in ("Kedushat Levi", "Sfat Emet", "Noam Elimelech", "Me'or Einayim",
                                                         "Toldot Yaakov Yosef"):
        return "w", ""
    parts = work.get("parts")
    if isinstance(parts, list) and isinstance(parts[0], dict) and title != "Kuzari":
        # The first part of Likutei Moharan is cited without its name.
        named = lambda part: "" if title == "Likutei Moharan" and part["title"] == "Part I" else part["title"]
        return "n", "|".join("=".join([str(p.get("count", 0)), named(p), p.get("he", "")]) for p in parts)
    if isinstance(parts, list):
        return "s", ",".join(str(p["count"] if isinstance(p, dict) else p) for p in parts)
    if isinstance(lengths, list) and lengths and all(isinstance(n, int) for n in lengths):
        hard = category.startswith(("Tanakh", "Mishnah"))
        return ("c" if hard else "s"), ",".join(map(str, lengths))
    count = work.get("count") or work.get("chapters") or parts
    if isinstance(count, int):
        return "s", ",".join(["0"] * count)
    return "o", ""


def others(work):
    """Chapters that editions number differently, with the most that one of them counts: `25=19`."""
    found = []
    lengths = work.get("lengths") or []
    for chapter, counts in work.get("variants", {}).items():
        first, _, last = chapter.partition("-")
        for at in range(int(first), int(last or first) + 1):
            own = lengths[at - 1]
            # A tradition of chanting is no edition: its numbers are never printed.
            most = max([n for key, n in counts.items() if isinstance(n, int) and "taam" not in key], default=own)
            if "siddur" in counts:
                most = own + (2 if "two" in counts["siddur"] else 1)
            found.append(f"{at}={max(most, own)}")
    return ",".join(found)


def family(work):
    """The family, and the key that its members share."""
    title, category = work["title"], work["category"]
    if title == "Pirkei Avot":
        return "M", "Avot"
    for letter, prefix in (("M", "Mishnah "), ("Y", "Jerusalem Talmud "), ("T", "Tosefta ")):
        if category.startswith({"M": "Mishnah", "Y": "Talmud/Yerushalmi", "T": "Tosefta"}[letter]) and title.startswith(prefix):
            return letter, title[len(prefix):]
    if category == "Talmud/Bavli":
        return "B", title
    if category == "Halakhah/Mishneh Torah":
        return "R", title
    if category == "Halakhah/Shulchan Arukh":
        return "S", title
    if category.startswith("Tanakh") and title.startswith(("I ", "II ")):
        return ("1" if title.startswith("I ") else "2"), title.split(" ", 1)[1]
    return "", ""


def bare(name, letter):
    """The name after its family's words; None where it has none of them."""
    folded = fold(name)
    if letter in ORDINALS:
        match = re.fullmatch(rf"(?:{ORDINALS[letter]}) (.+)|(.+?) (?:{ORDINALS[letter]})", folded)
        return match and (match.group(1) or match.group(2))
    if letter == "R":
        match = re.fullmatch(rf"(?:{RAMBAM})(?: (?:{LAWS}))? (.+)|(?:{LAWS}) (.+)", folded)
        return match and (match.group(1) or match.group(2))
    match = re.fullmatch(rf"(?:{FAMILY_WORDS[letter]})(?: (?:{NEUTRAL}))? (.+)" + ("" if letter == "S" else rf"|(?:{NEUTRAL}) (.+)"), folded)
    return match and next(group for group in match.groups() if group)


def main():
    facts = json.load(open(sys.argv[1], encoding="utf-8"))
    portions = json.load(open(sys.argv[2], encoding="utf-8"))["parashiyot"]
    to = sys.argv[3]
    works = sorted(facts["works"] + EXTRA, key=rank)
    for work in works:
        work["aliases"] = work["aliases"] + MORE_ALIASES.get(work["title"], [])
    names = {}
    for work in works:
        letter, key = family(work)
        if letter:
            own = names.setdefault(key, {})
            if letter not in "RS12":
                own[fold(key)] = None
            for alias in [work["title"], work["he"]] + work["aliases"]:
                name = bare(alias, letter)
                if name:
                    own[name] = None
    for key, tractate in names.items():
        bavli = next((work for work in works if family(work) == ("B", key)), None)
        single = next((work for work in works if family(work) == ("M", key)), None)
        for work in filter(None, [bavli or single]):
            tractate.update((fold(alias), None) for alias in work["aliases"] + [work["he"]] if not bare(alias, family(work)[0]))
    with open(os.path.join(to, "works.tsv"), "w", encoding="utf-8") as out:
        for work in works:
            category = work["category"]
            shown = SHOWN.get(category) or SHOWN.get(category.split("/")[0]) or category.split("/")[0]
            kind, counts = scheme(work)
            levels = {"z": ["Volume", "Daf", "Line"], "d": ["Daf", "Line"]}.get(kind, work["sections"])
            letter, key = family(work)
            he = HEBREW.get(work["title"], work["he"])
            kept = {fold(work["title"]), fold(he)}
            aliases = []
            for alias in [work["he"]] + work["aliases"]:
                if fold(alias) in kept or (letter and bare(alias, letter) in names[key]):
                    continue
                kept.add(fold(alias))
                aliases.append(alias)
            row = [work["title"], he, shown, kind, ",".join(levels), counts, others(work), letter, key, "|".join(aliases)]
            out.write("\t".join(row) + "\n")
    with open(os.path.join(to, "families.tsv"), "w", encoding="utf-8") as out:
        for key, own in names.items():
            out.write(key + "\t" + "|".join(own) + "\n")
    with open(os.path.join(to, "commentaries.tsv"), "w", encoding="utf-8") as out:
        for entry in facts["commentaries"]:
            # The Aramaic translation is called by its own name and the book's.
            prefix = "Onkelos" if entry["title"] == "Onkelos" else entry["prefix"].strip()
            out.write("\t".join([prefix, entry["he"], "|".join([entry["title"]] + entry["aliases"])]) + "\n")
    with open(os.path.join(to, "portions.tsv"), "w", encoding="utf-8") as out:
        for portion in portions:
            span = portion["range"][len(portion["book"]) + 1:]
            number = "-".join(map(str, portion["num"])) if portion["combined"] else str(portion["num"])
            aliases = dict.fromkeys(portion.get("aliases", []) + [portion["ashkenazi"]] + portion.get("heAliases", []))
            haftarot = [h for h in (portion.get("haftarah"), portion.get("haftarahSephardi")) if h]
            # Two words of one name are joined by a maqaf, as they are written.
            he = re.sub("(?<=[\u05d0-\u05ea])-(?=[\u05d0-\u05ea])", "\u05be", portion["he"])
            out.write("\t".join([number, portion["name"], he, portion["book"], span, "|".join(haftarot), "|".join(aliases)]) + "\n")


main()
