/** Whether items can be clustered. */
import type { Distances } from '../cluster/distances.js';
import { fail, quote } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import { formatCount, listFirst } from '../phrases.js';
import type { ClusterOptions, DistanceName, LinkageMethod } from '../spec/cluster.js';
import { DEFAULTS, LIMITS } from '../theme.js';
import type { ClusterData } from './cluster-data.js';

/** The linkage methods that are defined by the positions of the items in space. */
const EUCLIDEAN_METHODS: readonly LinkageMethod[] = ['ward', 'centroid', 'median'];

/** The distances that need different values. */
const CORRELATIONS: readonly DistanceName[] = ['correlation', 'spearman', 'kendall'];

const MAX_LISTED = 5;

/** Fails for options that exclude each other. Error: `not-clusterable`. */
export function checkOptions({ place }: ClusterData, options: ClusterOptions): void {
  const { distance, method = DEFAULTS.cluster.method, leaves, tree, distances } = options;
  const at = (key: string) => place('order', 'cluster', key);
  if (distances !== undefined && distance !== undefined) {
    const message = 'the distances are given, so "distance" has no effect';
    fail('not-clusterable', message, at('distance'), 'remove "distance" or "distances"');
  }
  if (tree === undefined) {
    if (!EUCLIDEAN_METHODS.includes(method) || (distance ?? 'euclidean') === 'euclidean') return;
    const hint = 'use the method "average", or the distance "euclidean"';
    fail('not-clusterable', `the linkage method "${method}" needs Euclidean distances`, at('method'), hint);
  }
  const unused = (['method', 'distance', 'distances'] as const).find(
    (key) => options[key] !== undefined && (key === 'method' || leaves !== 'optimal'),
  );
  if (unused === undefined) return;
  const hint =
    unused === 'method' ? [] : ['set "leaves" to "optimal" to order the leaves of the tree by distances'];
  const message = `the tree is given, so "${unused}" has no effect`;
  fail('not-clusterable', message, at(unused), `remove "${unused}" or "tree"`, ...hint);
}

/** Fails for items without numbers to compare. Error: `not-clusterable`. */
export function checkValues({ items, matrices, place }: ClusterData): void {
  const at = place('order');
  if (matrices.some(({ categories }) => categories)) {
    const hint = 'remove "cluster" from the order';
    fail('not-clusterable', `${items} of words have no distances, so they cannot be clustered`, at, hint);
  }
  if (matrices.some(hasTotals)) {
    const message = `the ${items} cannot be clustered together with totals`;
    fail('not-clusterable', message, at, 'set data.totals to "omit"');
  }
}

function hasTotals({ rowTotals = [], columnTotals = [] }: Matrix): boolean {
  return rowTotals.length + columnTotals.length > 0;
}

/**
 * Fails if clustering takes too much time or memory. `leafOrder` is null if the distances need not be in memory. Error:
 * `too-large`.
 */
export function checkWork(
  { items, count, matrices, place }: ClusterData,
  leafOrder: NonNullable<ClusterOptions['leaves']> | null,
): void {
  const { maxPairs, maxWork, maxVectorWork, maxLeafOrderItems } = LIMITS.cluster;
  const pairs = (count * (count - 1)) / 2;
  const length = matrices.reduce((sum, matrix) => sum + matrix[items === 'rows' ? 'columns' : 'rows'], 0);
  const isShort =
    leafOrder === null ? pairs * length <= maxVectorWork : pairs * length <= maxWork && pairs <= maxPairs;
  if (isShort && leafOrder === 'optimal' && count > maxLeafOrderItems) {
    const message = `the optimal order of ${count} leaves takes too much time and memory; at most ${maxLeafOrderItems} leaves can have one`;
    fail('too-large', message, place('order', 'cluster', 'leaves'), 'set "leaves" to "mean"');
  }
  if (isShort) return;
  const item = items.slice(0, -1);
  const step = items === 'rows' ? 'kmeans(500)' : 'kmeans(500) by column';
  fail(
    'too-large',
    `clustering ${count} ${items} of ${length} values takes too much time and memory`,
    place('order'),
    `reduce the ${items} to groups by k-means first: data.transform "${step}"`,
    ...(leafOrder === null
      ? []
      : [`the method "ward" needs no distance of each pair of ${item}s in memory, if no value is missing`]),
    `select fewer ${items} with data.${items}, or order them by "mean"`,
  );
}

/**
 * Fails if some pairs have no distance, and names the items that have the fewest distances. Error: `not-clusterable`.
 */
export function checkDistances(
  { count, values }: Distances,
  { items, labels, place }: ClusterData,
  distance: DistanceName,
): void {
  const missing = new Int32Array(count);
  let pairs = 0;
  for (let i = 0, pair = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++, pair++) {
      if (Number.isFinite(values[pair])) continue;
      missing[i]++;
      missing[j]++;
      pairs++;
    }
  }
  if (pairs === 0) return;
  const nameOf = (item: number) => (labels ? quote(labels[item]) : String(item));
  const all = Array.from(missing.keys());
  const isolated = all.filter((item) => missing[item] === count - 1);
  const at = place('order');
  const kind = CORRELATIONS.includes(distance) ? 'different finite values' : 'finite values';
  const hints = [
    ...(distance === 'euclidean' ? [] : ['use the distance "euclidean"']),
    'fill missing values with data.transform: "fill(0)"',
  ];
  if (isolated.length > 0 && pairs > 1) {
    const named = listFirst(isolated, MAX_LISTED, nameOf);
    const have =
      isolated.length === 1 ? `the ${items.slice(0, -1)} ${named} has` : `the ${items} ${named} have`;
    const message = `${have} no ${distance} distance to any other, because ${isolated.length === 1 ? 'it has' : 'they have'} too few ${kind}`;
    fail(
      'not-clusterable',
      message,
      at,
      `leave ${isolated.length === 1 ? 'it' : 'them'} out with data.${items}`,
      ...hints,
    );
  }
  const first = all.find((item) => missing[item] > 0) as number;
  const other = all.find(
    (j) => j > first && !Number.isFinite(values[first * count - (first * (first + 3)) / 2 + j - 1]),
  );
  const worst = all.filter((item) => missing[item] > 0).sort((a, b) => missing[b] - missing[a] || a - b);
  const message = `the ${items} ${nameOf(first)} and ${nameOf(other as number)} have no ${distance} distance, because they have too few ${kind} in common`;
  const counted = `${formatCount(pairs, 'pair')} of ${items} ${pairs === 1 ? 'has' : 'have'} no distance`;
  fail(
    'not-clusterable',
    pairs === 1 ? message : `${message}; ${counted}, most of them of ${listFirst(worst, MAX_LISTED, nameOf)}`,
    at,
    `leave out one of ${pairs === 1 ? 'them' : 'each pair'} with data.${items}`,
    ...hints,
  );
}
