import * as z from 'zod/mini';
import { REDUCERS, type Reducer } from '../matrix/reduction.js';
import { cssColor } from './color.js';
import { numberFormat } from './colorbar.js';
import { key } from './described.js';
import { matrixOf } from './matrix.js';

const px = z.number().check(z.positive(), z.maximum(2000));

const values = z.union([
  z.boolean(),
  numberFormat,
  z.strictObject({
    format: key(numberFormat, 'A d3 number format.', ['.2f']),
    text: key(
      matrixOf('expected rows of texts, one for each cell'),
      'A text for each cell, in rows as the data; null prints nothing.',
      [
        [
          ['the', 'cat'],
          ['sat', null],
        ],
      ],
    ),
  }),
]);

const hide = z.union([
  z.enum(['upper', 'lower', 'diagonal']),
  matrixOf('expected rows of zeros and ones, one for each cell'),
]);

const reducer = z.enum(REDUCERS);

const reduce = z.union([
  reducer,
  z.strictObject({
    by: key(reducer, 'How values become one; the mean by default.'),
    caption: key(z.boolean(), 'Whether the caption says how many values a cell joins, and how.'),
  }),
]);

export const cells = z.strictObject({
  width: key(px, 'The width of a cell in px, when the page does not decide it.'),
  height: key(px, 'The height of a cell in px, when the page does not decide it.'),
  aspect: key(
    z.number().check(z.positive(), z.maximum(1000)),
    'Width over height of a cell; 1 makes squares.',
  ),
  gap: key(
    z.number().check(z.minimum(0), z.maximum(100)),
    'Space between neighbouring cells in px; none by default.',
  ),
  stroke: key(z.union([z.literal('none'), cssColor]), 'The colour of lines between cells; none by default.', [
    'white',
  ]),
  hide: key(hide, 'Cells that are not drawn: above, below or on the diagonal, or rows of 0 and 1.', [
    'upper',
    [
      [0, 1],
      [0, 0],
    ],
  ]),
  values: key(
    values,
    'Prints the values in the cells: true, a d3 format, or texts of your own. Left out, with a warning, where they cannot be read.',
    [true, '.2f'],
  ),
  reduce: key(
    reduce,
    'Of a matrix with more cells than the page has pixels: how neighbouring values become one. A single hot cell is seen by max and absmax (the value farthest from 0). Missing values are left out.',
    ['absmax', { by: 'max', caption: true }],
  ),
});

export type CellsSpec = z.infer<typeof cells>;

/** How values are joined where there is no room for all. */
export function reducerOf(cells: CellsSpec | undefined): Reducer {
  const { reduce } = cells ?? {};
  return (typeof reduce === 'object' ? reduce.by : reduce) ?? 'mean';
}
