import * as z from 'zod/mini';
import { DEFAULTS } from '../theme.js';
import { address } from './address.js';
import { color, cssColor } from './color.js';
import { colorbar } from './colorbar.js';
import { key, lazy, needsAllValues, withDefault, withSiblings } from './describe.js';
import { itemStatistic } from './item-values.js';
import { lengthFrom } from './length.js';
import { numberLists } from './number-lists.js';
import { dataValue, integerFrom } from './range.js';
import { pageText } from './text.js';

const scaleKeys = {
  map: true,
  domain: true,
  center: true,
  steps: true,
  missing: true,
  under: true,
  over: true,
} as const;

/** The kinds that show the distribution of several values of each item. */
export const DISTRIBUTION_KINDS: readonly string[] = ['box', 'histogram', 'density'];

/** The values that the examples of other keys need. */
const words = ['liver', 'liver', 'brain', null];
const numbers = [3, 30, 10, 100];
const pairs = [
  [3, 1],
  [2, 2],
  [1, 4],
  [2, 3],
];

/** A strip beside a body that shows one value for each item of the axis. */
export const annotation = lazy(() =>
  z.strictObject({
    title: withSiblings(
      { values: words },
      key(pageText, 'Name of the values, at the end of the strip and above its legend.', ['tissue']),
    ),
    values: needsAllValues(
      key(
        z.union([
          z.string().check(z.minLength(1), z.maxLength(10_000)),
          z.array(z.nullable(z.union([pageText, dataValue]))).check(z.minLength(1)),
          numberLists,
        ]),
        'One value for each item, in the order of the data, null for none, or a list of numbers for each; "column" of the table of the data, or "file.csv:column", joined by label; or a statistic such as "mean()". Default for "box", "histogram", "density": the values of the matrix.',
        [
          ['liver', 'liver', 'brain', null],
          [
            [3, 1],
            [2, 2],
            [1, 4],
            [2, 3],
          ],
          'tissue',
          'samples.csv:tissue',
          'mean()',
        ],
      ),
      { parts: (values) => (typeof values === 'string' && itemStatistic(values) ? [values] : []) },
    ),
    kind: withSiblings(
      { values: numbers },
      needsAllValues(
        key(
          z.enum([
            'category',
            'continuous',
            'bar',
            'stacked',
            'line',
            'point',
            'box',
            'histogram',
            'density',
            'text',
            'mark',
          ]),
          'What shows the values: colours, where "category" gives each value its own, a plot with a value axis, texts, or marks: lines from some items to their labels. Default: "category" for words, otherwise "continuous".',
          ['bar'],
        ),
        { parts: (kind) => (kind && DISTRIBUTION_KINDS.includes(kind) ? [kind] : []) },
      ),
    ),
    items: withSiblings(
      { kind: 'mark' },
      key(
        address,
        'The items of a mark annotation: positions, labels or ranges. Their labels are their "values" if there are any. Default: the items with a value.',
        [['cat', 'down']],
      ),
    ),
    color: withSiblings(
      { values: words },
      key(
        z.union([cssColor, z.pick(color, scaleKeys)]),
        'The scale of the colours, with keys of the figure\'s "color". A plot may have one CSS colour, and the "map" of several series.',
        [{ map: 'Dark2' }, 'steelblue'],
      ),
    ),
    scale: withSiblings(
      { kind: 'bar', values: numbers },
      withDefault(
        'linear',
        key(
          z.enum(['linear', 'log']),
          'Scale of the value axis of a plot. On a log axis, bars start at a power of ten.',
        ),
      ),
    ),
    domain: withSiblings(
      { kind: 'bar', values: numbers },
      key(
        z
          .tuple([z.nullable(dataValue), z.nullable(dataValue)])
          .check(
            z.refine(
              ([low, high]: [number | null, number | null]) => low === null || high === null || low < high,
              { error: 'expected [low, high] with low < high; "reverse" reverses the axis' },
            ),
          ),
        'Ends of the value axis of a plot: [low, high], where null takes that end from the values. Default: all values; linear bars start at 0.',
        [
          [0, 200],
          [0, null],
        ],
      ),
    ),
    reverse: withSiblings(
      { kind: 'bar', values: numbers },
      withDefault(
        false,
        key(
          z.boolean(),
          'Whether the value axis of a plot is reversed. Otherwise values increase upward and to the right, and bars grow away from the rows.',
        ),
      ),
    ),
    series: withSiblings(
      { kind: 'stacked', values: pairs },
      key(
        z.union([z.array(pageText).check(z.minLength(1)), z.literal('slices')]),
        'Names of the values of each item in stacked bars, lines and points, for a legend; or "slices" for a statistic of each slice of the other axis.',
        [['forward', 'reverse'], 'slices'],
      ),
    ),
    bins: withSiblings(
      { kind: 'histogram' },
      withDefault(
        DEFAULTS.annotation.bins,
        key(integerFrom(1, 200), 'Number of bins of a histogram, of equal width on the value axis.', [4]),
      ),
    ),
    colorbar: withSiblings(
      { title: 'tissue', values: words },
      key(
        colorbar,
        'The legend or colorbar of the strip, with the keys of the figure\'s "colorbar"; false for none. Default: a legend with the title of the strip.',
      ),
    ),
    side: withSiblings(
      { values: words },
      key(
        z.enum(['left', 'right', 'top', 'bottom']),
        'Side of the body that has the strip. Default: the side opposite to the labels.',
        ['bottom'],
      ),
    ),
    size: withSiblings(
      { values: words },
      key(
        lengthFrom(1, 1000),
        `Thickness of the strip or height of the plot, in px or with a unit. Default: ${DEFAULTS.annotation.size} for strips, ${DEFAULTS.annotation.plotSize.x} for plots of columns, ${DEFAULTS.annotation.plotSize.y} for plots of rows.`,
        ['4mm', 12],
      ),
    ),
  }),
);

export type AnnotationSpec = z.infer<typeof annotation>;
