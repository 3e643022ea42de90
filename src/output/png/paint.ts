import type { FontSet } from '../../fonts/font-set.js';
import type { Scene, TextItem } from '../../scene/scene.js';
import { paintInBands } from './bands.js';
import { Canvas } from './canvas.js';
import { rasterizeTexts } from './glyphs.js';
import { paintPath } from './paths.js';

/**
 * Paints a scene that is in device pixels. Cells, horizontal lines and vertical lines are painted here, exactly; resvg
 * rasterizes everything slanted or curved, above all glyphs, each shape once. The masks of common glyphs are stored. See `Canvas` for `buffer`.
 */
export function paint(scene: Scene, fonts: FontSet, buffer: Uint8Array | null = null): Canvas {
  const canvas = new Canvas(scene.width, scene.height, scene.background, buffer);
  const texts = scene.items.filter((item): item is TextItem => item.kind === 'text');
  const textGlyphs = rasterizeTexts(texts, fonts);
  let nextText = 0;
  for (const item of scene.items) {
    if (item.kind === 'cells') canvas.fillCells(item);
    else if (item.kind === 'path') paintPath(item, canvas);
    else {
      for (const { glyph, x, y } of textGlyphs[nextText++]) {
        const { shape, mask } = glyph;
        if (mask) canvas.fillMask(mask, x, y, item.fill);
        else if (shape) paintInBands(shape, () => shape.d, x, y, item.fill, canvas);
      }
    }
  }
  return canvas;
}
