#!/usr/bin/env python3
"""Compare every Hebrew quotation of a curriculum with an open text, letter by letter.

Input, as a file or on standard input, is what `daf list texts --json` prints: a list of
objects `{"id", "ref", "he", "excerpt", "version", "lesson", "file"}`.

    daf list texts --json content | check_quotations.py --morphhb FOLDER --fetch
    check_quotations.py --morphhb FOLDER --passages passages.jsonl texts.json
    check_quotations.py --self-test

Biblical quotations are compared with the Westminster Leningrad Codex as the npm package
`morphhb` (Open Scriptures Hebrew Bible) holds it: every letter, vowel, meteg, accent, maqaf,
paseq and sof pasuq, in the same order. A text marked `excerpt` must be an unbroken run of the
passage's words; any other must be the whole passage. Where the two differ in numbering, the
reference counts as Sefaria and most printed Hebrew Bibles do (Exodus 20, Numbers 25 and 26,
Deuteronomy 5, Nehemiah 7).

All other quotations (Mishnah, Talmud, Haggadah, codes) are compared by letters alone with a
file of passages, one JSON object a line, `{"ref", "he", ...}`, that is named by `--passages` or
by the environment variable DAF_PASSAGES: points, punctuation, brackets and the Bible references
within brackets are taken off both sides. Without that file they are listed as not compared.

The script never changes a file (but for the package that `--fetch` installs into the folder
that you name). It uses the standard library alone. Exit codes: 0 all that was compared is the
same, 1 a difference, 2 the input or the Leningrad text cannot be read.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

PACKAGE = "morphhb@2.0.2"
OSIS = "{http://www.bibletechnologies.net/2003/OSIS/namespace}"

MAQAF, PASEQ, SOF_PASUQ = "\u05be", "\u05c0", "\u05c3"
REVERSED_NUN = "\u05c6"

# Sefaria's title, then the name of the file in the package.
BOOKS = {
    "Genesis": "Gen", "Exodus": "Exod", "Leviticus": "Lev", "Numbers": "Num",
    "Deuteronomy": "Deut", "Joshua": "Josh", "Judges": "Judg", "I Samuel": "1Sam",
    "II Samuel": "2Sam", "I Kings": "1Kgs", "II Kings": "2Kgs", "Isaiah": "Isa",
    "Jeremiah": "Jer", "Ezekiel": "Ezek", "Hosea": "Hos", "Joel": "Joel", "Amos": "Amos",
    "Obadiah": "Obad", "Jonah": "Jonah", "Micah": "Mic", "Nahum": "Nah", "Habakkuk": "Hab",
    "Zephaniah": "Zeph", "Haggai": "Hag", "Zechariah": "Zech", "Malachi": "Mal",
    "Psalms": "Ps", "Proverbs": "Prov", "Job": "Job", "Song of Songs": "Song", "Ruth": "Ruth",
    "Lamentations": "Lam", "Ecclesiastes": "Eccl", "Esther": "Esth", "Daniel": "Dan",
    "Ezra": "Ezra", "Nehemiah": "Neh", "I Chronicles": "1Chr", "II Chronicles": "2Chr",
}
SPOKEN_TITLES = {
    "Psalm": "Psalms", "Koheleth": "Ecclesiastes", "Kohelet": "Ecclesiastes",
    "Qohelet": "Ecclesiastes", "Song of Solomon": "Song of Songs",
}

# Names that stand before chapter and verse in a bracketed reference, without a final numeral.
HEBREW_BOOKS = (
    "בראשית שמות ויקרא במדבר דברים יהושע שופטים שמואל מלכים ישעיה ישעיהו ירמיה ירמיהו יחזקאל "
    "הושע יואל עמוס עובדיה יונה מיכה נחום חבקוק צפניה חגי זכריה מלאכי תהלים תהילים משלי איוב שיר "
    "השירים רות איכה קהלת אסתר דניאל עזרא נחמיה דברי הימים שם"
).split()

ADDRESS = re.compile(
    r"^(?P<title>.+?)[ ,]+(?P<chapter>\d+)(?::(?P<verse>\d+))?"
    r"(?:\s*[-\u2013]\s*(?:(?P<last_chapter>\d+):)?(?P<last>\d+))?$"
)


class Unreadable(Exception):
    """The reference names nothing that the Leningrad text has."""


# --- references -----------------------------------------------------------------------------


def book_of(title):
    """The package's name of a biblical book, or None for any other work."""
    title = re.sub(r"\s+", " ", title.strip())
    title = re.sub(r"^1(?:st)? ", "I ", title)
    title = re.sub(r"^2(?:nd)? ", "II ", title)
    return BOOKS.get(SPOKEN_TITLES.get(title, title))


def leningrad_places(book, chapter, verse):
    """Where the verse that Sefaria numbers `chapter:verse` stands in the Leningrad numbering.

    The Ten Commandments are divided by the upper accents in the package and by the lower ones
    in the reference, so that one verse here can be four there.
    """
    if book == "Exod" and chapter == 20:
        return _commandments(chapter, verse, first=13)
    if book == "Deut" and chapter == 5:
        return _commandments(chapter, verse, first=17)
    if book == "Num" and chapter == 26 and verse == 1:
        return [(25, 19), (26, 1)]
    if book == "Num" and chapter == 25 and verse == 19:
        raise Unreadable("Numbers 25 ends at verse 18; what the Codex counts as 25:19 opens 26:1")
    if book == "Neh" and chapter == 7 and verse == 68:
        raise Unreadable("Nehemiah 7:68 is not in the Leningrad Codex (it comes from Ezra 2:66)")
    if book == "Neh" and chapter == 7 and verse > 68:
        return [(7, verse - 1)]
    return [(chapter, verse)]


def _commandments(chapter, verse, first):
    if verse < first:
        return [(chapter, verse)]
    if verse == first:
        return [(chapter, first + step) for step in range(4)]
    return [(chapter, verse + 3)]


def chapter_length(verses, book, chapter):
    """How many verses a chapter has in the reference's numbering; 0 where there is no chapter."""
    counted = max((v for c, v in verses if c == chapter), default=0)
    shift = {("Exod", 20): -3, ("Deut", 5): -3, ("Num", 25): -1, ("Neh", 7): 1}
    return counted + shift.get((book, chapter), 0) if counted else 0


def places_of(address, book, verses):
    """Every (chapter, verse) of the Codex that a parsed address covers, in order."""
    first = (int(address["chapter"]), int(address["verse"] or 1))
    if address["last"] is None:
        last = first if address["verse"] else (first[0], chapter_length(verses, book, first[0]))
    elif address["verse"] is None and address["last_chapter"] is None:
        last_chapter = int(address["last"])
        last = (last_chapter, chapter_length(verses, book, last_chapter))
    else:
        last = (int(address["last_chapter"] or first[0]), int(address["last"]))
    if last < first:
        raise Unreadable("the range ends before it begins")
    places = []
    for chapter in range(first[0], last[0] + 1):
        length = chapter_length(verses, book, chapter)
        low = first[1] if chapter == first[0] else 1
        high = last[1] if chapter == last[0] else length
        if not length or high > length:
            raise Unreadable(f"chapter {chapter} has {length} verses")
        for verse in range(low, high + 1):
            places.extend(leningrad_places(book, chapter, verse))
    return places


# --- the Leningrad text ---------------------------------------------------------------------


class Leningrad:
    """The verses of the Codex, a book read when it is first asked for."""

    def __init__(self, folder):
        self.folder = folder
        self.books = {}

    def verses(self, book):
        """The words of one book, by (chapter, verse)."""
        if book not in self.books:
            root = ElementTree.parse(self.folder / f"{book}.xml").getroot()
            self.books[book] = dict(_verse(element) for element in root.iter(f"{OSIS}verse"))
        return self.books[book]

    def passage(self, ref):
        """The words that a reference names, or None where the work is not biblical."""
        address = ADDRESS.match(ref.strip())
        book = book_of(address["title"]) if address else None
        if book is None:
            return None
        verses = self.verses(book)
        missing = [place for place in places_of(address, book, verses) if place not in verses]
        if missing:
            raise Unreadable(f"the Codex has no {book} {missing[0][0]}:{missing[0][1]}")
        return " ".join(verses[place] for place in places_of(address, book, verses))


def _verse(element):
    _, chapter, verse = element.get("osisID").split(".")
    return (int(chapter), int(verse)), _verse_text(list(element))


def _verse_text(children):
    """The text of a verse as it is read: words apart, a maqaf joining, the qere for the ketiv."""
    pieces = []
    for child in children:
        kind = child.get("type")
        if child.tag == f"{OSIS}w":
            pieces.append(_letters(child))
        elif kind == "variant":
            pieces = _with_qere(pieces, child)
        elif kind == "x-maqqef":
            pieces.append(MAQAF)
        elif kind == "x-paseq":
            pieces.append(PASEQ)
        elif kind == "x-sof-pasuq":
            pieces.append(SOF_PASUQ)
    return _spaced(pieces)


def _with_qere(pieces, note):
    """Put the qere of a variant's note in the place of the written words before it."""
    readings = [r for r in note.iter(f"{OSIS}rdg") if r.get("type") == "x-qere"]
    if not readings:
        return pieces
    caught = note.find(f"{OSIS}catchWord")
    written = (caught.text or "").replace("/", "") if caught is not None else ""
    return pieces[:_start_of(pieces, written)] + [_piece(part) for part in readings[0]]


def _start_of(pieces, written):
    """The index of the first piece of the written words that a note catches, from the end."""
    wanted = re.sub(r"\s", "", written)
    start, seen = len(pieces), ""
    while start > 0 and wanted and len(seen) < len(wanted):
        start -= 1
        seen = pieces[start] + seen
    return start if seen == wanted else len(pieces)


def _piece(part):
    return MAQAF if part.get("type") == "x-maqqef" else _letters(part)


def _letters(element):
    """The letters of a word, with those written large, small or raised, without the slashes."""
    return "".join(text for text in _texts(element) if text).replace("/", "").strip()


def _texts(element):
    yield element.text
    for child in element:
        if child.tag == f"{OSIS}seg":
            yield from _texts(child)
        yield child.tail


def _spaced(pieces):
    line = ""
    for piece in pieces:
        glued = not line or line.endswith(MAQAF) or piece in (MAQAF, SOF_PASUQ)
        line += piece if glued else f" {piece}"
    return line


def find_wlc(folder, fetch):
    """The folder that holds the books' files, installing the package there when asked to."""
    wlc = _wlc_under(folder)
    if wlc is None and fetch:
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-save", "--ignore-scripts"]
        subprocess.run([*command, "--prefix", str(folder), PACKAGE], check=True,
                       stdout=subprocess.DEVNULL)
        wlc = _wlc_under(folder)
    return wlc


def _wlc_under(folder):
    for inner in ("wlc", "package/wlc", "node_modules/morphhb/wlc", "morphhb/wlc", "."):
        if (folder / inner / "Gen.xml").is_file():
            return folder / inner
    return None


# --- comparing with all marks ---------------------------------------------------------------


def quoted(text):
    """The quotation of one record, its pieces joined; empty where there is no Hebrew."""
    he = text.get("he")
    if not he:
        segments = text.get("segments") or []
        he = [piece.get("he") or "" for piece in segments if isinstance(piece, dict)]
    return he if isinstance(he, str) else _joined(he)


def _joined(pieces):
    return " ".join(piece.strip() for piece in pieces if piece).replace(f"{MAQAF} ", MAQAF)


def plain_spaces(text):
    """Runs of white space as one space, and no reversed nun, which is a sign and not a letter."""
    return re.sub(r"\s+", " ", text.replace(REVERSED_NUN, " ")).strip()


def difference(quotation, passage, excerpt):
    """None where the quotation is the passage's own words, else a report of what differs."""
    quotation, passage = plain_spaces(quotation), plain_spaces(passage)
    if quotation == passage or (excerpt and is_run(quotation, passage)):
        return None
    if not excerpt and is_run(quotation, passage):
        return "only a part of the passage is quoted: mark it `excerpt: true`, or narrow the `ref`"
    return first_difference(quotation, closest(quotation, passage) if excerpt else passage)


def is_run(quotation, passage):
    """Whether the quotation stands in the passage, beginning and ending where words do."""
    start = passage.find(quotation)
    while quotation and start >= 0:
        end = start + len(quotation)
        before, after = passage[:start], passage[end:]
        begins = not before or before[-1] in f" {MAQAF}"
        ends = not after or after[0] in f" {MAQAF}{SOF_PASUQ}" or quotation[-1] == MAQAF
        if begins and ends:
            return True
        start = passage.find(quotation, start + 1)
    return False


def closest(quotation, passage):
    """The run of the passage's words, as long as the quotation, that shares most with it."""
    wanted, words = quotation.split(" "), passage.split(" ")
    count = min(len(wanted), len(words))
    runs = [words[at:at + count] for at in range(len(words) - count + 1)]
    best = max(runs, key=lambda run: _likeness(wanted, run))
    return " ".join(best)


def _likeness(left, right):
    """How alike two runs are: equal words, equal letters, and most of all an equal beginning."""
    pairs = list(zip(left, right))
    same = sum(a == b for a, b in pairs)
    letters = sum(consonants(a) == consonants(b) for a, b in pairs)
    beginning = next((i for i, (a, b) in enumerate(pairs) if a != b), len(pairs))
    return same + letters + 2 * beginning


def consonants(word):
    """A word's bare letters."""
    return "".join(c for c in word if "\u05d0" <= c <= "\u05ea")


def first_difference(quotation, passage):
    """Where two texts part: the words, and the first code points that are not the same."""
    at = next(
        (i for i, (a, b) in enumerate(zip(quotation, passage)) if a != b),
        min(len(quotation), len(passage)),
    )
    place = passage.count(" ", 0, at) + 1
    report = [
        f"first difference in word {place}, {at} code points in:",
        f"  quoted {_shown(quotation, at)}",
        f"  source {_shown(passage, at)}",
    ]
    if unicodedata.normalize("NFC", quotation) == unicodedata.normalize("NFC", passage):
        report.append("  the marks are the same in another order: some program has normalised them")
    return "\n".join(report)


def _shown(text, at):
    found = name_of(text[at]) if at < len(text) else "the end"
    start = text.rfind(" ", 0, at) + 1
    end = text.find(" ", at)
    word = text[start:end if end >= 0 else len(text)]
    return f"{found}, in \u2068{word}\u2069" if word else found


def name_of(character):
    """A code point with its name."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed')}"


# --- comparing by letters -------------------------------------------------------------------


def bare(text):
    """Letters and single spaces: no points, punctuation, brackets or references in brackets."""
    text = re.sub(r"[(\[]([^)\]]*)[)\]]", lambda m: " " if is_reference(m[1]) else m[1], text)
    text = text.replace(MAQAF, " ")
    text = re.sub("[\u0591-\u05c7]", "", text)
    text = "".join(c if c.isalnum() or c.isspace() else "" for c in text)
    return re.sub(r"\s+", " ", text).strip()


def is_reference(inside):
    """Whether the words in a bracket are a book of the Bible with chapter and verse."""
    words = re.sub(r"[,.:'\"\u05f3\u05f4]", " ", inside).split()
    return len(words) >= 3 and words[0] in HEBREW_BOOKS and all(len(w) <= 3 for w in words[-2:])


def letters_difference(quotation, candidates, excerpt):
    """None where one of the passages has the quotation, else a report against the nearest."""
    wanted = bare(quotation)
    whole = [bare(passage["he"]) for passage in candidates]
    if wanted in whole:
        return None
    if any(is_run(wanted, passage) for passage in whole):
        partial = excerpt or any(passage.get("excerpt") for passage in candidates)
        return None if partial else "only a part is quoted: mark it `excerpt: true`"
    count = len(wanted.split(" "))
    near = max(
        (closest(wanted, passage) for passage in whole),
        key=lambda run: _likeness(wanted.split(" "), run.split(" ")),
    )
    if count > max(len(passage.split(" ")) for passage in whole):
        near = max(whole, key=len)
    return first_difference(wanted, near)


def passages_by_ref(path):
    """The file's passages, in lists by their reference."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            passage = json.loads(line)
            found.setdefault(passage["ref"], []).append(passage)
    return found


def candidates_for(ref, passages):
    """The passages of a reference; those of a range like `Pirkei Avot 6:5-6` joined in one."""
    if ref in passages:
        return passages[ref]
    address = ADDRESS.match(ref)
    if not address or not address["verse"] or not address["last"] or address["last_chapter"]:
        return []
    refs = [
        f"{address['title']} {address['chapter']}:{verse}"
        for verse in range(int(address["verse"]), int(address["last"]) + 1)
    ]
    if not refs or any(one not in passages for one in refs):
        return []
    return [{"he": " ".join(passages[one][0]["he"] for one in refs)}]


# --- the report -----------------------------------------------------------------------------


def check(text, leningrad, passages):
    """One quotation: ("passed" | "failed" | "skipped", what there is to say)."""
    he, ref = quoted(text), (text.get("ref") or "").strip()
    excerpt = bool(text.get("excerpt"))
    if not re.search("[\u05d0-\u05ea]", he):
        return "skipped", "no Hebrew of its own"
    if not ref:
        return "skipped", "NOT COMPARED: it has Hebrew, but no `ref`"
    try:
        passage = leningrad.passage(ref)
    except Unreadable as reason:
        return "failed", f"{ref} cannot be found: {reason}"
    if passage is not None:
        return _verdict(difference(he, passage, excerpt))
    if passages is None:
        return "skipped", "NOT COMPARED: no file of passages was given"
    candidates = candidates_for(ref, passages)
    if not candidates:
        return "skipped", "NOT COMPARED: the file of passages has no such reference"
    return _verdict(letters_difference(he, candidates, excerpt))


def _verdict(found):
    return ("failed", found) if found else ("passed", "")


def report(texts, leningrad, passages, verbose, strict):
    """Print what was found, and give the exit code."""
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for text in texts:
        outcome, said = check(text, leningrad, passages)
        if strict and said.startswith("NOT COMPARED"):
            outcome = "failed"
        counts[outcome] += 1
        if outcome != "passed" or verbose:
            print(f"{outcome.upper():8}{_where(text)}")
            print("".join(f"        {line}\n" for line in said.splitlines()), end="")
    print(", ".join(f"{count} {outcome}" for outcome, count in counts.items()))
    return 1 if counts["failed"] else 0


def _where(text):
    title = text.get("ref") or text.get("title") or ""
    place = text.get("file") or text.get("lesson") or ""
    return f"{text.get('id') or '(no id)'} ({title}) {place}".rstrip()


# --- self-tests -----------------------------------------------------------------------------

# Three verses as the package writes them: a doubled word, a qere, a large letter, a paseq.
FIXTURE = """<?xml version="1.0" encoding="utf-8"?>
<osis xmlns="http://www.bibletechnologies.net/2003/OSIS/namespace"><osisText><div>
@@VERSES@@
</div></osisText></osis>
"""
FIXTURE_BOOKS = {
    "Deut": """
<verse osisID="Deut.6.4"><w>שְׁמַ֖<seg type="x-large">ע</seg></w>
<note>Large letter(s). Shown as large letters without a superscript note number. </note>
<w>יִשְׂרָאֵ֑ל</w><w>יְהוָ֥ה</w><w>אֱלֹהֵ֖י/נוּ</w><w>יְהוָ֥ה</w><seg type="x-paseq">׀</seg>
<w>אֶחָֽ<seg type="x-large">ד</seg></w><seg type="x-sof-pasuq">׃</seg>
<note>Large letter(s). Shown as large letters without a superscript note number. </note>
</verse>
<verse osisID="Deut.16.20"><w>צֶ֥דֶק</w><w>צֶ֖דֶק</w><w>תִּרְדֹּ֑ף</w><w>לְמַ֤עַן</w>
<w>תִּֽחְיֶה֙</w><w>וְ/יָרַשְׁתָּ֣</w><w>אֶת</w><seg type="x-maqqef">־</seg><w>הָ/אָ֔רֶץ</w>
<w>אֲשֶׁר</w><seg type="x-maqqef">־</seg><w>יְהוָ֥ה</w><w>אֱלֹהֶ֖י/ךָ</w><w>נֹתֵ֥ן</w>
<w>לָֽ/ךְ</w><seg type="x-sof-pasuq">׃</seg><seg type="x-samekh">ס</seg></verse>
""",
    "Ps": """
<verse osisID="Ps.126.4"><w>שׁוּבָ֣/ה</w><w>יְ֭הוָה</w>
<w>אֶת</w><seg type="x-maqqef">־</seg><w>שבות/נו</w>
<note type="variant"><catchWord>שבות/נו</catchWord><rdg type="x-qere">
<w>שְׁבִיתֵ֑/נוּ</w></rdg></note><w>כַּ/אֲפִיקִ֥ים</w>
<w>בַּ/נֶּֽגֶב</w><seg type="x-sof-pasuq">׃</seg></verse>
""",
}


class SelfTest(unittest.TestCase):
    """Each way in which a quotation can go wrong is found; what is right passes."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        for book, verses in FIXTURE_BOOKS.items():
            path = Path(cls.folder.name) / f"{book}.xml"
            path.write_text(FIXTURE.replace("@@VERSES" + "@@", verses), encoding="utf-8")
        cls.codex = Leningrad(Path(cls.folder.name))
        cls.justice = cls.codex.passage("Deuteronomy 16:20")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def outcome(self, ref, he, excerpt=False, passages=None):
        text = {"id": "t", "ref": ref, "he": he, "excerpt": excerpt}
        return check(text, self.codex, passages)

    def test_the_verse_itself_passes(self):
        self.assertEqual(self.outcome("Deuteronomy 16:20", self.justice)[0], "passed")

    def test_a_run_of_words_passes_only_as_an_excerpt(self):
        words = " ".join(self.justice.split(" ")[:3])
        self.assertEqual(self.outcome("Deuteronomy 16:20", words, excerpt=True)[0], "passed")
        outcome, said = self.outcome("Deuteronomy 16:20", words)
        self.assertEqual(outcome, "failed")
        self.assertIn("excerpt", said)

    def test_a_changed_vowel_is_found_and_named(self):
        wrong = self.justice.replace("\u05b6", "\u05b5", 1)
        outcome, said = self.outcome("Deuteronomy 16:20", wrong)
        self.assertEqual(outcome, "failed")
        self.assertIn("U+05B5 HEBREW POINT TSERE", said)
        self.assertIn("U+05B6 HEBREW POINT SEGOL", said)
        self.assertIn("word 1,", said)

    def test_a_dropped_meteg_is_found(self):
        self.assertIn("\u05bd", self.justice)
        outcome, said = self.outcome("Deuteronomy 16:20", self.justice.replace("\u05bd", "", 1))
        self.assertEqual(outcome, "failed")
        self.assertIn("HEBREW POINT METEG", said)

    def test_a_swapped_accent_is_found(self):
        wrong = self.justice.replace("\u05a5", "\u05a3", 1)
        outcome, said = self.outcome("Deuteronomy 16:20", wrong)
        self.assertEqual(outcome, "failed")
        self.assertIn("HEBREW ACCENT MERKHA", said)

    def test_marks_in_another_order_are_found_and_explained(self):
        wrong = unicodedata.normalize("NFC", self.justice)
        self.assertNotEqual(wrong, self.justice)
        outcome, said = self.outcome("Deuteronomy 16:20", wrong)
        self.assertEqual(outcome, "failed")
        self.assertIn("another order", said)

    def test_a_maqaf_made_a_space_is_found(self):
        wrong = self.justice.replace(MAQAF, " ", 1)
        self.assertEqual(self.outcome("Deuteronomy 16:20", wrong)[0], "failed")

    def test_a_word_left_out_of_the_middle_is_found(self):
        words = self.justice.split(" ")
        wrong = " ".join(words[:2] + words[3:6])
        outcome, said = self.outcome("Deuteronomy 16:20", wrong, excerpt=True)
        self.assertEqual(outcome, "failed")
        self.assertIn("word 3,", said)

    def test_half_a_word_is_no_run_of_words(self):
        words = self.justice.split(" ")
        self.assertEqual(
            self.outcome("Deuteronomy 16:20", words[0][:-1], excerpt=True)[0], "failed")

    def test_added_words_are_found(self):
        wrong = f"{self.justice} {self.justice}"
        self.assertEqual(self.outcome("Deuteronomy 16:20", wrong)[0], "failed")
        self.assertEqual(self.outcome("Deuteronomy 16:20", wrong, excerpt=True)[0], "failed")

    def test_segments_are_joined(self):
        words = self.justice.split(" ")
        pieces = [" ".join(words[:3]), " ".join(words[3:])]
        text = {"id": "t", "ref": "Deuteronomy 16:20", "segments": [{"he": p} for p in pieces]}
        self.assertEqual(check(text, self.codex, None)[0], "passed")
        text = {"id": "t", "ref": "Deuteronomy 16:20", "he": pieces[::-1]}
        self.assertEqual(check(text, self.codex, None)[0], "failed")

    def test_the_qere_stands_for_the_ketiv(self):
        psalm = self.codex.passage("Psalms 126:4")
        self.assertEqual(consonants(psalm.split(" ")[2].split(MAQAF)[1]), "שביתנו")
        self.assertNotIn("שבותנו", psalm)
        self.assertEqual(psalm.count("\u05e0\u05d5\u05bc"), 1)

    def test_large_letters_paseq_and_paragraph_letters(self):
        shema = self.codex.passage("Deuteronomy 6:4")
        self.assertEqual(consonants(shema.split(" ")[0]), "שמע")
        self.assertIn(f" {PASEQ} ", shema)
        self.assertTrue(self.justice.endswith(SOF_PASUQ))
        self.assertNotIn("/", shema)

    def test_a_verse_that_is_not_there_fails(self):
        self.assertEqual(self.outcome("Deuteronomy 16:40", self.justice)[0], "failed")
        self.assertEqual(self.outcome("Deuteronomy 16:20-19", self.justice)[0], "failed")

    def test_numbering_follows_the_reference(self):
        self.assertEqual(leningrad_places("Exod", 20, 12), [(20, 12)])
        self.assertEqual(leningrad_places("Exod", 20, 13), [(20, n) for n in (13, 14, 15, 16)])
        self.assertEqual(leningrad_places("Exod", 20, 23), [(20, 26)])
        self.assertEqual(leningrad_places("Deut", 5, 17), [(5, n) for n in (17, 18, 19, 20)])
        self.assertEqual(leningrad_places("Deut", 5, 30), [(5, 33)])
        self.assertEqual(leningrad_places("Num", 26, 1), [(25, 19), (26, 1)])
        self.assertEqual(leningrad_places("Neh", 7, 69), [(7, 68)])
        self.assertEqual(leningrad_places("Neh", 4, 11), [(4, 11)])
        for book, chapter, verse in (("Num", 25, 19), ("Neh", 7, 68)):
            with self.assertRaises(Unreadable):
                leningrad_places(book, chapter, verse)

    def test_other_works_are_compared_by_letters(self):
        ref, own = "Pirkei Avot 1:14", "אם אין אני לי, מי לי (תהלים א, א) וכשאני לעצמי [מה] אני."
        passages = {ref: [{"ref": ref, "he": own}]}
        same = "אִם אֵין אֲנִי לִי מִי לִי: וכשאני לעצמי מה אני"
        self.assertEqual(self.outcome(ref, same, passages=passages)[0], "passed")
        outcome, said = self.outcome(ref, same.replace("וכשאני", "כשאני"), passages=passages)
        self.assertEqual(outcome, "failed")
        self.assertIn("U+05DB HEBREW LETTER KAF", said)
        part = "וכשאני לעצמי מה אני"
        self.assertEqual(self.outcome(ref, part, excerpt=True, passages=passages)[0], "passed")
        self.assertEqual(self.outcome(ref, part, passages=passages)[0], "failed")

    def test_what_cannot_be_compared_is_said_and_not_passed(self):
        for passages in (None, {}):
            outcome, said = self.outcome("Berakhot 5b", "אין חבוש", passages=passages)
            self.assertEqual(outcome, "skipped")
            self.assertIn("NOT COMPARED", said)
        self.assertEqual(self.outcome("Berakhot 5b", "")[0], "skipped")


def self_test():
    """Run the self-tests; the exit code."""
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(SelfTest)
    return 0 if unittest.TextTestRunner(stream=sys.stdout).run(suite).wasSuccessful() else 1


# --- the command ----------------------------------------------------------------------------


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("texts", nargs="?", default="-", help="the JSON file, or - for stdin")
    parser.add_argument("--morphhb", type=Path, default=os.environ.get("DAF_MORPHHB"),
                        help="folder of the npm package morphhb, or one to install it into")
    parser.add_argument("--fetch", action="store_true",
                        help=f"install {PACKAGE} with npm into that folder where it is missing")
    parser.add_argument("--passages", type=Path, default=os.environ.get("DAF_PASSAGES") or None,
                        help="passages of other works, one JSON object a line")
    parser.add_argument("--strict", action="store_true",
                        help="Hebrew that could not be compared is a failure")
    parser.add_argument("-v", "--verbose", action="store_true", help="name what passed, too")
    parser.add_argument("--self-test", action="store_true", help="test this script and stop")
    return parser.parse_args()


def stop(message):
    """End with the exit code for input that cannot be read."""
    print(message, file=sys.stderr)
    sys.exit(2)


def read_texts(name):
    """The list of texts, from a file or standard input."""
    try:
        source = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        texts = json.loads(source)
    except (OSError, ValueError) as error:
        stop(f"cannot read the texts: {error}")
    if not isinstance(texts, list) or not all(isinstance(text, dict) for text in texts):
        stop("cannot read the texts: a JSON list of objects was expected")
    return texts


def main():
    """Read, compare, report."""
    sys.stdout.reconfigure(encoding="utf-8")
    options = arguments()
    if options.self_test:
        return self_test()
    if not options.morphhb:
        stop("name the folder of the npm package morphhb with --morphhb or DAF_MORPHHB")
    texts = read_texts(options.texts)
    try:
        wlc = find_wlc(Path(options.morphhb), options.fetch)
        passages = passages_by_ref(Path(options.passages)) if options.passages else None
    except (OSError, ValueError, KeyError, subprocess.CalledProcessError) as error:
        stop(f"cannot read the sources: {error}")
    if wlc is None:
        stop(f"no wlc/*.xml of morphhb under {options.morphhb}; --fetch installs it")
    return report(texts, Leningrad(wlc), passages, options.verbose, options.strict)


if __name__ == "__main__":
    sys.exit(main())
