import type { Hex } from '../../color/color.js';
import type { Canvas } from './canvas.js';
import { type MaskShape, rasterizeShapes } from './mask.js';

/** The largest part of a shape that is rasterized at once, which limits memory. */
const MAX_BAND_PIXELS = 2 ** 20;

/**
 * Paints the visible part of a shape of any size in horizontal bands, with its origin at the top left corner of pixel
 * (x, y). `pathBetween` returns its path data, or only what reaches the canvas rows from `top` to `bottom`.
 */
export function paintInBands(
  shape: Omit<MaskShape, 'd'>,
  pathBetween: (top: number, bottom: number) => string,
  x: number,
  y: number,
  fill: Hex,
  canvas: Canvas,
): void {
  const startX = Math.max(0, x + shape.left);
  const width = Math.min(canvas.width, x + shape.left + shape.width) - startX;
  const endY = Math.min(canvas.height, y + shape.top + shape.height);
  if (width <= 0) return;
  const bandHeight = Math.max(1, Math.floor(MAX_BAND_PIXELS / width));
  for (let top = Math.max(0, y + shape.top); top < endY; top += bandHeight) {
    const bottom = Math.min(endY, top + bandHeight);
    const d = pathBetween(top, bottom);
    if (!d) continue;
    const box = { left: startX - x, top: top - y, width, height: bottom - top };
    for (const mask of rasterizeShapes([{ ...shape, ...box, d }])) canvas.fillMask(mask, x, y, fill);
  }
}
