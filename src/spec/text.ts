import * as z from 'zod/mini';
import { described, key } from './described.js';

const styled = z.strictObject({
  text: described(z.string(), 'What it says.'),
  align: key(
    z.enum(['start', 'center', 'end']),
    'Where it stands over the figure; a title stands in the centre by default.',
  ),
});

/** A title, subtitle or caption. */
export const text = z.union([z.string(), styled]);

export type TextSpec = z.infer<typeof text>;
