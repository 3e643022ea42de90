/** The sides of trees, and the options of clustered orders. */
import type { XAxisSpec } from '../spec/axis.js';
import type { ClusterOptions } from '../spec/cluster.js';

/** The side opposite to each side. */
export const OPPOSITE = { bottom: 'top', top: 'bottom', left: 'right', right: 'left' } as const;

/** Returns the options of a clustered order; null for another order. */
export function clusterOptionsOf(order: XAxisSpec['order']): ClusterOptions | null {
  if (order === 'cluster') return {};
  return typeof order === 'object' && 'cluster' in order ? order.cluster : null;
}
