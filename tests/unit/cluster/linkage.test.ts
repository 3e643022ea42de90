import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairwiseDistances } from '../../../src/cluster/distances.js';
import { linkage } from '../../../src/cluster/linkage.js';
import { cutTree, leavesByMean, leavesOf } from '../../../src/cluster/tree.js';
import { LINKAGE_METHODS, type LinkageMethod } from '../../../src/spec/cluster.js';
import { scipy, toItems } from '../../support/scipy-clusters.js';

const treeOf = (rows: readonly (readonly number[])[], method: LinkageMethod) =>
  linkage(pairwiseDistances(toItems(rows), 'euclidean'), method);

describe('a tree', () => {
  it.each(LINKAGE_METHODS)('of %s linkage equals scipy, also where distances are equal', (method) => {
    const cases = scipy.trees.filter((entry) => entry.method === method);
    expect(cases).toHaveLength(4);
    for (const entry of cases) {
      const { nodes, heights, sizes } = treeOf(entry.rows, method);
      expect(heights).toHaveLength(entry.rows.length - 1);
      entry.linkage.forEach(([a, b, height, size], k) => {
        expect([nodes[2 * k], nodes[2 * k + 1], sizes[k]]).toEqual([a, b, size]);
        expect(Math.abs(heights[k] - height)).toBeLessThan(1e-12);
      });
    }
  });

  it('has heights that do not descend, except those of centroid and median linkage', () => {
    const rows = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 9 }), fc.double({ min: 0, max: 9, noNaN: true })),
      {
        minLength: 2,
        maxLength: 30,
      },
    );
    const methods = LINKAGE_METHODS.filter((method) => method !== 'centroid' && method !== 'median');
    fc.assert(
      fc.property(rows, fc.constantFrom(...methods), (items, method) => {
        const { heights } = treeOf(items, method);
        for (let k = 1; k < heights.length; k++) expect(heights[k]).toBeGreaterThanOrEqual(heights[k - 1]);
      }),
    );
  });

  it('of permuted items has the same heights and the same clusters', () => {
    const rows = fc.uniqueArray(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(rows, fc.constantFrom(...LINKAGE_METHODS), fc.nat(), (values, method, seed) => {
        const order = values.map((_, i) => i).sort((i, j) => ((i * 7 + seed) % 11) - ((j * 7 + seed) % 11));
        const tree = treeOf(
          values.map((value) => [value]),
          method,
        );
        const permuted = treeOf(
          order.map((i) => [values[i]]),
          method,
        );
        tree.heights.forEach((height, k) => {
          expect(Math.abs(permuted.heights[k] - height)).toBeLessThan(1e-9);
        });
      }),
    );
  });
});

describe('clusters', () => {
  it('are those of scipy, and are numbered in the order of the leaves', () => {
    const cases = scipy.trees.filter((entry) => entry.clusters);
    expect(cases).toHaveLength(5);
    for (const { rows, method, clusters = {} } of cases) {
      const tree = treeOf(rows, method as LinkageMethod);
      const leaves = leavesOf(tree);
      for (const [count, expected] of Object.entries(clusters)) {
        const found = cutTree(tree, Number(count), leaves);
        const pairs = new Set(expected.map((cluster, item) => `${cluster} ${found[item]}`));
        expect(pairs.size).toBe(Number(count));
        const inOrder = Array.from(leaves, (leaf) => found[leaf]);
        expect([...new Set(inOrder)]).toEqual(Array.from({ length: Number(count) }, (_, i) => i));
      }
    }
  });
});

describe('leaves by mean', () => {
  it('have the side with the larger mean first at each merge', () => {
    // 0 and 1 merge first, then 2 and 3, then both pairs.
    const tree = treeOf([[0], [1], [10], [12]], 'average');
    expect([...leavesByMean(tree, [0, 1, 10, 12])]).toEqual([3, 2, 1, 0]);
    expect([...leavesByMean(tree, [5, 4, 1, 3])]).toEqual([0, 1, 3, 2]);
  });
});
