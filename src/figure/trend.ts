/** The trend of means along an axis. */
export interface Trend {
  readonly direction: 'rise' | 'fall';
  /** Whether each mean is above, or below, the one before it. */
  readonly isSteady: boolean;
  /** The rank correlation of Spearman between position and mean, with average ranks of equal means. */
  readonly correlation: number;
  /** The first and the last item that has a mean, from the top or from the left. */
  readonly first: { readonly label: string; readonly mean: number };
  readonly last: { readonly label: string; readonly mean: number };
}

/** Fewer means show no trend. */
const MIN_ITEMS = 4;
/** Weaker correlations are no trend. */
const MIN_CORRELATION = 0.8;

/** Returns the trend of means in page order, of which NaN are left out; null if there is none. */
export function trendOf(means: readonly number[], labelOf: (at: number) => string): Trend | null {
  const known = [...means.keys()].filter((at) => Number.isFinite(means[at]));
  if (known.length < MIN_ITEMS) return null;
  const values = known.map((at) => means[at]);
  const correlation = correlate(
    ranks(values),
    values.map((_, i) => i),
  );
  if (!(Math.abs(correlation) >= MIN_CORRELATION)) return null;
  const sign = correlation > 0 ? 1 : -1;
  const item = (at: number) => ({ label: labelOf(at), mean: means[at] });
  return {
    direction: sign > 0 ? 'rise' : 'fall',
    isSteady: values.every((value, i) => i === 0 || sign * (value - values[i - 1]) > 0),
    correlation,
    first: item(known[0]),
    last: item(known[known.length - 1]),
  };
}

/** Returns the rank of each value, from 0; equal values have the mean of their ranks. */
function ranks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => values[a] - values[b]);
  const result: number[] = [];
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let i = from; i < to; i++) result[order[i]] = (from + to - 1) / 2;
  }
  return result;
}

/** Returns the correlation of Pearson; NaN if a list is constant. */
function correlate(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [a, b].map((list) => list.reduce((sum, value) => sum + value, 0) / list.length);
  let [product, squareA, squareB] = [0, 0, 0];
  a.forEach((value, i) => {
    product += (value - meanA) * (b[i] - meanB);
    squareA += (value - meanA) ** 2;
    squareB += (b[i] - meanB) ** 2;
  });
  return product / Math.sqrt(squareA * squareB);
}
