import * as z from 'zod/mini';
import { DEFAULTS, LIMITS } from '../theme.js';
import { address, addressItem } from './address.js';
import { annotation } from './annotation.js';
import { clusterOptions } from './cluster.js';
import { dendrogram } from './dendrogram.js';
import { describe, key, lazy, needsAllValues, requiredKey, withDefault, withSiblings } from './describe.js';
import { labelSequence } from './label-sequence.js';
import { lengthFrom } from './length.js';
import { dataValue, integerFrom, position } from './range.js';
import { split } from './split.js';
import { pageText } from './text.js';

const ticks = lazy(() =>
  z.strictObject({
    every: key(
      integerFrom(1, 1_000_000),
      'Whole number n: label every n-th item in the order of the page, starting at the origin of the axis.',
      [2],
    ),
    values: key(address, 'Items to label: positions, labels or ranges.', [[1, 'down']]),
    rotate: withDefault(
      DEFAULTS.axis.rotate,
      key(
        z.union([z.literal('auto'), z.literal(0), z.literal(45), z.literal(90)]),
        'Counterclockwise rotation of the labels in degrees. "auto" takes the first angle at which column labels fit; row labels and long sequences of numbers stay horizontal.',
        [45],
      ),
    ),
  }),
);

const keys = {
  title: key(
    z.union([pageText, z.literal(false)]),
    'Title of the axis; false for no title. Default: the name that the data gives the axis, if any.',
    ['token'],
  ),
  labels: key(
    z.union([z.array(z.union([pageText, dataValue])), labelSequence, z.literal(false)]),
    'Labels of the items: a list with one label per item, a sequence { "from", "step", "prefix" }, or false for no labels. Default: the labels in the data, otherwise the positions.',
    [{ from: 0, prefix: 'L' }, ['a', 'b', 'c', 'd']],
  ),
  labels2: key(
    z.array(z.union([pageText, dataValue])),
    'Second list of labels, one per item, on the opposite side of the body; for example predicted tokens above the input tokens.',
    [['a', 'dog', 'ran', 'off']],
  ),
  style: withSiblings(
    { labels: ['Ġthe', 'Ġcat', 'Ċ', 'Ġsat'] },
    withDefault(
      DEFAULTS.axis.style,
      key(
        z.enum(['plain', 'token', 'italic']),
        'Label style: "token" makes spaces, line breaks and tokenizer marks (Ġ, ▁, Ċ, <0x0A>) readable; "italic" is for names of genes and species.',
      ),
    ),
  ),
  strip: withSiblings(
    { labels: [0, 1, 2, 3].map((i) => `model.layers.${i}`) },
    key(z.string().check(z.minLength(1)), 'Text to remove from every label.', ['model.layers.']),
  ),
  maxWidth: withSiblings(
    { labels: ['the first column', 'the second column', 'c', 'd'] },
    key(
      lengthFrom(1, LIMITS.label.maxWidth),
      'Maximum width of a label, in px or with a unit. Longer labels are cut in the middle, with a warning.',
      ['12mm', 80],
    ),
  ),
  order: needsAllValues(
    withDefault(
      DEFAULTS.axis.order,
      key(
        z.union([
          z.enum(['data', 'reverse', 'mean', 'max', 'label', 'cluster', 'seriation']),
          z.strictObject({
            cluster: describe(clusterOptions, 'Orders the items by hierarchical clustering.', [
              { method: 'ward' },
            ]),
          }),
          z.array(z.union([position, z.string()])),
        ]),
        'Order of the items: by their mean or maximum (largest first), by label, reversed, as in the data, by hierarchical clustering, by seriation of a symmetric matrix, which also orders the other axis, or a list of items. Unlisted items follow in data order.',
        ['mean', 'cluster', { cluster: { distance: 'correlation', method: 'average' } }, ['b', 'a', 2]],
      ),
    ),
    { except: 'reverse' },
  ),
  annotations: key(
    z.array(annotation).check(z.maxLength(100)),
    'Strips beside the body that show values of the items, from the inside out.',
    [[{ title: 'tissue', values: ['liver', 'liver', 'brain', null] }]],
  ),
  dendrogram: withSiblings(
    { order: 'cluster' },
    key(
      z.union([z.boolean(), dendrogram]),
      'The tree of a clustered order; false for no tree. Default: true.',
      [{ size: '16mm' }, { cut: 2 }, false],
    ),
  ),
  split: withSiblings(
    { order: 'cluster' },
    needsAllValues(
      key(
        split,
        'Slices with gaps between them: items before which a slice begins; or one group name per item, which also sorts the items by group; or an object with one of "clusters", "height", "kmeans", "annotation", "groups" and "before".',
        [{ clusters: 2 }, [2], ['tools', 'fruit', 'tools', 'fruit'], { annotation: 'tissue', gap: '1mm' }],
      ),
    ),
  ),
  groups: key(
    z
      .array(
        z.strictObject({
          title: requiredKey(pageText, 'Text of the bracket.', ['answer']),
          from: addressItem('First item of the group: a 0-based position or a label.', [1]),
          to: key(
            addressItem('Last item of the group: a 0-based position or a label.'),
            'Last item of the group, included. Default: the first item.',
            [3],
          ),
        }),
      )
      .check(z.maxLength(1000)),
    'Brackets with titles that span adjacent items, at most 1000. Default: the outer levels of labels with several levels; [] for none.',
    [[{ title: 'answer', from: 1, to: 3 }]],
  ),
  positions: key(
    z.union([z.literal('labels'), z.literal(false), z.array(z.union([pageText, dataValue]))]),
    'Makes the axis numeric: "labels" reads the positions of the items from their labels (numbers, intervals or dates); a list has one position per item, or the edges of the items. Default: edges in the data, "labels" if "scale" is set, otherwise false, cells of equal size.',
    [[1, 2, 5, 10], 'labels', ['2024-01-01', '2024-03-15']],
  ),
  scale: withSiblings(
    { positions: [1, 10, 100, 1000] },
    key(
      z.enum(['linear', 'log', 'time']),
      'Scale of a numeric axis. Default: "time" if the positions are dates, otherwise "linear".',
      ['log'],
    ),
  ),
  ticks: withDefault(
    DEFAULTS.axis.ticks,
    key(
      z.union([z.literal('auto'), z.literal('all'), ticks]),
      'Items that get a label: "all", or { "every" } or { "values" }; "auto" labels as many as fit, at equal distances; of long sequences of numbers, it labels round ones; on a numeric axis, it labels round values instead of items.',
      [{ every: 2 }, { values: [2, 4, 6] }],
    ),
  ),
};

export const xAxis = z.strictObject({
  ...keys,
  side: withDefault(
    DEFAULTS.axis.xSide,
    key(z.enum(['bottom', 'top', 'both']), 'Side of the body that has the labels.'),
  ),
});

export const yAxis = z.strictObject({
  ...keys,
  side: withDefault(
    DEFAULTS.axis.ySide,
    key(z.enum(['left', 'right', 'both']), 'Side of the body that has the labels.'),
  ),
  origin: key(
    z.enum(['top', 'bottom']),
    'Side of the first row, or of the smallest value of a numeric axis. Default: "bottom" for numbers on a numeric axis, unless rows and columns are the same items, otherwise "top".',
    ['bottom'],
  ),
});

export type XAxisSpec = z.infer<typeof xAxis>;
export type YAxisSpec = z.infer<typeof yAxis>;
