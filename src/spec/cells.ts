import * as z from 'zod/mini';
import { REDUCERS } from '../matrix/reduction.js';
import { DEFAULTS, LIMITS, THEMES } from '../theme.js';
import { cssColor } from './color.js';
import { numberFormat } from './colorbar.js';
import { data } from './data.js';
import { defaultText, key, lazy, needsAllValues } from './describe.js';
import { fontSize } from './length.js';
import { markKeys, sizeKeys } from './marks.js';
import { matrixOf } from './matrix.js';
import { numberFrom } from './range.js';
import { starsKey } from './stars.js';
import { isTemplate, templateError } from './value-template.js';

const sizeInPx = numberFrom(0.001, 2000, 'px');

/** A template, or another matrix. */
const cellText = lazy(() =>
  data.check(
    z.refine((text) => typeof text !== 'string' || !isTemplate(text) || templateError(text) === null, {
      error: (issue) => templateError(String(issue.input)) ?? '',
    }),
  ),
);

const valueKeys = () => ({
  format: key(numberFormat, 'Number format of d3. Default: enough decimals to distinguish the values.', [
    '.0%',
    '.2f',
  ]),
  text: key(
    cellText,
    'Text of each cell: a template such as "{value}\\n{share:.0%}", the path of a file, or a list of rows in data order. Its fields are value, original (before transforms), row, column, share, rowShare, columnShare, and of records also columns and functions such as mean(auc).',
    [
      '{value}\n{share:.0%}',
      'texts.csv',
      [
        ['the', 'cat'],
        ['12\n34%', null],
      ],
    ],
  ),
  style: key(
    z.enum(['plain', 'token']),
    'Style of words: "token" makes spaces, line breaks and tokenizer marks (Ġ, ▁, Ċ, <0x0A>) readable. Default: "plain".',
  ),
});

/** The font size is the same in all panels. */
const fontSizeKey = () =>
  key(
    fontSize,
    `Font size of the values, which shrink to ${LIMITS.page.minFontSize} pt in small cells: a number of px, or a string with a unit. ${defaultText(THEMES.light.font.value)}`,
    ['6pt'],
  );

const hide = lazy(() =>
  z.union([
    z.enum(['upper', 'lower', 'diagonal']),
    z.literal(false),
    matrixOf('expected rows of zeros and ones, one for each cell'),
  ]),
);

const reducer = z.enum(REDUCERS);

const reduce = lazy(() =>
  z.union([
    reducer,
    z.strictObject({
      by: key(
        reducer,
        `Function that combines the values of a block. ${defaultText(DEFAULTS.cells.reducer)}`,
      ),
      caption: key(
        z.boolean(),
        'Whether the caption says how many values each cell combines, and how. Default: false.',
      ),
    }),
  ]),
);

/** Returns the key of the printed values, an object of which has `keys`. */
function valuesOf<T extends z.core.$ZodLooseShape>(forms: string, keys: T) {
  return key(
    z.union([z.boolean(), numberFormat, z.strictObject(keys)]),
    `Prints the value in each cell: ${forms}. Values that do not fit are omitted, with a warning. Default: false.`,
    [true, '.2f'],
  );
}

/** The keys that a panel can set for itself. The size of the cells and their reduction are the same in all panels. */
const panelKeys = () => ({
  stroke: key(
    z.union([z.literal('none'), cssColor]),
    'Colour of the lines between cells, or "none". Default: "none", or grey lines around marks that do not fill their cells.',
    ['white'],
  ),
  hide: needsAllValues(
    key(
      hide,
      'Cells that are not drawn: those above, below or on the diagonal of the page, for any order of the items. A mask is a list of rows of 0 and 1 in data order, where 1 hides a cell; false hides none.',
      [
        'upper',
        [
          [0, 1],
          [0, 0],
        ],
      ],
    ),
    { except: false },
  ),
});

/** The cells of one panel; the other keys are those of the whole figure. */
export const panelCells = lazy(() =>
  z.strictObject({
    ...panelKeys(),
    values: valuesOf('true, a d3 number format, or an object with "format", "text" or "style"', valueKeys()),
    stars: starsKey(),
    ...markKeys(),
  }),
);

export const cells = lazy(() =>
  z.strictObject({
    width: key(
      sizeInPx,
      'Width of a cell in px, if the page size does not determine it. Default: chosen to fit.',
      [40],
    ),
    height: key(
      sizeInPx,
      'Height of a cell in px, if the page size does not determine it. Default: chosen to fit.',
      [14],
    ),
    aspect: key(
      numberFrom(0.001, 1000),
      'Width of a cell divided by its height. Default: 1 (square) if rows and columns have the same labels or cells have marks, otherwise free.',
      [1],
    ),
    gap: key(
      numberFrom(0, 100, 'px'),
      `Gap between adjacent cells in px. ${defaultText(DEFAULTS.cells.gap)}`,
      [2],
    ),
    ...panelKeys(),
    values: valuesOf('true, a d3 number format, or an object with "format", "text", "style" or "fontSize"', {
      ...valueKeys(),
      fontSize: fontSizeKey(),
    }),
    stars: starsKey(),
    ...markKeys(),
    reduce: key(
      reduce,
      `How a block of values becomes one cell if the matrix has more cells than the page has pixels; "absmax" is the value farthest from 0. Missing values are ignored. ${defaultText(DEFAULTS.cells.reducer)}`,
      ['absmax', { by: 'max', caption: true }],
    ),
    ...sizeKeys(),
  }),
);

export type CellsSpec = z.infer<typeof cells>;
export type PanelCellsSpec = z.infer<typeof panelCells>;
