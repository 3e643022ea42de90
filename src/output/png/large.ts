import type { Hex } from '../../color/color.js';
import type { Canvas } from './canvas.js';
import { masksOf, type Shape } from './mask.js';

/** Pixels of a shape that are drawn at once. */
const MOST_AT_ONCE = 2 ** 20;

/**
 * Paints a shape of any size, its origin at the corner (x, y) of pixels: as much of it as lies on the canvas, band by
 * band. `pathWithin` is its path, or what of it reaches into some rows of the canvas.
 */
export function paintLarge(
  shape: Omit<Shape, 'd'>,
  pathWithin: (top: number, bottom: number) => string,
  x: number,
  y: number,
  fill: Hex,
  canvas: Canvas,
): void {
  const fromX = Math.max(0, x + shape.left);
  const width = Math.min(canvas.width, x + shape.left + shape.width) - fromX;
  const toY = Math.min(canvas.height, y + shape.top + shape.height);
  if (width <= 0) return;
  const band = Math.max(1, Math.floor(MOST_AT_ONCE / width));
  for (let top = Math.max(0, y + shape.top); top < toY; top += band) {
    const bottom = Math.min(toY, top + band);
    const d = pathWithin(top, bottom);
    if (!d) continue;
    const box = { left: fromX - x, top: top - y, width, height: bottom - top };
    for (const mask of masksOf([{ ...shape, ...box, d }])) canvas.stamp(mask, x, y, fill);
  }
}
