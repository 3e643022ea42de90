/** Binary trees of merged clusters. */

/** The largest value, distance and height. Sums of their squares stay in the range of numbers. */
export const MAX_VALUE = 1e150;

/**
 * A binary tree of `count` leaves as scipy's linkage matrix. Node i < count is the item i, and node count + k is merge k.
 * Merges ascend by height, except where centroid and median linkage invert them.
 */
export interface Linkage {
  readonly count: number;
  /** The two nodes of merge k are at 2k and 2k + 1, the smaller one first. */
  readonly nodes: Int32Array;
  readonly heights: Float64Array;
  /** The number of leaves below each merge. */
  readonly sizes: Int32Array;
}

/** Merges in any order; each names one leaf of its two clusters. */
export interface Merges {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly heights: Float64Array;
}

export function createMerges(count: number): Merges {
  return {
    a: new Int32Array(count - 1),
    b: new Int32Array(count - 1),
    heights: new Float64Array(count - 1),
  };
}

/** Sorts merges by height and numbers their clusters. */
export function labelMerges({ a, b, heights }: Merges): Linkage {
  const count = heights.length + 1;
  const order = Array.from(heights, (_, k) => k).sort((k, l) => heights[k] - heights[l]);
  const tree = createLinkage(count);
  const parents = Int32Array.from({ length: 2 * count - 1 }, (_, i) => i);
  const find = (leaf: number): number => {
    let root = leaf;
    while (parents[root] !== root) root = parents[root];
    for (let node = leaf; parents[node] !== root; ) {
      const next = parents[node];
      parents[node] = root;
      node = next;
    }
    return root;
  };
  order.forEach((merge, k) => {
    const [left, right] = [find(a[merge]), find(b[merge])];
    recordMerge(tree, k, left, right, heights[merge]);
    parents[left] = count + k;
    parents[right] = count + k;
  });
  return tree;
}

export function createLinkage(count: number): Linkage {
  return {
    count,
    nodes: new Int32Array(2 * (count - 1)),
    heights: new Float64Array(count - 1),
    sizes: new Int32Array(count - 1),
  };
}

export function recordMerge(
  { count, nodes, heights, sizes }: Linkage,
  k: number,
  a: number,
  b: number,
  height: number,
) {
  nodes[2 * k] = Math.min(a, b);
  nodes[2 * k + 1] = Math.max(a, b);
  heights[k] = height;
  sizes[k] = (a < count ? 1 : sizes[a - count]) + (b < count ? 1 : sizes[b - count]);
}
