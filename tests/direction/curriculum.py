#!/usr/bin/env python3
"""Reads cases.txt and writes the curricula that are read back, one a language, and the hard ones, one each.

  curriculum.py FOLDER [--only ID]      writes FOLDER/cases/LANGUAGE, FOLDER/hard/NAME, and FOLDER/plan.json

The plan says what must be seen, sign by sign: both readers (readback.mjs and readback.py) hold what they see to it. It holds
`names`, of all cases; `cases`, those that are asked for: id, lang, kind, lesson (its id), want (a string for each line, leftmost
sign first, without spaces), seen (the same as cases.txt has it), dirs, frame and only; and `hard`: name, dir, letters (all of
them, as typed). Knows nothing of how daf decides.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
BAR = re.compile(r"\s*[ǀ|]\s*")
KINDS = {"body", "hidden", "title", "question", "objective", "prompt", "follow-up", "exercise", "instruction", "debrief"}
FIELDS = KINDS - {"body", "hidden", "title"}
DIRECTIONS = {"ltr", "rtl", "any"}
TERMS = {"kehilla": "קהילה", "machloket": "מחלוקת"}


def base(text):
    """The signs of a text that are looked for: no spaces, no marks on letters, nothing that cannot be seen."""
    kept = (c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) not in ("Mn", "Me", "Cf", "Cc", "Zs"))
    return "".join("-" if c in "\u2010\u2011" else c for c in kept)


def right_to_left(sign):
    return unicodedata.bidirectional(sign) in ("R", "AL")


# ---- The cases.

def shown(thing, where):
    """A thing of what must be seen, its leftmost sign first."""
    signs = base(thing)
    if not any(right_to_left(c) for c in signs):
        return signs
    if re.search(r"[\s0-9A-Za-z]", thing.strip()):
        sys.exit(f"{where}: `{thing}` is more than one word")
    if not (right_to_left(signs[0]) and right_to_left(signs[-1])) and len(signs) > 1:
        sys.exit(f"{where}: put a bar between the word and the sign in `{thing}`")
    return signs[::-1]


def escaped(text):
    text = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda found: chr(int(found[1], 16)), text)
    return text.replace("\\n", "\n")


def case_of(lines, number):
    """One case from its three lines."""
    where = f"cases.txt:{number}"
    if len(lines) != 3 or lines[0][0].isspace() or not all(line.startswith("  ") for line in lines[1:]):
        sys.exit(f"{where}: a case is three lines: a head, what is typed, what must be seen")
    name, lang, dirs, *more = lines[0].split()
    case = {"id": name, "lang": lang, "kind": "body", "dirs": dirs.split(","), "frame": None, "only": None}
    for word in more:
        key, _, value = word.partition("=")
        if key in ("frame", "only") and value:
            case[key] = value
        elif word in KINDS:
            case["kind"] = word
        else:
            sys.exit(f"{where}: {word}?")
    if not set(case["dirs"]) <= DIRECTIONS:
        sys.exit(f"{where}: {dirs}?")
    case["text"] = escaped(lines[1][2:])
    case["line"] = lines[2].strip()
    case["seen"] = [shown(thing, where) if thing != "//" and not thing.startswith("^") else thing for thing in BAR.split(lines[2].strip())]
    same_signs(case, where)
    return case


def same_signs(case, where):
    """Every letter and digit that is typed must be seen, and no other."""
    typed = re.sub(r"\[\^\w+\]|\]\(\S+?\)|^:::.*$|^[0-9]+\. |\|[-:]+(?=\|)", "", case["text"], flags=re.M)
    kept = lambda text: sorted(c for c in base(text) if c.isalnum())
    seen = "".join(thing for thing in case["seen"] if not thing.startswith("^"))
    if kept(typed) != kept(seen):
        sys.exit(f"{where}: what is typed and what is seen have not the same letters")


def read(path=HERE / "cases.txt"):
    """All cases, in order."""
    cases, held, begun = [], [], 0
    for number, line in enumerate([*path.read_text("utf-8").split("\n"), ""], 1):
        if line.startswith("#"):
            continue
        if line.strip():
            begun = begun if held else number
            held.append(line)
        elif held:
            cases.append(case_of(held, begun))
            held = []
    names = [case["id"] for case in cases]
    double = {name for name in names if names.count(name) > 1}
    if double:
        sys.exit(f"cases.txt: twice there: {', '.join(sorted(double))}")
    return cases


# ---- The curricula.

def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def curriculum(folder, lang, title="Trial"):
    put(folder / "daf.yaml", f"title: {title}\nlanguage: {lang}\nlicense: CC-BY-SA-4.0\n")
    put(folder / "01-u/_index.md", "---\ntitle: Unit\n---\n")


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def lesson(folder, name, title, body, fields=""):
    put(folder / f"01-u/{name}.md", f"---\ntitle: {quoted(title)}\n{fields}---\n\n{body}\n")


def numbered(cases):
    """Gives every note of a lesson a name and the number that it will have; the Markdown of the lesson's body."""
    parts, notes, number = [], [], 0
    for case in cases:
        own = {}
        for mark in re.findall(r"\[\^(\w+)\]", case["text"]):
            if mark not in own:
                number += 1
                own[mark] = number
        names = list(own)
        case["numbers"] = {f"^{names.index(mark) + 1}": str(own[mark]) for mark in own}
        text = re.sub(r"\[\^(\w+)\]", lambda found: f"[^n{own[found[1]]}]", case["text"])
        parts.append(f"## {case['id']}\n\n{text}\n")
        notes += [f"[^n{n}]: Note.\n" for n in own.values()]
    return "\n".join(parts + notes)


def fields_of(cases):
    """The front matter of a lesson with these fields."""
    of = lambda kind: [quoted(case["text"]) for case in cases if case["kind"] == kind]
    lines = [f"questions: [{', '.join(of('question'))}]", f"objectives: [{', '.join(of('objective'))}]"]
    prompts = of("prompt") or ['"Prompt"']
    lines.append("discussion:")
    for at, prompt in enumerate(prompts):
        lines += [f"  - prompt: {prompt}", f"    id: p{at}"]
    if of("follow-up"):
        lines.append(f"    follow_ups: [{', '.join(of('follow-up'))}]")
    lines += ["exercises:", "  - id: e", f"    title: {(of('exercise') or ['Exercise'])[0]}"]
    if of("instruction"):
        lines += ["    instructions: |", *(f"      {n}. {json.loads(text)}" for n, text in enumerate(of("instruction"), 1))]
    if of("debrief"):
        lines.append(f"    debrief: [{', '.join(of('debrief'))}]")
    placed = "".join(f"::prompt{{#p{at}}}\n\n" for at in range(len(prompts))) + "::exercise{#e}\n"
    return "\n".join(line for line in lines if not line.endswith(": []")) + "\n", placed


def write_language(folder, lang, cases):
    """The curriculum of one language; each case learns its lesson."""
    curriculum(folder, lang)
    if lang == "en":
        terms = (f"- id: {name}\n  term: {name}\n  he: {word}\n  definition: A word.\n" for name, word in TERMS.items())
        put(folder / "glossary.yaml", "".join(terms))
    for kind in ("body", "hidden"):
        own = [case for case in cases if case["kind"] == kind]
        if own:
            lesson(folder, kind, kind.capitalize(), numbered(own))
        for case in own:
            case["lesson"] = kind
    own = [case for case in cases if case["kind"] in FIELDS]
    if own:
        front, placed = fields_of(own)
        lesson(folder, "fields", "Fields", placed, front)
    for case in own:
        case["lesson"] = "fields"
    for case in cases:
        if case["kind"] == "title":
            case["lesson"] = case["id"]
            lesson(folder, case["id"], case["text"], "Words.")


def planned(case):
    """A case as the readers want it."""
    lines = [""]
    for thing in case["seen"]:
        if thing == "//":
            lines.append("")
        else:
            lines[-1] += case.get("numbers", {}).get(thing, thing)
    return {key: case[key] for key in ("id", "lang", "kind", "lesson", "dirs", "frame", "only")} | {"want": lines, "seen": case["line"]}


# ---- The hard ones, made by rule. Each is words whose letters must all be there, in the order in which they are typed.

HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
MARKS = "\u05b0\u05b4\u05b7\u05bc\u05c1\u0591\u05bd"
HIDDEN = [chr(c) for c in (0x200E, 0x200F, 0x061C, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069)]


def words(count, letters=HEBREW):
    """Words of three letters, each unlike its neighbours."""
    size = len(letters)
    return [letters[n % size] + letters[n // size % size] + letters[n // size // size % size] for n in range(count)]


def latin(count):
    return [word + "a" for word in words(count, "bcdghkmnprstvz")]


def sentence(inner, count=1000):
    """A phrase of about so many words in the middle of a block that stays English: it has as many English words."""
    return f"{' '.join(latin(count // 2))} {inner} {' '.join(latin(count - count // 2))}"


def nested(count):
    """Marks in marks in marks."""
    inner = words(count)
    signs = ["*", "**"]
    opened = " ".join(signs[n % 2] + word for n, word in enumerate(inner))
    return opened + "".join(signs[n % 2] for n in reversed(range(count)))


def hard():
    """Name, language of the document, direction of the block, the Markdown."""
    w = words
    some = w(1000)
    woven = " ".join(f"{a} {b}" for a, b in zip(latin(2500), w(2500)))
    own = " ".join(f"**{word}**" if n % 2 else f"*{word}*" for n, word in enumerate(some))
    links = " ".join(f"[{word}](https://example.org/{n})" for n, word in enumerate(some))
    hidden = "".join(letter + HIDDEN[n % len(HIDDEN)] for n, letter in enumerate(" ".join(w(600))))
    latin_hidden = "".join(letter + HIDDEN[n % len(HIDDEN)] for n, letter in enumerate(" ".join(latin(300))))
    lone = " ".join(f"{MARKS[n % 7]} {word[0]}{MARKS * 3}{word[1:]} {MARKS[n % 7]}" for n, word in enumerate(w(200)))
    rows = "\n".join(f"| {word} | {word} |" for word in w(300))
    items = "\n".join(f"- {word} {word}" for pair in zip(w(400), latin(400)) for word in pair)
    notes = " ".join(f"{word}[^n{n}]" for n, word in enumerate(w(200)))
    bodies = "\n\n".join(f"[^n{n}]: 1." for n in range(200))
    return [
        ("long-phrase", "en", "ltr", sentence(" ".join(w(10000)), 10000)),
        ("long-phrase-mirrored", "he", "rtl", f"קראנו {' '.join(latin(10000))} {' '.join(w(8000))}."),
        ("long-block-of-the-other", "en", "rtl", " ".join(w(10000)) + "."),
        ("woven-words", "en", "ltr", woven),
        ("nested-marks", "en", "ltr", sentence(nested(1000))),
        ("a-mark-each", "en", "ltr", sentence(own)),
        ("a-link-each", "en", "ltr", sentence(links)),
        ("a-note-each", "en", "ltr", sentence(notes) + "\n\n" + bodies),
        ("code-each", "en", "ltr", sentence(" ".join(f"`{word}`" for word in some))),
        ("brackets-never-closed", "en", "ltr", sentence(" (".join(some))),
        ("brackets-never-opened", "en", "ltr", sentence(") ".join(some))),
        ("brackets-in-brackets", "en", "ltr", sentence("(".join(some) + ")" * 999)),
        ("brackets-crossed", "en", "ltr", sentence(" ".join("(\\[«“"[n % 5] + word if n % 5 != 1 else word for n, word in enumerate(some)))),
        ("quotes-without-end", "en", "ltr", sentence(' "'.join(some))),
        ("marks-without-letters", "en", "ltr", sentence(lone, 1200)),
        ("hidden-of-every-kind", "en", "ltr", sentence(hidden, 2000)),
        ("hidden-in-both", "en", "ltr", sentence(latin_hidden + " " + hidden, 2000)),
        ("hidden-never-closed", "en", "ltr", sentence(" ".join(HIDDEN[3 + n % 2 * 5] + word for n, word in enumerate(some)))),
        ("numbers-between", "en", "ltr", sentence(" ".join(f"{word} {n}–{n + 1}" for n, word in enumerate(some)))),
        ("a-line-each", "en", "ltr", sentence("\n".join(w(3000)), 3000)),
        ("a-table", "en", "rtl", f"| 1 | 2 |\n|---|---|\n{rows}"),
        ("a-list-of-both", "en", "ltr", items),
    ]


def letters_of(text):
    """The letters of Markdown, as typed."""
    text = re.sub(r"\[\^\w+\]:?|\]\(\S+?\)", "", text)
    return "".join(c for c in base(text) if c.isalpha())


def write_hard(folder, lang, text):
    curriculum(folder, lang, "1")
    lesson(folder, "hard", "1", f"## begin\n\n{text}\n\n## end\n\n1")


def write(folder, only=None):
    """Everything that is read back; gives the plan and leaves it in `plan.json`."""
    cases = read()
    for lang in dict.fromkeys(case["lang"] for case in cases):
        write_language(folder / "cases" / lang, lang, [case for case in cases if case["lang"] == lang])
    made = [one for one in hard() if only in (None, one[0])]
    for name, lang, _, text in made:
        write_hard(folder / "hard" / name, lang, text)
    plan = {
        "names": [case["id"] for case in cases],
        "cases": [planned(case) for case in cases if only in (None, case["id"])],
        "hard": [{"name": name, "dir": way, "letters": letters_of(text)} for name, _, way, text in made],
    }
    put(folder / "plan.json", json.dumps(plan, ensure_ascii=False))
    return plan


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if len(arguments) not in (1, 3):
        sys.exit(__doc__)
    plan = write(Path(arguments[0]), arguments[2] if len(arguments) == 3 else None)
    print(f"{len(plan['cases'])} cases, {len(plan['hard'])} hard ones")
