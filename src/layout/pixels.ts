/** The pixel grid that edges are snapped to, so that every cell consists of whole device pixels. */
export interface PixelGrid {
  /** The size of a device pixel in px. */
  readonly device: number;
  /**
   * The step for the positions of boxes: that of the theme, else 1 px if a px has a whole number of device pixels, else one
   * device pixel.
   */
  readonly unit: number;
}

/** Returns the grid; `alignment` is the step for boxes if pixels do not decide it. */
export function pixelGrid(pixelRatio: number, alignment: number | null = null): PixelGrid {
  const device = 1 / pixelRatio;
  return { device, unit: alignment ?? (Number.isInteger(pixelRatio) ? 1 : device) };
}

/** Rounding errors up to this share of a step are ignored. */
const TOLERANCE = 1e-6;

/** Returns the smallest multiple of `step` that is not less than `length`. */
export function snapUp(length: number, step: number): number {
  return Math.ceil(length / step - TOLERANCE) * step;
}

/** Returns the largest multiple of `step` that is not greater than `length`. */
export function snapDown(length: number, step: number): number {
  return Math.floor(length / step + TOLERANCE) * step;
}

/** Returns the multiple of `step` closest to `length`. */
export function snap(length: number, step: number): number {
  return Math.round(length / step) * step;
}
