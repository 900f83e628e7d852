#!/usr/bin/env python3
"""Reads every text of a curriculum back from its sheets, in every layout, on every paper, and in either language alone.

  tests/handouts/check_layouts.py DAF CONTENT TEXTS.json      TEXTS.json is what `daf list texts --json` says

Each combination of options is one PDF: the source sheets of all lessons. Checks of each text that a lesson has: the Hebrew
letters of each of its pieces, marks aside, and the English letters of each, stand one after another in what a reader's program
gets; the pieces stand in the order of the text. A text that is printed in one language has nothing of the other. Needs
poppler-utils. Changes nothing.
"""
import itertools, json, os, re, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from reading import PARTS, WHOLE, in_parts, latin, letters, likeness, logical, text_of

PAPERS = {'letter': [], 'a4': ['--paper', 'a4'], 'half-letter': ['--paper', 'half-letter'], 'large': ['--large']}
LAYOUTS = ['stacked', 'side-by-side', 'interleaved', 'daf']
# Of a piece, how much must stand in order: poppler gives a letter with a mark at its left late, and a page may end in the piece.
HEBREW, ENGLISH = WHOLE, 0.85
FOOT = re.compile(r'Lesson \d+ · |^By .+ · |^\d+ ?/ ?\d+$|bears the divine Name')
# Letters of a piece that can be told from the same words elsewhere on the sheet.
ENOUGH = 24


def cases():
    """A name, and what is asked of `daf print`."""
    for paper, layout in itertools.product(PAPERS, LAYOUTS):
        yield f'{layout}, {paper}', PAPERS[paper] + ['--layout', layout], ('he', 'en')
    for layout in LAYOUTS:
        yield f'{layout}, no transliteration', ['--layout', layout, '--no-transliteration'], ('he', 'en')
    for paper in PAPERS:
        yield f'original, {paper}', PAPERS[paper] + ['--texts', 'original', '--no-transliteration'], ('he',)
        yield f'translation, {paper}', PAPERS[paper] + ['--texts', 'translation'], ('en',)


def printed(daf, content, case, folder):
    """The words of a case's sheets: Hebrew letters, Latin letters. The feet of pages are taken out."""
    name, arguments, _ = case
    pdf = os.path.join(folder, re.sub('[^a-z0-9]+', '-', name) + '.pdf')
    made = subprocess.run([daf, 'print', '-C', content, '--kind', 'source-sheet', *arguments, '-o', pdf], capture_output=True, text=True)
    if made.returncode != 0:
        return None, made.stderr[-300:]
    sheets = ''.join(footless(page) for page in text_of(pdf))
    # In narrow columns poppler takes the first lines of both for one; in the order of drawing each column stands by itself.
    drawn = ''.join(footless(page) for page in text_of(pdf, '-raw'))
    return (letters(logical(sheets)), latin(sheets) + ' ' + latin(drawn)), ''


def footless(page):
    """A page without the lines of its foot, wherever poppler puts them among columns."""
    return '\n'.join(line for line in page.split('\n') if not FOOT.search(line))


def check(case, texts, found, parted):
    """What is wrong with the texts of a case; pieces that are read in order but for parts of a line are told in `parted`."""
    name, _, languages = case
    wrong = []
    for text in texts:
        both = text['he'] and text['en']
        for lang, shown, bare, least in (('he', found[0], letters, HEBREW), ('en', found[1], latin, ENGLISH)):
            pieces = [words for words in map(bare, text[lang]) if words]
            if lang in languages or not both:
                for number, words in enumerate(pieces, 1):
                    share = likeness(words, shown)
                    if share < least and in_parts(words, shown) >= PARTS:
                        parted.append(f'{name}: {text["id"]}')
                    elif share < least:
                        wrong.append(f'{name}: {text["id"]} ({lang}) piece {number}: {share:.2f} in order')
                if not ordered(pieces, shown):
                    wrong.append(f'{name}: {text["id"]} ({lang}): its pieces do not stand in order')
            elif any(len(words) >= ENOUGH and words in shown for words in pieces):
                wrong.append(f'{name}: {text["id"]} ({lang}): is printed')
    return wrong


def ordered(pieces, shown):
    """Whether the pieces that are found whole stand one after another somewhere."""
    whole = [words for words in pieces if len(words) >= ENOUGH and words in shown]
    if len(whole) < 2:
        return True
    for first in re.finditer(re.escape(whole[0]), shown):
        at = first.end() - 1
        for words in whole[1:]:
            at = shown.find(words, at)
            if at < 0:
                break
            # Where a piece begins with the letter that the last one ends with, the two are read as one.
            at += len(words) - 1
        if at >= 0:
            return True
    return False


def main():
    daf, content = sys.argv[1:3]
    texts = json.loads(Path(sys.argv[3]).read_text('utf-8'))
    texts = [text for text in texts if text['lesson'] is not None]
    wrong, parted, read = [], [], 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(max_workers=2) as pool:
        every = list(cases())
        for case, (found, said) in zip(every, pool.map(lambda case: printed(daf, content, case, folder), every)):
            if found is None:
                wrong.append(f'{case[0]}: not made: {said}')
                continue
            read += len(texts)
            wrong += check(case, texts, found, parted)
    if len(parted) > 0.02 * read:
        wrong.append(f'{len(parted)} pieces have a line in parts, which is more than poppler alone would do: {parted[:5]}')
    for line in wrong:
        print(line)
    print(f'{read} readings of {len(texts)} texts in {len(every)} layouts and papers, {len(parted)} with a line in parts, {len(wrong)} wrong')
    sys.exit(1 if wrong or not read else 0)


main()
