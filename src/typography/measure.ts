import { type FontSet, NOTDEF_FONT } from '../fonts/font-set.js';
import type { Font } from '../fonts/truetype.js';
import { memoize } from '../memoize.js';
import { startsRightToLeft } from './bidi.js';
import { mayRunRightToLeft, needsShaping } from './needs-shaping.js';
import { shapeRuns } from './shape-runs.js';
import type { Ink, PlacedGlyph, ShapedText } from './shaped-text.js';

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
  const composed = normalizeText(text);
  const faces = facesOf(weight, fonts);
  return needsHarfBuzz(composed, faces)
    ? shapeRuns(composed, faces, isRightToLeft)
    : shapePlain(composed, weightCache(weight, fonts));
}

/** Whether the direction of a paragraph is from right to left, because its first letter is. */
export function runsRightToLeft(text: string): boolean {
  return mayRunRightToLeft(text) && startsRightToLeft(text.slice(0, MAX_SHAPED));
}

/** Longer texts fit on no page. They are measured as plain text, because the time to shape them is not linear. */
const MAX_SHAPED = 20_000;

function needsHarfBuzz(text: string, faces: readonly Font[]): boolean {
  if (faces[0].shaping === 'never' || text.length > MAX_SHAPED) return false;
  if (needsShaping(text)) return true;
  if (!faces.some(({ shaping }) => shaping === 'always')) return false;
  return [...text].some((character) => findGlyph(character.codePointAt(0)!, faces).font.shaping === 'always');
}

function shapePlain(text: string, { glyphInfo }: WeightCache): ShapedText {
  const visibleText = removeInvisible(text);
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
    const right = x + next.advance;
    glyphs.push({ font: next.font, glyph: next.glyph, text: next.character, x, y: 0, left: x, right });
    x = right;
    previous = next;
  }
  return { width: x, glyphs, missingCodePoints: [...missing], ink: null };
}

/** The glyph of a code point in the fonts of one weight. */
interface GlyphInfo {
  readonly codePoint: number;
  readonly character: string;
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
  readonly extent: (text: string) => Omit<ShapedText, 'glyphs'>;
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

function facesOf(weight: Weight, fonts: FontSet): readonly Font[] {
  return weight === 'bold' ? fonts.bold : fonts.regular;
}

function createCache(weight: Weight, fonts: FontSet): WeightCache {
  const faces = facesOf(weight, fonts);
  return {
    glyphInfo: memoize((codePoint) => findGlyph(codePoint, faces)),
    extent: memoize((text) => {
      const { glyphs: _, ...extent } = shape(text, weight, fonts);
      return extent;
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
    character: String.fromCodePoint(codePoint),
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

/** Composes accents with their letters (NFC), and turns line ends and tabs into spaces and lone surrogates into U+FFFD. */
function normalizeText(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(/\r\n|[\t-\r\x85\u2028\u2029]/g, ' ')
    .replace(/\p{Cs}/gu, '\ufffd');
}

function removeInvisible(text: string): string {
  return /^[ -~]*$/.test(text) ? text : text.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
}
