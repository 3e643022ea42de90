/** Trees that are cut at a height have the clusters of scipy's `fcluster`. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pairwiseDistances } from '../../../src/cluster/distances.js';
import { linkage } from '../../../src/cluster/linkage.js';
import { cutTree, cutTreeAt, leavesOf } from '../../../src/cluster/tree.js';
import type { LinkageMethod } from '../../../src/spec/cluster.js';
import { toItems } from '../../support/scipy-clusters.js';

const { rows, trees } = JSON.parse(
  readFileSync(new URL('../../fixtures/cluster/cuts.json', import.meta.url), 'utf8'),
) as {
  readonly rows: number[][];
  readonly trees: { method: LinkageMethod; cuts: { height: number; clusters: number[] }[] }[];
};

/** Numbers clusters by their first item, because every program numbers them in its own way. */
function byFirstItem(clusters: ArrayLike<number>): number[] {
  const numbers = new Map<number, number>();
  return Array.from(clusters, (cluster) => {
    if (!numbers.has(cluster)) numbers.set(cluster, numbers.size);
    return numbers.get(cluster) as number;
  });
}

describe('a tree that is cut at a height', () => {
  it.each(trees)('has the clusters of scipy: $method', ({ method, cuts }) => {
    const tree = linkage(pairwiseDistances(toItems(rows), 'euclidean'), method);
    for (const { height, clusters } of cuts) {
      expect([height, byFirstItem(cutTreeAt(tree, height, leavesOf(tree)))]).toEqual([
        height,
        byFirstItem(clusters),
      ]);
    }
  });

  it('has no merge above the height, and one exactly at it', () => {
    const tree = linkage(pairwiseDistances(toItems([[0], [1], [3]]), 'euclidean'), 'single');
    expect([...tree.heights]).toEqual([1, 2]);
    const leaves = leavesOf(tree);
    const countAt = (height: number) => new Set(cutTreeAt(tree, height, leaves)).size;
    expect([0, 0.99, 1, 1.99, 2].map(countAt)).toEqual([3, 3, 2, 2, 1]);
  });
});

describe('several trees', () => {
  // Items 0 and 1, items 2 and 3; nothing joins them.
  const forest = {
    count: 4,
    nodes: Int32Array.of(0, 1, 2, 3),
    heights: Float64Array.of(1, 5),
    sizes: Int32Array.of(2, 2),
  };
  const leaves = Int32Array.of(2, 3, 0, 1);

  it('have at least one cluster each', () => {
    expect([...cutTree(forest, 2, leaves)]).toEqual([1, 1, 0, 0]);
    expect([...cutTreeAt(forest, 9, leaves)]).toEqual([1, 1, 0, 0]);
  });

  it('are cut together', () => {
    expect([...cutTree(forest, 3, leaves)]).toEqual([2, 2, 0, 1]);
    expect([...cutTreeAt(forest, 2, leaves)]).toEqual([2, 2, 0, 1]);
    expect([...cutTree(forest, 4, leaves)]).toEqual([2, 3, 0, 1]);
  });
});
