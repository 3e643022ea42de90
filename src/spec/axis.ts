import * as z from 'zod/mini';
import { address, addressItem } from './address.js';
import { byDefault, described, key } from './described.js';
import { length } from './length.js';

const counted = z.strictObject({
  from: byDefault(0, key(z.number(), 'The first number; 0 by default.')),
  step: byDefault(1, key(z.number(), 'The difference between neighbours; 1 by default.')),
  prefix: key(z.string(), 'What stands before each number.', ['L']),
});

const ticks = z.strictObject({
  every: key(z.int().check(z.minimum(1)), 'Label every n-th item, beginning with the first.'),
  values: key(address, 'Label these items.', [[2, 4, 6]]),
  rotate: byDefault(
    'auto',
    key(
      z.union([z.literal('auto'), z.literal(0), z.literal(45), z.literal(90)]),
      'The angle of the labels in degrees; "auto" takes the first of 0, 45 and 90 at which they fit. Row labels are horizontal unless told.',
    ),
  ),
});

const keys = {
  title: key(
    z.union([z.string(), z.literal(false)]),
    "The axis title; by default the data's own name of the axis, if it has one.",
  ),
  labels: key(
    z.union([z.array(z.union([z.string(), z.number()])), counted, z.literal(false)]),
    'The labels, one per item; { "from", "step", "prefix" } counts; false: none. By default those of the data.',
    [['a', 'b', 'c'], { from: 0, prefix: 'L' }],
  ),
  labels2: key(
    z.array(z.union([z.string(), z.number()])),
    'A second label for each item, on the other side of the body: the predicted token above the input token, say.',
    [['x', 'y', 'z']],
  ),
  style: byDefault(
    'plain',
    key(
      z.enum(['plain', 'token']),
      '"token" shows spaces, line breaks and the marks of tokenizers (Ġ, ▁, Ċ, <0x0A>) readably.',
    ),
  ),
  strip: key(z.string().check(z.minLength(1)), 'A piece that is removed from every label.', [
    'model.layers.',
  ]),
  maxWidth: key(length, 'Labels longer than this are cut in the middle, with a warning.', ['20mm', 80]),
  order: byDefault(
    'data',
    key(
      z.union([
        z.enum(['data', 'reverse', 'mean', 'max', 'label']),
        z.array(z.union([z.int().check(z.minimum(0)), z.string()])),
      ]),
      'The order of the items: as in the data, reversed, by their mean or maximum (largest first), by their labels, or a list; items that the list does not name follow in the order of the data.',
      ['mean', ['b', 'a', 2]],
    ),
  ),
  split: key(
    z.array(z.union([z.int().check(z.minimum(0)), z.string()])),
    'Gaps before these items; or the name of a group for each item, which brings items of a group together.',
    [[4], ['tools', 'tools', 'fruit']],
  ),
  groups: key(
    z
      .array(
        z.strictObject({
          title: described(z.string(), 'What the bracket says.'),
          from: addressItem('The first item of the group.'),
          to: key(
            addressItem('The last item of the group.'),
            'The last item of the group; by default its first.',
          ),
        }),
      )
      .check(z.maxLength(1000)),
    'Brackets with titles over some neighbouring items.',
    [[{ title: 'answer', from: 1, to: 3 }]],
  ),
  ticks: byDefault(
    'auto',
    key(
      z.union([z.literal('auto'), z.literal('all'), ticks]),
      'Which items are labelled. "auto": all that fit, the first and the last kept.',
      [{ every: 2 }, { values: [2, 4, 6] }],
    ),
  ),
};

export const xAxis = z.strictObject({
  ...keys,
  side: byDefault(
    'bottom',
    key(z.enum(['bottom', 'top', 'both']), 'Where the labels stand; at the bottom by default.'),
  ),
});

export const yAxis = z.strictObject({
  ...keys,
  side: byDefault(
    'left',
    key(z.enum(['left', 'right', 'both']), 'Where the labels stand; on the left by default.'),
  ),
  origin: byDefault('top', key(z.enum(['top', 'bottom']), 'Where the first row is; at the top by default.')),
});

export type XAxisSpec = z.infer<typeof xAxis>;
export type YAxisSpec = z.infer<typeof yAxis>;
export type CountedSpec = z.infer<typeof counted>;

/** Titles that count, for the panels of a stack. */
export { counted };
