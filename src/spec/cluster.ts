import * as z from 'zod/mini';
import { DEFAULTS, LIMITS } from '../theme.js';
import { key, withDefault } from './describe.js';
import { lengthFrom } from './length.js';

export const DISTANCES = [
  'euclidean',
  'manhattan',
  'maximum',
  'cosine',
  'correlation',
  'spearman',
  'kendall',
  'jaccard',
] as const;

export const LINKAGE_METHODS = [
  'single',
  'complete',
  'average',
  'weighted',
  'centroid',
  'median',
  'ward',
] as const;

export type DistanceName = (typeof DISTANCES)[number];
export type LinkageMethod = (typeof LINKAGE_METHODS)[number];

/** How hierarchical clustering orders the items of an axis. */
export const clusterOptions = z.strictObject({
  distance: withDefault(
    DEFAULTS.cluster.distance,
    key(
      z.enum(DISTANCES),
      'Distance of two items. "correlation", "spearman" and "kendall" are 1 minus the correlation.',
    ),
  ),
  method: withDefault(
    DEFAULTS.cluster.method,
    key(
      z.enum(LINKAGE_METHODS),
      'Linkage method: the distance of two clusters. "ward", "centroid" and "median" need Euclidean distances.',
    ),
  ),
  leaves: key(
    z.enum(['optimal', 'mean', 'tree']),
    `Order of the two sides of each merge: "optimal" gives neighbours the smallest distances, "mean" puts the side with the larger mean first, "tree" keeps the order of the merges, as scipy does. Default: "optimal", or "mean" with more than ${LIMITS.cluster.maxOptimalItems} items.`,
  ),
});

export const dendrogram = z.strictObject({
  side: key(
    z.enum(['left', 'right', 'top', 'bottom']),
    'Side of the body that has the tree. Default: the side opposite to the labels.',
  ),
  size: withDefault(
    DEFAULTS.dendrogram.size,
    key(lengthFrom(4, LIMITS.dendrogram.maxSize), 'Height of the tree, in px or with a unit.', ['12mm', 40]),
  ),
});

export type ClusterOptions = z.infer<typeof clusterOptions>;
export type DendrogramSpec = z.infer<typeof dendrogram>;
