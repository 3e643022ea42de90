import * as z from 'zod/mini';
import { described, key } from './described.js';

/** Longer than any page. */
const someText = z.string().check(z.maxLength(200_000));

const styled = z.strictObject({
  text: described(someText, 'What it says.'),
  align: key(
    z.enum(['start', 'center', 'end']),
    'Where it stands over the figure; a title stands in the centre by default.',
  ),
});

/** A title, subtitle or caption. */
export const text = z.union([someText, styled]);

export type TextSpec = z.infer<typeof text>;
