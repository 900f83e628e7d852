#!/usr/bin/env python3
"""Reads from the paper in which order words stand, glyph by glyph, and holds it to cases.txt: where the PDF places each glyph,
and for a bracket how its outline looks, since the PDF's own text says only what was typed. Then the hard ones: a sheet is set in
time, and every letter is on it, in the order in which it was typed.

  readback.py DAF [--only ID] [--keep FOLDER]

Needs pdfminer.six and fontTools. Which way a block runs is told by its signs and by the edge that it stands at; the frame of a
list by the edge that its marks stand at. Exit 1 if anything failed.
"""

import argparse
import io
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby, takewhile
from pathlib import Path

from fontTools.cffLib import CFFFontSet
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import apply_matrix_pt, mult_matrix

sys.path.insert(0, str(Path(__file__).resolve().parent))
import curriculum

LIMIT = 20  # seconds for a sheet
SMALL = 7.8  # points: labels and the words of notes are smaller; code is not
FOOT = 65  # points from the lower edge: below stands what each page says again
PAIRS = ["()", "[]", "{}", "<>", "«»", "‹›"]
MIRROR = {a: b for pair in PAIRS for a, b in (pair, pair[::-1])}
MARKS = "•–‣◦☐☑□■▪"


@dataclass
class Sign:
    """A glyph that is drawn, or a part of one that stands for several letters."""

    c: str
    x: float
    end: float
    page: int
    y: float
    size: float


# ---- Glyphs.


class Outlines:
    """What is drawn for a glyph of a font, whatever the PDF says that it means."""

    def __init__(self):
        self.fonts = {}

    def opens(self, font, cid):
        """Whether a bracket opens to the right, as `(` does; none if it cannot be told."""
        key = (id(font), cid)
        if key not in self.fonts:
            self.fonts[key] = self.look(font, cid)
        return self.fonts[key]

    def look(self, font, cid):
        glyphs, name = self.glyph(font, cid)
        if glyphs is None or name not in glyphs:
            return None
        bounds = BoundsPen(glyphs)
        pen = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(bounds)
        glyphs[name].draw(pen)
        points = [point for _, args in pen.value for point in args if point is not None]
        left, bottom, right, top = bounds.bounds
        middle = (bottom + top) / 2
        half = [x for x, y in points if abs(y - middle) < (top - bottom) * 0.2]
        centre = (min(half) + max(half)) / 2 if half else centroid(pen)
        return None if centre is None else centre < (left + right) / 2

    def glyph(self, font, cid):
        if not hasattr(font, "drawn"):
            font.drawn = font_file(font)
        return (None, None) if font.drawn is None else (font.drawn[0], font.drawn[1](cid))


def centroid(pen):
    """Where the ink of a glyph has its middle, as if its curves were straight."""
    area, moment, start, at = 0.0, 0.0, None, None
    for _, args in pen.value:
        for point in (args[-1:] if args else [start]):
            if at is None:
                start = at = point
                continue
            cross = at[0] * point[1] - point[0] * at[1]
            area += cross
            moment += (at[0] + point[0]) * cross
            at = point
        if not args:
            at = None
    return moment / (3 * area) if area else None


def font_file(font):
    """The glyphs of an embedded font, and the name of each by its number."""
    descriptor = font.descriptor
    if "FontFile3" in descriptor:
        data = resolve1(descriptor["FontFile3"]).get_data()
        if data[:4] == b"OTTO":
            whole = TTFont(io.BytesIO(data))
            return whole.getGlyphSet(), whole.getGlyphName
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(data), None)
        top = fonts[0]
        return top.CharStrings, lambda cid: f"cid{cid:05}" if hasattr(top, "ROS") else top.charset[cid]
    if "FontFile2" in descriptor:
        whole = TTFont(io.BytesIO(resolve1(descriptor["FontFile2"]).get_data()))
        return whole.getGlyphSet(), whole.getGlyphName
    return None


class Reader(PDFTextDevice):
    """Gathers the signs of all pages."""

    def __init__(self, manager):
        super().__init__(manager)
        self.outlines = Outlines()
        self.signs = []
        self.pages = 0
        self.widths = []
        self.untold = 0

    def begin_page(self, page, ctm):
        self.pages += 1
        left, _, right, _ = page.mediabox
        self.widths.append(right - left)

    def render_string(self, textstate, seq, ncs, graphicstate):
        matrix = mult_matrix(textstate.matrix, self.ctm)
        font, size, x = textstate.font, textstate.fontsize, textstate.linematrix[0]
        scaling = textstate.scaling * 0.01
        for piece in seq:
            if isinstance(piece, (int, float)):
                x -= piece / 1000 * size * scaling
                continue
            for cid in font.decode(piece):
                width = font.char_width(cid) * size * scaling
                self.glyph(font, cid, size, apply_matrix_pt(matrix, (x, textstate.rise)), apply_matrix_pt(matrix, (x + width, textstate.rise)), matrix)
                x += width + textstate.charspace * scaling
                if cid == 32 and not font.is_multibyte():
                    x += textstate.wordspace * scaling
        textstate.linematrix = (x, textstate.linematrix[1])

    def glyph(self, font, cid, size, start, end, matrix):
        try:
            text = font.to_unichr(cid)
        except Exception:
            return
        scale = abs(matrix[3]) or abs(matrix[1])
        letters = curriculum.base(text)
        if not letters or start[1] < FOOT or end[0] - start[0] < 0.01:  # a mark on a letter says the letter's name again
            return
        if len(letters) > 1 and curriculum.right_to_left(letters[0]):
            letters = letters[::-1]
        step = (end[0] - start[0]) / len(letters)
        for n, c in enumerate(letters):
            if c in MIRROR:
                c = self.bracket(c, font, cid)
            self.signs.append(Sign(c, start[0] + n * step, start[0] + (n + 1) * step, self.pages, start[1], size * scale))

    def bracket(self, c, font, cid):
        opens = self.outlines.opens(font, cid)
        if opens is None:
            self.untold += 1
            return c
        pair = sorted((c, MIRROR[c]))
        return pair[0] if opens else pair[1]


def signs_of(path):
    """All signs of a PDF, how wide its pages are, and how many brackets cannot be told."""
    with open(path, "rb") as file:
        manager = PDFResourceManager()
        reader = Reader(manager)
        interpreter = PDFPageInterpreter(manager, reader)
        for page in PDFPage.create_pages(PDFDocument(PDFParser(file))):
            interpreter.process_page(page)
    return reader


# ---- Lines.


def lines_of(signs):
    """The lines of signs, from top to bottom, each from left to right. A raised or small sign joins the line beside it."""
    found, near = [], defaultdict(list)
    for sign in sorted(signs, key=lambda sign: -sign.size):
        key = (sign.page, int(sign.y // 8))
        around = (line for n in (0, -1, 1) for line in near[(key[0], key[1] + n)])
        line = next((line for line in around if -0.25 * line[0].size < sign.y - line[0].y < 0.5 * line[0].size), None)
        if line is None:
            line = [sign]
            found.append(line)
            near[key].append(line)
        else:
            line.append(sign)
    found.sort(key=lambda line: (line[0].page, -line[0].y))
    # Small words are no words of a case; the mark of a note may be small.
    kept = ([sign for sign in line if sign.size >= SMALL or sign.c.isdigit()] for line in found if line[0].size >= SMALL)
    return [sorted(line, key=lambda sign: sign.x + sign.end) for line in kept]


def text(line):
    return "".join(sign.c for sign in line)


def written(lines):
    """Lines as cases.txt writes them: a bar wherever a word ends or the direction changes."""
    return " ǀ // ǀ ".join(" ǀ ".join(things_of(line)) for line in lines)


def things_of(line):
    things, last = [], None
    for sign in line:
        hebrew = curriculum.right_to_left(sign.c)
        gap = last is not None and sign.x - last[1] > sign.size * 0.12
        if last is None or hebrew != last[0] or (hebrew and gap):
            things.append(sign.c)
        else:
            things[-1] = sign.c + things[-1] if hebrew else things[-1] + (" " if gap else "") + sign.c
        last = (hebrew, sign.end)
    return things


# ---- The cases.


def same(lines, want):
    """The same signs, in whatever order, and whichever way brackets look."""
    count = lambda texts: sorted(max(c, MIRROR.get(c, c)) for c in "".join(texts))
    return count(map(text, lines)) == count(want)


def sections(lines, ids):
    """The lines below each heading that is the name of a case."""
    found, here = {}, []
    for line in lines:
        name = text(line)
        if name in ids:
            here = found[name] = []
        else:
            here.append(line)
    return found


def without_marks(lines):
    """The lines of a list without bullets and numbers, and the edge that each of these stands at."""
    rest, edges = [], []
    for line in lines:
        edge, cut = mark_of(line)
        if edge:
            line = line[cut:] if edge == "ltr" else line[:-cut]
            edges.append(edge)
        rest.append(line)
    return rest, edges


def mark_of(line):
    """At which edge a bullet stands, or a number with its full stop and room beside it, and how many signs that is."""
    ways = {"ltr": line, "rtl": line[::-1]}
    for edge, signs in ways.items():
        if signs and signs[0].c in MARKS:
            return edge, 1
    for edge, signs in ways.items():
        first = [*takewhile(lambda sign: sign.c in "0123456789.", signs)]
        beside = signs[len(first) : len(first) + 1]
        room = max(beside[0].x - first[-1].end, first[-1].x - beside[0].end) if first and beside else 0
        if room > 0.3 * line[0].size and sorted((first[0].c == ".", first[-1].c == ".")) == [False, True]:
            return edge, len(first)
    return None, 0


def faults_of(case, found, width):
    """What is wrong with the lines below a case's heading."""
    if found is None:
        return ["there is no heading with its name on the sheet"]
    lines, edges = (without_marks(found) if case["frame"] and not same(found, case["want"]) else (found, []))
    if not same(lines, case["want"]):
        only = [line for line in lines if same([line], case["want"])]
        if not only:
            return [f"want {case['seen']}", f"got  {written(found)}"]
        lines = only
    return faults_in(case, lines, edges, width)


def faults_in(case, lines, edges, width):
    faults = []
    if [text(line) for line in lines] != case["want"]:
        faults += [f"want {case['seen']}", f"got  {written(lines)}"]
    if case["frame"] and edges and edges[0] != case["frame"]:
        faults.append(f"want the marks of the list for {case['frame']}, got {edges[0]}")
    if len(case["dirs"]) == len(lines) and not edges:
        at = [("rtl" if line[0].x + line[-1].end > width else "ltr") for line in lines]
        if any(want not in ("any", got) for want, got in zip(case["dirs"], at)):
            faults.append(f"want {','.join(case['dirs'])}, got {','.join(at)} by the edge it stands at")
    return faults


def field_faults(case, sheets):
    """A field may stand on several sheets of a lesson: it must be right on each, and stand on one."""
    faults, there = [], 0
    for lines in sheets:
        for line in lines:
            bare, _ = without_marks([line])
            for own in ([line], bare, [line[1:]], [line[:-1]]):  # a question's number stands on its line
                if same(own, case["want"]):
                    there += 1
                    faults += faults_in(case | {"dirs": []}, own, [], 0)
                    break
    return faults if there else [f"want {case['seen']}", "got  no line with these signs"]


class Tally:
    def __init__(self):
        self.passed = self.failed = 0

    def tell(self, name, faults):
        if not faults:
            self.passed += 1
            return
        self.failed += 1
        print("\n    ".join([f"FAILED {name}", *faults]))


def print_sheets(daf, folder, lesson, kind, out):
    """Sets a lesson's sheets; what was said if it failed, and how long it took."""
    begun = time.monotonic()
    try:
        done = subprocess.run([daf, "print", lesson, "-C", folder, "--kind", kind, "-o", out], capture_output=True, text=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return [f"it took {LIMIT} s"], LIMIT
    return ([] if done.returncode == 0 else done.stderr.splitlines()[:8]), time.monotonic() - begun


def check_cases(daf, room, plan, tally):
    wanted = [case for case in plan["cases"] if case["only"] != "page"]
    for (lang, lesson), own in grouped(wanted, lambda case: (case["lang"], case["lesson"])).items():
        body = own[0]["kind"] in ("body", "hidden")
        folder = room / "sheets" / lang / lesson
        folder.mkdir(parents=True, exist_ok=True)
        said, _ = print_sheets(daf, room / "cases" / lang, lesson, "participant" if body else "all", f"{folder}/")
        readers = [signs_of(path) for path in sorted(folder.glob("*.pdf"))]
        sheets = [lines_of(reader.signs) for reader in readers]
        if said or not sheets:
            tally.tell(f"the sheets of {lang}/{lesson}", said or ["there are none"])
            continue
        if any(reader.untold for reader in readers):
            tally.tell(f"the brackets of {lang}/{lesson}", ["the outlines of some cannot be told"])
        under = sections(sheets[0], set(plan["names"]))
        for case in own:
            faults = faults_of(case, under.get(case["id"]), readers[0].widths[0]) if body else field_faults(case, sheets)
            tally.tell(case["id"], faults)


def grouped(things, key):
    found = defaultdict(list)
    for thing in things:
        found[key(thing)].append(thing)
    return found


# ---- The hard ones.


def letters_of(lines, way):
    """The letters of lines in the order in which they are read: the runs of the other direction turned round."""
    return "".join(straight([c for c in text(line) if c.isalpha()], way) for line in lines)


def straight(letters, way):
    in_order = letters[::-1] if way == "rtl" else letters
    runs = groupby(in_order, lambda c: curriculum.right_to_left(c) != (way == "rtl"))
    return "".join("".join([*run][::-1] if other else run) for other, run in runs)


def difference(want, got):
    at = next((n for n, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
    near = slice(max(0, at - 5), at + 20)
    return [f"{len(want)} letters wanted, {len(got)} found", f"want …{want[near]}… at {at}", f"got  …{got[near]}…"]


def check_hard(daf, room, hard, tally):
    for one in hard:
        out = room / "sheets" / f"hard-{one['name']}.pdf"
        said, _ = print_sheets(daf, room / "hard" / one["name"], "hard", "participant", out)
        if said:
            tally.tell(one["name"], said)
            continue
        found = sections(lines_of(signs_of(out).signs), {"begin", "end"})
        got = letters_of(found.get("begin", []), one["dir"])
        tally.tell(one["name"], [] if got == one["letters"] else difference(one["letters"], got))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("daf", type=lambda path: Path(path).resolve())
    arguments.add_argument("--only", metavar="ID")
    arguments.add_argument("--keep", metavar="FOLDER", type=Path)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="daf-direction-") as made:
        room = asked.keep or Path(made)
        plan = curriculum.write(room, asked.only)
        (room / "sheets").mkdir(exist_ok=True)
        tally = Tally()
        check_cases(asked.daf, room, plan, tally)
        check_hard(asked.daf, room, plan["hard"], tally)
    print(f"{tally.passed} passed, {tally.failed} failed")
    sys.exit(tally.failed > 0)


if __name__ == "__main__":
    main()
