#!/usr/bin/env python3
"""Reads every PDF of a built site back, as a reader's program would.

  tests/handouts/check_pdfs.py SITE TEXTS.json      TEXTS.json is what `daf list texts --json` says

Checks of each: tagged, with a title and a language, an outline, pages of the paper's size, no replacement sign and no letter
from a font that was not found; the facilitator's mark on every page of what is the facilitator's and nowhere else; that no
participants' sheet ends on a page with next to nothing on it. Checks of each text: its Hebrew letters, marks aside, stand in
reading order in the source sheet of its lesson (check_layouts.py does so for every layout). Says which source sheets have more
than two sides, which is for whoever writes them to judge. Needs poppler-utils. Changes nothing.
"""
import json, re, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from reading import in_order, last_page_filled, letters, logical, pages_of, run

MARK = 'not for handing out'
# The least of a last page that is filled, and the sides that a source sheet has at best: one leaf.
LEAST = 1 / 8
SIDES = 2


def check(pdf, site):
    wrong = []
    name = str(pdf.relative_to(site))
    info = run('pdfinfo', pdf)
    if not re.search(r'^Tagged:\s+yes', info, re.M):
        wrong.append('not tagged')
    if not re.search(r'^Title:\s+\S', info, re.M):
        wrong.append('no title')
    pages = pages_of(pdf)
    if not 1 <= pages <= 200:
        wrong.append(f'{pages} pages')
    data = pdf.read_bytes()
    if b'/Lang' not in data and b'/ObjStm' not in data:
        wrong.append('no language')
    if b'pdfuaid' not in data:
        wrong.append('does not say that it is PDF/UA')
    fonts = run('pdffonts', pdf).splitlines()[2:]
    if any(' no ' in f' {line.split()[-5]} ' for line in fonts if len(line.split()) > 6):
        wrong.append('a font is not embedded')
    sheets = run('pdftotext', '-enc', 'UTF-8', pdf, '-').split('\f')
    text = ''.join(sheets)
    if '\ufffd' in text:
        wrong.append('a replacement sign')
    marked = [MARK in sheet.lower() for sheet in sheets[:pages]]
    # Cards are the facilitator's until they are given out, one to each: they bear no mark.
    facilitators = name.startswith('facilitator/') and not name.endswith('-cards.pdf')
    # A cover bears its title only.
    body = marked[1:] if pages > 1 and 'packets/' in name else marked
    if facilitators and not all(body):
        wrong.append('a page without the facilitator\'s mark')
    if not facilitators and any(marked):
        wrong.append('a facilitator\'s mark on a participant\'s sheet')
    # Cards and wall sheets have pages of their own making.
    if not facilitators and not name.endswith(('-cards.pdf', 'wall.pdf')):
        filled = last_page_filled(pdf)
        if filled < LEAST:
            wrong.append(f'its last page is filled to {filled:.3f} only')
    return name, wrong, text, pages


def main():
    site, texts = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text('utf-8'))
    pdfs = sorted(site.rglob('*.pdf'))
    failed = 0
    read, long = {}, []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for name, wrong, text, pages in pool.map(lambda pdf: check(pdf, site), pdfs):
            read[name] = text
            if name.endswith('source-sheet.pdf') and pages > SIDES:
                long.append(f'{name} ({pages})')
            if wrong:
                failed += 1
                print(f'{name}: {"; ".join(wrong)}')
    sheets = {name: letters(logical(text)) for name, text in read.items() if name.endswith('source-sheet.pdf')}
    found = 0
    for text in texts:
        words = letters(''.join(text['he']))
        if not words or text['lesson'] is None:
            continue
        places = [name for name, shown in sheets.items() if in_order(words, shown)]
        if not places:
            failed += 1
            print(f'{text["id"]} ({text["ref"]}): its Hebrew does not stand in order on any source sheet')
        found += bool(places)
    if not pdfs or not found:
        failed += 1
        print('nothing was read')
    if long:
        print(f'source sheets of more than {SIDES} sides: {", ".join(long)}')
    print(f'{len(pdfs)} PDFs read back, {found} texts in reading order, {failed} failed')
    sys.exit(1 if failed else 0)


main()
