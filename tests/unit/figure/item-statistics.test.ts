/** Statistics of rows and columns for annotations. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemStatistics } from '../../../src/figure/item-statistics.js';
import type { Matrix } from '../../../src/matrix/matrix.js';
import { ITEM_STATISTICS } from '../../../src/spec/item-values.js';

function matrixOf(rows: readonly (readonly number[])[], totals: Partial<Matrix> = {}): Matrix {
  const shape = { rows: rows.length, columns: rows[0].length, rowLabels: null, columnLabels: null };
  return { ...shape, values: Float64Array.from(rows.flat()), categories: null, ...totals };
}

describe('a statistic of items', () => {
  it('is 0 for sums that differ from it by rounding errors only', () => {
    const matrix = matrixOf([
      [0.1, 0.2, -0.3],
      [0.1, 0.2, -0.3 + 1e-12],
    ]);
    expect(0.1 + 0.2 - 0.3).not.toBe(0);
    for (const name of ['mean', 'sum'] as const) {
      const [zero, small] = itemStatistics(matrix, 'y', name);
      expect(zero).toBe(0);
      expect(small).toBeGreaterThan(1e-13);
    }
  });

  it('equals numpy', () => {
    // a = np.array([[1, 2, np.nan], [4, 5.5, 6], [-3, 8, 1e9]]); np.nanmean(a, 1), np.nanstd(a, 1, ddof=1), …
    const matrix = matrixOf([
      [1, 2, Number.NaN],
      [4, 5.5, 6],
      [-3, 8, 1e9],
    ]);
    const of = (name: (typeof ITEM_STATISTICS)[number], axis: 'x' | 'y') => [
      ...itemStatistics(matrix, axis, name),
    ];
    expect(of('mean', 'y').map((v) => v.toPrecision(12))).toEqual([
      '1.50000000000',
      '5.16666666667',
      '333333335.000',
    ]);
    expect(of('sd', 'y').map((v) => v.toPrecision(10))).toEqual([
      '0.7071067812',
      '1.040833000',
      '577350267.7',
    ]);
    expect(of('sum', 'x')).toEqual([2, 15.5, 1000000006]);
    expect(of('min', 'x')).toEqual([-3, 2, 6]);
    expect(of('max', 'y')).toEqual([2, 6, 1e9]);
    expect([of('count', 'y'), of('missing', 'y')]).toEqual([
      [2, 3, 3],
      [1, 0, 0],
    ]);
  });

  it('of items without values is missing, and totals are left out', () => {
    const nothing = matrixOf([[Number.NaN, Number.NaN]]);
    for (const name of ['mean', 'sum', 'sd', 'min', 'max'] as const)
      expect([...itemStatistics(nothing, 'y', name)]).toEqual([Number.NaN]);
    const totals = matrixOf([[1, 3, 4]], { columnTotals: [2] });
    expect([...itemStatistics(totals, 'y', 'mean'), ...itemStatistics(totals, 'y', 'missing')]).toEqual([
      2, 0,
    ]);
  });

  it('does not depend on the order of the values, and columns are the rows of the transposed matrix', () => {
    const values = fc.array(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(values, (rows) => {
        const columns = rows[0].map((_, j) => rows.map((row) => row[j]));
        for (const name of ITEM_STATISTICS) {
          const [a, b, c] = [
            itemStatistics(matrixOf(rows), 'x', name),
            itemStatistics(matrixOf(columns), 'y', name),
            itemStatistics(matrixOf([...rows].reverse()), 'x', name),
          ];
          expect([...b]).toEqual([...a]);
          for (const [i, value] of c.entries()) expect(value).toBeCloseTo(a[i], 9);
        }
      }),
      { numRuns: 30 },
    );
  });
});
