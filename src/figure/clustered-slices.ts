/** Clusters within slices: each slice has its own tree, and the trees are joined by that of the means of the slices. */
import type { Linkage } from '../cluster/merges.js';
import { type Diagnostic, fail, HeatmapError, type Report } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import type { ClusterOptions } from '../spec/cluster.js';
import { DEFAULTS } from '../theme.js';
import type { ClusterData, Clustering } from './cluster-data.js';
import { clusterItems } from './clusters.js';
import { type Groups, orderGroups } from './slices.js';

export interface SlicedClustering extends Clustering {
  /** Merges above this height join slices. Null: the trees are not joined. */
  readonly joinHeight: number | null;
}

/**
 * Clusters the items of each group, and the groups by their means. With the order "data" the groups are not clustered, so
 * their trees are not joined.
 *
 * Errors: those of `clusterItems`; `split-order` for distances or a tree that are given for all items.
 */
export function clusterGroups(
  data: ClusterData,
  groups: Groups,
  options: ClusterOptions,
  report: Report,
): SlicedClustering {
  for (const key of ['tree', 'distances'] as const) {
    if (!(key in options)) continue;
    const message = `slices of groups cannot be combined with a given ${key === 'tree' ? 'tree' : 'distance matrix'}`;
    fail('split-order', message, data.place('split'), 'split at clusters with { "clusters": 3 }');
  }
  const members = groups.names.map(() => [] as number[]);
  groups.numbers.forEach((group, item) => {
    members[group].push(item);
  });
  const ignore: Report = () => {};
  const clusterings = members.map((items) => clusterItems(subset(data, items), options, ignore));
  const parent = groups.order === 'tree' ? clusterMeans(data, groups, members, options) : null;
  const order = parent
    ? Array.from(parent.leaves)
    : orderGroups(
        groups,
        Array.from({ length: data.count }, (_, i) => i),
      );
  const { distance = DEFAULTS.cluster.distance, method = DEFAULTS.cluster.method } = options;
  report({
    severity: 'note',
    code: 'clustered',
    message: `${data.count} ${data.items} are clustered in ${members.length} groups by ${method} linkage of ${distance} distances${parent ? ', and the groups by their means' : ''}`,
    place: data.place('order'),
    hints: [],
  });
  return {
    ...joinTrees(data.count, members, clusterings, parent?.tree ?? null),
    leaves: Int32Array.from(
      order.flatMap((g) => Array.from(clusterings[g].leaves, (leaf) => members[g][leaf])),
    ),
  };
}

/** Returns the data of some of the items. */
function subset(data: ClusterData, chosen: readonly number[]): ClusterData {
  return {
    ...data,
    count: chosen.length,
    labels: data.labels && chosen.map((item) => (data.labels as readonly string[])[item]),
    matrices: data.matrices.map((matrix) =>
      replaceItems(matrix, data.items, chosen.length, (item, across) =>
        valueAt(matrix, data.items, chosen[item], across),
      ),
    ),
  };
}

/** Clusters the groups by the means of their items. */
function clusterMeans(
  data: ClusterData,
  { names }: Groups,
  members: readonly (readonly number[])[],
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
  const means = {
    ...data,
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
