import * as z from 'zod/mini';
import { DEFAULTS, LIMITS } from '../theme.js';
import { data } from './data.js';
import { describe, key, lazy, withDefault } from './describe.js';
import { matrixOf } from './matrix.js';
import { dataValue, position } from './range.js';

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

const tree = lazy(() =>
  z.union([
    z.string().check(z.minLength(1)),
    matrixOf('expected rows of two nodes, a height and a size'),
    z.strictObject({
      merge: describe(
        matrixOf('expected rows of two whole numbers'),
        'The two sides of each merge, as in R.',
        [
          [
            [-1, -2],
            [1, -3],
          ],
        ],
      ),
      height: describe(z.array(dataValue), 'The height of each merge.', [[1, 3]]),
      order: key(z.array(position), 'The leaves in the order of the tree, from 1.', [[2, 1, 3]]),
      labels: key(
        z.array(z.string()),
        'The labels of the leaves. Default: the items in the order of the data.',
        [['a', 'b', 'c']],
      ),
    }),
  ]),
);

/** How hierarchical clustering orders the items of an axis. */
export const clusterOptions = lazy(() =>
  z.strictObject({
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
    distances: key(
      data,
      'A square matrix of distances between the items in the form of "data", matched by label, instead of distances computed from the values.',
      ['distances.csv'],
    ),
    tree: key(
      tree,
      'A tree that was computed elsewhere: a Newick text, rows [a, b, height, size] as in scipy, { "merge", "height" } as in R, or a file with one of them. Leaves with names are matched by label.',
      [
        'tree.nwk',
        '((a:1,b:1):2,c:3);',
        {
          merge: [
            [-1, -2],
            [1, -3],
          ],
          height: [1, 3],
        },
      ],
    ),
    leaves: key(
      z.enum(['optimal', 'mean', 'tree']),
      `Order of the sides of each merge: "optimal" gives neighbours the smallest distances, "mean" puts the larger mean first, "tree" keeps the order of the merges. Default: that of a given tree, otherwise "optimal", or "mean" with more than ${LIMITS.cluster.maxOptimalItems} items.`,
    ),
  }),
);

export type ClusterOptions = z.infer<typeof clusterOptions>;
export type TreeSpec = NonNullable<ClusterOptions['tree']>;
