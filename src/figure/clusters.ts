/** The order and the tree of an axis whose items are clustered. */
import { collectGarbage } from '../cluster/collect-garbage.js';
import { type Distances, pairwiseDistances } from '../cluster/distances.js';
import type { GivenTree } from '../cluster/given-tree.js';
import { optimalLeafOrder } from '../cluster/leaf-order.js';
import { linkage } from '../cluster/linkage.js';
import type { Linkage } from '../cluster/merges.js';
import { leavesByMean, leavesOf } from '../cluster/tree.js';
import { VECTOR_METHODS, type VectorMethod, vectorLinkage } from '../cluster/vector-linkage.js';
import type { Report } from '../diagnostics.js';
import type { ClusterOptions, LinkageMethod } from '../spec/cluster.js';
import { DEFAULTS, LIMITS } from '../theme.js';
import { checkDistances, checkOptions, checkValues, checkWork } from './cluster-checks.js';
import { type ClusterData, type Clustering, itemVectors, meanOf } from './cluster-data.js';
import { distancesOf, matchTree } from './given-clusters.js';

type LeafOrder = NonNullable<ClusterOptions['leaves']>;

/**
 * Clusters the items by the values of all matrices that share them, or by the distances or the tree of the spec. An optimal
 * order begins with the end whose item comes first in the data.
 *
 * Errors: `not-clusterable` for words, items without a distance, and options that exclude each other; `too-large`;
 * `invalid-distances`; `tree-leaves`. Warning: `equal-items`. Note: `clustered`.
 */
export function clusterItems(data: ClusterData, options: ClusterOptions, report: Report): Clustering {
  checkOptions(data, options);
  return data.givenTree
    ? orderGivenTree(data, data.givenTree, options, report)
    : clusterByDistance(data, options, report);
}

function orderGivenTree(
  data: ClusterData,
  given: GivenTree,
  options: ClusterOptions,
  report: Report,
): Clustering {
  const { items, count, place } = data;
  const at = place('order', 'cluster', 'tree');
  const { tree, leaves } = matchTree(given, data, at);
  if (count < 2) return { tree: null, leaves };
  const leafOrder = options.leaves;
  const inOrder = leafOrder ? LEAF_ORDERS[leafOrder] : 'its own order';
  const message = `${count} ${items} are ordered by the given tree, with the leaves in ${inOrder}`;
  report({ severity: 'note', code: 'clustered', message, place: at, hints: [] });
  if (!leafOrder) return { tree, leaves };
  if (leafOrder !== 'tree') checkValues(data);
  if (leafOrder === 'optimal') checkWork(data, leafOrder);
  const vectors = leafOrder === 'tree' ? [] : itemVectors(data);
  const distances = leafOrder === 'optimal' ? measure(data, vectors, options) : null;
  return { tree, leaves: orderLeaves(tree, leafOrder, vectors, distances) };
}

function clusterByDistance(data: ClusterData, options: ClusterOptions, report: Report): Clustering {
  const { distance = DEFAULTS.cluster.distance, method = DEFAULTS.cluster.method } = options;
  const { items, count, place } = data;
  const leafOrder = options.leaves ?? (count > LIMITS.cluster.maxOptimalItems ? 'mean' : 'optimal');
  const isGiven = options.distances !== undefined;
  if (!isGiven || leafOrder === 'mean') checkValues(data);
  if (count < 2) return { tree: null, leaves: new Int32Array(count) };
  const vectors = isGiven && leafOrder !== 'mean' ? [] : itemVectors(data);
  const withoutList =
    !isGiven && distance === 'euclidean' && leafOrder !== 'optimal' && count > LIMITS.cluster.maxListedItems
      ? vectorMethodFor(method, vectors)
      : null;
  checkWork(data, withoutList ? null : leafOrder);
  const note = (missing: string) => {
    const by = isGiven ? 'the given distances' : `${distance} distances`;
    const message = `${count} ${items} are clustered by ${method} linkage of ${by}, with the leaves in ${LEAF_ORDERS[leafOrder]}${missing}`;
    report({ severity: 'note', code: 'clustered', message, place: place('order'), hints: [] });
  };
  if (withoutList) {
    const tree = vectorLinkage(vectors, withoutList);
    note('');
    return { tree, leaves: orderLeaves(tree, leafOrder, vectors, null) };
  }
  const isLong = (count * (count - 1)) / 2 > LIMITS.cluster.maxUncollectedPairs;
  if (isLong) collectGarbage();
  const { tree, kept } = mergeByDistance();
  if (isLong) collectGarbage();
  return { tree, leaves: orderLeaves(tree, leafOrder, vectors, kept) };

  /** Returns the tree, and the distances for an optimal order. No variable outside keeps the list of all distances. */
  function mergeByDistance(): { readonly tree: Linkage; readonly kept: Distances | null } {
    const distances = measure(data, vectors, options);
    reportEqualItems(distances, data, report);
    const { values, partialPairs } = distances;
    note(
      partialPairs === 0 ? '' : `; ${partialPairs} of ${values.length} distances leave out missing values`,
    );
    // The linkage overwrites the distances.
    const kept = leafOrder === 'optimal' ? { ...distances, values: values.slice() } : null;
    return { tree: linkage(distances, method), kept };
  }
}

/** Returns the method if it needs no list of distances, which also needs all values. */
function vectorMethodFor(method: LinkageMethod, vectors: readonly Float64Array[]): VectorMethod | null {
  const found = VECTOR_METHODS.find((name) => name === method);
  return found && vectors.every((vector) => vector.every(Number.isFinite)) ? found : null;
}

/** Returns the distances of the spec, or those of the values. */
function measure(
  data: ClusterData,
  vectors: readonly Float64Array[],
  { distance = DEFAULTS.cluster.distance, distances: given }: ClusterOptions,
): Distances {
  const { place } = data;
  const matrix = given === undefined ? null : data.givenDistances();
  if (matrix) return distancesOf(matrix, data, place('order', 'cluster', 'distances'));
  const distances = pairwiseDistances(vectors, distance);
  checkDistances(distances, data, distance);
  return distances;
}

function reportEqualItems({ values }: Distances, { items, place }: ClusterData, report: Report): void {
  if (!values.every((value) => value === 0)) return;
  const message = `all ${items} are equal, so their clusters have no meaning`;
  const hints = ['remove "cluster" from the order'];
  report({ severity: 'warning', code: 'equal-items', message, place: place('order'), hints });
}

const LEAF_ORDERS: Readonly<Record<LeafOrder, string>> = {
  optimal: 'optimal order',
  mean: 'the order of their means',
  tree: 'the order of the merges',
};

/** Returns the leaves in an order; the optimal one needs distances, and that of the means needs values. */
function orderLeaves(
  tree: Linkage,
  leafOrder: LeafOrder,
  vectors: readonly Float64Array[],
  distances: Distances | null,
): Int32Array {
  if (leafOrder === 'mean') return leavesByMean(tree, vectors.map(meanOf));
  if (leafOrder === 'tree' || !distances) return leavesOf(tree);
  const leaves = optimalLeafOrder(tree, distances);
  return leaves[0] > leaves[leaves.length - 1] ? leaves.reverse() : leaves;
}
