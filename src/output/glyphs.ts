import type { FontSet } from '../fonts/font-set.js';
import type { TextItem } from '../scene/scene.js';
import { type PlacedGlyph, shape } from '../typography/measure.js';

/** Returns the glyphs of a text. Their x is the distance from the text's (x, y) along its line, in px. */
export function placeGlyphs({ text, weight, anchor, size }: TextItem, fonts: FontSet): PlacedGlyph[] {
  const { glyphs, width } = shape(text, weight, fonts);
  const shift = anchor === 'start' ? 0 : anchor === 'middle' ? width / 2 : width;
  return glyphs.map((glyph) => ({ ...glyph, x: (glyph.x - shift) * size }));
}
