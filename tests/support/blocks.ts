import type { Reducer } from '../../src/matrix/reduction.js';

/** What the values of a block become, the plain way; `tests/fixtures/large` holds it against numpy. */
export function blockOf(values: readonly number[], by: Reducer): number {
  const there = values.filter((v) => !Number.isNaN(v));
  const finite = there.filter(Number.isFinite);
  if (there.length === 0) return Number.NaN;
  switch (by) {
    case 'mean':
      return finite.length > 0 ? finite.reduce((a, b) => a + b) / finite.length : Math.max(...there);
    case 'max':
      return Math.max(...there);
    case 'min':
      return Math.min(...there);
    case 'absmax':
      return [...there].sort((a, b) => Math.abs(b) - Math.abs(a) || b - a)[0];
  }
}

/** Where blocks end that are as even as can be: `count` of them on `length` items. */
export function evenEdges(length: number, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, k) => Math.floor((k * length) / count));
}

/** Each block of rows of numbers, row-major. */
export function blocksOf(
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

/** The same numbers, NaN and infinities too, but for rounding in the last digits: a sum may be added up in any order. */
export function differences(
  found: ArrayLike<number>,
  expected: readonly number[],
  by: Reducer | 'commonest',
): string[] {
  const tolerance = by === 'mean' ? 1e-12 : 0;
  return expected.flatMap((e, i) => {
    const same =
      Object.is(found[i] + 0, e + 0) || Math.abs(found[i] - e) <= tolerance * Math.max(1, Math.abs(e));
    return same ? [] : [`${i}: ${found[i]} instead of ${e}`];
  });
}
