import * as z from 'zod/mini';
import { address } from './address.js';
import { key } from './described.js';

const counted = z.strictObject({
  from: key(z.number(), 'The first number; 0 by default.'),
  step: key(z.number(), 'The difference between neighbours; 1 by default.'),
  prefix: key(z.string(), 'What stands before each number.', ['L']),
});

const ticks = z.strictObject({
  every: key(z.int().check(z.minimum(1)), 'Label every n-th item, beginning with the first.'),
  values: key(address, 'Label these items.', [[2, 4, 6]]),
  rotate: key(
    z.union([z.literal('auto'), z.literal(0), z.literal(45), z.literal(90)]),
    'The angle of the labels in degrees; "auto" takes the first of 0, 45 and 90 at which they fit. Row labels are horizontal unless told.',
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
  ticks: key(
    z.union([z.literal('auto'), z.literal('all'), ticks]),
    'Which items are labelled. "auto": all that fit, the first and the last kept.',
    ['auto', { every: 2 }, { values: [2, 4, 6] }],
  ),
};

export const xAxis = z.strictObject({
  ...keys,
  side: key(z.enum(['bottom', 'top', 'both']), 'Where the labels stand; at the bottom by default.'),
});

export const yAxis = z.strictObject({
  ...keys,
  side: key(z.enum(['left', 'right', 'both']), 'Where the labels stand; on the left by default.'),
  origin: key(z.enum(['top', 'bottom']), 'Where the first row is; at the top by default.'),
});

export type XAxisSpec = z.infer<typeof xAxis>;
export type YAxisSpec = z.infer<typeof yAxis>;
export type CountedSpec = z.infer<typeof counted>;

/** Titles that count, for the panels of a stack. */
export { counted };
