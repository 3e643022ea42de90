import { type CellsItem, NOT_DRAWN } from '../scene/scene.js';

/** Row-major indices into the palette of the cells; `NOT_DRAWN` in the gaps between them. */
export interface CellPixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint16Array;
}

/** Returns cells with one pixel for each device pixel of their area. */
export function cellPixels({ left, right, top, bottom, indices }: CellsItem, pixelRatio: number): CellPixels {
  const [x, y] = [left[0], top[0]];
  const toPixels = (edge: number, origin: number) => Math.round((edge - origin) * pixelRatio);
  const width = toPixels(right[right.length - 1], x);
  const height = toPixels(bottom[bottom.length - 1], y);
  const pixels = new Uint16Array(width * height).fill(NOT_DRAWN);
  for (let i = 0; i < top.length; i++) {
    const startRow = toPixels(top[i], y);
    const endRow = toPixels(bottom[i], y);
    for (let j = 0; j < left.length; j++) {
      pixels.fill(
        indices[i * left.length + j],
        startRow * width + toPixels(left[j], x),
        startRow * width + toPixels(right[j], x),
      );
    }
    for (let row = startRow + 1; row < endRow; row++)
      pixels.copyWithin(row * width, startRow * width, (startRow + 1) * width);
  }
  return { width, height, pixels };
}
