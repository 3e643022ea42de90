/** Slices: groups of items with gaps between them, each with its own tree. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairwiseDistances } from '../../../src/cluster/distances.js';
import { linkage } from '../../../src/cluster/linkage.js';
import { HeatmapError } from '../../../src/diagnostics.js';
import type { Axis } from '../../../src/figure/figure.js';
import { rendered } from '../../support/figure.js';

/** The first rows of the dataset USArrests of R. */
const arrests = [
  [13.2, 236, 58, 21.2],
  [10, 263, 48, 44.5],
  [8.1, 294, 80, 31],
  [8.8, 190, 50, 19.5],
  [9, 276, 91, 40.6],
  [7.9, 204, 78, 38.7],
  [3.3, 110, 77, 11.1],
  [5.9, 238, 72, 15.8],
  [15.4, 335, 80, 31.9],
  [17.4, 211, 60, 25.8],
  [5.3, 46, 83, 20.2],
  [2.6, 120, 54, 14.2],
  [10.4, 249, 83, 24],
  [7.2, 113, 65, 21],
  [2.2, 56, 57, 11.3],
  [6, 115, 66, 18],
  [9.7, 109, 52, 16.3],
  [15.4, 249, 66, 22.2],
  [2.1, 83, 51, 7.8],
  [11.3, 300, 67, 27.8],
];

/** The clusters in R: x <- as.matrix(USArrests[1:20,]); kmeans(x, x[c(1, 3, 7),], iter.max = 100)$cluster */
const clustersInR = [1, 1, 2, 1, 2, 1, 3, 1, 2, 1, 3, 3, 1, 3, 3, 3, 3, 1, 3, 2];

const names = arrests.map((_, i) => `${'abc'[(i * 7) % 3]}`);

function axisOf(y: object, data: object = arrests): Axis {
  return rendered({ data, y }).figure.panels[0].y;
}

/** The items of each slice from the top. */
function slicesOf({ order, breaks }: Axis): number[][] {
  return [0, ...breaks].map((from, i) => order.slice(from, breaks[i] ?? order.length));
}

function errorOf(y: object, data: object = arrests): string {
  try {
    axisOf(y, data);
  } catch (error) {
    if (error instanceof HeatmapError)
      return error.diagnostics.map(({ code, message }) => `${code}: ${message}`).join();
    throw error;
  }
  throw new Error('there is a figure');
}

/** The leaves below each node of a tree. */
function leavesBelow({ order, tree }: Axis): number[][] {
  const leaves = order.map((_, item) => [item]);
  for (const [a, b] of tree?.linkage ?? []) leaves.push([...leaves[a], ...leaves[b]].sort((x, y) => x - y));
  return leaves;
}

describe('slices of a clustered order', () => {
  it('are clustered as their items alone are', () => {
    const axis = axisOf({ order: { cluster: { method: 'complete' } }, split: { groups: names } });
    expect(slicesOf(axis).map((items) => new Set(items.map((item) => names[item])).size)).toEqual([1, 1, 1]);
    for (const slice of slicesOf(axis)) {
      const alone = [...slice].sort((a, b) => a - b);
      const { tree } = axisOf(
        { order: { cluster: { method: 'complete' } } },
        alone.map((item) => arrests[item]),
      );
      const below = leavesBelow(axis);
      const merges = (axis.tree?.linkage ?? []).flatMap(([, , height, size], k) => {
        const leaves = below[axis.order.length + k];
        return leaves.every((leaf) => slice.includes(leaf)) ? [[height, size]] : [];
      });
      expect(merges).toEqual(tree?.linkage.map(([, , height, size]) => [height, size]));
    }
  });

  it('are joined above all other merges by the tree of their means', () => {
    const axis = axisOf({ order: 'cluster', split: { groups: names } });
    const means = ['a', 'b', 'c'].map((name) => {
      const members = arrests.filter((_, i) => names[i] === name);
      return Float64Array.from(
        members[0],
        (_, column) => members.reduce((sum, row) => sum + row[column], 0) / members.length,
      );
    });
    const parent = linkage(pairwiseDistances(means, 'euclidean'), 'average');
    const { linkage: merges = [], joinHeight = null } = axis.tree ?? {};
    const inner = merges.slice(0, -2).map(([, , height]) => height);
    expect(joinHeight).toBe(Math.max(...inner));
    const joins = merges.slice(-2).map(([, , height]) => height - (joinHeight as number));
    parent.heights.forEach((height, k) => {
      expect(joins[k]).toBeCloseTo(height, 9);
    });
    // The two slices that are joined first are neighbours.
    const first = leavesBelow(axis)[axis.order.length + merges.length - 2];
    const positions = first.map((item) => axis.order.indexOf(item));
    expect(Math.max(...positions) - Math.min(...positions)).toBe(first.length - 1);
  });

  it('have a tree as scipy numbers it, whatever the groups', () => {
    const group = fc.constantFrom('a', 'b', 'c', null);
    const method = fc.constantFrom('average', 'centroid', 'single');
    fc.assert(
      fc.property(
        fc.array(group, { minLength: arrests.length, maxLength: arrests.length }),
        method,
        (groups, linkageMethod) => {
          const axis = axisOf({ order: { cluster: { method: linkageMethod } }, split: { groups } });
          const merges = axis.tree?.linkage ?? [];
          const count = arrests.length;
          expect(merges.length).toBe(count - 1);
          expect(merges.flatMap((merge) => merge.slice(0, 2)).sort((a, b) => a - b)).toEqual(
            Array.from({ length: 2 * count - 2 }, (_, i) => i),
          );
          const below = leavesBelow(axis);
          merges.forEach(([a, b, height, size], k) => {
            expect(Math.max(a, b)).toBeLessThan(count + k);
            expect(a).toBeLessThan(b);
            expect(below[count + k].length).toBe(size);
            expect(height).toBeGreaterThanOrEqual(0);
          });
          // The leaves of each merge are neighbours, so no two brackets cross.
          const position = new Map(axis.order.map((item, i) => [item, i]));
          for (const leaves of below) {
            const at = leaves.map((leaf) => position.get(leaf) as number);
            expect(Math.max(...at) - Math.min(...at)).toBe(leaves.length - 1);
          }
          expect(new Set(axis.slices).size).toBe(new Set(groups).size);
          for (const items of slicesOf(axis)) expect(new Set(items.map((i) => groups[i])).size).toBe(1);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('have separate trees in another order', () => {
    const axis = axisOf({ order: 'cluster', split: { groups: names, order: 'data' } });
    expect(slicesOf(axis).map(([item]) => names[item])).toEqual(['a', 'b', 'c']);
    expect(axis.tree?.linkage.length).toBe(arrests.length - 3);
    expect(axis.tree?.joinHeight).toBeNull();
    const listed = axisOf({ order: 'cluster', split: { groups: names, order: ['c', 'a'] } });
    expect(slicesOf(listed).map(([item]) => names[item])).toEqual(['c', 'a', 'b']);
  });

  it('have the same clusters at a height as with their number', () => {
    const byNumber = axisOf({ order: 'cluster', split: { clusters: 4 } });
    const heights = byNumber.tree?.linkage.map(([, , height]) => height) ?? [];
    const between = (heights[heights.length - 4] + heights[heights.length - 3]) / 2;
    const byHeight = axisOf({ order: 'cluster', split: { height: between } });
    expect(byNumber.breaks.length).toBe(3);
    expect([byHeight.breaks, byHeight.slices]).toEqual([byNumber.breaks, byNumber.slices]);
  });

  it('can differ from the coloured clusters of the tree', () => {
    const axis = axisOf({ order: 'cluster', split: { clusters: 3 }, dendrogram: { cut: 5, map: 'Dark2' } });
    expect(new Set(axis.slices).size).toBe(3);
    expect(new Set(axis.tree?.clusters).size).toBe(5);
    expect(axis.tree?.colors?.length).toBe(5);
    expect(axis.tree?.colors?.[0]).toBe('#1b9e77');
  });
});

describe('slices of another order', () => {
  it('keep the order of their items', () => {
    const { order, breaks } = axisOf({ order: 'mean', split: { groups: names } });
    const sorted = axisOf({ order: 'mean' }).order;
    const firsts = [...new Set(sorted.map((item) => names[item]))];
    expect(order).toEqual(firsts.flatMap((name) => sorted.filter((item) => names[item] === name)));
    expect(breaks.length).toBe(2);
  });

  it('come from k-means as in R', () => {
    const centers = [arrests[0], arrests[2], arrests[6]];
    const { slices, brackets } = axisOf({ split: { kmeans: 3, centers } });
    const toR = new Map(clustersInR.map((cluster, i) => [slices?.[i], cluster]));
    expect(slices?.map((slice) => toR.get(slice))).toEqual(clustersInR);
    expect(new Set(slices).size).toBe(3);
    expect(brackets.map(({ title }) => title)).toEqual(['1', '2', '3']);
  });

  it('come from k-means with a seed, the same every time', () => {
    const first = axisOf({ order: 'cluster', split: { kmeans: 4 } });
    expect(first.breaks.length).toBe(3);
    expect(axisOf({ order: 'cluster', split: { kmeans: 4 } })).toEqual(first);
  });

  it('come from an annotation; items without a word are last', () => {
    const values = names.map((name, i) => (i === 0 ? null : name));
    const axis = axisOf({ annotations: [{ title: 'kind', values }], split: { annotation: 'kind' } });
    const slices = slicesOf(axis);
    expect(slices.map(([item]) => values[item])).toEqual(['b', 'c', 'a', null]);
    expect(axis.brackets.map(({ title }) => title)).toEqual(['b', 'c', 'a', 'no data']);
    expect(slices.flat().sort((a, b) => a - b)).toEqual(arrests.map((_, i) => i));
  });

  it('have the titles that are listed, from the top', () => {
    const titles = ['first', '', 'third'];
    const { brackets, order } = axisOf({ origin: 'bottom', split: { before: [5, 9], titles } });
    expect(order[0]).toBe(19);
    expect(brackets).toEqual([
      { title: 'first', from: 0, to: 10 },
      { title: 'third', from: 15, to: 19 },
    ]);
    expect(axisOf({ split: { groups: names, titles: false } }).brackets).toEqual([]);
    const sequence = axisOf({ split: { before: [5], titles: { from: 1, prefix: 'C' } } }).brackets;
    expect(sequence.map(({ title }) => title)).toEqual(['C1', 'C2']);
  });

  it('have the gap of the spec between them', () => {
    const { scene } = rendered({ data: arrests, y: { split: { before: [5, 9], gap: 11 } } });
    const body = scene.items.find(({ role }) => role === 'body');
    if (body?.kind !== 'cells') throw new Error('no body');
    const gaps = body.top.slice(1).map((top, i) => top - body.bottom[i]);
    expect(gaps.flatMap((gap, i) => (gap > 0 ? [[i + 1, gap]] : []))).toEqual([
      [5, 11],
      [9, 11],
    ]);
  });
});

describe('a split that cannot be drawn', () => {
  const words = [['x'], ['y']];
  it.each([
    [{ split: {} }, 'expected exactly one of "clusters"'],
    [{ split: { clusters: 2, kmeans: 2 } }, 'expected exactly one of "clusters"'],
    [{ split: { clusters: 2, seed: 1 } }, 'expected "kmeans" together with'],
    [{ split: { clusters: 2, order: 'data' } }, 'expected "order" together with'],
    [{ split: { kmeans: 2, order: ['1'] } }, 'expected "tree" or "data"'],
    [{ split: { height: 3 } }, 'split-order: only a clustered order can be split into clusters'],
    [{ split: { groups: names, order: 'tree' } }, 'split-order: the slices of an order without clusters'],
    [{ split: { groups: ['a', 'b'] } }, 'split-groups: found 2 names of groups for 20 rows'],
    [{ split: { groups: names, order: ['a', 'z'] } }, 'split-groups: no item is in the group "z"'],
    [{ split: { annotation: 'kind' } }, 'split-groups: no annotation of the rows has the title "kind"'],
    [
      { annotations: [{ title: 'n', values: arrests.map(([n]) => n) }], split: { annotation: 'n' } },
      'split-groups: the annotation "n" has the number 13.2',
    ],
    [{ split: { before: [3], titles: ['a'] } }, 'split-titles: found 1 title for 2 slices'],
    [{ split: { kmeans: 21 } }, 'kmeans-groups: 20 rows cannot be divided into 21 groups'],
    [{ split: { kmeans: 2, centers: [[1, 2, 3, 4]] } }, 'kmeans-groups: found 1 center for 2 groups'],
    [{ split: { kmeans: 2, centers: [[1], [2]] } }, 'kmeans-groups: found a center of 1 value for rows of 4'],
    [
      {
        split: {
          kmeans: 2,
          centers: [
            [1, 2, 3, 4],
            [1, 2, 3, null],
          ],
        },
      },
      'kmeans-groups: the centers of k-means must be lists of numbers',
    ],
    [
      { split: { kmeans: 2, centers: [[1, 2, 3, 4], 'x'] } },
      'kmeans-groups: the centers of k-means must be lists of numbers',
    ],
    [
      {
        split: {
          kmeans: 2,
          centers: [
            [0, 0, 0, 0],
            [9e5, 0, 0, 0],
          ],
        },
      },
      'kmeans-groups: a center is closest to no row',
    ],
    [{ order: 'cluster', split: { clusters: 21 } }, 'split-order: 20 rows cannot be split into 21 clusters'],
    [
      { order: 'cluster', split: { groups: names, order: 'data' }, dendrogram: { cut: 2 } },
      'split-order: 3 slices with separate trees cannot be cut into 2 clusters',
    ],
    [{ dendrogram: { map: 'Dark2' } }, 'expected "map" together with "cut"'],
    [
      { order: { cluster: { distance: 'correlation' } }, split: { groups: ['a', 'a', 'b', 'b'] } },
      'not-clusterable: the groups cannot be ordered by their means',
      [
        [1, 2],
        [3, 2],
        [5, 6],
        [6, 9],
      ],
    ],
    [{ split: { kmeans: 2 } }, 'not-clusterable: rows of words have no means', words],
    [
      { split: { kmeans: 2 } },
      'not-clusterable: k-means needs a finite number in every cell',
      {
        values: [
          [1, 2],
          [null, 3],
        ],
        rows: ['p', 'q'],
      },
    ],
  ])('fails: %j', (y, message, data = arrests) => {
    expect(errorOf(y, data)).toContain(message);
  });
});
