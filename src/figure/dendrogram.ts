/** The tree of a clustered axis in the figure, and its clusters. */
import type { Linkage } from '../cluster/merges.js';
import { cutTree, cutTreeAt } from '../cluster/tree.js';
import { fail, type Place } from '../diagnostics.js';
import { maxOf } from '../extremes.js';
import { formatCount } from '../phrases.js';
import type { XAxisSpec, YAxisSpec } from '../spec/axis.js';
import type { DendrogramSpec } from '../spec/dendrogram.js';
import type { SliceOptions } from '../spec/split.js';
import { toPx } from '../spec/to-px.js';
import { DEFAULTS } from '../theme.js';
import type { SlicedClustering } from './clustered-slices.js';
import type { Side, Tree } from './figure.js';
import type { AxisData } from './order.js';
import { categoryColors } from './scale.js';
import { OPPOSITE } from './tree.js';

/**
 * Returns the cluster of each item, from 0 in page order, for a split into clusters; null for another split.
 *
 * Error: `split-order` without a tree, and for a number of clusters that it does not have.
 */
export function clustersOfSplit(
  { clusters, height }: SliceOptions,
  clustering: SlicedClustering | null,
  order: readonly number[],
  { items, count, place }: AxisData,
): readonly number[] | null {
  if (clusters === undefined && height === undefined) return null;
  if (!clustering) {
    const hint = 'set "order" to "cluster"';
    fail('split-order', 'only a clustered order can be split into clusters', place('split'), hint);
  }
  // A single item is a cluster by itself.
  if (!clustering.tree)
    return clusters === undefined || clusters <= count
      ? order.map(() => 0)
      : fail(
          'split-order',
          `${formatCount(count, items.slice(0, -1))} cannot be split into ${clusters} clusters`,
          place('split'),
          `use at most ${formatCount(count, 'cluster')}`,
        );
  return cut(clustering.tree, clusters ?? { height: height as number }, order, items, place('split'));
}

/**
 * Returns the tree of an axis. `order` are its items in page order, `splitClusters` the clusters that are slices, and
 * `labelSide` is the side of the labels.
 *
 * Errors: `split-order` for a number of clusters that the tree does not have; `dendrogram-side` for a side that is not along
 * the axis.
 */
export function resolveTree(
  { dendrogram = true }: XAxisSpec | YAxisSpec,
  { tree, joinHeight }: SlicedClustering,
  order: readonly number[],
  splitClusters: readonly number[] | null,
  labelSide: Side,
  { items, place }: AxisData,
): Tree | null {
  if (!tree) return null;
  const options = typeof dendrogram === 'object' ? dendrogram : {};
  const { side = OPPOSITE[labelSide], map, axis = false } = options;
  const sides: readonly Side[] = items === 'rows' ? ['left', 'right'] : ['top', 'bottom'];
  if (!sides.includes(side)) {
    const message = `the tree of the ${items} cannot be on the side "${side}"`;
    fail('dendrogram-side', message, place('dendrogram', 'side'), `use "${sides[0]}" or "${sides[1]}"`);
  }
  const colored =
    options.cut === undefined ? null : cut(tree, options.cut, order, items, place('dendrogram', 'cut'));
  return {
    linkage: Array.from(tree.heights, (height, k) => [
      tree.nodes[2 * k],
      tree.nodes[2 * k + 1],
      height,
      tree.sizes[k],
    ]),
    joinHeight,
    clusters: colored ?? splitClusters,
    colors:
      colored &&
      categoryColors(
        map,
        maxOf(colored, (cluster) => cluster + 1),
      ),
    side: dendrogram === false ? null : side,
    size: toPx(options.size ?? DEFAULTS.dendrogram.size) as number,
    axis: axis === false ? null : { title: axisTitle(axis) },
  };
}

function axisTitle(axis: NonNullable<DendrogramSpec['axis']>): string | null {
  const { title = DEFAULTS.dendrogram.axisTitle } = typeof axis === 'object' ? axis : {};
  return title === false ? null : title;
}

/** Returns the cluster of each item if a tree, or several, are cut into a number of clusters or at a height. */
function cut(
  tree: Linkage,
  at: number | { readonly height: number },
  order: readonly number[],
  items: 'columns' | 'rows',
  place: Place,
): number[] {
  const leaves = Int32Array.from(order);
  if (typeof at === 'object') return Array.from(cutTreeAt(tree, at.height, leaves));
  const min = tree.count - tree.heights.length;
  if (at > tree.count) {
    const message = `${tree.count} ${items} cannot be split into ${at} clusters`;
    fail('split-order', message, place, `use at most ${tree.count} clusters`);
  }
  if (at < min) {
    const message = `${min} slices with separate trees cannot be cut into ${formatCount(at, 'cluster')}`;
    fail('split-order', message, place, `use at least ${min} clusters`);
  }
  return Array.from(cutTree(tree, at, leaves));
}
