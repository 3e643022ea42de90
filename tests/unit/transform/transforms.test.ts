import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { rendered } from '../../support/figure.js';

const values = [
  [1, 2, 3],
  [4, 5, 6],
];

function matrixOf(data: object) {
  const { matrix, x, y } = rendered({ data, colorbar: false }).figure.panels[0];
  return { values: [...matrix.values], rows: y.labels, columns: x.labels };
}

function errorCode(data: object): string {
  try {
    matrixOf(data);
    return 'none';
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics[0].code;
    throw error;
  }
}

describe('data', () => {
  it('is transposed with its labels', () => {
    expect(matrixOf({ values, rows: ['a', 'b'], columns: ['x', 'y', 'z'], transpose: true })).toEqual({
      values: [1, 4, 2, 5, 3, 6],
      rows: ['x', 'y', 'z'],
      columns: ['a', 'b'],
    });
  });

  it.each([
    ['row', [1 / 6, 2 / 6, 3 / 6, 4 / 15, 5 / 15, 6 / 15]],
    ['column', [1 / 5, 2 / 7, 3 / 9, 4 / 5, 5 / 7, 6 / 9]],
    ['all', [1, 2, 3, 4, 5, 6].map((v) => v / 21)],
  ])('is normalized by %s', (normalize, expected) => {
    expect(matrixOf({ values, normalize }).values).toEqual(expected);
  });

  it('is missing after normalization if the sum is 0', () => {
    expect(
      matrixOf({
        values: [
          [1, -1],
          [1, 1],
        ],
        normalize: 'row',
      }).values,
    ).toEqual([NaN, NaN, 0.5, 0.5]);
  });

  it('with more axes is reduced by select, starting with the first axis', () => {
    const grid = [values, values.map((row) => row.map((v) => v * 10))];
    expect(matrixOf({ values: grid, select: 1 }).values).toEqual([10, 20, 30, 40, 50, 60]);
    expect(matrixOf({ values: [grid, grid], select: [0, 1] }).values[0]).toBe(10);
    expect(
      rendered({ data: { values: [grid, grid], select: [0] }, colorbar: false }).figure.panels.length,
    ).toBe(2);
  });

  it('with five axes needs select', () => {
    const double = (inner: unknown) => [inner, inner];
    const five = double(double(double(values)));
    expect(errorCode({ values: five })).toBe('too-many-dimensions');
    expect(errorCode({ values: five, select: [1] })).toBe('none');
    expect(errorCode({ values: five, select: [2] })).toBe('no-such-position');
    expect(errorCode({ values: five, select: [0, 0, 0, 0] })).toBe('select-depth');
  });
});
