/** Trees and distances that a spec gives for all items, within slices. */
import type { Distances } from '../cluster/distances.js';
import { createLinkage, recordMerge } from '../cluster/merges.js';
import { fail, type Place, quote } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Clustering } from './cluster-data.js';
import type { Groups } from './slices.js';

/**
 * Checks that the items of each group are neighbours in the order of the tree. Error: `tree-groups`, which names the first
 * group that is not.
 */
export function checkGroupsOfTree(
  { names, numbers }: Groups,
  leaves: Int32Array,
  items: 'columns' | 'rows',
  labels: readonly string[] | null,
  place: Place,
): void {
  const nameOf = (item: number) => (labels ? quote(labels[item]) : String(item));
  const lastOf = new Map<number, number>();
  leaves.forEach((item, i) => {
    const group = numbers[item];
    const last = lastOf.get(group) ?? i - 1;
    lastOf.set(group, i);
    if (last === i - 1) return;
    const name = names[group];
    const members = name === null ? `the ${items} without a group` : `the group ${quote(name)}`;
    fail(
      'tree-groups',
      `the given tree does not keep ${members} together: ${nameOf(leaves[i - 1])} is between ${nameOf(leaves[last])} and ${nameOf(item)}`,
      place,
      'set "order" of "split" to "data", so that each group has a tree of its own',
      'split at clusters of the tree with { "clusters": 3 }',
    );
  });
}

/** Returns the tree and the leaves of some items: merges keep their heights, and those with one side left disappear. */
export function restrictTree({ tree, leaves }: Clustering, members: readonly number[]): Clustering {
  const places = new Map(members.map((item, place) => [item, place]));
  const own = Int32Array.from(
    leaves.filter((item) => places.has(item)),
    (item) => places.get(item) as number,
  );
  if (!tree || members.length < 2) return { tree: null, leaves: own };
  const restricted = createLinkage(members.length);
  /** The node of the restricted tree for each node; −1 if no member is below it. */
  const nodeOf = new Int32Array(tree.count + tree.heights.length).fill(-1);
  members.forEach((item, place) => {
    nodeOf[item] = place;
  });
  let merges = 0;
  tree.heights.forEach((height, k) => {
    const [a, b] = [nodeOf[tree.nodes[2 * k]], nodeOf[tree.nodes[2 * k + 1]]];
    nodeOf[tree.count + k] = Math.max(a, b);
    if (a < 0 || b < 0) return;
    recordMerge(restricted, merges, a, b, height);
    nodeOf[tree.count + k] = members.length + merges++;
  });
  return { tree: restricted, leaves: own };
}

/** Returns the distances of some of the items as a matrix. */
export function distancesBetween(distances: Distances, chosen: readonly number[]): Matrix {
  return squareOf(chosen.length, (i, j) => distanceOf(distances, chosen[i], chosen[j]));
}

/** Returns the mean distances between the items of each two groups as a matrix. */
export function meanDistances(distances: Distances, members: readonly (readonly number[])[]): Matrix {
  return squareOf(members.length, (a, b) => {
    if (a === b) return 0;
    let sum = 0;
    for (const i of members[a]) for (const j of members[b]) sum += distanceOf(distances, i, j);
    return sum / (members[a].length * members[b].length);
  });
}

function distanceOf({ count, values }: Distances, i: number, j: number): number {
  if (i === j) return 0;
  const [low, high] = i < j ? [i, j] : [j, i];
  return values[low * count - (low * (low + 3)) / 2 + high - 1];
}

function squareOf(count: number, value: (i: number, j: number) => number): Matrix {
  const values = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = i; j < count; j++) {
      values[i * count + j] = value(i, j);
      values[j * count + i] = values[i * count + j];
    }
  }
  return { rows: count, columns: count, values, rowLabels: null, columnLabels: null, categories: null };
}
