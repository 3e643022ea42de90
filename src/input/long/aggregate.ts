import type { AGGREGATES } from '../../spec/data.js';

export type Aggregate = (typeof AGGREGATES)[number];

/**
 * Joins the values of each cell: `values[i]` belongs to cell `cells[i]` of `total`. Missing values (NaN) are left out;
 * a cell without any other value is missing.
 */
export function aggregate(
  how: Aggregate,
  values: Float64Array,
  cells: Int32Array,
  total: number,
): Float64Array<ArrayBuffer> {
  // A counting sort, which keeps the order within a cell.
  const ends = new Int32Array(total + 1);
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) ends[cells[i] + 1]++;
  for (let cell = 0; cell < total; cell++) ends[cell + 1] += ends[cell];
  const sorted = new Float64Array(ends[total]);
  const next = ends.slice();
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) sorted[next[cells[i]]++] = values[i];

  const joined = new Float64Array(total).fill(Number.NaN);
  for (let cell = 0; cell < total; cell++) {
    if (ends[cell] < ends[cell + 1]) joined[cell] = JOIN[how](sorted.subarray(ends[cell], ends[cell + 1]));
  }
  return joined;
}

/** Each takes at least one value, none of them NaN, and may reorder them. */
const JOIN: Record<Aggregate, (values: Float64Array) => number> = {
  mean: (values) => sum(values) / values.length,
  sum,
  median(values) {
    values.sort();
    const middle = values.length >> 1;
    return values.length % 2 === 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  },
  min: (values) => values.reduce((a, b) => Math.min(a, b)),
  max: (values) => values.reduce((a, b) => Math.max(a, b)),
  count: (values) => values.length,
  first: (values) => values[0],
};

function sum(values: Float64Array): number {
  return values.reduce((a, b) => a + b);
}
