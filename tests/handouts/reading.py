"""Reads PDFs with poppler, and compares words with what was written: shared by the checks of this folder. Changes nothing.

Poppler gives what a reader's program gets: words in the order in which it would read them aloud or copy them. What it does to
Hebrew is undone here: runs of a line turned round, letters given once for each of their marks, presentation forms.
"""
import difflib, os, re, subprocess, tempfile, unicodedata

# How far up from the foot of the page its last words and its number stand, of the page's height.
FOOT = 1 / 11
# How much of a text must stand in order: poppler gives a letter with a mark at its left late.
WHOLE = 0.8
# poppler parts a line where a letter bears two marks that lie over one another, and gives its left part first. Then this much of
# the text must stand in runs of some letters, near one another.
PARTS = 0.7


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def pages_of(pdf):
    return int(re.search(r'^Pages:\s+(\d+)', run('pdfinfo', str(pdf)), re.M).group(1))


def text_of(pdf, *how):
    """The words of each page; `-raw` gives them in the order in which they are drawn."""
    return run('pdftotext', '-enc', 'UTF-8', *how, str(pdf), '-').split('\f')[:pages_of(pdf)]


def logical(text):
    """poppler gives the right-to-left runs of a line from left to right where a sign parts them: turned back here."""
    def turn(match):
        return ''.join(reversed(re.findall('\u202b[^\u202c]*\u202c', match.group())))
    return re.sub('(?:\u202b[^\u202c]*\u202c[^\\w\u202b\\n]*){2,}', turn, text)


def letters(text):
    """Hebrew letters alone: points, accents, signs, spaces and other scripts fall away. Presentation forms are undone."""
    text = unicodedata.normalize('NFKD', text)
    text = re.sub('[^\u05d0-\u05ea]', '', text)
    # Where one letter is drawn with several marks, the engine gives the letter once for each of them.
    return re.sub(r'(.)\1+', r'\1', text)


def latin(text):
    """Latin letters alone, small, without accents; a word that a line end parts is whole again."""
    return re.sub('[^a-z]', '', unicodedata.normalize('NFKD', text).lower())


def in_order(words, shown):
    """Whether the letters stand there one after another. Where a mark stands to the left of its letter (a final kaf's), poppler
    may give that letter twice or late, or part the line there; letters in another order would match far less than this."""
    return likeness(words, shown) >= WHOLE or in_parts(words, shown) >= PARTS


def likeness(words, shown):
    """How much of the words stands in what is shown in the same order, where it stands best."""
    if not words or words in shown:
        return 1.0
    best = 0.0
    # What is shown may be long: only about the places where a part of the words stands.
    for at in {m.start() for part in parts(words) for m in re.finditer(re.escape(part), shown)}:
        window = shown[max(0, at - len(words)):at + 2 * len(words)]
        blocks = difflib.SequenceMatcher(None, window, words, autojunk=False).get_matching_blocks()
        best = max(best, sum(block.size for block in blocks if block.size > 2) / len(words))
        if best > 0.95:
            break
    return best


def in_parts(words, shown, length=4):
    """How much of the words stands in runs of some letters, all of them within a room of twice the words' size."""
    runs = [words[at:at + length] for at in range(max(1, len(words) - length + 1))]
    best = 0.0
    for at in {m.start() for run in runs[::3] for m in re.finditer(re.escape(run), shown)}:
        window = shown[max(0, at - len(words)):at + len(words)]
        best = max(best, sum(run in window for run in runs) / len(runs))
    return best


def parts(words):
    """A few parts by which a text is found."""
    step = max(1, len(words) // 4)
    return {words[at:at + 14] for at in range(0, max(1, len(words) - 13), step)}


def last_page_filled(pdf):
    """How much of the last page, above its foot, has anything on it: 0 to 1. Of a sheet of one page, 1."""
    pages = pages_of(pdf)
    if pages == 1:
        return 1.0
    with tempfile.TemporaryDirectory() as work:
        where = os.path.join(work, 'last')
        subprocess.run(['pdftoppm', '-gray', '-r', '36', '-f', str(pages), '-l', str(pages), '-singlefile', str(pdf), where],
                       check=True, stderr=subprocess.DEVNULL)
        with open(where + '.pgm', 'rb') as file:
            _, size, _, shades = file.read().split(b'\n', 3)
    wide, high = map(int, size.split())
    rows = int(high * (1 - FOOT))
    dark = [row for row in range(rows) if min(shades[row * wide:(row + 1) * wide]) < 245]
    return dark[-1] / rows if dark else 0.0
