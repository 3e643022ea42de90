import { type FontSet, NOTDEF_FONT } from '../fonts/font-set.js';
import type { Font } from '../fonts/truetype.js';
import { memoize } from '../memoize.js';

export type Weight = 'normal' | 'bold';

/** A line of text as glyphs on a baseline that starts at 0. Lengths are in em; multiply by the font size to get px. */
export interface ShapedText {
  readonly width: number;
  readonly glyphs: readonly PlacedGlyph[];
  /** The code points that no font has, without repeats, in order of appearance. `glyphs` has a box for each. */
  readonly missingCodePoints: readonly number[];
}

export interface PlacedGlyph {
  readonly font: Font;
  readonly glyph: number;
  /** The character that it shows. */
  readonly codePoint: number;
  /** The x coordinate of the glyph's origin. */
  readonly x: number;
}

/** Heights above and depth below the baseline in em, all positive. */
export interface Metrics {
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly xHeight: number;
}

/**
 * Lays out `text` on one line, from left to right in character order, without ligatures.
 * - Tabs and line ends become spaces; other control characters are missing in every font.
 * - Invisible characters (soft hyphens, joiners, direction marks, variation selectors) have no glyph.
 * - A lone surrogate becomes U+FFFD.
 * - Neighbours from one font are kerned, except two digits, so that columns of numbers align.
 *
 * @throws HeatmapError "bad-font" if a font is damaged.
 */
export function shape(text: string, weight: Weight, fonts: FontSet): ShapedText {
  const { glyphInfo } = weightCache(weight, fonts);
  const visibleText = normalizeText(text);
  const glyphs: PlacedGlyph[] = [];
  const missing = new Set<number>();
  let x = 0;
  let previous: GlyphInfo | undefined;
  for (let at = 0; at < visibleText.length; ) {
    const codePoint = visibleText.codePointAt(at)!;
    const next = glyphInfo(codePoint);
    at += codePoint > 0xffff ? 2 : 1;
    if (next.isMissing) missing.add(next.codePoint);
    const isKerned = previous?.font === next.font && !(previous.isDigit && next.isDigit);
    if (isKerned) x += next.font.kern(previous!.glyph, next.glyph) / next.font.unitsPerEm;
    glyphs.push({ font: next.font, glyph: next.glyph, codePoint: next.codePoint, x });
    x += next.advance;
    previous = next;
  }
  return { width: x, glyphs, missingCodePoints: [...missing] };
}

/** The glyph of a code point in the fonts of one weight. */
interface GlyphInfo {
  readonly codePoint: number;
  readonly isMissing: boolean;
  readonly isDigit: boolean;
  readonly font: Font;
  readonly glyph: number;
  /** In em. */
  readonly advance: number;
}

/** Memoized results for one weight of a font set. */
interface WeightCache {
  readonly glyphInfo: (codePoint: number) => GlyphInfo;
  readonly extent: (text: string) => Pick<ShapedText, 'width' | 'missingCodePoints'>;
  readonly metrics: Metrics;
}

const CACHES = new WeakMap<FontSet, Partial<Record<Weight, WeightCache>>>();

function weightCache(weight: Weight, fonts: FontSet): WeightCache {
  let byWeight = CACHES.get(fonts);
  if (!byWeight) {
    byWeight = {};
    CACHES.set(fonts, byWeight);
  }
  byWeight[weight] ??= createCache(weight, fonts);
  return byWeight[weight];
}

function createCache(weight: Weight, fonts: FontSet): WeightCache {
  const faces = weight === 'bold' ? fonts.bold : fonts.regular;
  return {
    glyphInfo: memoize((codePoint) => findGlyph(codePoint, faces)),
    extent: memoize((text) => {
      const { width, missingCodePoints } = shape(text, weight, fonts);
      return { width, missingCodePoints };
    }),
    metrics: metricsInEm(faces[0]),
  };
}

function metricsInEm({ ascent, descent, capHeight, xHeight, unitsPerEm }: Font): Metrics {
  return {
    ascent: ascent / unitsPerEm,
    descent: -descent / unitsPerEm,
    capHeight: capHeight / unitsPerEm,
    xHeight: xHeight / unitsPerEm,
  };
}

function findGlyph(unit: number, faces: readonly Font[]): GlyphInfo {
  const codePoint = unit >= 0xd800 && unit <= 0xdfff ? 0xfffd : unit;
  const owner = codePoint < 0x20 ? undefined : faces.find((face) => face.glyphIndex(codePoint) !== 0);
  const font = owner ?? NOTDEF_FONT;
  const glyph = owner ? owner.glyphIndex(codePoint) : 0;
  return {
    codePoint,
    isMissing: !owner,
    isDigit: codePoint >= 0x30 && codePoint <= 0x39,
    font,
    glyph,
    advance: font.advance(glyph) / font.unitsPerEm,
  };
}

/** Returns the width of `text` in px at a font size of `size` px. Widths are memoized for each font set. See `shape`. */
export function measure(text: string, size: number, weight: Weight, fonts: FontSet): number {
  return weightCache(weight, fonts).extent(text).width * size;
}

/** Returns the code points of `text` that no font has. Memoized together with the width. See `shape`. */
export function missingCodePoints(text: string, weight: Weight, fonts: FontSet): readonly number[] {
  return weightCache(weight, fonts).extent(text).missingCodePoints;
}

/**
 * Returns the metrics of the first font. A line box of this height contains the ink of European text.
 * Ascent and descent are those of the "hhea" table, or larger if accented European letters need it (Arimo Bold).
 * The "win" metrics of "OS/2" are not used: they include stacked marks, which labels never have.
 */
export function fontMetrics(weight: Weight, fonts: FontSet): Metrics {
  return weightCache(weight, fonts).metrics;
}

/** Composes accents with their letters (NFC), turns line ends and tabs into spaces, and removes invisible characters. */
function normalizeText(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(/\r\n|[\t-\r\x85\u2028\u2029]/g, ' ')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '');
}
