/** Characters of a terminal as a font: all are equally wide, except those that take two columns or none. */
import type { FontSet } from './font-set.js';
import type { Font } from './truetype.js';

/** The width of a column in font units. The em is two columns, so a character is twice as high as wide. */
const COLUMN = 1600;
/**
 * The extents of a line, a little less than an em. So the middle of a line half a character away from a body is in the
 * row of characters next to the body, above it and below it.
 */
const LINE = 3180;
const CAP_HEIGHT = 1600;

/** Marks that combine with the character before them. */
const COMBINING = /^[\p{Mn}\p{Me}]$/u;

/** The ranges of East Asian characters and pictures that take two columns (Unicode East Asian Width W and F). */
const WIDE_RANGES: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
];
const FIRST_WIDE = 0x1100;
const PICTURE = /^\p{Emoji_Presentation}$/u;

/** Returns the number of columns that a character takes in a terminal: 0, 1 or 2. */
export function columnsOf(codePoint: number): number {
  if (codePoint < 0x300) return 1;
  const character = String.fromCodePoint(codePoint);
  if (COMBINING.test(character)) return 0;
  if (codePoint < FIRST_WIDE) return 1;
  const isWide = WIDE_RANGES.some(([first, last]) => first <= codePoint && codePoint <= last);
  return isWide || PICTURE.test(character) ? 2 : 1;
}

const FONT: Font = {
  name: 'terminal',
  family: 'monospace',
  isBold: true,
  shaping: 'never',
  unitsPerEm: 2 * COLUMN,
  ascent: (LINE + CAP_HEIGHT) / 2,
  descent: -(LINE - CAP_HEIGHT) / 2,
  capHeight: CAP_HEIGHT,
  xHeight: CAP_HEIGHT,
  // Every character has a glyph, because it is the terminal that draws it.
  glyphIndex: (codePoint) => codePoint,
  advance: (glyph) => COLUMN * columnsOf(glyph),
  kern: () => 0,
  outline: () => '',
  mayEmbed: () => false,
  subset: () => ({ bytes: new Uint8Array(), outlines: 'TrueType' }),
  program: () => ({ bytes: new Uint8Array(), index: 0, variations: [] }),
};

const FONTS: FontSet = { regular: [FONT], bold: [FONT], given: [] };

/** Returns the fonts of a figure that consists of characters. */
export function characterGridFonts(): FontSet {
  return FONTS;
}
