import { Histogram } from '../matrix/histogram.js';
import type { Matrix } from '../matrix/matrix.js';

/** Shares of all values of the data, for scales that ask for them. */
export interface Distribution {
  /** Below which value such a share (0 to 1) of all lies, or of those between two ends; null where there are none. */
  readonly quantiles: (between: readonly [number, number] | null) => ((share: number) => number) | null;
  /** Off by how much at most, as a share of the value itself; 0 where nothing is estimated. */
  readonly error: number;
}

/** The distribution of the finite values, only of those above 0 with `positive`. */
export function distributionOf(matrices: readonly Matrix[], positive: boolean): Distribution {
  const histograms = matrices.flatMap(({ reduced }) => reduced?.raw.histogram ?? []);
  return histograms.length > 0 ? estimated(matrices, positive) : exact(matrices, positive);
}

function exact(matrices: readonly Matrix[], positive: boolean): Distribution {
  const sorted = sortedValues(matrices, positive);
  return {
    quantiles(between) {
      const inside = between ? sorted.filter((v) => v >= between[0] && v <= between[1]) : sorted;
      return inside.length > 0 ? (share) => percentile(inside, share) : null;
    },
    error: 0,
  };
}

function sortedValues(matrices: readonly Matrix[], positive: boolean): Float64Array {
  const shown = matrices.map((m) => m.values.filter((v) => Number.isFinite(v) && (!positive || v > 0)));
  const all = new Float64Array(shown.reduce((n, values) => n + values.length, 0));
  let filled = 0;
  for (const values of shown) {
    all.set(values, filled);
    filled += values.length;
  }
  return all.sort();
}

function estimated(matrices: readonly Matrix[], positive: boolean): Distribution {
  const histogram = new Histogram();
  for (const { reduced, values } of matrices) {
    if (reduced?.raw.histogram) histogram.addAll(reduced.raw.histogram);
    else for (const value of values) if (Number.isFinite(value)) histogram.add(value);
  }
  const all = [positive ? Number.MIN_VALUE : -Number.MAX_VALUE, Number.MAX_VALUE] as const;
  return {
    quantiles: (between) =>
      histogram.countBetween(between ?? all) > 0
        ? (share) => histogram.quantile(share, between ?? all)
        : null,
    error: Histogram.ERROR,
  };
}

/** The p-th share of ascending values, interpolated linearly as numpy does. */
export function percentile(sorted: Float64Array, p: number): number {
  const rank = p * (sorted.length - 1);
  const below = sorted[Math.floor(rank)];
  const above = sorted[Math.ceil(rank)];
  const t = rank - Math.floor(rank);
  const gap = above - below;
  // Weighted where the difference overflows, for values as far apart as ±1e308.
  if (!Number.isFinite(gap)) return below * (1 - t) + above * t;
  // From the nearer one, so that rounding never leaves the two.
  return t < 0.5 ? below + gap * t : above - gap * (1 - t);
}
