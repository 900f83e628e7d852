#!/usr/bin/env python3
"""How processor time and memory grow with bad input: nesting, floods, walls and towers, each doubled three times.

  tests/hostile/growth.py DAF [--commands check,build] [--ratio 2.3] [NAME...]     only generators whose names hold one of the words

Each generator gives a curriculum of about so many bytes. The first size is the smallest for which the command takes a good while
longer than an empty curriculum, so that what is compared is work and not start-up; each time is the least of several. Prints a
table. What fails it (exit 1) is a crash, more than a GiB of memory or a minute of processor time for the largest size. Times
never fail it: where a doubling costs more than `--ratio` in every measurement, a `!` stands beside it.
"""
import argparse, os, resource, shutil, signal, subprocess, sys, tempfile, time
from pathlib import Path

MEMORY = 1 << 30
SECONDS = 60
# Bytes: four sizes from the largest of these on stay below the limit of a file.
SIZES = [8_000, 16_000, 32_000, 64_000, 128_000, 240_000]
ENOUGH = 0.15
TIMES = 3


def lesson(body, front=''):
    return {'01-u/01-a.md': f'---\ntitle: A\nsummary: S\n{front}---\n{body}\n'}


def fill(piece, size):
    """A piece as often as it fits. One with `%d` in it is numbered."""
    if '%d' not in piece:
        return piece * (size // len(piece.encode()))
    parts, total = [], 0
    while total < size:
        parts.append(piece.replace('%d', str(len(parts))))
        total += len(parts[-1].encode())
    return ''.join(parts)


def flood(piece, before='', after=''):
    return lambda size: lesson(before + fill(piece, size) + after)


def tower(opening, inside, closing):
    def made(size):
        count = size // len((opening + closing).encode())
        return lesson(opening * count + inside + closing * count)
    return made


def front(piece, before='', after=''):
    """In front matter, which has a limit of its own: several lessons share the bytes."""
    def made(size):
        each = 240_000
        files = {}
        for at in range(max(1, -(-size // each))):
            files[f'01-u/{at:02}-a.md'] = f'---\ntitle: A{at}\n{before}{fill(piece, min(size, each))}{after}\n---\nWords.\n'
        return files
    return made


def lists(size):
    count = int((2 * size) ** 0.5 / 1.5)
    return lesson(''.join('  ' * depth + '- a\n' for depth in range(count)))


def table_columns(size):
    count = size // 8
    return lesson('|a' * count + '|\n' + '|-' * count + '|\n' + '|b' * count + '|\n')


def glossary(size):
    terms = fill('- term: wordy%d\n  definition: D.\n', size // 2)
    words = fill('wordy%d and ', size // 2)
    return {**lesson(words), 'glossary.yaml': terms}


def tags(size):
    piece = fill('tag%d, ', size)
    names = [name for name in piece.split(', ') if name]
    return {f'01-u/{at:03}-a.md': f'---\ntitle: A{at}\ntags: [{", ".join(names[at * 20:at * 20 + 20])}]\n---\nWords.\n'
            for at in range(len(names) // 20 + 1)}


def same_titles(size):
    return {f'01-u/{at:04}-a.md': '---\ntitle: The same\n---\nWords [a](nowhere.md) [[nothing]].\n' for at in range(size // 100)}


def prompts(size):
    return lesson('Words.', 'prompts:\n' + fill('  - id: p%d\n    prompt: Why?\n', min(size, 250_000)))


HEBREW = 'שלומהכבו'
GENERATORS = {
    # Blocks and leaves.
    'blocks-unclosed': flood(':::tip\n'),
    'blocks-unclosed-unknown': flood(':::anything\n'),
    'blocks-unclosed-prompt': flood(':::prompt\nWhy?\n'),
    'blocks-unclosed-placed': flood(':::text{#a}\n'),
    'blocks-nested-closed': tower(':::tip\n', 'Words.\n', ':::\n'),
    'blocks-stray-ends': flood('::::\n'),
    'blocks-growing': lambda size: lesson(''.join(':' * (3 + at) + 'tip\n' for at in range(int((2 * size) ** 0.5)))),
    'blocks-space': flood(':::space\n\n'),
    'blocks-in-words': flood('say::: '),
    'blocks-in-lines': flood('words :::tip\n'),
    'leaves-endless': flood('::text{#a\n'),
    'leaves-no-id': flood('::text\n'),
    'leaves-unknown': flood('::anything{a=b}\n'),
    'attributes': flood('{a=b}'),
    'attributes-lines': flood('words {a=b}\n'),
    'attributes-of-one': flood('a%d=b ', ':::tip{', '}\n:::\n'),
    'attributes-of-heading': flood('a%d=b ', '## A {', '}\n'),
    'braces': flood('{{'),
    'braces-lines': flood('{{ a }}\n'),
    'admonitions': flood('!!!'),
    'admonitions-lines': flood('!!! note\n\n'),
    # Markdown in one line.
    'brackets': flood('['),
    'brackets-closing': flood(']'),
    'brackets-pairs': flood('[]'),
    'brackets-image': flood('![['),
    'brackets-links': flood('[a](', '', ''),
    'brackets-nested-links': tower('[', 'a', '](b)'),
    'wiki-links': flood('[[a]]'),
    'wiki-links-open': flood('[[a'),
    'references-broken': flood('[a%d][b%d] '),
    'references-same': flood('[a][b]\n\n'),
    'reference-definitions': lambda size: lesson(fill('[a%d]: b\n', size // 2) + '\n' + fill('[a%d] ', size // 2)),
    'reference-definitions-same': flood('[a]: b\n'),
    'links-broken': flood('[a](b%d.md)\n'),
    'links-anchor': flood('[a](#b%d) '),
    'links-raw': flood('www.a.b'),
    'links-raw-words': flood('www.a.b '),
    'links-schemes': flood('http://'),
    'links-mail': flood('a@b.c '),
    'images-missing': flood('![a](b%d.png)\n'),
    'backslashes': flood('\\'),
    'backslashes-spaced': flood('\\ '),
    'backslashes-letters': flood('\\a'),
    'backslashes-double': flood('\\\\ '),
    'angles': flood('<'),
    'angles-open': flood('<a '),
    'angles-pairs': flood('<a>'),
    'html-comments': flood('<!--'),
    'html-comments-lines': flood('<!-- a\n\n'),
    'html-blocks': flood('<div>\n'),
    'html-blocks-headings': flood('<div>\n# A\n\n'),
    'html-instructions': flood('<?'),
    'html-cdata': flood('<![CDATA['),
    'entities': flood('&amp'),
    'entities-good': flood('&amp;'),
    'emphasis': flood('*a **a '),
    'emphasis-underscores': flood('_a __a'),
    'emphasis-signs': flood('*'),
    'emphasis-tower': tower('**a ', 'b', '** '),
    'emphasis-letters': flood('a*b'),
    'strikes': flood('~~a '),
    'highlights': flood('==a '),
    'code-spans': lambda size: lesson(' '.join('`' * (1 + at) for at in range(int((2 * size) ** 0.5)))),
    'code-backquotes': flood('`a'),
    'code-fences': flood('```\n'),
    'code-fences-words': flood('~~~ a\nb\n'),
    'math': flood('$a '),
    'math-fences': flood('$$\na\n'),
    'comments-obsidian': flood('%%a '),
    'quotes-smart': flood('"a \'b '),
    'quotes-hebrew': flood('א"ב '),
    'abbreviations': flood('*[A%d]: b\n'),
    # Lines and letters.
    'long-line': flood('word '),
    'long-word': flood('a'),
    'long-word-hebrew': flood(HEBREW),
    'words-hebrew': flood('ושלומהכבו '),
    'word-of-one-prefix': flood('ש'),
    'maqaf': flood('א־'),
    'apostrophes': flood("a'"),
    'hyphens': flood('a-'),
    'dashes': flood('--'),
    'dots': flood('...'),
    'digits': flood('1'),
    'digits-dots': flood('1.1'),
    'combining': flood('\u0301', 'a'),
    'points': flood('\u05b0', 'א'),
    'bidi': flood('\u202ea'),
    'bidi-isolates': flood('\u2067a '),
    'bidi-mixed': flood('a א '),
    'brackets-mixed': flood('(א a'),
    'empty-lines': flood('\n'),
    'carriage-returns': flood('a\r'),
    'spaces': flood(' '),
    'tabs': flood('\t'),
    'emoji': flood('👩\u200d👩\u200d'),
    'placeholders': flood('TODO '),
    # Blocks of Markdown.
    'nested-quotations': flood('>'),
    'nested-quotations-spaced': flood('> '),
    'quotations-lazy': flood('> a\nb\n'),
    'callouts': flood('> [!anything] a\n\n'),
    'lists-nested': lists,
    'lists-line': flood('- '),
    'lists-numbers': flood('1. '),
    'lists-long': flood('- a\n'),
    'lists-tasks': flood('- [ ] a\n'),
    'definitions': flood('a\n: b\n\n'),
    'definitions-colons': flood('a\n:'),
    'headings-same': flood('### A\n\n'),
    'headings-sections': flood('## A {minutes=1}\n\n'),
    'headings-numbered': flood('### A-%d\n### A\n'),
    'headings-empty': flood('#\n'),
    'headings-underlined': flood('a\n=\n'),
    'headings-hashes': flood('# #'),
    'rules': flood('***\n'),
    'tables-columns': table_columns,
    'tables-rows': flood('|a|b|\n', '|a|b|\n|-|-|\n'),
    'tables-many': flood('|a|\n|-|\n|b|\n\n'),
    'tables-pipes': flood('|'),
    'footnotes': flood('a[^%d]\n\n[^%d]: b\n\n'),
    'footnotes-missing': flood('a[^%d] '),
    'footnotes-same': flood('a[^a]\n\n', '[^a]: b\n\n'),
    'footnotes-defined-same': flood('[^a]: b\n\n'),
    'footnotes-chain': lambda size: lesson('a[^0]\n\n' + ''.join(f'[^{at}]: b[^{at + 1}]\n\n' for at in range(size // 16))),
    'footnotes-nested': flood('[^a]: '),
    # What the words say.
    'citations': flood('Genesis 1:1-2:3; '),
    'citations-list': flood('1:1-2:3; ', 'Genesis '),
    'citations-verses': flood('1, ', 'Genesis 1:'),
    'citations-wrong': flood('Genesis 99:%d; '),
    'citations-names': flood('Genesis '),
    'citations-hebrew': flood('בראשית א א '),
    'citations-talmud': flood('Berakhot 2a-3b, '),
    'citations-backslash': flood('\\Genesis 1:1 '),
    'glossary': glossary,
    'tags': tags,
    'lessons-same-titles': same_titles,
    'prompts': prompts,
    # Front matter.
    'front-fields': front('field%d: 1\n'),
    'front-fields-same': front('level: 1\n'),
    'front-flow-lists': front('[', 'tags: '),
    'front-flow-maps': front('{', 'tags: '),
    'front-flow-pairs': front('{a: ', 'tags: '),
    'front-nesting': lambda size: lesson('', 'tags:\n' + ''.join(' ' * depth + '-\n' for depth in range(1, int((2 * min(size, 250_000)) ** 0.5)))),
    'front-dashes': front('- ', 'tags: '),
    'front-dashes-lines': front('- - a\n', 'tags:\n'),
    'front-block-scalars': front('f%d: |\n  a\n'),
    'front-block-scalar': front('  a\n', 'summary: |\n'),
    'front-aliases': front('*a, ', 'x: &a 1\ntags: [', ']'),
    'front-anchors': front('&a ', 'tags: '),
    'front-merges': front('<<: *a\n', 'a: &a {b: 1}\n'),
    'front-quotes': front('"', 'title: '),
    'front-quotes-lines': front('f%d: "a\n'),
    'front-colons': front(': ', 'summary: '),
    'front-colons-lines': front('summary: a: b\n'),
    'front-tabs': front('\ta\n', 'summary: >\n'),
    'front-tags': front('!!a ', 'summary: '),
    'front-questions': front('? ', ''),
    'front-questions-lines': front('? a\n'),
    'front-comments': front('# a\n'),
    'front-values-long': front('a ', 'summary: '),
    'front-texts': front('  - ref: Genesis 1:1\n', 'texts:\n'),
    'front-texts-wrong': front('  - ref: Genesis 99:%d\n', 'texts:\n'),
    'front-objectives': front('  - id: same\n    text: Know.\n', 'objectives:\n'),
    'front-blocks': front('  :::tip\n', 'summary: |\n'),
    'front-dates': front('2026-01-05 ', 'updated: '),
    'front-minutes': front('9', 'minutes: '),
}


def lay_out(room, files):
    content = room / 'content'
    if content.exists():
        shutil.rmtree(content)
    (content / '01-u').mkdir(parents=True)
    (content / 'daf.yaml').write_text('title: T\nlicense: CC0-1.0\n')
    (content / '01-u/_index.md').write_text('---\ntitle: U\n---\n')
    for path, text in files.items():
        (content / path).write_text(text, 'utf-8', newline='')


def once(daf, command, room):
    """Processor seconds, peak bytes and exit status of one run."""
    arguments = [daf, command, 'content']
    if command == 'build':
        shutil.rmtree(room / 'out', ignore_errors=True)
        arguments += ['-o', 'out', '--no-handouts', '--no-cache']

    def limits():
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (16 << 30, 16 << 30))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    with open(room / 'log', 'wb') as log:
        child = subprocess.Popen(arguments, cwd=room, stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=limits)
        _, status, usage = os.wait4(child.pid, 0)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, status


def least(daf, command, room, times):
    runs = [once(daf, command, room)]
    while len(runs) < times and runs[0][0] < 2 and not os.WIFSIGNALED(runs[0][2]):
        runs.append(once(daf, command, room))
    return min(run[0] for run in runs), max(run[1] for run in runs), runs[-1][2]


def measured(daf, command, room, generator, start_up, ratio):
    """The sizes with their times and memory, the largest ratio, and what is wrong."""
    wrong = ''
    first = SIZES[-1]
    for size in SIZES:
        lay_out(room, generator(size))
        if os.WIFSIGNALED((run := once(daf, command, room))[2]) or run[0] > start_up + ENOUGH:
            first = size
            break
    rows = []
    for size in [first, first * 2, first * 4, first * 8]:
        lay_out(room, generator(size))
        seconds, memory, status = least(daf, command, room, TIMES)
        if rows and seconds > ratio * rows[-1][1] and seconds < 2:
            seconds = min(seconds, least(daf, command, room, 2 * TIMES)[0])
        rows.append((size, seconds, memory))
        if os.WIFSIGNALED(status):
            name = signal.Signals(os.WTERMSIG(status)).name
            wrong = f'{name} at {size:,} bytes'
        elif os.WEXITSTATUS(status) > 2:
            wrong = f'exit {os.WEXITSTATUS(status)} at {size:,} bytes'
        elif memory > MEMORY:
            wrong = f'{memory >> 20:,} MiB at {size:,} bytes'
        if wrong:
            break
    most = max((b[1] / max(a[1], 0.001) for a, b in zip(rows, rows[1:])), default=0)
    return rows, most, wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('daf')
    parser.add_argument('--commands', default='check,build')
    parser.add_argument('--ratio', type=float, default=2.3)
    parser.add_argument('names', nargs='*')
    asked = parser.parse_intermixed_args()
    daf = str(Path(asked.daf).resolve())
    chosen = {name: made for name, made in GENERATORS.items() if not asked.names or any(word in name for word in asked.names)}
    failed = grown = 0
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        for command in asked.commands.split(','):
            lay_out(room, lesson('Words.'))
            start_up = least(daf, command, room, TIMES)[0]
            print(f'{command}: start-up {start_up:.3f} s')
            for name, generator in chosen.items():
                rows, most, wrong = measured(daf, command, room, generator, start_up, asked.ratio)
                times = ' '.join(f'{seconds:7.3f}' for _, seconds, _ in rows)
                memory = max(row[2] for row in rows) >> 20
                sign = '!' if most > asked.ratio else ' '
                print(f'{sign} {command:5} {name:28} {rows[0][0]:>7} B {times} s  x{most:.2f} {memory:>5} MiB  {wrong}', flush=True)
                failed += bool(wrong)
                grown += most > asked.ratio
    print(f'{len(chosen)} generators, {grown} grow faster than {asked.ratio} a doubling, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
