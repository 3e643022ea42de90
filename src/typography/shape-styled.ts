/** Texts with styles: each part in its face, and subscripts and superscripts smaller and beside the baseline. */

import { type FontSet, facesOf } from '../fonts/font-set.js';
import type { Font } from '../fonts/truetype.js';
import { memoize } from '../memoize.js';
import { findGlyph, type GlyphInfo, needsHarfBuzz, normalizeText, shapePlain } from './shape-plain.js';
import { shapeRuns, type TextPart } from './shape-runs.js';
import type { Ink, PlacedGlyph, ShapedText } from './shaped-text.js';
import { type StyledRun, splitStyles } from './styled-text.js';

/** The size of subscripts and superscripts, and how far they are above the baseline; in em of the text. */
const SCRIPT_SIZE = 0.7;
const RISE = { sub: -0.18, super: 0.36 };

/** Returns the size of a run, and how far it is above the baseline, in em of the text. */
export function placeScript({ script }: Pick<StyledRun, 'script'>): { scale: number; rise: number } {
  return script ? { scale: SCRIPT_SIZE, rise: RISE[script] } : { scale: 1, rise: 0 };
}

/** Lays out a styled text on one line; see `shape` in measure.ts. */
export function shapeStyled(
  styled: string,
  weight: 'normal' | 'bold',
  fonts: FontSet,
  isRightToLeft: boolean,
): ShapedText {
  const runs = splitStyles(styled).map((run) => ({ ...run, text: normalizeText(run.text) }));
  let end = 0;
  const parts = runs.map((run): TextPart => {
    end += run.text.length;
    return {
      end,
      fonts: facesOf(fonts, run.isBold ? 'bold' : weight, run.isItalic),
      ...placeScript(run),
    };
  });
  const text = runs.map((run) => run.text).join('');
  // Letters join across styles, so all of the text is shaped in the same way.
  if (parts.some((part) => needsHarfBuzz(text, part.fonts))) return shapeRuns(text, parts, isRightToLeft);
  return shapeParts(runs, parts);
}

const GLYPHS = new WeakMap<readonly Font[], (codePoint: number) => GlyphInfo>();

/** Returns a function that finds glyphs in a list of fonts. Memoized. */
function glyphInfoOf(fonts: readonly Font[]): (codePoint: number) => GlyphInfo {
  const known = GLYPHS.get(fonts);
  if (known) return known;
  const find = memoize((codePoint: number) => findGlyph(codePoint, fonts));
  GLYPHS.set(fonts, find);
  return find;
}

/** Lays out runs of plain text one after another. */
function shapeParts(runs: readonly StyledRun[], parts: readonly TextPart[]): ShapedText {
  const glyphs: PlacedGlyph[] = [];
  const missing = new Set<number>();
  let width = 0;
  let ink: Ink | null = null;
  runs.forEach(({ text }, i) => {
    const { fonts, scale, rise } = parts[i];
    const shaped = shapePlain(text, glyphInfoOf(fonts));
    for (const { font, glyph, text: character, x, left, right } of shaped.glyphs) {
      glyphs.push({
        ...{ font, glyph, text: character, x: width + x * scale, y: 0 - rise },
        ...{ left: width + left * scale, right: width + right * scale },
        ...(scale !== 1 && { scale }),
      });
    }
    for (const codePoint of shaped.missingCodePoints) missing.add(codePoint);
    if (scale !== 1) ink = addInk(ink, shaped.glyphs, scale, rise);
    width += shaped.width * scale;
  });
  return { width, glyphs, missingCodePoints: [...missing], ink };
}

/** Returns how far small glyphs, and the ink before them, reach above and below the baseline. */
function addInk(before: Ink | null, glyphs: readonly PlacedGlyph[], scale: number, rise: number): Ink {
  let { ascent, descent } = before ?? { ascent: 0, descent: 0 };
  for (const { font, glyph } of glyphs) {
    const { top, bottom } = inkRange(font)(glyph);
    ascent = Math.max(ascent, top * scale + rise);
    descent = Math.max(descent, -bottom * scale - rise);
  }
  return { ascent, descent };
}

interface InkRange {
  readonly top: number;
  readonly bottom: number;
}

const INK_RANGES = new WeakMap<Font, (glyph: number) => InkRange>();

/** Returns a function that finds the top and the bottom of the glyphs of a font, in em. Memoized. */
function inkRange(font: Font): (glyph: number) => InkRange {
  const known = INK_RANGES.get(font);
  if (known) return known;
  const find = memoize((glyph: number): InkRange => {
    let [top, bottom] = [0, 0];
    font.outline(glyph, (_, y) => {
      top = Math.max(top, y / font.unitsPerEm);
      bottom = Math.min(bottom, y / font.unitsPerEm);
      return '';
    });
    return { top, bottom };
  });
  INK_RANGES.set(font, find);
  return find;
}
