import * as z from 'zod/mini';
import { described } from './described.js';

const item = z.union([z.int().check(z.minimum(0)), z.string()]);
const range = z.strictObject({ from: item, to: item });

/** The one way in which a spec names items of an axis. */
export const address = described(
  z.union([item, range, z.array(z.union([item, range]))]),
  'Items of an axis: a number is a 0-based position in the data, a string is a label (every item that bears it), { "from", "to" } a range with both ends in it, a list any of these.',
  [0, 'last_q', { from: 2, to: 5 }, [0, 'last_q']],
);

export type Address = z.infer<typeof address>;
