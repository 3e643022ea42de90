/** The five numbers of a box plot, and its outliers. */

export interface BoxSummary {
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  /** The outermost values that are at most 1.5 times the interquartile range from the box. */
  readonly low: number;
  readonly high: number;
  /** The values beyond the whiskers, ascending. */
  readonly outliers: Float64Array;
}

/** The longest whisker, as a multiple of the interquartile range. */
const WHISKER = 1.5;

/**
 * Summarizes ascending finite values as matplotlib, seaborn and pandas do. Quartiles are interpolated linearly, as numpy and
 * type 7 of R do. Returns null without values.
 */
export function summarizeBox(sorted: Float64Array): BoxSummary | null {
  if (sorted.length === 0) return null;
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((share) => quantileOf(sorted, share));
  const reach = WHISKER * (q3 - q1);
  let first = 0;
  while (sorted[first] < q1 - reach) first++;
  let last = sorted.length - 1;
  while (sorted[last] > q3 + reach) last--;
  const outliers = new Float64Array(first + sorted.length - 1 - last);
  outliers.set(sorted.subarray(0, first));
  outliers.set(sorted.subarray(last + 1), first);
  return { q1, median, q3, low: Math.min(sorted[first], q1), high: Math.max(sorted[last], q3), outliers };
}

/** Returns a quantile of ascending values, interpolated linearly between the two nearest ones. */
export function quantileOf(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below] * (1 - (at - below)) + sorted[above] * (at - below);
}
