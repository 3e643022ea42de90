import * as z from 'zod/mini';
import { key, needsAllValues } from './describe.js';
import { findStepError, MAX_STEPS, parseSteps } from './parse-steps.js';
import { STEP_NAMES } from './steps.js';

const steps = z.string().check(
  z.refine((text: string) => findStepError(text) === null, {
    error: (issue) => findStepError(String(issue.input)) ?? '',
  }),
);

export const transform = needsAllValues(
  key(
    z.union([steps, z.array(steps).check(z.maxLength(MAX_STEPS))]),
    `Steps that change the values, in this order: ${STEP_NAMES.join(', ')}. A string with steps separated by commas, or a list of such strings. Default: no steps.`,
    ['log1p(2), zscore by row', ['log2', 'clip(-3, 3)'], 'minus(base.csv)', 'correlate(spearman, rows)'],
  ),
  {
    parts: (value) => parseSteps(value).flatMap(({ kind, text }) => (kind === 'elementwise' ? [] : [text])),
  },
);
