/** Finds the items of an axis that a spec names. */
import { type Diagnostic, fail, HeatmapError, type Place, quote } from '../diagnostics.js';
import { nearestWords } from '../nearest-words.js';
import type { Address } from './address.js';

/** Rejects lists longer than any axis: they must contain repeats. */
const MAX_POSITIONS = 2 ** 22;

/**
 * Limits the positions that many addresses select together. A short spec can name a long range again and again.
 */
export class SelectionBudget {
  private static readonly MAX_POSITIONS = 2 ** 23;
  private used = 0;

  /** Error: `too-large`. */
  add(count: number, place: Place): void {
    this.used += count;
    if (this.used <= SelectionBudget.MAX_POSITIONS) return;
    fail(
      'too-large',
      `the spec selects more than ${SelectionBudget.MAX_POSITIONS} items in total`,
      place,
      'select each range of items only once',
    );
  }
}

/** With more labels in a list, an index of the labels of the axis is faster than a search for each. */
const MAX_SEARCHES = 8;
/** Limits the output, and the searches for similar labels. */
const MAX_ERRORS = 20;

/**
 * Returns the data positions that `address` selects on an axis of `count` items, in the order of the address.
 * @param budget counts the positions of several addresses
 * @throws HeatmapError with one error for each item that the axis does not have; `too-large`
 */
export function findPositions(
  address: Address,
  count: number,
  labels: readonly string[] | null,
  place: Place,
  budget?: SelectionBudget,
): number[] {
  const errors: Diagnostic[] = [];
  const ranges: { readonly from: number; readonly to: number }[] = [];
  let total = 0;
  const withLabel = labelSearch(labels ?? []);
  for (const item of Array.isArray(address) ? address : [address]) {
    if (typeof item !== 'object') {
      for (const position of positionsOf(item)) addRange(position, position);
    } else {
      const from = positionsOf(item.from)[0];
      const to = positionsOf(item.to).at(-1);
      if (from !== undefined && to !== undefined) addRange(from, to);
    }
    if (errors.length >= MAX_ERRORS) break;
  }
  if (errors.length) throw new HeatmapError(errors);
  budget?.add(total, place);
  return expandRanges(ranges, total);

  function addRange(from: number, to: number): void {
    ranges.push({ from, to });
    total += Math.abs(to - from) + 1;
    if (total > MAX_POSITIONS) fail('too-large', `the list selects more than ${MAX_POSITIONS} items`, place);
  }

  function positionsOf(item: number | string): readonly number[] {
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
    const matches = withLabel(item);
    if (!matches.length) {
      const [similar] = nearestWords(item, labels ?? []);
      errors.push({
        severity: 'error',
        code: 'no-such-label',
        message: `no item of the axis has the label ${quote(item)}`,
        place,
        hints: similar === undefined ? [] : [`did you mean ${quote(similar)}?`],
      });
    }
    return matches;
  }
}

function expandRanges(
  ranges: readonly { readonly from: number; readonly to: number }[],
  total: number,
): number[] {
  const positions = new Array<number>(total);
  let filled = 0;
  for (const { from, to } of ranges) {
    const step = from <= to ? 1 : -1;
    for (let position = from; position !== to + step; position += step) positions[filled++] = position;
  }
  return positions;
}

/** Returns a function that finds the positions of a label. */
function labelSearch(labels: readonly string[]): (label: string) => readonly number[] {
  let searches = 0;
  let index: Map<string, number[]> | null = null;
  return (wanted) => {
    if (searches++ < MAX_SEARCHES) return labels.flatMap((label, i) => (label === wanted ? [i] : []));
    index ??= indexLabels(labels);
    return index.get(wanted) ?? [];
  };
}

function indexLabels(labels: readonly string[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  labels.forEach((label, i) => {
    const positions = index.get(label);
    if (positions) positions.push(i);
    else index.set(label, [i]);
  });
  return index;
}
