import * as z from 'zod/mini';
import { formatProblem } from '../typography/number.js';
import { described, key } from './described.js';

/** A d3 number format. */
export const numberFormat = described(
  z.string().check(
    z.refine((specifier: string) => formatProblem(specifier) === null, {
      error: (issue) => formatProblem(String(issue.input)) ?? '',
    }),
  ),
  'A d3 number format.',
  ['.2f', '.0%', '.1e', '~g'],
);

const lengthOfBar = z.union([
  z.string().check(z.regex(/^\d+(\.\d+)?%$/, 'expected a share of the body such as "100%"')),
  z.number().check(z.positive()),
]);

export const colorbar = z.union([
  z.literal(false),
  z.strictObject({
    title: key(
      z.union([z.string(), z.literal(false)]),
      'What the colours mean, with its unit; false: untitled on purpose.',
      ['AUC'],
    ),
    ticks: key(z.array(z.number()), 'The values that are labelled.', [[0, 0.5, 1]]),
    format: key(numberFormat, 'How the tick labels are written, as a d3 format.', ['.2f']),
    side: key(
      z.enum(['right', 'left', 'top', 'bottom']),
      'Where the colorbar stands; on the right by default.',
    ),
    length: key(lengthOfBar, 'Its length: a share of the body as text, or px; "100%" by default.', [
      '60%',
      120,
    ]),
    thickness: key(z.number().check(z.positive()), 'Its thickness in px; 12 by default.'),
  }),
]);

export type ColorbarSpec = z.infer<typeof colorbar>;
