import * as z from 'zod/mini';
import { key, lazy, withKeywords, withSiblings } from './describe.js';
import { labelSequence } from './label-sequence.js';
import { lengthFrom } from './length.js';
import { numberLists } from './number-lists.js';
import { integerFrom, numberFrom, position } from './range.js';
import { pageText } from './text.js';

/** The ways to form slices. A split has exactly one of them. */
export const SLICE_KINDS = ['clusters', 'height', 'kmeans', 'annotation', 'groups', 'before'] as const;

/** The groups that the examples of other keys need. */
const groups = ['tools', 'fruit', 'tools', 'fruit'];

const slices = lazy(() =>
  z
    .strictObject({
      clusters: key(integerFrom(1, 1000), 'Number of clusters into which the tree of the order is cut.', [2]),
      height: key(
        numberFrom(0, 1e300),
        'Height at which the tree of the order is cut: no merge inside a cluster is higher.',
        [0.5],
      ),
      kmeans: key(integerFrom(1, 1000), 'Number of groups, found by k-means clustering of the items.', [2]),
      annotation: key(
        z.string(),
        'Title of an annotation of this axis; items with the same word are a slice.',
        ['tissue'],
      ),
      groups: key(
        z.array(z.nullable(pageText)).check(z.minLength(1)),
        'The name of a group for each item, in the order of the data; null for items without a group.',
        [['tools', 'fruit', 'tools', 'fruit']],
      ),
      before: key(
        z.array(z.union([position, z.string()])).check(z.minLength(1)),
        'Items before which a slice begins: 0-based positions or labels.',
        [[1, 3]],
      ),
      seed: withSiblings(
        { kmeans: 2 },
        key(integerFrom(0, 2 ** 32 - 1), 'Seed of the first centers of k-means. Default: 0.', [7]),
      ),
      centers: withSiblings(
        { kmeans: 2 },
        key(
          numberLists,
          'The first centers of k-means: a list of values for each group. Then the groups are those of kmeans(x, centers) in R.',
          [
            [
              [0, 1],
              [5, 4],
            ],
          ],
        ),
      ),
      order: withSiblings(
        { groups },
        key(
          z.union([z.enum(['tree', 'data']), z.array(pageText).check(z.minLength(1))]),
          'Order of the slices: "tree" by clustering their means, "data" by their first items, or a list of the names of groups. Default: "tree" if the order of the items is clustered, otherwise "data".',
          [['tools', 'fruit'], 'data'],
        ),
      ),
      titles: withSiblings(
        { groups },
        key(
          z.union([z.array(pageText), labelSequence, z.literal(false)]),
          'Titles of the slices in page order: a list, a sequence { "from", "step", "prefix" }, or false for no titles. Default: the names of the groups, numbers from 1 for k-means, and no titles for clusters.',
          [['low', 'high'], { from: 1, prefix: 'C' }],
        ),
      ),
      gap: withSiblings(
        { groups },
        key(lengthFrom(0, 1000), 'Space between slices, in px or with a unit.', ['1mm', 2]),
      ),
    })
    .check(
      z.refine((split) => SLICE_KINDS.filter((kind) => split[kind] !== undefined).length === 1, {
        error: `expected exactly one of ${SLICE_KINDS.map((kind) => `"${kind}"`).join(', ')}`,
      }),
      z.refine(({ kmeans, seed, centers }) => kmeans !== undefined || (seed ?? centers) === undefined, {
        error: 'expected "kmeans" together with "seed" or "centers"',
      }),
      z.refine(
        ({ annotation, groups, kmeans, order }) =>
          order === undefined || (annotation ?? groups ?? kmeans) !== undefined,
        {
          error:
            'expected "order" together with "annotation", "groups" or "kmeans"; clusters have the order of their tree',
        },
      ),
      z.refine(({ kmeans, order }) => kmeans === undefined || !Array.isArray(order), {
        error: 'expected "tree" or "data" as the order of the groups of k-means',
      }),
    ),
);

withKeywords(
  {
    oneOf: SLICE_KINDS.map((kind) => ({ properties: { [kind]: {} }, required: [kind] })),
    dependencies: { seed: ['kmeans'], centers: ['kmeans'] },
  },
  slices,
);

/** Where an axis is divided into slices. */
export const split = z.union([z.array(z.union([position, z.string()])), slices]);

export type SplitSpec = z.infer<typeof split>;
export type SliceOptions = z.infer<typeof slices>;
