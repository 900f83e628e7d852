#!/usr/bin/env python3
"""Reads every PDF of a built site back, as a reader's program would.

  tests/handouts/check_pdfs.py SITE TEXTS.json      TEXTS.json is what `daf list texts --json` says

Checks of each: tagged, with a title and a language, an outline, pages of the paper's size, no replacement sign and no letter
from a font that was not found; the facilitator's mark on every page of what is the facilitator's and nowhere else. Checks of
each text: its Hebrew letters, marks aside, stand in reading order in the source sheet of its lesson. Needs poppler-utils.
"""
import difflib, json, re, subprocess, sys, unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

MARK = 'not for handing out'


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def letters(text):
    """Hebrew letters alone: points, accents, signs, spaces and other scripts fall away. Presentation forms are undone."""
    text = unicodedata.normalize('NFKD', text)
    text = re.sub('[^\u05d0-\u05ea]', '', text)
    # Where one letter is drawn with several marks, the engine gives the letter once for each of them.
    return re.sub(r'(.)\1+', r'\1', text)


def logical(text):
    """poppler gives the right-to-left runs of a line from left to right where a sign parts them: turned back here."""
    def turn(match):
        return ''.join(reversed(re.findall('\u202b[^\u202c]*\u202c', match.group())))
    return re.sub('(?:\u202b[^\u202c]*\u202c[^\\w\u202b\\n]*){2,}', turn, text)


def check(pdf, site):
    wrong = []
    name = str(pdf.relative_to(site))
    info = run('pdfinfo', pdf)
    if not re.search(r'^Tagged:\s+yes', info, re.M):
        wrong.append('not tagged')
    if not re.search(r'^Title:\s+\S', info, re.M):
        wrong.append('no title')
    pages = int(re.search(r'^Pages:\s+(\d+)', info, re.M).group(1))
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
    return name, wrong, text


def in_order(words, shown):
    """Whether the letters stand there one after another. Where a mark stands to the left of its letter (a final kaf's), poppler
    may give that letter twice or late; letters in another order than the text's would match far less than this."""
    if words in shown:
        return True
    blocks = difflib.SequenceMatcher(None, shown, words, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= 0.8 * len(words)


def main():
    site, texts = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text('utf-8'))
    pdfs = sorted(site.rglob('*.pdf'))
    failed = 0
    read = {}
    with ThreadPoolExecutor(max_workers=2) as pool:
        for name, wrong, text in pool.map(lambda pdf: check(pdf, site), pdfs):
            read[name] = text
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
    print(f'{len(pdfs)} PDFs read back, {found} texts in reading order, {failed} failed')
    sys.exit(1 if failed else 0)


main()
