/** Trees that other programs computed, as linkages. */
import { createLinkage, type Linkage, MAX_VALUE, recordMerge } from './merges.js';
import type { FailAtOffset, NewickNode } from './newick.js';
import { leavesOf } from './tree.js';

/** A tree with its own leaves, which are numbered from 0. */
export interface GivenTree {
  readonly linkage: Linkage;
  /** The name of each leaf; null if leaf i is the item i of the data. */
  readonly names: readonly string[] | null;
  /** The leaves from one end of the tree to the other, as its source orders them. */
  readonly order: Int32Array;
}

/** Stops with an error. */
export type FailWith = (message: string) => never;

/** Returns the tree of scipy's linkage matrix: rows of two nodes, a height and, if they have it, a number of leaves. */
export function treeOfLinkage(rows: readonly ArrayLike<number>[], fail: FailWith): GivenTree {
  const builder = new TreeBuilder(rows.length + 1, fail);
  rows.forEach((row, k) => {
    const { count } = builder;
    if (row.length !== 3 && row.length !== 4) {
      fail(`row ${k} of the linkage has ${row.length} numbers; expected two nodes, a height and a size`);
    }
    const size = builder.merge(row[0], row[1], row[2], `row ${k} of the linkage`);
    if (row.length === 4 && row[3] !== size) {
      fail(
        `row ${k} of the linkage says that ${row[3]} of ${count} leaves are below it, but there are ${size}`,
      );
    }
  });
  const linkage = builder.finish();
  return { linkage, names: null, order: leavesOf(linkage) };
}

/** The parts of an object of R's class `hclust`. */
export interface HclustParts {
  readonly merge: readonly ArrayLike<number>[];
  readonly height: readonly number[];
  readonly order?: readonly number[];
  readonly labels?: readonly string[];
}

/** Returns the tree of R's `hclust`, in which −i is leaf i and k is merge k, both from 1. */
export function treeOfHclust({ merge, height, order, labels }: HclustParts, fail: FailWith): GivenTree {
  const count = merge.length + 1;
  if (height.length !== merge.length) {
    fail(`"merge" has ${merge.length} rows, but "height" has ${height.length} numbers`);
  }
  if (labels && labels.length !== count) fail(`"labels" has ${labels.length} names for ${count} leaves`);
  const builder = new TreeBuilder(count, fail);
  const nodeOf = (node: number) => (node < 0 ? -node - 1 : count + node - 1);
  merge.forEach((row, k) => {
    if (row.length !== 2) fail(`row ${k + 1} of "merge" has ${row.length} numbers; expected 2`);
    if (row[0] === 0 || row[1] === 0) fail(`row ${k + 1} of "merge" has a 0; leaves are −1, −2, …`);
    builder.merge(nodeOf(row[0]), nodeOf(row[1]), height[k], `row ${k + 1} of "merge"`);
  });
  const linkage = builder.finish();
  const leaves = order ? Int32Array.from(order, (leaf) => leaf - 1) : leavesOf(linkage);
  if (order && !isOrderOf(linkage, leaves)) fail('"order" does not order the leaves of the tree from 1');
  return { linkage, names: labels ?? null, order: leaves };
}

/**
 * Returns the tree of a Newick text. The height of a node is the largest length of a path to a leaf below it, or the
 * number of branches if no branch has a length. Nodes with more than two children become several merges at one height.
 */
export function treeOfNewick(root: NewickNode, failAt: FailAtOffset): GivenTree {
  const nodes = nodesBelow(root);
  const leaves = nodes.filter(({ children }) => children.length === 0);
  const hasLengths = nodes.some(({ length }, i) => i > 0 && length !== null);
  const lengthOf = (node: NewickNode): number => {
    if (!hasLengths) return 1;
    if (node.length === null) failAt('this branch has no length, but others have one', node.offset);
    if (node.length < 0) failAt('the length of this branch is negative', node.offset);
    return node.length;
  };
  /** The height of each node, and one of the merges that it consists of. */
  const heights = new Map<NewickNode, number>();
  const merges: { readonly a: Parts; readonly b: Parts; readonly height: number }[] = [];
  const parts = new Map<NewickNode, Parts>();
  leaves.forEach((leaf, i) => {
    if (leaf.name === '') failAt('this leaf has no name', leaf.offset);
    heights.set(leaf, 0);
    parts.set(leaf, { leaf: i });
  });
  // Children come after their parents in the list.
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i];
    if (node.children.length === 0) continue;
    let height = 0;
    for (const child of node.children) {
      height = Math.max(height, (heights.get(child) as number) + lengthOf(child));
    }
    let part = parts.get(node.children[0]) as Parts;
    for (const child of node.children.slice(1)) {
      merges.push({ a: part, b: parts.get(child) as Parts, height });
      part = { merge: merges.length - 1 };
    }
    // A node with one child is not a merge. Its branch belongs to the child.
    heights.set(node, height);
    parts.set(node, part);
  }
  const count = leaves.length;
  const order = merges.map((_, k) => k).sort((k, l) => merges[k].height - merges[l].height || k - l);
  const places = new Int32Array(merges.length);
  order.forEach((merge, place) => {
    places[merge] = place;
  });
  const nodeOf = (part: Parts) => ('leaf' in part ? part.leaf : count + places[part.merge]);
  const linkage = createLinkage(count);
  order.forEach((merge, k) => {
    const { a, b, height } = merges[merge];
    recordMerge(linkage, k, nodeOf(a), nodeOf(b), height);
  });
  return {
    linkage,
    names: leaves.map(({ name }) => name),
    order: Int32Array.from(leaves, (_, i) => i),
  };
}

/** A leaf or a merge by its number. */
type Parts = { readonly leaf: number } | { readonly merge: number };

/** Returns a node and all nodes below it, parents first, and leaves from left to right. */
function nodesBelow(root: NewickNode): NewickNode[] {
  const nodes: NewickNode[] = [];
  const stack = [root];
  while (stack.length > 0) {
    const node = stack.pop() as NewickNode;
    nodes.push(node);
    for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i]);
  }
  return nodes;
}

/** Builds a linkage and checks that each node is merged once, after its own merge. */
class TreeBuilder {
  private readonly linkage: Linkage;
  private readonly isUsed: Uint8Array;
  private merges = 0;

  constructor(
    readonly count: number,
    private readonly fail: FailWith,
  ) {
    this.linkage = createLinkage(count);
    this.isUsed = new Uint8Array(2 * count - 1);
  }

  /** Adds a merge and returns the number of leaves below it. `name` is what messages call it. */
  merge(a: number, b: number, height: number, name: string): number {
    const { linkage, isUsed, merges: k } = this;
    for (const node of [a, b]) {
      if (!Number.isInteger(node) || node < 0 || node >= this.count + k) {
        this.fail(`${name} names a node that does not exist yet`);
      }
      if (isUsed[node]) this.fail(`${name} names a node that was merged before`);
      isUsed[node] = 1;
    }
    if (!(height >= 0 && height <= MAX_VALUE)) {
      this.fail(`${name} has the height ${height}; heights are numbers from 0 to ${MAX_VALUE}`);
    }
    recordMerge(linkage, k, a, b, height);
    this.merges++;
    return linkage.sizes[k];
  }

  finish(): Linkage {
    return this.linkage;
  }
}

/** Whether `order` has each leaf once, and the leaves of each merge next to each other. */
function isOrderOf({ count, nodes, sizes }: Linkage, order: Int32Array): boolean {
  const places = new Int32Array(count).fill(-1);
  order.forEach((leaf, place) => {
    if (leaf >= 0 && leaf < count) places[leaf] = place;
  });
  if (order.length !== count || places.includes(-1)) return false;
  const [first, last] = [new Int32Array(2 * count - 1), new Int32Array(2 * count - 1)];
  first.set(places);
  last.set(places);
  for (let k = 0; k < count - 1; k++) {
    const [a, b] = [nodes[2 * k], nodes[2 * k + 1]];
    first[count + k] = Math.min(first[a], first[b]);
    last[count + k] = Math.max(last[a], last[b]);
    if (last[count + k] - first[count + k] + 1 !== sizes[k]) return false;
  }
  return true;
}
