import { type FontSet, facesOf } from '../fonts/font-set.js';
import type { Font } from '../fonts/truetype.js';
import { memoize } from '../memoize.js';
import { startsRightToLeft } from './bidi.js';
import { mayRunRightToLeft } from './needs-shaping.js';
import {
  findGlyph,
  type GlyphInfo,
  MAX_SHAPED,
  needsHarfBuzz,
  normalizeText,
  shapePlain,
} from './shape-plain.js';
import { shapeRuns } from './shape-runs.js';
import { shapeStyled } from './shape-styled.js';
import type { Ink, ShapedText } from './shaped-text.js';
import { hasStyles } from './styled-text.js';

export type Weight = 'normal' | 'bold';

/** Heights above and depth below the baseline in em, all positive. */
export interface Metrics {
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly xHeight: number;
}

/**
 * Lays out `text` on one line. Plain text is laid out from left to right in character order, without ligatures; HarfBuzz
 * shapes text whose glyphs depend on their neighbours, and text in fonts that need it.
 * - Tabs and line ends become spaces; other control characters are missing in every font.
 * - Invisible characters (soft hyphens, joiners, direction marks, variation selectors) have no ink.
 * - A lone surrogate becomes U+FFFD.
 * - Neighbours from one font are kerned, except two digits in plain text, so that columns of numbers align.
 *
 * A styled text (styled-text.ts) is laid out in its styles if the fonts have italic faces; without them, styles are invisible.
 * `isRightToLeft` is the direction of the paragraph: by default that of the first letter.
 *
 * @throws HeatmapError "bad-font" if a font is damaged.
 */
export function shape(
  text: string,
  weight: Weight,
  fonts: FontSet,
  isRightToLeft = runsRightToLeft(text),
): ShapedText {
  if (fonts.italic && hasStyles(text)) return shapeStyled(text, weight, fonts, isRightToLeft);
  const composed = normalizeText(text);
  const faces = facesOf(fonts, weight);
  return needsHarfBuzz(composed, faces)
    ? shapeRuns(composed, [{ end: composed.length, fonts: faces, scale: 1, rise: 0 }], isRightToLeft)
    : shapePlain(composed, weightCache(weight, fonts).glyphInfo);
}

/** Whether the direction of a paragraph is from right to left, because its first letter is. */
export function runsRightToLeft(text: string): boolean {
  return mayRunRightToLeft(text) && startsRightToLeft(text.slice(0, MAX_SHAPED));
}

/** Memoized results for one weight of a font set. */
interface WeightCache {
  readonly glyphInfo: (codePoint: number) => GlyphInfo;
  readonly extent: (text: string) => Omit<ShapedText, 'glyphs'>;
  /** The same in a paragraph from right to left, where spaces and signs may be between other letters. */
  readonly rightToLeftExtent: WeightCache['extent'];
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
  const faces = facesOf(fonts, weight);
  return {
    glyphInfo: memoize((codePoint) => findGlyph(codePoint, faces)),
    extent: memoize((text) => extentOf(shape(text, weight, fonts))),
    rightToLeftExtent: memoize((text) => extentOf(shape(text, weight, fonts, true))),
    metrics: metricsInEm(faces[0]),
  };
}

function extentOf({ glyphs: _, ...extent }: ShapedText): Omit<ShapedText, 'glyphs'> {
  return extent;
}

function metricsInEm({ ascent, descent, capHeight, xHeight, unitsPerEm }: Font): Metrics {
  return {
    ascent: ascent / unitsPerEm,
    descent: -descent / unitsPerEm,
    capHeight: capHeight / unitsPerEm,
    xHeight: xHeight / unitsPerEm,
  };
}

/**
 * Returns the width of `text` in px at a font size of `size` px; with `isRightToLeft`, in a paragraph from right to left.
 * Widths are memoized for each font set. See `shape`.
 */
export function measure(
  text: string,
  size: number,
  weight: Weight,
  fonts: FontSet,
  isRightToLeft = false,
): number {
  const { extent, rightToLeftExtent } = weightCache(weight, fonts);
  return (isRightToLeft ? rightToLeftExtent : extent)(text).width * size;
}

/** Returns how far the ink of `text` reaches in em; null for plain text, whose ink is inside of the line box. Memoized. */
export function inkOf(text: string, weight: Weight, fonts: FontSet): Ink | null {
  return weightCache(weight, fonts).extent(text).ink;
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
