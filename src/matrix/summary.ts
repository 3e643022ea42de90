import type { Matrix } from './matrix.js';

export interface Summary {
  /** Smallest and largest finite value, and where each first occurs (row-major index); null without any. */
  readonly extent: {
    readonly low: number;
    readonly high: number;
    readonly lowAt: number;
    readonly highAt: number;
  } | null;
  readonly finite: number;
  readonly missing: number;
  readonly infinite: number;
}

export function summarize(values: Float64Array): Summary {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let lowAt = -1;
  let highAt = -1;
  let missing = 0;
  let infinite = 0;
  for (let i = 0; i < values.length; i++) {
    const v = values[i];
    if (Number.isNaN(v)) missing++;
    else if (v === Number.POSITIVE_INFINITY || v === Number.NEGATIVE_INFINITY) infinite++;
    else {
      if (v < low) {
        low = v;
        lowAt = i;
      }
      if (v > high) {
        high = v;
        highAt = i;
      }
    }
  }
  const finite = values.length - missing - infinite;
  return { extent: finite ? { low, high, lowAt, highAt } : null, finite, missing, infinite };
}

/** The smallest and largest finite value of several matrices, or null when there is none. */
export function sharedExtent(matrices: readonly Matrix[]): [number, number] | null {
  let extent: [number, number] | null = null;
  for (const matrix of matrices) {
    const own = summarize(matrix.values).extent;
    if (own)
      extent = extent ? [Math.min(extent[0], own.low), Math.max(extent[1], own.high)] : [own.low, own.high];
  }
  return extent;
}
