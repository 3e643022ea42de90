import * as z from 'zod/mini';
import { type Diagnostic, fail, HeatmapError, nearest, type Place } from '../diagnostics.js';
import { described } from './described.js';

/** One item, by position or by label. */
export function addressItem(description: string) {
  return described(z.union([z.int().check(z.minimum(0)), z.string()]), description);
}

const item = addressItem('An item: a 0-based position in the data, or a label.');
const range = z.strictObject({
  from: addressItem('The first item of the range.'),
  to: addressItem('The last item of the range.'),
});

/** The one way in which a spec names items of an axis. */
export const address = described(
  z.union([item, range, z.array(z.union([item, range]))]),
  'Items of an axis: a number is a 0-based position in the data, a string is a label (every item that bears it), { "from", "to" } a range with both ends in it, a list any of these.',
  [0, 'last_q', { from: 2, to: 5 }, [0, 'last_q']],
);

export type Address = z.infer<typeof address>;

/** More items than an axis has names some of them again and again: nobody means that. */
const MOST_POSITIONS = 2 ** 22;
/** So many faults are worth reading, and each costs a search for what was meant. */
const MOST_FAULTS = 20;

/**
 * The data positions that `address` names on an axis of `count` items, in the order named.
 * @throws HeatmapError naming every item the axis does not have; `too-large`
 */
export function positions(
  address: Address,
  count: number,
  labels: readonly string[] | null,
  place: Place,
): number[] {
  const faults: Diagnostic[] = [];
  const found: number[] = [];
  for (const item of Array.isArray(address) ? address : [address]) {
    if (typeof item !== 'object') {
      for (const position of named(item)) found.push(position);
    } else {
      const from = named(item.from)[0];
      const to = named(item.to).at(-1);
      if (from === undefined || to === undefined) continue;
      const step = from <= to ? 1 : -1;
      for (let at = from; at !== to + step; at += step) found.push(at);
    }
    if (found.length > MOST_POSITIONS)
      fail('too-large', `more than ${MOST_POSITIONS} items are named`, place);
    if (faults.length >= MOST_FAULTS) break;
  }
  if (faults.length) throw new HeatmapError(faults);
  return found;

  function named(item: number | string): number[] {
    if (typeof item === 'number') {
      if (item < count) return [item];
      faults.push({
        severity: 'error',
        code: 'no-such-position',
        message: `position ${item} is beyond the axis, which has ${count} item${count === 1 ? '' : 's'}, 0 to ${count - 1}`,
        place,
      });
      return [];
    }
    const at = (labels ?? []).flatMap((label, i) => (label === item ? [i] : []));
    if (!at.length) {
      const near = nearest(item, labels ?? []);
      faults.push({
        severity: 'error',
        code: 'no-such-label',
        message: `no item of the axis is labelled ${JSON.stringify(item)}`,
        place,
        hints: near.length ? [`did you mean ${JSON.stringify(near[0])}?`] : [],
      });
    }
    return at;
  }
}
