/** The tree of a clustered axis in the figure. */
import { cutTree } from '../cluster/tree.js';
import { fail } from '../diagnostics.js';
import type { XAxisSpec, YAxisSpec } from '../spec/axis.js';
import type { ClusterOptions } from '../spec/cluster.js';
import { toPx } from '../spec/length.js';
import { DEFAULTS } from '../theme.js';
import type { Clustering } from './clusters.js';
import type { Axis, Side, Tree } from './figure.js';
import type { AxisData } from './order.js';

/** The side opposite to each side. */
export const OPPOSITE = { bottom: 'top', top: 'bottom', left: 'right', right: 'left' } as const;

/** Returns the options of a clustered order; null for another order. */
export function clusterOptionsOf(order: XAxisSpec['order']): ClusterOptions | null {
  if (order === 'cluster') return {};
  return typeof order === 'object' && 'cluster' in order ? order.cluster : null;
}

/**
 * Returns the tree of an axis. `order` are its items in page order, and `labelSide` is the side of its labels.
 *
 * Errors: `split-order` for more clusters than items; `dendrogram-side` for a side that is not along the axis.
 */
export function resolveTree(
  { dendrogram = true, split }: XAxisSpec | YAxisSpec,
  { tree }: Clustering,
  order: readonly number[],
  labelSide: Side,
  { items, count, place }: AxisData,
): Tree | null {
  if (!tree) return null;
  const options = typeof dendrogram === 'object' ? dendrogram : {};
  const side = options.side ?? OPPOSITE[labelSide];
  const sides: readonly Axis['sides'][number][] = items === 'rows' ? ['left', 'right'] : ['top', 'bottom'];
  if (!sides.includes(side)) {
    const message = `the tree of the ${items} cannot be on the side "${side}"`;
    fail('dendrogram-side', message, place('dendrogram', 'side'), `use "${sides[0]}" or "${sides[1]}"`);
  }
  const clusterCount = split && !Array.isArray(split) ? split.clusters : null;
  if (clusterCount !== null && clusterCount > count) {
    const message = `${count} ${items} cannot be split into ${clusterCount} clusters`;
    fail('split-order', message, place('split'), `use at most ${count} clusters`);
  }
  return {
    linkage: Array.from(tree.heights, (height, k) => [
      tree.nodes[2 * k],
      tree.nodes[2 * k + 1],
      height,
      tree.sizes[k],
    ]),
    clusters: clusterCount === null ? null : Array.from(cutTree(tree, clusterCount, Int32Array.from(order))),
    side: dendrogram === false ? null : side,
    size: toPx(options.size ?? DEFAULTS.dendrogram.size) as number,
  };
}
