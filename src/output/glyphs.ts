import type { FontSet } from '../fonts/font-set.js';
import { withItalics } from '../fonts/italic-fonts.js';
import type { TextItem } from '../scene/scene.js';
import { shape } from '../typography/measure.js';
import type { PlacedGlyph } from '../typography/shaped-text.js';
import { joinStyles } from '../typography/styled-text.js';

/** Returns the glyphs of a text. Their positions are distances from the text's (x, y), along its line and across it, in px. */
export function placeGlyphs(
  { text, runs, weight, anchor, size, isRightToLeft = false }: TextItem,
  fonts: FontSet,
): PlacedGlyph[] {
  const { glyphs, width } = runs
    ? shape(joinStyles(runs), weight, withItalics(fonts), isRightToLeft)
    : shape(text, weight, fonts, isRightToLeft);
  const shift = anchor === 'start' ? 0 : anchor === 'middle' ? width / 2 : width;
  return glyphs.map((glyph) => ({
    ...glyph,
    x: (glyph.x - shift) * size,
    y: glyph.y * size,
    left: (glyph.left - shift) * size,
    right: (glyph.right - shift) * size,
  }));
}
