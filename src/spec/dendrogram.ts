import * as z from 'zod/mini';
import { DEFAULTS, LIMITS } from '../theme.js';
import { colormap } from './color.js';
import { describe, key, lazy, withDefault, withKeywords, withSiblings } from './describe.js';
import { lengthFrom } from './length.js';
import { integerFrom, numberFrom } from './range.js';
import { pageText } from './text.js';

/** How the tree of a clustered order is drawn. */
export const dendrogram = lazy(() =>
  z
    .strictObject({
      side: key(
        z.enum(['left', 'right', 'top', 'bottom']),
        'Side of the body that has the tree. Default: the side opposite to the labels.',
        ['bottom'],
      ),
      size: withDefault(
        DEFAULTS.dendrogram.size,
        key(lengthFrom(4, LIMITS.dendrogram.maxSize), 'Height of the tree, in px or with a unit.', [
          '16mm',
          40,
        ]),
      ),
      cut: key(
        z.union([
          integerFrom(1, 1000),
          z.strictObject({
            height: describe(
              numberFrom(0, 1e300),
              'Height at which the tree is cut: no merge inside a cluster is higher.',
              [0.5],
            ),
          }),
        ]),
        'Cuts the tree into a number of clusters, or at a height, and gives each cluster a colour. Default: one colour for the whole tree.',
        [2, { height: 0.5 }],
      ),
      map: withSiblings(
        { cut: 2 },
        key(colormap, `Colours of the clusters of "cut". Default: "${DEFAULTS.color.categoricalMap}".`, [
          'Dark2',
        ]),
      ),
      axis: withDefault(
        false,
        key(
          z.union([
            z.boolean(),
            z.strictObject({
              title: key(
                z.union([pageText, z.literal(false)]),
                `Title of the axis; false for no title. Default: "${DEFAULTS.dendrogram.axisTitle}".`,
                ['Distance'],
              ),
            }),
          ]),
          'Axis with the heights of the merges.',
          [true, { title: 'Distance' }],
        ),
      ),
    })
    .check(
      z.refine(({ cut, map }) => map === undefined || cut !== undefined, {
        error: 'expected "map" together with "cut"',
      }),
    ),
);
withKeywords({ dependencies: { map: ['cut'] } }, dendrogram);

export type DendrogramSpec = z.infer<typeof dendrogram>;
