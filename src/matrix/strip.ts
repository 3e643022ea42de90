/** One row of blocks, and how neighbouring blocks are combined. */
import type { Reducer } from './reduction.js';

/** Blocks in arrays that may be longer. */
export interface Blocks {
  /**
   * With the reducer "mean", the sum of the finite values of each block. A block without finite values is +∞ if it has +∞,
   * else −∞ if it has −∞, else NaN. With other reducers, an extremum of all values that are not missing.
   */
  readonly values: Float64Array;
  /** With the reducer "mean", the number of finite values of each block. Null: all values are finite, or another reducer. */
  readonly counts: Uint32Array | null;
}

/** One row of blocks. */
export interface Strip extends Blocks {
  /** The number of rows of the source in it. */
  readonly rows: number;
}

/**
 * Combines blocks 2j and 2j + 1 of the `width` blocks from index `from` of `source`. Writes the results to `target` from
 * index `to` on, which may be an earlier part of the same arrays. Either both have counts or neither.
 */
export function combineColumnPairs(
  target: Blocks,
  to: number,
  source: Blocks,
  from: number,
  width: number,
  reducer: Reducer,
): void {
  const half = width >> 1;
  const { values, counts } = source;
  const out = target.values;
  if (counts) {
    for (let j = 0; j < half; j++)
      combineMeans(target, to + j, source, from + 2 * j, source, from + 2 * j + 1);
  } else if (reducer === 'mean') {
    for (let j = 0; j < half; j++) out[to + j] = values[from + 2 * j] + values[from + 2 * j + 1];
  } else {
    const combine = COMBINE[reducer];
    for (let j = 0; j < half; j++) out[to + j] = combine(values[from + 2 * j], values[from + 2 * j + 1]);
  }
  if (width % 2 === 0) return;
  out[to + half] = values[from + width - 1];
  if (counts && target.counts) target.counts[to + half] = counts[from + width - 1];
}

/**
 * Combines the `width` blocks from index `to` of `target` with those from index `from` of `source`, which are below them.
 * Either both have counts or neither.
 */
export function combineRows(
  target: Blocks,
  to: number,
  source: Blocks,
  from: number,
  width: number,
  reducer: Reducer,
): void {
  const { values, counts } = source;
  const out = target.values;
  if (counts) {
    for (let j = 0; j < width; j++) combineMeans(target, to + j, target, to + j, source, from + j);
  } else if (reducer === 'mean') {
    for (let j = 0; j < width; j++) out[to + j] += values[from + j];
  } else {
    const combine = COMBINE[reducer];
    for (let j = 0; j < width; j++) out[to + j] = combine(out[to + j], values[from + j]);
  }
}

/** Sets block `to` of `target` to the sum of block `i` of `a` and block `k` of `b`. All of them have counts. */
function combineMeans(target: Blocks, to: number, a: Blocks, i: number, b: Blocks, k: number): void {
  const [first, second] = [a.values[i], b.values[k]];
  const [n, m] = [a.counts?.[i] ?? 0, b.counts?.[k] ?? 0];
  const sum = n > 0 && m > 0 ? first + second : n > 0 ? first : second;
  target.values[to] = n + m > 0 ? sum : combineNonFinite(first, second);
  if (target.counts) target.counts[to] = n + m;
}

/** Returns +∞ if one of two non-finite values is +∞, else −∞ if one is −∞, else NaN. */
function combineNonFinite(a: number, b: number): number {
  return Number.isNaN(a) || b > a ? b : a;
}

/** Each returns the first of equal values, and the other value if one is NaN. */
const COMBINE: Record<Exclude<Reducer, 'mean'>, (a: number, b: number) => number> = {
  max: (a, b) => (b > a || Number.isNaN(a) ? b : a),
  min: (a, b) => (b < a || Number.isNaN(a) ? b : a),
  absmax: (a, b) => (isLargerMagnitude(b, a) || Number.isNaN(a) ? b : a),
};

/** Whether |a| > |b|, or both are equal and `a` is the positive one. */
function isLargerMagnitude(a: number, b: number): boolean {
  return Math.abs(a) > Math.abs(b) || (Math.abs(a) === Math.abs(b) && a > b);
}
