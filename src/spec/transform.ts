import * as z from 'zod/mini';
import { describe, key, needsAllValues, withKeywords } from './describe.js';
import { findStepError, parseSteps } from './parse-steps.js';
import { JOINS, MAX_STEPS, STEP_NAMES } from './steps.js';

const steps = z.string().check(
  z.refine((text: string) => findStepError(text) === null, {
    error: (issue) => findStepError(String(issue.input)) ?? '',
  }),
);

const ARGUMENT = String.raw`\(([^()"]|"([^"\\]|\\.)*"|\([^()]*\))*\)`;
const STEP = String.raw`\s*(${STEP_NAMES.join('|')})\s*(${ARGUMENT})?(\s*by\s+(row|column|all)s?)?\s*`;
withKeywords({ pattern: `^${STEP}(,${STEP})*$` }, steps);

/** Returns the key `transform`. `second` is the schema of a second matrix. */
export function transformOf<T extends z.ZodMiniType<string | object>>(second: T) {
  const secondKey = describe(
    z.optional(second),
    'The second matrix, joined by label: a path, rows of numbers, or { "values", "rows", "columns" }.',
    ['base.csv'],
  );
  const join = z.strictObject({ minus: secondKey, divide: secondKey, log2ratio: secondKey }).check(
    z.refine((object) => Object.keys(object).length <= 1, {
      error: `expected one of the keys ${JOINS.join(', ')}, not several`,
    }),
  );
  withKeywords({ maxProperties: 1 }, join);
  const part = z.union([steps, join]);
  return needsAllValues(
    key(
      z.union([steps, join, z.array(part).check(z.maxLength(MAX_STEPS))]),
      `Steps that change the values: ${STEP_NAMES.join(', ')}. A string with commas, or a list, also with { "minus": matrix }. Default: no steps.`,
      [
        'log1p(2), zscore by row',
        ['log2', 'clip(-3, 3)'],
        'minus(base.csv)',
        [{ minus: { values: [[1, 2]], columns: ['a', 'b'] } }, 'abs'],
        'correlate(spearman, rows)',
      ],
    ),
    {
      parts: (value) => parseSteps(value).flatMap(({ kind, text }) => (kind === 'elementwise' ? [] : [text])),
    },
  );
}
