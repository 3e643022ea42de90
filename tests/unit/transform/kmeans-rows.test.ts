/** The step "kmeans" of data.transform. */
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { rendered } from '../../support/figure.js';

const values = [
  [1, 10],
  [9, 0],
  [2, 11],
  [8, 1],
  [3, 12],
];
const data = { values, rows: ['a', 'b', 'c', 'd', 'e'], columns: ['p', 'q'] };

describe('the step "kmeans"', () => {
  it('replaces rows by the means of their groups, in the order of their first rows', () => {
    const { figure } = rendered({ data: { ...data, transform: 'kmeans(2)' } });
    const [{ y, x, drawn }] = figure.panels;
    expect(y.labels).toEqual(['1 (n = 3)', '2 (n = 2)']);
    expect(x.labels).toEqual(['p', 'q']);
    expect([...drawn.values]).toEqual([2, 11, 8.5, 0.5]);
  });

  it('replaces columns in the same way', () => {
    const transposed = {
      values: [0, 1].map((column) => values.map((row) => row[column])),
      columns: data.rows,
      rows: data.columns,
    };
    const { figure } = rendered({ data: { ...transposed, transform: 'kmeans(2) by column' } });
    expect(figure.panels[0].x.labels).toEqual(['1 (n = 3)', '2 (n = 2)']);
    expect(figure.panels[0].y.labels).toEqual(['p', 'q']);
  });

  it.each([
    [
      data,
      'kmeans(6)',
      'kmeans-groups: the step "kmeans(6)" needs 6 different rows, but there are fewer among the 5 rows',
    ],
    [[[1], [1]], 'kmeans(2)', 'kmeans-groups: the step "kmeans(2)" needs 2 different rows'],
    [
      [[1], [null]],
      'kmeans(1)',
      'not-clusterable: the step "kmeans(1)" needs finite values, but the row 1 has others',
    ],
    [data, 'kmeans(0)', 'write kmeans(8) or kmeans(8) by column'],
    [data, 'kmeans(2) by all', 'write kmeans(8) or kmeans(8) by column'],
    [data, 'kmeans', 'write kmeans(8) or kmeans(8) by column'],
  ])('fails: %j %s', (given, transform, message) => {
    const source = Array.isArray(given) ? { values: given } : given;
    const run = () => rendered({ data: { ...source, transform } });
    expect(run).toThrow(HeatmapError);
    try {
      run();
    } catch (error) {
      const { diagnostics } = error as HeatmapError;
      expect(diagnostics.map(({ code, message }) => `${code}: ${message}`).join()).toContain(message);
    }
  });
});
