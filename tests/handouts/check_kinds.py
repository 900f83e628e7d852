#!/usr/bin/env python3
"""Every kind, layout and option of sheets, printed from a curriculum and read back.

  check_kinds.py DAF CONTENT [--theme NAME] [--bless]

Checks of each: that it is made, how many pages it has at most, that what is the facilitator's stands on no participant's sheet,
that the words which make it this kind are there, and, for many, that small pictures of some of its pages are like those kept in
golden/ (mean difference of gray under a twentieth). `--bless` keeps the pictures anew.
`--theme` says whose pictures are kept: CONTENT is printed in that theme (its daf.yaml says so). Needs poppler-utils. Changes nothing else.
"""
import os, subprocess, sys, tempfile

from reading import letters

HERE = os.path.dirname(os.path.abspath(__file__))
GOLDEN = os.path.join(HERE, 'golden')
MARK = 'facilitator’s copy'
# Name, arguments, most pages, words that must stand there (without marks), pages of which a picture is kept.
CASES = [
    ('participant', ['one-to-ones'], 9, ['One to One', 'Name'], (1,)),
    ('source-sheet', ['one-to-ones', '--kind', 'source-sheet'], 2, ['Genesis 2:18', 'לא־טוב'], (1,)),
    ('facilitator', ['one-to-ones', '--kind', 'facilitator'], 16, [MARK, 'Beforehand'], (1,)),
    ('cards', ['stories-of-self', '--kind', 'cards'], 5, ['Coach'], (1,)),
    ('wall', ['one-to-ones', '--kind', 'wall'], 4, ['help, and not'], (1,)),
    ('tiles', ['one-to-ones', '--kind', 'wall', '--tiles', '2x2'], 12, ['3/4'], (1, 2)),
    ('evaluation', ['one-to-ones', '--kind', 'evaluation'], 1, ['What will you keep?', 'fully'], (1,)),
    ('workbook', ['--kind', 'workbook'], 110, ['Contents', 'Glossary', 'Texts'], (1, 2, 3)),
    ('stacked', ['turn-it', '--kind', 'source-sheet', '--layout', 'stacked'], 3, ['Turn it and turn it'], (1,)),
    ('interleaved', ['what-power-is', '--kind', 'source-sheet', '--layout', 'interleaved'], 3, ['Exodus 18:13-23'], (1,)),
    ('daf', ['turn-it', '--kind', 'source-sheet', '--layout', 'daf'], 3, ['QUESTIONS', 'CONTEXT'], (1,)),
    ('original', ['turn-it', '--kind', 'source-sheet', '--texts', 'original', '--no-transliteration'], 2, ['הפוך בה'], ()),
    ('translation', ['turn-it', '--kind', 'source-sheet', '--texts', 'translation'], 2, ['Turn it and turn it'], ()),
    ('no-vowels', ['one-to-ones', '--kind', 'source-sheet', '--no-vowels'], 2, ['לא־טוב'], ()),
    ('large', ['one-to-ones', '--kind', 'source-sheet', '--large'], 4, ['Genesis 2:18'], (1,)),
    ('a4', ['one-to-ones', '--paper', 'a4'], 9, ['One to One'], (1,)),
    ('half', ['one-to-ones', '--paper', 'half-letter'], 20, ['One to One'], (1, 2)),
    ('ink-saver', ['one-to-ones', '--ink-saver'], 9, ['One to One'], (2,)),
    ('hyphen', ['one-to-ones', '--kind', 'source-sheet', '--divine-name', 'hyphen'], 2, ['The Eternal G-d'], ()),
    ('elokim', ['one-to-ones', '--kind', 'source-sheet', '--divine-name', 'elokim'], 2, ['אלקים'], ()),
    ('answers-end', ['what-power-is', '--kind', 'facilitator', '--answers', 'end'], 16, ['Answers'], ()),
    ('booklet', ['one-to-ones', '--booklet'], 10, [], (1,)),
    ('booklet-right', ['one-to-ones', '--booklet', 'right', '--paper', 'a4'], 10, [], ()),
]
# What a text printed in one language only has not.
ABSENT = {'original': 'everything is in it', 'elokim': 'יהוה'}


def run(*command):
    return subprocess.run(command, capture_output=True)


def holds(text, word):
    hebrew = letters(word)
    if hebrew:
        return hebrew in letters(text) or hebrew[::-1] in letters(text)
    return word.lower() in ' '.join(text.lower().split())


def gray(pdf, page, where):
    """A small gray picture of a page: its size, and its bytes."""
    at = str(page)
    subprocess.run(['pdftoppm', '-gray', '-r', '8', '-f', at, '-l', at, '-singlefile', pdf, where], check=True, stderr=subprocess.DEVNULL)
    with open(where + '.pgm', 'rb') as file:
        data = file.read()
    parts = data.split(b'\n', 3)
    return parts[1], parts[3], data


def look(pdf, name, page, work, bless, golden):
    """What is wrong with the looks of a page; keeps it anew where that is asked for."""
    named = name if page == 1 else f'{name}-{page}'
    size, shades, data = gray(pdf, page, os.path.join(work, named))
    kept = os.path.join(golden, named + '.pgm')
    if bless:
        os.makedirs(golden, exist_ok=True)
        with open(kept, 'wb') as file:
            file.write(data)
        return []
    if not os.path.exists(kept):
        return [f'{named}: no picture is kept; look at the page, then --bless']
    with open(kept, 'rb') as file:
        parts = file.read().split(b'\n', 3)
    apart = sum(abs(a - b) for a, b in zip(shades, parts[3])) / max(1, len(shades)) / 255
    return [f'{named}: looks otherwise by {apart:.3f}'] if size != parts[1] or apart > 0.05 else []


def main():
    daf, content = sys.argv[1:3]
    bless = '--bless' in sys.argv
    golden = os.path.join(GOLDEN, sys.argv[sys.argv.index('--theme') + 1]) if '--theme' in sys.argv else GOLDEN
    wrong = []
    with tempfile.TemporaryDirectory() as work:
        for name, arguments, most, words, pictures in CASES:
            pdf = os.path.join(work, name + '.pdf')
            made = run(daf, 'print', '-C', content, *arguments, '-o', pdf)
            if made.returncode != 0 or not os.path.exists(pdf):
                wrong.append(f'{name}: not made: {made.stderr.decode()[-300:]}')
                continue
            info = run('pdfinfo', pdf).stdout.decode()
            pages = int(next(line for line in info.splitlines() if line.startswith('Pages:')).split()[1])
            if pages > most:
                wrong.append(f'{name}: {pages} pages, not {most} at most')
            text = run('pdftotext', '-enc', 'UTF-8', pdf, '-').stdout.decode()
            for word in words:
                if not holds(text, word):
                    wrong.append(f'{name}: lacks {word}')
            if '--kind' not in arguments or 'facilitator' not in arguments:
                if holds(text, MARK):
                    wrong.append(f'{name}: bears the facilitator\'s mark')
            if name in ABSENT and holds(text, ABSENT[name]):
                wrong.append(f'{name}: has {ABSENT[name]}')
            for page in pictures:
                wrong += look(pdf, name, page, work, bless, golden)
    for line in wrong:
        print(line)
    print(f'{len(CASES)} kinds, layouts and options printed, {len(wrong)} wrong')
    sys.exit(1 if wrong else 0)


main()
