import type { Reducer } from '../../src/matrix/reduction.js';

/** Reduces a block to one value in the simplest way. `tests/fixtures/large` compares the results with numpy. */
export function reduceBlock(values: readonly number[], reducer: Reducer): number {
  const present = values.filter((v) => !Number.isNaN(v));
  const finite = present.filter(Number.isFinite);
  if (present.length === 0) return Number.NaN;
  switch (reducer) {
    case 'mean':
      return finite.length > 0 ? finite.reduce((a, b) => a + b) / finite.length : Math.max(...present);
    case 'max':
      return Math.max(...present);
    case 'min':
      return Math.min(...present);
    case 'absmax':
      return [...present].sort((a, b) => Math.abs(b) - Math.abs(a) || b - a)[0];
  }
}

/** Returns the edges of `count` blocks of nearly equal size on an axis of `length` items. */
export function evenBlockEdges(length: number, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, k) => Math.floor((k * length) / count));
}

/** Returns the values of each block, in row-major order of blocks. */
export function splitIntoBlocks(
  rows: readonly (readonly number[])[],
  rowEdges: readonly number[],
  columnEdges: readonly number[],
): number[][] {
  return rowEdges
    .slice(1)
    .flatMap((bottom, i) =>
      columnEdges
        .slice(1)
        .map((right, j) =>
          rows.slice(rowEdges[i], bottom).flatMap((row) => row.slice(columnEdges[j], right)),
        ),
    );
}

/**
 * Lists the differences between two arrays, which may have NaN and infinities.
 * Means may differ in the last digits, because sums depend on the order of addition.
 */
export function differences(
  actual: ArrayLike<number>,
  expected: readonly number[],
  reducer: Reducer | 'commonest',
): string[] {
  const tolerance = reducer === 'mean' ? 1e-12 : 0;
  return expected.flatMap((e, i) => {
    const same =
      Object.is(actual[i] + 0, e + 0) || Math.abs(actual[i] - e) <= tolerance * Math.max(1, Math.abs(e));
    return same ? [] : [`${i}: ${actual[i]} instead of ${e}`];
  });
}
