/** Lists of numbers for the items of an axis, written in a spec as a list of lists. */
import * as z from 'zod/mini';
import { InlineMatrix } from '../json/value.js';
import { withKeywords } from './describe.js';

/** The schema of a list of lists; `readNumberLists` checks the lists in it. */
export const numberLists = z.custom<InlineMatrix>((value) => value instanceof InlineMatrix, {
  error: 'expected a list of numbers for each item',
});
withKeywords(
  {
    minItems: 1,
    items: {
      anyOf: [{ type: 'array', items: { anyOf: [{ type: 'number' }, { type: 'null' }] } }, { type: 'null' }],
    },
  },
  numberLists,
);

/** The lists, whose missing values are NaN; or the position of the first item that is not a list of numbers. */
export type NumberLists =
  | { readonly lists: readonly Float64Array[]; readonly invalid: null }
  | { readonly lists: null; readonly invalid: number };

/** Reads a list of lists. An item that is null has one missing value. */
export function readNumberLists({ node }: InlineMatrix): NumberLists {
  if (node.kind !== 'array') return { lists: null, invalid: 0 };
  const lists: Float64Array[] = [];
  for (const [position, item] of node.items.entries()) {
    if (item.kind === 'numbers') lists.push(item.values.slice());
    else if (item.kind === 'null') lists.push(Float64Array.of(Number.NaN));
    else if (item.kind === 'array' && item.items.length === 0) lists.push(new Float64Array(0));
    else return { lists: null, invalid: position };
  }
  return { lists, invalid: null };
}
