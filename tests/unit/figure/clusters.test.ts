/** Clustered orders: the figure shows the tree, and everything on the axis follows its leaves. */
import { describe, expect, it } from 'vitest';
import { pairwiseDistances } from '../../../src/cluster/distances.js';
import { linkage } from '../../../src/cluster/linkage.js';
import { HeatmapError } from '../../../src/diagnostics.js';
import { rendered } from '../../support/figure.js';

/** Two groups of rows, in mixed order. */
const values = [
  [9, 1, 8],
  [0, 5, 1],
  [8, 1, 9],
  [1, 6, 0],
  [9, 0, 7],
];
const rows = ['a', 'b', 'c', 'd', 'e'];
const data = { values, rows };

function errorOf(spec: object): string {
  try {
    rendered(spec);
  } catch (error) {
    if (error instanceof HeatmapError)
      return error.diagnostics.map(({ code, message }) => `${code}: ${message}`).join();
    throw error;
  }
  throw new Error('there is a figure');
}

describe('a clustered order', () => {
  it.each(['average', 'weighted', 'ward', 'single'])(
    'by %s has finite heights for the largest values',
    (method) => {
      const specOf = (large: number) => ({
        data: {
          values: [
            [large, 0],
            [0, large],
            [-large, 0],
            [1, 2],
            [0, -large],
          ],
          rows,
        },
        y: { order: { cluster: { method } } },
      });
      const { y } = rendered(specOf(1e150)).figure.panels[0];
      expect(y.tree?.linkage.every(([, , height]) => height < 1e151)).toBe(true);
      expect(errorOf(specOf(1.1e150))).toBe(
        'not-clusterable: the value 1.1e+150 is too large to compare rows: their values must be within ±1e+150',
      );
    },
  );

  it('has the linkage, and items of a cluster next to each other', () => {
    const { figure } = rendered({
      data,
      y: { order: { cluster: { method: 'complete' } }, split: { clusters: 2 } },
    });
    const { y } = figure.panels[0];
    const tree = linkage(
      pairwiseDistances(
        values.map((row) => Float64Array.from(row)),
        'euclidean',
      ),
      'complete',
    );
    expect(y.tree?.linkage.map(([a, b, height, size]) => [a, b, height, size])).toEqual(
      Array.from(tree.heights, (height, k) => [
        tree.nodes[2 * k],
        tree.nodes[2 * k + 1],
        height,
        tree.sizes[k],
      ]),
    );
    const isFirstGroup = y.order.map((item) => [0, 2, 4].includes(item));
    expect(y.breaks).toEqual([isFirstGroup.lastIndexOf(isFirstGroup[0]) + 1]);
    expect(y.order.map((item) => y.tree?.clusters?.[item])).toEqual(
      isFirstGroup.map((is) => Number(is !== isFirstGroup[0])),
    );
    expect(y.labels).toEqual(y.order.map((item) => rows[item]));
  });

  it('gives the same figure as the same data in this order', () => {
    const clustered = rendered({ data, y: { order: 'cluster', dendrogram: false } });
    const { order } = clustered.figure.panels[0].y;
    const sorted = rendered({
      data: { values: order.map((i) => values[i]), rows: order.map((i) => rows[i]) },
    });
    expect(clustered.scene.items.map(({ source, ...item }) => item)).toEqual(
      sorted.scene.items.map(({ source, ...item }) => item),
    );
  });

  it('is shared by panels with the same rows, and uses the values of all of them', () => {
    const panels = [{ data: { values: values.map(() => [0]), rows } }, { data }];
    const { figure } = rendered({ panels, y: { order: 'cluster' }, color: { domain: [0, 9] } });
    const [first, second] = figure.panels.map(({ y }) => y.order);
    expect(first).toEqual(second);
    expect(first).toEqual(rendered({ data, y: { order: 'cluster' } }).figure.panels[0].y.order);
  });

  it('of a single row has no tree', () => {
    const { figure } = rendered({ data: [[1, 2, 3]], y: { order: 'cluster' } });
    expect(figure.panels[0].y.tree).toBeNull();
  });

  it.each([
    [{ data: [['a'], ['b']], y: { order: 'cluster' } }, 'not-clusterable: rows of words have no distances'],
    [
      {
        data: [
          [1, null],
          [null, 2],
          [1, 1],
        ],
        y: { order: 'cluster' },
      },
      'not-clusterable: the rows 0 and 1 have no euclidean distance',
    ],
    [
      {
        data: [
          [1, 2],
          [3, 3],
        ],
        y: { order: { cluster: { distance: 'correlation' } } },
      },
      'not-clusterable: the rows 0 and 1 have no correlation distance',
    ],
    [
      { data, y: { order: { cluster: { distance: 'cosine', method: 'ward' } } } },
      'not-clusterable: the linkage method "ward" needs Euclidean distances',
    ],
    [
      { data, y: { order: 'cluster', split: { clusters: 6 } } },
      'split-order: 5 rows cannot be split into 6 clusters',
    ],
    [
      { data, y: { split: { clusters: 2 } } },
      'split-order: only a clustered order can be split into clusters',
    ],
    [
      { data, y: { order: 'cluster', dendrogram: { side: 'top' } } },
      'dendrogram-side: the tree of the rows cannot be on the side "top"',
    ],
  ])('fails: %j', (spec, message) => {
    expect(errorOf(spec)).toContain(message);
  });

  it('of more items than memory can hold is an error that names what to do', () => {
    const file = { name: 'a.csv', content: '1,2\n'.repeat(12_000) };
    expect(
      errorOf({
        data: {
          values: file.content
            .trim()
            .split('\n')
            .map((line) => line.split(',').map(Number)),
        },
        y: { order: 'cluster' },
      }),
    ).toContain('too-large: clustering 12000 rows of 2 values');
  });
});
