import { BOX_FONT, type FontSet } from '../fonts/fonts.js';
import type { Font } from '../fonts/truetype.js';
import { remembering } from '../memoize.js';

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
  const { sign } = known(weight, fonts);
  const shown = visible(text);
  const glyphs: PlacedGlyph[] = [];
  const missing = new Set<number>();
  let x = 0;
  let before: Sign | undefined;
  for (let at = 0; at < shown.length; ) {
    const codePoint = shown.codePointAt(at)!;
    const next = sign(codePoint);
    at += codePoint > 0xffff ? 2 : 1;
    if (next.missing) missing.add(next.codePoint);
    const kerned = before?.font === next.font && !(before.digit && next.digit);
    if (kerned) x += next.font.kern(before!.glyph, next.glyph) / next.font.unitsPerEm;
    glyphs.push({ font: next.font, glyph: next.glyph, x });
    x += next.advance;
    before = next;
  }
  return { width: x, glyphs, missing: [...missing] };
}

/** A code point as the fonts of one weight show it. */
interface Sign {
  readonly codePoint: number;
  readonly missing: boolean;
  readonly digit: boolean;
  readonly font: Font;
  readonly glyph: number;
  /** In em. */
  readonly advance: number;
}

/** What is remembered for each set of fonts. */
interface Known {
  readonly sign: (codePoint: number) => Sign;
  readonly extent: (text: string) => Pick<ShapedText, 'width' | 'missing'>;
  readonly metrics: Metrics;
}

const KNOWN = new WeakMap<FontSet, Partial<Record<Weight, Known>>>();

function known(weight: Weight, fonts: FontSet): Known {
  let weights = KNOWN.get(fonts);
  if (!weights) {
    weights = {};
    KNOWN.set(fonts, weights);
  }
  weights[weight] ??= remembered(weight, fonts);
  return weights[weight];
}

function remembered(weight: Weight, fonts: FontSet): Known {
  const faces = weight === 'bold' ? fonts.bold : fonts.regular;
  return {
    sign: remembering((codePoint) => signOf(codePoint, faces)),
    extent: remembering((line) => {
      const { width, missing } = shape(line, weight, fonts);
      return { width, missing };
    }),
    metrics: metricsOf(faces[0]),
  };
}

function metricsOf({ ascent, descent, capHeight, xHeight, unitsPerEm }: Font): Metrics {
  return {
    ascent: ascent / unitsPerEm,
    descent: -descent / unitsPerEm,
    capHeight: capHeight / unitsPerEm,
    xHeight: xHeight / unitsPerEm,
  };
}

function signOf(given: number, faces: readonly Font[]): Sign {
  const codePoint = given >= 0xd800 && given <= 0xdfff ? 0xfffd : given;
  const owner = codePoint < 0x20 ? undefined : faces.find((face) => face.glyph(codePoint) !== 0);
  const font = owner ?? BOX_FONT;
  const glyph = owner ? owner.glyph(codePoint) : 0;
  return {
    codePoint,
    missing: !owner,
    digit: codePoint >= 0x30 && codePoint <= 0x39,
    font,
    glyph,
    advance: font.advance(glyph) / font.unitsPerEm,
  };
}

/** The width of `text` in px at a font size of `size` px, see `shape`; widths are remembered for each set of fonts. */
export function measure(text: string, size: number, weight: Weight, fonts: FontSet): number {
  return known(weight, fonts).extent(text).width * size;
}

/** The code points of `text` that no font has, see `shape`; remembered with its width. */
export function missingFrom(text: string, weight: Weight, fonts: FontSet): readonly number[] {
  return known(weight, fonts).extent(text).missing;
}

/**
 * The heights of a line: those of the first font. Ascent and descent are the font's own ("hhea": in Arimo the
 * same as the typographic ones of "OS/2"; the "win" ones make room for stacked marks that labels never have),
 * made larger where the ink of European letters with their marks reaches farther, as it does in Arimo Bold: a
 * box of these heights holds a line of such text.
 */
export function metrics(weight: Weight, fonts: FontSet): Metrics {
  return known(weight, fonts).metrics;
}

/** What is drawn of `text`, accents joined with their letters (NFC). */
function visible(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(/\r\n|[\t-\r\x85\u2028\u2029]/g, ' ')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '');
}
