/** The order and the tree of an axis whose items are clustered. */
import { type Distances, pairwiseDistances } from '../cluster/distances.js';
import { optimalLeafOrder } from '../cluster/leaf-order.js';
import { type Linkage, linkage } from '../cluster/linkage.js';
import { leavesByMean, leavesOf } from '../cluster/tree.js';
import { fail, type Place, quote, type Report } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import type { ClusterOptions, LinkageMethod } from '../spec/cluster.js';
import { DEFAULTS, LIMITS } from '../theme.js';

/** The items of an axis, for clustering. */
export interface ClusterData {
  readonly items: 'columns' | 'rows';
  readonly count: number;
  readonly labels: readonly string[] | null;
  /** The matrices that share the items. */
  readonly matrices: readonly Matrix[];
  readonly place: (...path: string[]) => Place;
}

export interface Clustering {
  /** Null if there is only one item. */
  readonly tree: Linkage | null;
  /** The items from one end of the tree to the other. */
  readonly leaves: Int32Array;
}

/** The linkage methods that are defined by the positions of the items in space. */
const EUCLIDEAN_METHODS: readonly LinkageMethod[] = ['ward', 'centroid', 'median'];

/**
 * Clusters the items by the values of all matrices that share them. The order begins with the end whose item comes first
 * in the data.
 *
 * Errors: `not-clusterable` for words, items without a distance, and distances that the method does not allow;
 * `too-large`.
 */
export function clusterItems(data: ClusterData, options: ClusterOptions, report: Report): Clustering {
  const { distance = DEFAULTS.cluster.distance, method = DEFAULTS.cluster.method } = options;
  const { items, count, place } = data;
  const at = place('order');
  if (EUCLIDEAN_METHODS.includes(method) && distance !== 'euclidean') {
    const hint = 'use the method "average", or the distance "euclidean"';
    fail('not-clusterable', `the linkage method "${method}" needs Euclidean distances`, at, hint);
  }
  if (data.matrices.some(({ categories }) => categories)) {
    const hint = 'remove "cluster" from the order';
    fail('not-clusterable', `${items} of words have no distances, so they cannot be clustered`, at, hint);
  }
  if (data.matrices.some(hasTotals)) {
    const message = `the ${items} cannot be clustered together with totals`;
    fail('not-clusterable', message, at, 'set data.totals to "omit"');
  }
  if (count < 2) return { tree: null, leaves: new Int32Array(count) };
  checkWork(data, at);
  const vectors = itemVectors(data);
  const distances = pairwiseDistances(vectors, distance);
  checkDistances(distances, data, distance, at);
  if (distances.values.every((value) => value === 0)) {
    const message = `all ${items} are equal, so their clusters have no meaning`;
    const hints = ['remove "cluster" from the order'];
    report({ severity: 'warning', code: 'equal-items', message, place: at, hints });
  }
  const leafOrder = options.leaves ?? (count > LIMITS.cluster.maxOptimalItems ? 'mean' : 'optimal');
  const needsDistances = leafOrder === 'optimal';
  const tree = linkage(
    needsDistances ? { ...distances, values: distances.values.slice() } : distances,
    method,
  );
  const leaves =
    leafOrder === 'optimal'
      ? optimalLeafOrder(tree, distances)
      : leafOrder === 'mean'
        ? leavesByMean(tree, vectors.map(meanOf))
        : leavesOf(tree);
  if (leafOrder === 'optimal' && leaves[0] > leaves[count - 1]) leaves.reverse();
  const partial = distances.partialPairs;
  const missing =
    partial === 0 ? '' : `; ${partial} of ${distances.values.length} distances leave out missing values`;
  report({
    severity: 'note',
    code: 'clustered',
    message: `${count} ${items} are clustered by ${method} linkage of ${distance} distances, with the leaves in ${LEAF_ORDERS[leafOrder]}${missing}`,
    place: at,
    hints: [],
  });
  return { tree, leaves };
}

function hasTotals({ rowTotals = [], columnTotals = [] }: Matrix): boolean {
  return rowTotals.length + columnTotals.length > 0;
}

const LEAF_ORDERS = {
  optimal: 'optimal order',
  mean: 'the order of their means',
  tree: 'the order of the merges',
} as const;

function checkWork({ items, count, matrices }: ClusterData, place: Place): void {
  const pairs = (count * (count - 1)) / 2;
  const length = matrices.reduce((sum, matrix) => sum + matrix[items === 'rows' ? 'columns' : 'rows'], 0);
  if (pairs <= LIMITS.cluster.maxPairs && pairs * length <= LIMITS.cluster.maxWork) return;
  fail(
    'too-large',
    `clustering ${count} ${items} of ${length} values takes too much time and memory`,
    place,
    `select fewer ${items} with data.${items}, or order them by "mean"`,
  );
}

/** Returns the values of each item in all matrices. */
function itemVectors({ items, count, matrices }: ClusterData): Float64Array[] {
  const across = items === 'rows' ? 'columns' : 'rows';
  const length = matrices.reduce((sum, matrix) => sum + matrix[across], 0);
  const vectors = Array.from({ length: count }, () => new Float64Array(length));
  let offset = 0;
  for (const matrix of matrices) {
    const { values, columns } = matrix;
    vectors.forEach((vector, item) => {
      for (let k = 0; k < matrix[across]; k++) {
        vector[offset + k] = values[items === 'rows' ? item * columns + k : k * columns + item];
      }
    });
    offset += matrix[across];
  }
  return vectors;
}

/** Fails with the first pair of items that has no distance. */
function checkDistances(
  { count, values }: Distances,
  { items, labels }: ClusterData,
  distance: string,
  place: Place,
): void {
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  let [i, rest] = [0, bad];
  while (rest >= count - 1 - i) rest -= count - 1 - i++;
  const nameOf = (item: number) => (labels ? quote(labels[item]) : String(item));
  fail(
    'not-clusterable',
    `the ${items} ${nameOf(i)} and ${nameOf(i + 1 + rest)} have no ${distance} distance, because they have too few different finite values in common`,
    place,
    `remove one of them with data.${items}`,
    ...(distance === 'euclidean' ? [] : ['use the distance "euclidean"']),
  );
}

function meanOf(vector: Float64Array): number {
  let [sum, count] = [0, 0];
  for (const value of vector) {
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}
