/** The order "seriation" of a symmetric matrix. */
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { rendered } from '../../support/figure.js';

/** The items e, a, d, b, c on a line. */
const places = [4, 0, 3, 1, 2];
const labels = ['e', 'a', 'd', 'b', 'c'];
const matrixOf = (cell: (i: number, j: number) => number | null) => ({
  values: places.map((p) => places.map((q) => cell(p, q))),
  rows: labels,
  columns: labels,
});
const similarities = matrixOf((p, q) => 10 - Math.abs(p - q) ** 2);
const distances = matrixOf((p, q) => Math.abs(p - q));
const sorted = ['e', 'd', 'c', 'b', 'a'];

function errorOf(spec: object): string {
  try {
    rendered(spec);
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    return error.diagnostics.map(({ code, message }) => `${code}: ${message}`).join();
  }
  throw new Error('there is a figure');
}

describe('the order "seriation"', () => {
  it.each([
    ['x', similarities, 'similarities'],
    ['y', similarities, 'similarities'],
    ['y', distances, 'distances'],
  ])('orders both axes: %s', (axis, data, kind) => {
    const { figure, diagnostics } = rendered({ data, [axis]: { order: 'seriation' } });
    const { x, y } = figure.panels[0];
    expect([x.labels, y.labels]).toEqual([sorted, sorted]);
    expect(diagnostics.filter(({ code }) => code === 'seriated').map(({ message }) => message)).toEqual([
      `5 rows and columns are ordered by seriation; the values are read as ${kind}`,
    ]);
  });

  it('leaves the other axis alone if it has an order', () => {
    const { figure } = rendered({ data: similarities, x: { order: 'seriation' }, y: { order: 'label' } });
    expect(figure.panels[0].x.labels).toEqual(sorted);
    expect(figure.panels[0].y.labels).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('reads counts with a diagonal of zeros as similarities', () => {
    const counts = matrixOf((p, q) => (p === q ? 0 : Math.max(0, 3 - Math.abs(p - q))));
    const { figure } = rendered({ data: counts, y: { order: 'seriation' } });
    expect(figure.panels[0].y.labels).toEqual(sorted);
  });

  it.each([
    [[[1, 2, 3]], 'not-symmetric: seriation needs as many rows as columns, but there are 1 and 3'],
    [
      {
        values: [
          [1, 2],
          [2, 1],
        ],
        rows: ['a', 'b'],
        columns: ['a', 'c'],
      },
      'not-symmetric: seriation needs the same rows and columns, but row 1 is "b" and column 1 is "c"',
    ],
    [
      matrixOf((p, q) => p - q),
      'not-symmetric: seriation needs a symmetric matrix, but the value of "a" and "e" is -4, and that of "e" and "a" is 4',
    ],
    [
      matrixOf((p, q) => (p + q === 1 ? null : 1)),
      'not-symmetric: seriation needs all values, but the one of "b" and "a" is missing or infinite',
    ],
    [
      [
        ['p', 'q'],
        ['q', 'p'],
      ],
      'not-symmetric: seriation needs numbers, but the cells are words',
    ],
    [
      Array.from({ length: 1501 }, (_, i) => Array.from({ length: 1501 }, (_, j) => i + j)),
      'too-large: the seriation of 1501 items takes too much time; at most 1500 items can have one',
    ],
  ])('fails: %#', (data, message) => {
    expect(errorOf({ data, y: { order: 'seriation' } })).toContain(message);
  });
});
