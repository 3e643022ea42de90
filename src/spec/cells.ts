import * as z from 'zod/mini';
import { REDUCERS, type Reducer } from '../matrix/reduction.js';
import { DEFAULTS, LIMITS, THEMES } from '../theme.js';
import { cssColor } from './color.js';
import { numberFormat } from './colorbar.js';
import { defaultText, key, needsAllValues } from './describe.js';
import { fontSize } from './length.js';
import { matrixOf } from './matrix.js';
import { numberFrom } from './range.js';

const sizeInPx = numberFrom(0.001, 2000, 'px');

const values = z.union([
  z.boolean(),
  numberFormat,
  z.strictObject({
    format: key(numberFormat, 'Number format of d3. Default: enough decimals to distinguish the values.', [
      '.2f',
    ]),
    text: key(
      matrixOf('expected rows of strings, one for each cell'),
      'Text of each cell: a list of rows in data order. A line break ("\\n") starts a new line. null prints nothing.',
      [
        [
          ['the', 'cat'],
          ['12\n34%', null],
        ],
      ],
    ),
    fontSize: key(
      fontSize,
      `Font size of the values, which shrink to ${LIMITS.page.minFontSize} pt in small cells: a number of px, or a string with a unit. ${defaultText(THEMES.light.font.value)}`,
      ['6pt'],
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
    by: key(reducer, `Function that combines the values of a block. ${defaultText(DEFAULTS.cells.reducer)}`),
    caption: key(
      z.boolean(),
      'Whether the caption says how many values each cell combines, and how. Default: false.',
    ),
  }),
]);

export const cells = z.strictObject({
  width: key(
    sizeInPx,
    'Width of a cell in px, if the page size does not determine it. Default: chosen to fit.',
  ),
  height: key(
    sizeInPx,
    'Height of a cell in px, if the page size does not determine it. Default: chosen to fit.',
  ),
  aspect: key(
    numberFrom(0.001, 1000),
    'Width of a cell divided by its height. Default: 1 (square) if rows and columns have the same labels, otherwise free.',
  ),
  gap: key(numberFrom(0, 100, 'px'), `Gap between adjacent cells in px. ${defaultText(DEFAULTS.cells.gap)}`),
  stroke: key(
    z.union([z.literal('none'), cssColor]),
    'Colour of the lines between cells, or "none". Default: "none".',
    ['white'],
  ),
  hide: needsAllValues(
    key(
      hide,
      'Cells that are not drawn: those above, below or on the diagonal of the page, for any order of the items. A mask is a list of rows of 0 and 1 in data order, where 1 hides a cell.',
      [
        'upper',
        [
          [0, 1],
          [0, 0],
        ],
      ],
    ),
  ),
  values: key(
    values,
    'Prints the value in each cell: true, a d3 number format, or an object with "format", "text" or "fontSize". Values that do not fit are omitted, with a warning. Default: false.',
    [true, '.2f'],
  ),
  reduce: key(
    reduce,
    `How a block of values becomes one cell if the matrix has more cells than the page has pixels; "absmax" is the value farthest from 0. Missing values are ignored. ${defaultText(DEFAULTS.cells.reducer)}`,
    ['absmax', { by: 'max', caption: true }],
  ),
});

export type CellsSpec = z.infer<typeof cells>;

/** Returns the function that combines the values of a block. */
export function reducerOf(cells: CellsSpec | undefined): Reducer {
  const { reduce } = cells ?? {};
  return (typeof reduce === 'object' ? reduce.by : reduce) ?? DEFAULTS.cells.reducer;
}
