/** Clusters within slices: each slice has its own tree, and the trees are joined by that of the means of the slices. */
import type { Distances } from '../cluster/distances.js';
import type { Linkage } from '../cluster/merges.js';
import { type Diagnostic, HeatmapError, type Report } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import type { ClusterOptions } from '../spec/cluster.js';
import { DEFAULTS } from '../theme.js';
import type { ClusterData, Clustering } from './cluster-data.js';
import { clusterItems } from './clusters.js';
import { distancesOf } from './given-clusters.js';
import { checkGroupsOfTree, distancesBetween, meanDistances, restrictTree } from './given-slices.js';
import { type Groups, orderGroups } from './slices.js';

export interface SlicedClustering extends Clustering {
  /** Merges above this height join slices. Null: the trees are not joined. */
  readonly joinHeight: number | null;
}

/**
 * Clusters the items of each group, and the groups by their means or, if distances are given, by the mean distances between
 * them. With the order "data" the groups are not clustered, so their trees are not joined.
 *
 * Errors: those of `clusterItems` and `checkGroupsOfTree`.
 */
export function clusterGroups(
  data: ClusterData,
  groups: Groups,
  options: ClusterOptions,
  report: Report,
): SlicedClustering {
  const members = groups.names.map(() => [] as number[]);
  groups.numbers.forEach((group, item) => {
    members[group].push(item);
  });
  if (data.givenTree) return divideTree(data, groups, members, options, report);
  const matrix = options.distances === undefined ? null : data.givenDistances();
  const given = matrix && distancesOf(matrix, data, data.place('order', 'cluster', 'distances'));
  const clusterings = members.map((items) => clusterItems(subset(data, items, given), options, () => {}));
  const parent = groups.order === 'tree' ? clusterMeans(data, groups, members, given, options) : null;
  const { distance = DEFAULTS.cluster.distance, method = DEFAULTS.cluster.method } = options;
  const by = given ? 'the given distances' : `${distance} distances`;
  const joined = given ? 'the mean distances between them' : 'their means';
  report({
    severity: 'note',
    code: 'clustered',
    message: `${data.count} ${data.items} are clustered in ${members.length} groups by ${method} linkage of ${by}${parent ? `, and the groups by ${joined}` : ''}`,
    place: data.place('order'),
    hints: [],
  });
  return {
    ...joinTrees(data.count, members, clusterings, parent?.tree ?? null),
    leaves: joinLeaves(data, groups, members, clusterings, parent),
  };
}

/** Keeps the given tree whole if it keeps the groups together; with the order "data", each group has a part of it. */
function divideTree(
  data: ClusterData,
  groups: Groups,
  members: readonly (readonly number[])[],
  options: ClusterOptions,
  report: Report,
): SlicedClustering {
  const whole = clusterItems(data, options, report);
  if (groups.order === 'tree') {
    checkGroupsOfTree(groups, whole.leaves, data.items, data.labels, data.place('split'));
    return { ...whole, joinHeight: null };
  }
  const clusterings = members.map((items) => restrictTree(whole, items));
  return {
    ...joinTrees(data.count, members, clusterings, null),
    leaves: joinLeaves(data, groups, members, clusterings, null),
  };
}

/** Returns the items of all groups: the groups in the order of `parent`, or in that of the data without one. */
function joinLeaves(
  { count }: ClusterData,
  groups: Groups,
  members: readonly (readonly number[])[],
  clusterings: readonly Clustering[],
  parent: Clustering | null,
): Int32Array {
  const inDataOrder = Array.from({ length: count }, (_, item) => item);
  const order = parent ? Array.from(parent.leaves) : orderGroups(groups, inDataOrder);
  return Int32Array.from(order.flatMap((g) => Array.from(clusterings[g].leaves, (leaf) => members[g][leaf])));
}

/** Returns the data of some of the items. `given` are the distances of all items, if the spec gives them. */
function subset(data: ClusterData, chosen: readonly number[], given: Distances | null): ClusterData {
  return {
    ...data,
    givenDistances: () => given && distancesBetween(given, chosen),
    count: chosen.length,
    labels: data.labels && chosen.map((item) => (data.labels as readonly string[])[item]),
    matrices: data.matrices.map((matrix) =>
      replaceItems(matrix, data.items, chosen.length, (item, across) =>
        valueAt(matrix, data.items, chosen[item], across),
      ),
    ),
  };
}

/** Clusters the groups by the means of their items, or by the means of the given distances. */
function clusterMeans(
  data: ClusterData,
  { names }: Groups,
  members: readonly (readonly number[])[],
  given: Distances | null,
  options: ClusterOptions,
): Clustering {
  const meanOf = (matrix: Matrix) => (group: number, across: number) => {
    let [sum, count] = [0, 0];
    for (const item of members[group]) {
      const value = valueAt(matrix, data.items, item, across);
      if (!Number.isFinite(value)) continue;
      sum += value;
      count++;
    }
    return sum / count;
  };
  const means: ClusterData = {
    ...data,
    givenDistances: () => given && meanDistances(given, members),
    count: members.length,
    labels: names.map((name) => name ?? DEFAULTS.colorbar.missingLabel),
    matrices: data.matrices.map((matrix) => replaceItems(matrix, data.items, members.length, meanOf(matrix))),
  };
  try {
    return clusterItems(means, options, () => {});
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    const hints = ['set "order" of "split" to "data"'];
    throw new HeatmapError(
      error.diagnostics.map(
        (each): Diagnostic => ({
          ...each,
          message: `the groups cannot be ordered by their means: ${each.message}`,
          hints,
        }),
      ),
    );
  }
}

function valueAt(
  { values, columns }: Matrix,
  items: ClusterData['items'],
  item: number,
  across: number,
): number {
  return values[items === 'rows' ? item * columns + across : across * columns + item];
}

/** Returns a matrix with other items and their values. */
function replaceItems(
  { rows, columns, categories, rowTotals = [], columnTotals = [] }: Matrix,
  items: ClusterData['items'],
  count: number,
  value: (item: number, across: number) => number,
): Matrix {
  const shape = items === 'rows' ? { rows: count, columns } : { rows, columns: count };
  const values = new Float64Array(shape.rows * shape.columns);
  for (let row = 0, i = 0; row < shape.rows; row++) {
    for (let column = 0; column < shape.columns; column++, i++) {
      values[i] = items === 'rows' ? value(row, column) : value(column, row);
    }
  }
  return { ...shape, values, categories, rowTotals, columnTotals, rowLabels: null, columnLabels: null };
}

/**
 * Returns all trees as one, with the merges in the order of their heights, as scipy numbers them. The merges of `parent`
 * come last, above all others.
 */
function joinTrees(
  count: number,
  members: readonly (readonly number[])[],
  clusterings: readonly Clustering[],
  parent: Linkage | null,
): Pick<SlicedClustering, 'tree' | 'joinHeight'> {
  const merges = clusterings.flatMap(({ tree }, group) => (tree ? mergesOf(tree, group) : []));
  // A merge of centroid linkage can be lower than those below it, but stays after them.
  merges.sort((a, b) => a.highest - b.highest || a.group - b.group || a.merge - b.merge);
  const joins = parent ? parent.heights.length : 0;
  const joined: Linkage = {
    count,
    nodes: new Int32Array(2 * (merges.length + joins)),
    heights: new Float64Array(merges.length + joins),
    sizes: new Int32Array(merges.length + joins),
  };
  if (joined.heights.length === 0) return { tree: null, joinHeight: null };
  /** The node of the joined tree for each merge of each group, and for the root of each group. */
  const nodeOf = clusterings.map(({ tree }) => new Int32Array(tree ? tree.heights.length : 0));
  let top = 0;
  merges.forEach(({ tree, group, merge }, k) => {
    const size = members[group].length;
    const toJoined = (node: number) => (node < size ? members[group][node] : nodeOf[group][node - size]);
    record(
      k,
      [0, 1].map((i) => toJoined(tree.nodes[2 * merge + i])),
      tree.heights[merge],
      tree.sizes[merge],
    );
    nodeOf[group][merge] = count + k;
    top = Math.max(top, tree.heights[merge]);
  });
  if (!parent) return { tree: joined, joinHeight: null };
  const roots = nodeOf.map((nodes, group) => nodes.at(-1) ?? members[group][0]);
  parent.heights.forEach((height, merge) => {
    const k = merges.length + merge;
    const toJoined = (node: number) =>
      node < parent.count ? roots[node] : count + merges.length + node - parent.count;
    const nodes = [0, 1].map((i) => toJoined(parent.nodes[2 * merge + i]));
    const sizes = nodes.map((node) => (node < count ? 1 : joined.sizes[node - count]));
    record(k, nodes, top + height, sizes[0] + sizes[1]);
  });
  return { tree: joined, joinHeight: top };

  function record(k: number, nodes: readonly number[], height: number, size: number): void {
    joined.nodes.set(
      [...nodes].sort((a, b) => a - b),
      2 * k,
    );
    joined.heights[k] = height;
    joined.sizes[k] = size;
  }
}

interface GroupMerge {
  readonly tree: Linkage;
  readonly group: number;
  readonly merge: number;
  /** The highest merge up to this one. */
  readonly highest: number;
}

function mergesOf(tree: Linkage, group: number): GroupMerge[] {
  let highest = 0;
  return Array.from(tree.heights, (height, merge) => {
    highest = Math.max(highest, height);
    return { tree, group, merge, highest };
  });
}
