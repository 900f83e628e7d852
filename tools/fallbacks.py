"""Works out how far the system's fonts must be stretched to stand in for the theme's, until those have come.

Prints `@font-face` rules for themes/daf/css/fonts.css: one for each font that a device may have, so wide that a line holds as
many letters as in the theme's own face, and as high above and below. Needs fontTools and brotli, and files of the system's
fonts or of fonts with the same measures (Gelasio for Georgia, Tinos for Times New Roman, Arimo for Arial). Changes nothing.

    python3 tools/fallbacks.py THEME_FONTS NAME=FILE[+FILE] ...
"""

import collections
import pathlib
import re
import sys

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# What is set in a face: running words of the curriculum, letter by letter as often as they come.
CONTENT = pathlib.Path(__file__).resolve().parent.parent / "content"


def letters(hebrew):
    """How often each letter or space comes in the curriculum, of one script."""
    pattern = "[\u05d0-\u05ea]|(?<=[\u0591-\u05ea]) (?=[\u05d0-\u05ea])" if hebrew else "[A-Za-z0-9 ,.']"
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(CONTENT.rglob("*.md")))
    return collections.Counter(re.findall(pattern, text))


def measures(fonts, counted):
    """The mean width of a letter, the height and the depth, in parts of the font's size. A font may be in several files."""
    size, total = fonts[0]["head"].unitsPerEm, 0
    for letter, times in counted.items():
        font = next((font for font in fonts if ord(letter) in font.getBestCmap()), None)
        if font is None:
            return None
        total += font["hmtx"][font.getBestCmap()[ord(letter)]][0] * times
    return total / sum(counted.values()) / size, fonts[0]["hhea"].ascent / size, -fonts[0]["hhea"].descent / size


def main():
    """Prints the rules."""
    theme = pathlib.Path(sys.argv[1])
    system = [argument.split("=", 1) for argument in sys.argv[2:]]
    faces = [
        ("Source Serif 4", ["source-serif-4-latin.woff2"], {"wght": 400, "opsz": 18}, False),
        ("Inter", ["inter-latin.woff2"], {"wght": 400}, False),
        ("Noto Serif Hebrew", ["noto-serif-hebrew.woff2", "noto-serif-hebrew-latin.woff2"], {"wght": 430}, True),
    ]
    for family, files, place, hebrew in faces:
        counted = letters(hebrew)
        ours = measures([instancer.instantiateVariableFont(TTFont(theme / file), place) for file in files], counted)
        for name, path in system:
            theirs = measures([TTFont(file, fontNumber=0) for file in path.split("+")], counted)
            if theirs is None:
                continue
            adjust = ours[0] / theirs[0]
            print(f"{family} by {name}: size-adjust: {adjust:.2%}; ascent-override: {ours[1] / adjust:.2%}; "
                  f"descent-override: {ours[2] / adjust:.2%}; line-gap-override: 0%;")


main()
