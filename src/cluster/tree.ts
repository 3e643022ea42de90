/** What a dendrogram says: the order of its leaves, and the clusters at a height. */
import type { Linkage } from './linkage.js';

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
export function cutTree({ count, nodes }: Linkage, clusterCount: number, leaves: Int32Array): Int32Array {
  /** For each node, the node of its cluster; merges from `count - clusterCount` on are cut. */
  const roots = new Int32Array(2 * count - 1);
  for (let node = 2 * count - 2; node >= 0; node--) {
    const isCut = node >= 2 * count - clusterCount;
    if (node === 2 * count - 2 || roots[node] === 0) roots[node] = node;
    if (node < count) continue;
    const merge = node - count;
    for (const child of [nodes[2 * merge], nodes[2 * merge + 1]]) roots[child] = isCut ? child : roots[node];
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

/** Returns the number of clusters at `height`: no merge inside a cluster is higher. */
export function countClustersAt({ heights }: Linkage, height: number): number {
  let merges = 0;
  for (const merge of heights) if (merge <= height) merges++;
  return heights.length + 1 - merges;
}
