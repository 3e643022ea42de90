/** Statistics of the values of each row or column. */
import type { Matrix } from '../matrix/matrix.js';
import type { ItemStatistic } from '../spec/item-values.js';

/** The sums of an item that its statistics need. */
interface ItemSums {
  count: number;
  mean: number;
  /** The sum of squared differences from the mean. */
  squares: number;
  sum: number;
  min: number;
  max: number;
}

const STATISTICS: Readonly<Record<ItemStatistic, (sums: ItemSums, length: number) => number>> = {
  mean: (sums) => (sums.count > 0 ? withoutRoundingError(sums.mean, sums) : Number.NaN),
  sum: (sums) => (sums.count > 0 ? withoutRoundingError(sums.sum, sums) : Number.NaN),
  // The sample standard deviation, as in R and pandas.
  sd: ({ squares, count }) => (count > 1 ? Math.sqrt(squares / (count - 1)) : Number.NaN),
  min: ({ min, count }) => (count > 0 ? min : Number.NaN),
  max: ({ max, count }) => (count > 0 ? max : Number.NaN),
  count: ({ count }) => count,
  missing: ({ count }, length) => length - count,
};

/**
 * Returns a statistic of the values of each item, in the order of the data, or of those in some items of the other axis.
 * Missing values and totals are left out. An item
 * without values has no mean, sum or extremes: they are NaN.
 */
export function itemStatistics(
  matrix: Matrix,
  axis: 'x' | 'y',
  statistic: ItemStatistic,
  across?: readonly number[],
): Float64Array {
  const { rows, columns, values, rowTotals = [], columnTotals = [] } = matrix;
  const [count, length] = axis === 'x' ? [columns, rows] : [rows, columns];
  const [itemStep, valueStep] = axis === 'x' ? [1, columns] : [columns, 1];
  const totals = new Set(axis === 'x' ? rowTotals : columnTotals);
  const used = (across ?? Array.from({ length }, (_, i) => i)).filter((i) => !totals.has(i));
  return Float64Array.from({ length: count }, (_, item) => {
    const sums = { count: 0, mean: 0, squares: 0, sum: 0, min: Infinity, max: -Infinity };
    for (const i of used) {
      const value = values[item * itemStep + i * valueStep];
      if (!Number.isNaN(value)) addValue(sums, value);
    }
    return STATISTICS[statistic](sums, used.length);
  });
}

/** The share of the largest value up to which a mean or a sum is a rounding error of 0, such as the mean of z-scores. */
const ROUNDING_ERROR = 1e-14;

function withoutRoundingError(value: number, { count, min, max }: ItemSums): number {
  const largest = Math.max(Math.abs(min), Math.abs(max));
  return Math.abs(value) <= largest * count * ROUNDING_ERROR ? 0 : value;
}

/** Adds a value to the sums, with Welford's method for the squares. */
function addValue(sums: ItemSums, value: number): void {
  sums.count++;
  sums.sum += value;
  const difference = value - sums.mean;
  // An infinite mean stays infinite.
  if (Number.isFinite(difference)) sums.mean += difference / sums.count;
  else sums.mean = sums.sum;
  sums.squares += difference * (value - sums.mean);
  sums.min = Math.min(sums.min, value);
  sums.max = Math.max(sums.max, value);
}
