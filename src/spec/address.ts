import * as z from 'zod/mini';
import { describe } from './describe.js';
import { position } from './range.js';

/** Returns the schema of one item, named by its position or by its label. */
export function addressItem(description: string, examples?: unknown[]) {
  return describe(z.union([position, z.string()]), description, examples);
}

const item = addressItem('An item: a 0-based position in the data, or a label.');
const range = z.strictObject({
  from: addressItem('First item of the range: a 0-based position or a label.', [1]),
  to: addressItem('Last item of the range, included: a 0-based position or a label.', [2]),
});

/** The notation for items of an axis. It is the same in all keys. */
export const address = describe(
  z.union([item, range, z.array(z.union([item, range]))]),
  'Items of an axis: a number is a 0-based position in the data, a string selects every item with that label. { "from", "to" } is a range that includes both ends. A list combines all of these.',
  [{ from: 1, to: 2 }, 0, 'cat', [0, 'cat']],
);

export type Address = z.infer<typeof address>;
