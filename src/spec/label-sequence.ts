import * as z from 'zod/mini';
import { DEFAULTS } from '../theme.js';
import { key, withDefault } from './describe.js';
import { numberFrom } from './range.js';

/** Larger numbers have no exact neighbours. */
const sequenceNumber = numberFrom(-1e15, 1e15);

/** Labels or titles generated from numbers, such as L0, L1, L2. */
export const labelSequence = z.strictObject({
  from: withDefault(DEFAULTS.count.from, key(sequenceNumber, 'First number of the sequence.', [1])),
  step: withDefault(DEFAULTS.count.step, key(sequenceNumber, 'Difference between consecutive numbers.', [2])),
  prefix: key(z.string().check(z.maxLength(1000)), 'Text before each number. Default: no text.', ['L']),
});

export type LabelSequenceSpec = z.infer<typeof labelSequence>;
