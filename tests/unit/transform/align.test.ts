/** A second matrix has the rows and columns of the first one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import type { Matrix } from '../../../src/matrix/matrix.js';
import { alignMatrix } from '../../../src/transform/align.js';

const PLACE = { file: 'spec.json' };

function matrix(
  values: number[][],
  rowLabels: string[] | null = null,
  columnLabels: string[] | null = null,
): Matrix {
  return {
    rows: values.length,
    columns: values[0].length,
    values: Float64Array.from(values.flat()),
    rowLabels,
    columnLabels,
    categories: null,
  };
}

function errorOf(first: Matrix, second: Matrix): { code: string; message: string } {
  try {
    alignMatrix(first, second, 'cells.size', PLACE);
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics[0];
    throw error;
  }
  throw new Error('no error');
}

describe('alignMatrix', () => {
  it('matches rows and columns by label, in any order, and leaves out other items', () => {
    const first = matrix([[0, 0]], ['b'], ['y', 'x']);
    const second = matrix(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      ['a', 'b'],
      ['x', 'z', 'y'],
    );
    const { values, rows, columns, rowLabels } = alignMatrix(first, second, 'cells.size', PLACE);
    expect({ rows, columns, rowLabels, values: [...values] }).toEqual({
      rows: 1,
      columns: 2,
      rowLabels: ['b'],
      values: [6, 4],
    });
  });

  it('finds each cell again after any permutation of the second matrix', () => {
    const size = fc.integer({ min: 1, max: 6 });
    const permuted = fc
      .tuple(size, size)
      .chain(([rows, columns]) =>
        fc.tuple(
          fc.shuffledSubarray([...Array(rows).keys()], { minLength: rows }),
          fc.shuffledSubarray([...Array(columns).keys()], { minLength: columns }),
        ),
      );
    fc.assert(
      fc.property(permuted, ([rows, columns]) => {
        const cell = (i: number, j: number) => i * 100 + j;
        const names = (items: number[]) => items.map((item) => `item ${item}`);
        const [allRows, allColumns] = [rows.map((_, i) => i), columns.map((_, j) => j)];
        const first = matrix(
          allRows.map((i) => allColumns.map((j) => cell(i, j))),
          names(allRows),
          names(allColumns),
        );
        const second = matrix(
          rows.map((i) => columns.map((j) => cell(i, j))),
          names(rows),
          names(columns),
        );
        expect(alignMatrix(first, second, 'cells.size', PLACE).values).toEqual(first.values);
      }),
    );
  });

  it('matches by position if one of them has no labels, and needs the same size then', () => {
    const first = matrix([[1], [2]], ['a', 'b'], ['x']);
    expect([...alignMatrix(first, matrix([[5], [6]]), 'cells.size', PLACE).values]).toEqual([5, 6]);
    const error = errorOf(first, matrix([[5], [6], [7]]));
    expect(error.code).toBe('second-matrix-size');
    expect(error.message).toContain('cells.size has 3 rows, but the data has 2');
  });

  it('matches equal labels by position, even if they are repeated', () => {
    const labels = ['a', 'a'];
    const first = matrix([[1], [2]], labels, ['x']);
    expect([...alignMatrix(first, matrix([[5], [6]], labels, ['x']), 'cells.size', PLACE).values]).toEqual([
      5, 6,
    ]);
  });

  it('lists the labels that the second matrix does not have', () => {
    const error = errorOf(
      matrix([[1], [2]], ['TP53', 'MYC'], ['x']),
      matrix([[1], [2]], ['tp53', 'MYC'], ['x']),
    );
    expect(error.code).toBe('second-matrix-labels');
    expect(error.message).toContain('no row for 1 of the 2 row labels of the data: "TP53"');
    expect(error.message).toContain('it has "tp53", "MYC"');
  });

  it('rejects repeated labels that differ from those of the data', () => {
    const error = errorOf(
      matrix([[1], [2]], ['a', 'b'], ['x']),
      matrix([[1], [2], [3]], ['a', 'b', 'a'], ['x']),
    );
    expect(error.code).toBe('second-matrix-labels');
    expect(error.message).toContain('cells.size has repeated row labels');
    expect(error.message).toContain('"a"');
  });
});
