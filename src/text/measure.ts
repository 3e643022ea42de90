import { BOX_FONT, type FontSet } from './fonts.js';
import { remembering } from './remembering.js';
import type { Font } from './truetype.js';

export type Weight = 'normal' | 'bold';

/** A line of text as glyphs on a baseline that begins at 0. Lengths are in em: times the font size they are px. */
export interface ShapedText {
  readonly width: number;
  readonly glyphs: readonly PlacedGlyph[];
  /** Code points no font has, each once, in order of appearance; a box stands for each in `glyphs`. */
  readonly missing: readonly number[];
}

export interface PlacedGlyph {
  readonly font: Font;
  readonly glyph: number;
  /** Where the glyph's origin lies. */
  readonly x: number;
}

/** Heights in em from the baseline, all positive, `descent` downwards. */
export interface Metrics {
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly xHeight: number;
}

/**
 * Sets `text` on one line, from left to right in the order of its characters, without ligatures. Tabs and line
 * ends are spaces; other control characters are in no font; invisible characters (soft hyphens, joiners, direction
 * marks, variation selectors) take no room; a lone surrogate is U+FFFD. Neighbours of one font are kerned, but
 * never two digits, so that numbers under one another line up.
 *
 * @throws HeatmapError "bad-font" if a font turns out to be damaged.
 */
export function shape(text: string, weight: Weight, fonts: FontSet): ShapedText {
  const faces = facesOf(weight, fonts);
  const glyphs: PlacedGlyph[] = [];
  const missing = new Set<number>();
  let x = 0;
  let afterDigit = false;
  for (const character of visible(text)) {
    const codePoint = scalar(character);
    const owner = codePoint < 0x20 ? undefined : faces.find((face) => face.glyph(codePoint) !== 0);
    if (!owner) missing.add(codePoint);
    const font = owner ?? BOX_FONT;
    const glyph = owner ? owner.glyph(codePoint) : 0;
    const digit = codePoint >= 0x30 && codePoint <= 0x39;
    const before = glyphs.at(-1);
    const kerned = before?.font === font && !(digit && afterDigit);
    if (kerned) x += font.kern(before.glyph, glyph) / font.unitsPerEm;
    glyphs.push({ font, glyph, x });
    x += font.advance(glyph) / font.unitsPerEm;
    afterDigit = digit;
  }
  return { width: x, glyphs, missing: [...missing] };
}

const WIDTHS = new WeakMap<FontSet, Record<Weight, (text: string) => number>>();

/** The width of `text` in px at a font size of `size` px, see `shape`; widths are remembered for each set of fonts. */
export function measure(text: string, size: number, weight: Weight, fonts: FontSet): number {
  let widths = WIDTHS.get(fonts);
  if (!widths) {
    widths = {
      normal: remembering((line) => shape(line, 'normal', fonts).width),
      bold: remembering((line) => shape(line, 'bold', fonts).width),
    };
    WIDTHS.set(fonts, widths);
  }
  return widths[weight](text) * size;
}

/**
 * The heights of a line: those of the first font. Ascent and descent are the font's own ("hhea": in Arimo the
 * same as the typographic ones of "OS/2"; the "win" ones make room for stacked marks that labels never have),
 * made larger where the ink of European letters with their marks reaches farther, as it does in Arimo Bold: a
 * box of these heights holds a line of such text.
 */
export function metrics(weight: Weight, fonts: FontSet): Metrics {
  const font = facesOf(weight, fonts)[0];
  return {
    ascent: font.ascent / font.unitsPerEm,
    descent: -font.descent / font.unitsPerEm,
    capHeight: font.capHeight / font.unitsPerEm,
    xHeight: font.xHeight / font.unitsPerEm,
  };
}

function facesOf(weight: Weight, fonts: FontSet): readonly Font[] {
  return weight === 'bold' ? fonts.bold : fonts.regular;
}

/** What is drawn of `text`, accents joined with their letters (NFC). */
function visible(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(/\r\n|[\t-\r\x85\u2028\u2029]/g, ' ')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '');
}

function scalar(character: string): number {
  const codePoint = character.codePointAt(0)!;
  return codePoint >= 0xd800 && codePoint <= 0xdfff ? 0xfffd : codePoint;
}
