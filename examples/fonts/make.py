"""Makes the fonts in this folder: the letters of data/54-weekdays.csv that the fonts of the program lack.

Needs fontTools 4.60 with brotli, and the packages in FONTS: npm install @fontsource/noto-sans-jp …
Run it as: python3 make.py FOLDER/node_modules/@fontsource
"""
import sys
import unicodedata
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = {
    'noto-sans-arabic': 'arabic',
    'noto-sans-devanagari': 'devanagari',
    'noto-sans-bengali': 'bengali',
    'noto-sans-gurmukhi': 'gurmukhi',
    'noto-sans-gujarati': 'gujarati',
    'noto-sans-oriya': 'oriya',
    'noto-sans-tamil': 'tamil',
    'noto-sans-telugu': 'telugu',
    'noto-sans-kannada': 'kannada',
    'noto-sans-malayalam': 'malayalam',
    'noto-sans-sinhala': 'sinhala',
    'noto-sans-thai': 'thai',
    'noto-sans-khmer': 'khmer',
    'noto-sans-myanmar': 'myanmar',
    'noto-serif-tibetan': 'tibetan',
    'noto-sans-ethiopic': 'ethiopic',
    'noto-sans-cherokee': 'cherokee',
    'noto-sans-jp': 'japanese',
    'noto-sans-kr': 'korean',
    'noto-emoji': 'emoji',
}
HERE = Path(__file__).parent


def make(package, subset, text):
    font = TTFont(package / 'files' / f'{package.name}-{subset}-400-normal.woff', recalcTimestamp=False)
    options = Options(hinting=False, name_IDs=[0, 1, 2, 4, 6, 13, 14])
    subsetter = Subsetter(options)
    # HarfBuzz splits some vowel signs, such as U+09CB, so the font needs their parts too.
    letters = text + unicodedata.normalize('NFD', text)
    subsetter.populate(unicodes=[c for c in map(ord, letters) if c > 0x36F])
    subsetter.subset(font)
    # These are instances of variable fonts with the names of the default instance.
    for record in font['name'].names:
        record.string = str(record).replace(' Thin', '').replace('Thin', '')
    font.flavor = 'woff2'
    font.save(HERE / f'{package.name}.woff2')


if __name__ == '__main__':
    words = (HERE.parent / 'data' / '54-weekdays.csv').read_text() + (HERE.parent / '54-weekdays.json').read_text()
    for name, subset in FONTS.items():
        make(Path(sys.argv[1]) / name, subset, words)
