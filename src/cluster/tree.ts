/** What a dendrogram says: the order of its leaves, and the clusters at a height. */
import type { Linkage } from './merges.js';

/** Returns the leaves from left to right as the tree lists them, as scipy's `leaves_list` does. */
export function leavesOf({ count, nodes }: Linkage): Int32Array {
  const leaves = new Int32Array(count);
  const stack = [2 * count - 2];
  for (let i = 0; stack.length > 0; ) {
    const node = stack.pop() as number;
    if (node < count) leaves[i++] = node;
    else stack.push(nodes[2 * (node - count) + 1], nodes[2 * (node - count)]);
  }
  return leaves;
}

/** Returns the leaves with the side of each merge first whose items have the larger mean. */
export function leavesByMean(tree: Linkage, means: readonly number[]): Int32Array {
  const { count, nodes, sizes } = tree;
  const sums = Float64Array.from({ length: 2 * count - 1 }, (_, i) => means[i] ?? 0);
  const sorted = nodes.slice();
  for (let merge = 0; merge < count - 1; merge++) {
    const [a, b] = [nodes[2 * merge], nodes[2 * merge + 1]];
    sums[count + merge] = sums[a] + sums[b];
    const meanOf = (node: number) => sums[node] / (node < count ? 1 : sizes[node - count]);
    if (meanOf(b) > meanOf(a)) sorted.set([b, a], 2 * merge);
  }
  return leavesOf({ ...tree, nodes: sorted });
}

/**
 * Returns the cluster of each item, numbered from 0 in the order of `leaves`, if the tree is cut into `clusterCount`
 * clusters, as R's `cutree` does with `k`.
 */
export function cutTree(tree: Linkage, clusterCount: number, leaves: Int32Array): Int32Array {
  return clustersOf(tree, (merge) => merge >= tree.count - clusterCount, leaves);
}

/**
 * Returns the cluster of each item, numbered from 0 in the order of `leaves`, if the tree is cut at `height`: no merge
 * inside a cluster is higher, as in scipy's `fcluster` with the criterion "distance".
 */
export function cutTreeAt(tree: Linkage, height: number, leaves: Int32Array): Int32Array {
  const { count, nodes, heights } = tree;
  /** The highest merge below and at each merge: centroid and median linkage have merges higher than those above them. */
  const highest = heights.slice();
  for (let merge = 0; merge < heights.length; merge++) {
    for (const node of [nodes[2 * merge], nodes[2 * merge + 1]]) {
      if (node >= count) highest[merge] = Math.max(highest[merge], highest[node - count]);
    }
  }
  return clustersOf(tree, (merge) => highest[merge] > height, leaves);
}

/** Returns the cluster of each item: those of a merge that is not cut are together. Also for several trees. */
function clustersOf(
  { count, nodes, heights }: Linkage,
  isCut: (merge: number) => boolean,
  leaves: Int32Array,
): Int32Array {
  /** For each node, the node of its cluster; 0 before it is known. */
  const roots = new Int32Array(count + heights.length);
  for (let node = roots.length - 1; node >= 0; node--) {
    if (roots[node] === 0) roots[node] = node;
    if (node < count) continue;
    const merge = node - count;
    for (const child of [nodes[2 * merge], nodes[2 * merge + 1]]) {
      roots[child] = isCut(merge) ? child : roots[node];
    }
  }
  const numbers = new Map<number, number>();
  const clusters = new Int32Array(count);
  for (const leaf of leaves) {
    const root = roots[leaf];
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    clusters[leaf] = number;
  }
  return clusters;
}
