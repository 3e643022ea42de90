/** Distances and trees that a spec gives for the items of an axis. */
import type { Distances } from '../cluster/distances.js';
import type { GivenTree } from '../cluster/given-tree.js';
import { type Linkage, MAX_VALUE } from '../cluster/merges.js';
import { fail, type Place, quote } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import { formatCount, listFirst } from '../phrases.js';

/** The items that a tree or distances are about. */
interface ItemsOfAxis {
  readonly items: 'columns' | 'rows';
  readonly count: number;
  readonly labels: readonly string[] | null;
}

const MAX_LISTED = 5;

/** The largest difference between the distances from i to j and from j to i, relative to the largest distance. */
const SYMMETRY_TOLERANCE = 1e-6;

/**
 * Returns the distances in a square matrix with the items in their order. One of the two triangles may be empty.
 *
 * Error: `invalid-distances` for a matrix that is not symmetric or has other values than distances.
 */
export function distancesOf(matrix: Matrix, { items, count, labels }: ItemsOfAxis, place: Place): Distances {
  const name = (item: number) => (labels ? quote(labels[item]) : String(item));
  const pair = (i: number, j: number) => `the ${items} ${name(i)} and ${name(j)}`;
  if (matrix.categories) fail('invalid-distances', 'the distances are words, not numbers', place);
  const { values } = matrix;
  const isSimilarity = Array.from({ length: count }, (_, i) => values[i * count + i]).every((v) => v > 0);
  for (let i = 0; i < count; i++) {
    const own = values[i * count + i];
    if (own === 0 || Number.isNaN(own)) continue;
    fail(
      'invalid-distances',
      `the distance of ${name(i)} from itself is ${own}; expected 0`,
      place,
      ...(isSimilarity ? ['a similarity such as a correlation r becomes a distance by 1 − r'] : []),
    );
  }
  let largest = 0;
  for (const value of values) if (value > largest) largest = value;
  const condensed = new Float64Array((count * (count - 1)) / 2);
  for (let i = 0, k = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++, k++) {
      const [above, below] = [values[i * count + j], values[j * count + i]];
      const distance = Number.isNaN(above) ? below : above;
      if (!(distance >= 0 && distance <= MAX_VALUE)) {
        const found = Number.isNaN(distance) ? 'missing' : String(distance);
        fail(
          'invalid-distances',
          `the distance of ${pair(i, j)} is ${found}; expected ${distance > 0 ? `at most ${MAX_VALUE}` : 'a number from 0'}`,
          place,
        );
      }
      if (Math.abs(above - below) > SYMMETRY_TOLERANCE * largest) {
        const message = `the distances of ${pair(i, j)} differ: ${above} one way and ${below} the other`;
        fail('invalid-distances', message, place, 'use a symmetric matrix, or one of its triangles');
      }
      condensed[k] = distance;
    }
  }
  return { count, values: condensed, partialPairs: 0 };
}

/**
 * Returns the tree with the items as its leaves, which are matched by label, and their order in its source.
 *
 * Error: `tree-leaves` if the leaves are not the items.
 */
export function matchTree(
  { linkage, names, order }: GivenTree,
  axis: ItemsOfAxis,
  place: Place,
): { readonly tree: Linkage; readonly leaves: Int32Array } {
  const { items, count } = axis;
  const leafCount = linkage.count;
  if (!names) {
    if (leafCount !== count) {
      const message = `the tree has ${formatCount(leafCount, 'leaf', 'leaves')} for ${count} ${items}`;
      fail('tree-leaves', message, place, `use a tree of the ${count} ${items} in the order of the data`);
    }
    return { tree: linkage, leaves: order };
  }
  const itemOf = matchNames(names, axis, place);
  const toItem = (node: number) => (node < leafCount ? itemOf[node] : node);
  const nodes = linkage.nodes.slice();
  for (let k = 0; k < leafCount - 1; k++) {
    const [a, b] = [toItem(nodes[2 * k]), toItem(nodes[2 * k + 1])];
    nodes.set([Math.min(a, b), Math.max(a, b)], 2 * k);
  }
  return { tree: { ...linkage, nodes }, leaves: order.map((leaf) => itemOf[leaf]) };
}

/** Returns the item of each leaf. In a Newick tree, underscores can stand for spaces. */
function matchNames(
  names: readonly string[],
  { items, count, labels }: ItemsOfAxis,
  place: Place,
): Int32Array {
  if (!labels) {
    const message = `the leaves of the tree have names, but the ${items} have no labels`;
    fail('tree-leaves', message, place, `give labels to the ${items} of the data`);
  }
  const positions = new Map(labels.map((label, item) => [label, item]));
  if (positions.size < count) {
    const repeated = labels.filter((label, item) => positions.get(label) !== item);
    const message = `the labels of the ${items} are not unique, so the leaves of the tree do not name one item each: ${list(repeated)}`;
    fail('tree-leaves', message, place, 'make each label unique');
  }
  const itemOf = names.map((name) => positions.get(name) ?? positions.get(name.replaceAll('_', ' ')) ?? -1);
  const found = new Set(itemOf);
  const unknown = names.filter((_, leaf) => itemOf[leaf] < 0);
  const missing = labels.filter((_, item) => !found.has(item));
  if (unknown.length > 0 || missing.length > 0) {
    const parts = [
      ...(missing.length > 0
        ? [
            `${formatCount(missing.length, 'label')} of the ${items} ${missing.length === 1 ? 'is' : 'are'} not in the tree: ${list(missing)}`,
          ]
        : []),
      ...(unknown.length > 0
        ? [
            `${formatCount(unknown.length, 'leaf', 'leaves')} of the tree ${unknown.length === 1 ? 'is' : 'are'} not in the data: ${list(unknown)}`,
          ]
        : []),
    ];
    const hint =
      missing.length > 0
        ? `use the same spelling in both, or leave these ${items} out with data.${items}`
        : 'use the same spelling in both, or remove these leaves from the tree';
    fail('tree-leaves', parts.join('; '), place, hint);
  }
  if (names.length > count) {
    const repeated = names.filter((name, leaf) => names.indexOf(name) !== leaf);
    fail('tree-leaves', `the tree has several leaves with one name: ${list(repeated)}`, place);
  }
  return Int32Array.from(itemOf);
}

function list(labels: readonly string[]): string {
  return listFirst([...new Set(labels)], MAX_LISTED, quote);
}
