import type { FontSet } from '../../fonts/fonts.js';
import type { Scene, TextItem } from '../../scene/scene.js';
import { Canvas } from './canvas.js';
import { stampsOf } from './glyphs.js';
import { paintLarge } from './large.js';
import { paintPath } from './paths.js';

/**
 * A scene in device pixels as pixels: what is upright is painted here, cell for cell and exactly; what is slanted or
 * curved, above all letters, is drawn by resvg, each shape once. See `Canvas` for `memory`.
 */
export function paint(scene: Scene, fonts: FontSet, memory: Uint8Array | null = null): Canvas {
  const canvas = new Canvas(scene.width, scene.height, scene.background, memory);
  const texts = scene.items.filter((item): item is TextItem => item.kind === 'text');
  const stamps = stampsOf(texts, fonts);
  let next = 0;
  for (const item of scene.items) {
    if (item.kind === 'cells') canvas.cells(item);
    else if (item.kind === 'path') paintPath(item, canvas);
    else {
      for (const { glyph, x, y } of stamps[next++]) {
        const { shape, mask } = glyph;
        if (mask) canvas.stamp(mask, x, y, item.fill);
        else paintLarge(shape, () => shape.d, x, y, item.fill, canvas);
      }
    }
  }
  return canvas;
}
