#!/usr/bin/env python3
"""Looks where on the paper each role's words stand: cards are cut apart, and nobody's card may show another's role.

  tests/handouts/check_cards.py DAF

Prints the cards of lessons made here, with few and many roles, short and long, on every paper; asks poppler for the box of each
word. Checks that all words of a role stand on one page (of a very long one, on pages of its own), inside it, in a box that no
word of another role stands in, and that between two such boxes is room for a cut. Needs poppler-utils.
"""
import os, re, subprocess, sys, tempfile

# Room for scissors between the words of two cards, in points.
CUT = 12
WORDS = 'asks listens waits answers notes speaks turns opens closes counts'.split()
PAPERS = ['letter', 'a4', 'half-letter', 'a5']


def lesson(roles, length):
    """A lesson with so many roles; each has words that no other has."""
    cards = []
    for role in range(roles):
        said = ' '.join(f'zq{role:02}{WORDS[at % len(WORDS)]}' for at in range(length))
        cards.append(f':::handout[zq{role:02}title]{{for=role}}\n{said}.\n:::\n')
    return '---\ntitle: Roles\n---\n\nBegin.\n\n' + '\n'.join(cards)


def boxes(pdf):
    """Of each role, the pages that its words stand on and the box around them; and the size of the page."""
    out = subprocess.run(['pdftotext', '-bbox', pdf, '-'], capture_output=True, text=True, check=True).stdout
    found, page, size = {}, 0, (0, 0)
    for line in out.splitlines():
        if match := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line):
            page, size = page + 1, tuple(map(float, match.groups()))
        match = re.search(r'xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">(.*)</word>', line)
        role = match and re.search(r'zq(\d\d)', match.group(5).lower())
        if role:
            x0, y0, x1, y1 = map(float, match.groups()[:4])
            old = found.get(int(role.group(1)))
            pages = (old[0] if old else set()) | {page}
            box = (min(old[1][0], x0), min(old[1][1], y0), max(old[1][2], x1), max(old[1][3], y1)) if old else (x0, y0, x1, y1)
            found[int(role.group(1))] = (pages, box)
    return found, size


def apart(one, other):
    """How far two boxes are from one another, across or down."""
    across = max(one[0] - other[2], other[0] - one[2])
    down = max(one[1] - other[3], other[1] - one[3])
    return max(across, down)


def check(name, roles, pdf):
    found, (wide, high) = boxes(pdf)
    wrong = []
    if len(found) != roles:
        wrong.append(f'{name}: {len(found)} roles can be read, not {roles}')
    for role, (pages, box) in found.items():
        # A role that is longer than a page has pages of its own.
        if len(pages) > 1 and any(other != role and there & pages for other, (there, _) in found.items()):
            wrong.append(f'{name}: role {role} stands on pages {sorted(pages)}, with others')
        if box[0] < 0 or box[1] < 0 or box[2] > wide or box[3] > high:
            wrong.append(f'{name}: role {role} runs over the edge of the paper')
        for other, (there, around) in found.items():
            if other > role and there & pages and apart(box, around) < CUT:
                wrong.append(f'{name}: roles {role} and {other} cannot be cut apart')
    return wrong


def main():
    daf = sys.argv[1]
    wrong, printed = [], 0
    with tempfile.TemporaryDirectory() as work:
        with open(os.path.join(work, 'daf.yaml'), 'w') as file:
            file.write('title: Roles\nlicense: CC0\n')
        for roles, length in [(1, 20), (2, 60), (9, 25), (5, 90), (3, 200)]:
            with open(os.path.join(work, 'roles.md'), 'w') as file:
                file.write(lesson(roles, length))
            for paper in PAPERS:
                for large in ([], ['--large']):
                    name = f'{roles} roles of {length} words, {paper}{" large" if large else ""}'
                    pdf = os.path.join(work, 'cards.pdf')
                    made = subprocess.run([daf, 'print', '-C', work, 'roles', '--kind', 'cards', '--paper', paper, *large, '-o', pdf],
                                          capture_output=True, text=True)
                    if made.returncode != 0:
                        wrong.append(f'{name}: not made: {made.stderr[-300:]}')
                        continue
                    printed += 1
                    wrong += check(name, roles, pdf)
    for line in wrong:
        print(line)
    print(f'{printed} sheets of cards, {len(wrong)} wrong')
    sys.exit(1 if wrong or not printed else 0)


main()
