import type { Distances } from './distances.js';
import { createKernels } from './kernels.js';
import type { Linkage } from './merges.js';
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
  const root = subtrees[subtrees.length - 1];
  if (!root.children) return leaves;
  const cells = count * count;
  const kernels = createKernels(BYTES * (2 * cells + TILE * count));
  const distance = new Float64Array(kernels.buffer, 0, cells);
  writeSquareForm(distances, leaves, distance);
  /** At u * count + w: the smallest cost of the smallest subtree of the leaves u and w that begins with u and ends with w. */
  const costs = new Float64Array(kernels.buffer, BYTES * cells, cells);
  /** The place of the smallest costs from some first leaves through their own side to each leaf of the other side. */
  const reached = 2 * BYTES * cells;
  for (const subtree of subtrees) if (subtree.children && subtree !== root) fillCosts(...subtree.children);
  return traceOrder(root.children).map((position) => leaves[position]);

  /** Fills in the costs between the leaves of two sides. A path leads from u over m to k and w. */
  function fillCosts(left: Subtree, right: Subtree): void {
    for (const [u, m] of ends(left)) {
      for (const [w, k] of ends(right)) {
        const fromLeft = sizeOf(u) * sizeOf(k) * (sizeOf(m) + sizeOf(w));
        const fromRight = sizeOf(w) * sizeOf(m) * (sizeOf(k) + sizeOf(u));
        if (fromLeft <= fromRight) fillBetween(u, m, k, w);
        else fillBetween(w, k, m, u);
      }
    }
  }

  function fillBetween(u: Range, m: Range, k: Range, w: Range): void {
    const step = BYTES * count;
    const inside = costPlace(w.start, k.start);
    for (let first = u.start; first < u.end; first += TILE) {
      const rows = Math.min(TILE, u.end - first);
      const across = BYTES * (k.start * count + m.start);
      const toOther = BYTES * sizeOf(k);
      kernels.minPlus(
        costPlace(first, m.start),
        step,
        rows,
        across,
        step,
        sizeOf(k),
        sizeOf(m),
        reached,
        toOther,
      );
      kernels.minPlus(
        reached,
        toOther,
        rows,
        inside,
        step,
        sizeOf(w),
        sizeOf(k),
        costPlace(first, w.start),
        step,
      );
    }
    const [from, to] = [costPlace(u.start, w.start), costPlace(w.start, u.start)];
    kernels.copyTransposed(from, sizeOf(u), sizeOf(w), to, step);
  }

  /** Returns the place in memory of the cost between two leaves. */
  function costPlace(u: number, w: number): number {
    return BYTES * (cells + u * count + w);
  }

  /** Finds the best ends of the tree, and from them the ends of each subtree. */
  function traceOrder([left, right]: readonly [Subtree, Subtree]): Int32Array {
    const order = new Int32Array(count);
    let length = 0;
    const [toLeft, toRight] = [cheapestEnds(left), cheapestEnds(right)];
    const [m, k] = minimum(left, right, (m, k) => toLeft.cost[m] + distance[m * count + k] + toRight.cost[k]);
    const stack: { readonly subtree: Subtree; readonly first: number; readonly last: number }[] = [
      { subtree: right, first: k, last: toRight.end[k] },
      { subtree: left, first: toLeft.end[m], last: m },
    ];
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

  /** For each leaf of a subtree, finds the cheapest leaf at the other end. */
  function cheapestEnds(subtree: Subtree): { readonly cost: Float64Array; readonly end: Int32Array } {
    const cost = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    const end = new Int32Array(count);
    for (let m = subtree.start; m < subtree.end; m++) {
      const others = otherEnds(subtree, m);
      for (let u = others.start; u < others.end; u++) {
        if (costs[m * count + u] >= cost[m]) continue;
        cost[m] = costs[m * count + u];
        end[m] = u;
      }
    }
    return { cost, end };
  }
}

/** The number of first leaves that are handled together. */
const TILE = 32;
const BYTES = Float64Array.BYTES_PER_ELEMENT;

type Range = Pick<Subtree, 'start' | 'end'>;

function sizeOf({ start, end }: Range): number {
  return end - start;
}

/** Returns the leaves that can be at one end of a subtree, in groups, each with those that can then be at the other end. */
function ends(subtree: Subtree): readonly (readonly [Range, Range])[] {
  if (!subtree.children) return [[subtree, subtree]];
  const [left, right] = subtree.children;
  return [
    [left, right],
    [right, left],
  ];
}

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
  const leavesBelow = (node: number) => (node < count ? 1 : sizes[node - count]);
  for (let merge = count - 2; merge >= 0; merge--) {
    const [a, b] = [nodes[2 * merge], nodes[2 * merge + 1]];
    starts[a] = starts[count + merge];
    starts[b] = starts[a] + leavesBelow(a);
  }
  const subtrees: Subtree[] = [];
  for (let node = 0; node < 2 * count - 1; node++) {
    const merge = node - count;
    subtrees.push({
      start: starts[node],
      end: starts[node] + leavesBelow(node),
      children: merge < 0 ? null : [subtrees[nodes[2 * merge]], subtrees[nodes[2 * merge + 1]]],
    });
  }
  return subtrees;
}

/** Writes the square matrix of the distances, row-major, with the items in the order of `leaves`. */
function writeSquareForm({ count, values }: Distances, leaves: Int32Array, square: Float64Array): void {
  const places = new Int32Array(count);
  for (let place = 0; place < count; place++) places[leaves[place]] = place;
  for (let i = 0, pair = 0; i < count; i++) {
    const row = places[i];
    for (let j = i + 1; j < count; j++, pair++) {
      const column = places[j];
      square[row * count + column] = values[pair];
      square[column * count + row] = values[pair];
    }
  }
}
