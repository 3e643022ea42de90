/** The raster that edges are snapped to, so that every cell owns whole device pixels. */
export interface PixelGrid {
  /** The px of one device pixel. */
  readonly device: number;
  /** What boxes are placed on: whole px where device pixels divide them, else device pixels. */
  readonly unit: number;
}

export function pixelGrid(pixelRatio: number): PixelGrid {
  const device = 1 / pixelRatio;
  return { device, unit: Number.isInteger(pixelRatio) ? 1 : device };
}

// A length that is whole but for the error of binary fractions counts as whole.
const SLACK = 1e-6;

/** The least multiple of `step` that is not below `length`. */
export function snapUp(length: number, step: number): number {
  return Math.ceil(length / step - SLACK) * step;
}

export function snapDown(length: number, step: number): number {
  return Math.floor(length / step + SLACK) * step;
}

export function snap(length: number, step: number): number {
  return Math.round(length / step) * step;
}
