import { Histogram } from '../matrix/histogram.js';
import type { Matrix } from '../matrix/matrix.js';

/** The distribution of all values, for scales that use quantiles. */
export interface Distribution {
  /** Returns the quantile function of all values, or of the values between two ends; null if there are none. */
  readonly quantiles: (between: readonly [number, number] | null) => ((share: number) => number) | null;
  /** The largest relative error of a quantile; 0: quantiles are exact. */
  readonly error: number;
}

/** Returns the distribution of the finite values; with `isPositive`, only of the values above 0. */
export function distributionOf(matrices: readonly Matrix[], isPositive: boolean): Distribution {
  const histograms = matrices.flatMap(({ reduction }) => reduction?.sourceStats.histogram ?? []);
  return histograms.length > 0
    ? estimatedDistribution(matrices, isPositive)
    : exactDistribution(matrices, isPositive);
}

function exactDistribution(matrices: readonly Matrix[], isPositive: boolean): Distribution {
  const sorted = sortedValues(matrices, isPositive);
  return {
    quantiles(between) {
      const inside = between ? sorted.filter((v) => v >= between[0] && v <= between[1]) : sorted;
      return inside.length > 0 ? (share) => percentile(inside, share) : null;
    },
    error: 0,
  };
}

function sortedValues(matrices: readonly Matrix[], isPositive: boolean): Float64Array {
  const parts = matrices.map((m) => m.values.filter((v) => Number.isFinite(v) && (!isPositive || v > 0)));
  const all = new Float64Array(parts.reduce((n, values) => n + values.length, 0));
  let length = 0;
  for (const values of parts) {
    all.set(values, length);
    length += values.length;
  }
  return all.sort();
}

function estimatedDistribution(matrices: readonly Matrix[], isPositive: boolean): Distribution {
  const histogram = new Histogram();
  for (const { reduction, values } of matrices) {
    if (reduction?.sourceStats.histogram) histogram.merge(reduction.sourceStats.histogram);
    else for (const value of values) if (Number.isFinite(value)) histogram.add(value);
  }
  const all = [isPositive ? Number.MIN_VALUE : -Number.MAX_VALUE, Number.MAX_VALUE] as const;
  return {
    quantiles: (between) =>
      histogram.countBetween(between ?? all) > 0
        ? (share) => histogram.quantile(share, between ?? all)
        : null,
    error: Histogram.RELATIVE_ERROR,
  };
}

/** Returns the quantile p (0 to 1) of ascending values, interpolated linearly as numpy does by default. */
export function percentile(sorted: Float64Array, p: number): number {
  const rank = p * (sorted.length - 1);
  const below = sorted[Math.floor(rank)];
  const above = sorted[Math.ceil(rank)];
  const t = rank - Math.floor(rank);
  const gap = above - below;
  // A weighted mean where the difference overflows, for values as far apart as ±1e308.
  if (!Number.isFinite(gap)) return below * (1 - t) + above * t;
  // Interpolates from the nearer value, so that rounding never leaves the interval.
  return t < 0.5 ? below + gap * t : above - gap * (1 - t);
}
