import * as z from 'zod/mini';
import { type Diagnostic, fail, HeatmapError, type Place, quote } from '../diagnostics.js';
import { nearestWords } from '../nearest-words.js';
import { describe } from './describe.js';

/** Returns the schema of one item, named by its position or by its label. */
export function addressItem(description: string) {
  return describe(z.union([z.int().check(z.minimum(0)), z.string()]), description);
}

const item = addressItem('An item: a 0-based position in the data, or a label.');
const range = z.strictObject({
  from: addressItem('First item of the range: a 0-based position or a label.'),
  to: addressItem('Last item of the range, included: a 0-based position or a label.'),
});

/** The notation for items of an axis. It is the same in all keys. */
export const address = describe(
  z.union([item, range, z.array(z.union([item, range]))]),
  'Items of an axis: a number is a 0-based position in the data, a string selects every item with that label. { "from", "to" } is a range that includes both ends; a list combines all of these.',
  [0, 'last_q', { from: 2, to: 5 }, [0, 'last_q']],
);

export type Address = z.infer<typeof address>;

/** Rejects lists longer than any axis: they must contain repeats. */
const MAX_POSITIONS = 2 ** 22;
/** Limits the output, and the searches for similar labels. */
const MAX_ERRORS = 20;

/**
 * Returns the data positions that `address` selects on an axis of `count` items, in the order of the address.
 * @throws HeatmapError with one error for each item that the axis does not have; `too-large`
 */
export function findPositions(
  address: Address,
  count: number,
  labels: readonly string[] | null,
  place: Place,
): number[] {
  const errors: Diagnostic[] = [];
  const positions: number[] = [];
  for (const item of Array.isArray(address) ? address : [address]) {
    if (typeof item !== 'object') {
      for (const position of positionsOf(item)) positions.push(position);
    } else {
      const from = positionsOf(item.from)[0];
      const to = positionsOf(item.to).at(-1);
      if (from === undefined || to === undefined) continue;
      const step = from <= to ? 1 : -1;
      for (let position = from; position !== to + step; position += step) positions.push(position);
    }
    if (positions.length > MAX_POSITIONS) {
      fail('too-large', `the list selects more than ${MAX_POSITIONS} items`, place);
    }
    if (errors.length >= MAX_ERRORS) break;
  }
  if (errors.length) throw new HeatmapError(errors);
  return positions;

  function positionsOf(item: number | string): number[] {
    if (typeof item === 'number') {
      if (item < count) return [item];
      errors.push({
        severity: 'error',
        code: 'no-such-position',
        message: `position ${item} is out of range: the axis has ${count} item${count === 1 ? '' : 's'}, 0 to ${count - 1}`,
        place,
      });
      return [];
    }
    const matches = (labels ?? []).flatMap((label, i) => (label === item ? [i] : []));
    if (!matches.length) {
      const [similar] = nearestWords(item, labels ?? []);
      errors.push({
        severity: 'error',
        code: 'no-such-label',
        message: `no item of the axis has the label ${quote(item)}`,
        place,
        hints: similar === undefined ? [] : [`did you mean ${JSON.stringify(similar)}?`],
      });
    }
    return matches;
  }
}
