import { type Distances, pairIndex } from './distances.js';
import type { Linkage } from './linkage.js';
import { leavesOf } from './tree.js';

/** A node of the tree. Its leaves are `start` to `end` − 1 in the order of the tree. */
interface Subtree {
  readonly start: number;
  readonly end: number;
  /** Null for a leaf. The leaves of the first child come before those of the second. */
  readonly children: readonly [Subtree, Subtree] | null;
}

/**
 * Returns the order of the leaves in which the sum of the distances of neighbours is smallest, among the orders that
 * exchange the sides of merges. The time grows with the third power of the number of items, the memory with the second.
 *
 * Source: Bar-Joseph, Gifford and Jaakkola, "Fast optimal leaf ordering for hierarchical clustering" (2001).
 */
export function optimalLeafOrder(tree: Linkage, distances: Distances): Int32Array {
  const { count } = tree;
  const leaves = leavesOf(tree);
  const subtrees = createSubtrees(tree);
  const distance = squareForm(distances, leaves);
  /** At u * count + w: the smallest cost of the smallest subtree of the leaves u and w that begins with u and ends with w. */
  const costs = new Float64Array(count * count);
  /** The smallest cost from the current first leaf through its own side to each leaf of the other side. */
  const reached = new Float64Array(count);
  for (const { children } of subtrees) if (children) fillCosts(...children);
  return traceOrder(subtrees[subtrees.length - 1]).map((position) => leaves[position]);

  function fillCosts(left: Subtree, right: Subtree): void {
    for (let u = left.start; u < left.end; u++) {
      const inner = otherEnds(left, u);
      reached.fill(Number.POSITIVE_INFINITY, right.start, right.end);
      for (let m = inner.start; m < inner.end; m++) {
        const cost = costs[u * count + m];
        for (let k = right.start, pair = m * count + k; k < right.end; k++, pair++) {
          const total = cost + distance[pair];
          if (total < reached[k]) reached[k] = total;
        }
      }
      for (let w = right.start; w < right.end; w++) {
        const { start, end } = otherEnds(right, w);
        let min = Number.POSITIVE_INFINITY;
        for (let k = start, pair = w * count + k; k < end; k++, pair++) {
          const total = reached[k] + costs[pair];
          if (total < min) min = total;
        }
        costs[u * count + w] = min;
        costs[w * count + u] = min;
      }
    }
  }

  /** Finds the best ends of the tree, and from them the ends of each subtree. */
  function traceOrder(root: Subtree): Int32Array {
    const order = new Int32Array(count);
    let length = 0;
    if (!root.children) return order;
    const [first, last] = minimum(root.children[0], root.children[1], (u, w) => costs[u * count + w]);
    const stack = [{ subtree: root, first, last }];
    while (stack.length > 0) {
      const { subtree, first, last } = stack.pop() as (typeof stack)[number];
      if (!subtree.children) {
        order[length++] = subtree.start;
        continue;
      }
      const [a, b] = subtree.children;
      const [near, far] = first < b.start ? [a, b] : [b, a];
      const [m, k] = minimum(
        otherEnds(near, first),
        otherEnds(far, last),
        (m, k) => costs[first * count + m] + distance[m * count + k] + costs[k * count + last],
      );
      stack.push({ subtree: far, first: k, last }, { subtree: near, first, last: m });
    }
    return order;
  }
}

type Range = Pick<Subtree, 'start' | 'end'>;

/** Returns the leaves that can be at the other end of a subtree if `leaf` is at one end: those of the other child. */
function otherEnds(subtree: Subtree, leaf: number): Range {
  if (!subtree.children) return subtree;
  const [left, right] = subtree.children;
  return leaf < right.start ? right : left;
}

/** Returns the pair with the smallest cost. */
function minimum(a: Range, b: Range, cost: (i: number, j: number) => number): [number, number] {
  let [best, min]: [[number, number], number] = [[a.start, b.start], Number.POSITIVE_INFINITY];
  for (let i = a.start; i < a.end; i++) {
    for (let j = b.start; j < b.end; j++) {
      const value = cost(i, j);
      if (value < min) [best, min] = [[i, j], value];
    }
  }
  return best;
}

/** Returns all subtrees, children before their parents; the last one is the tree. */
function createSubtrees({ count, nodes, sizes }: Linkage): Subtree[] {
  const starts = new Int32Array(2 * count - 1);
  const sizeOf = (node: number) => (node < count ? 1 : sizes[node - count]);
  for (let merge = count - 2; merge >= 0; merge--) {
    const [a, b] = [nodes[2 * merge], nodes[2 * merge + 1]];
    starts[a] = starts[count + merge];
    starts[b] = starts[a] + sizeOf(a);
  }
  const subtrees: Subtree[] = [];
  for (let node = 0; node < 2 * count - 1; node++) {
    const merge = node - count;
    subtrees.push({
      start: starts[node],
      end: starts[node] + sizeOf(node),
      children: merge < 0 ? null : [subtrees[nodes[2 * merge]], subtrees[nodes[2 * merge + 1]]],
    });
  }
  return subtrees;
}

/** Returns the square matrix of the distances, row-major, with the items in the order of `leaves`. */
function squareForm({ count, values }: Distances, leaves: Int32Array): Float64Array {
  const square = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const value = values[pairIndex(count, leaves[i], leaves[j])];
      square[i * count + j] = value;
      square[j * count + i] = value;
    }
  }
  return square;
}
