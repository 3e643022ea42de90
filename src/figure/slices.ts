/** The slices of an axis: parts with gaps between them, from groups of its items or from clusters. */
import { fail, type Place, quote } from '../diagnostics.js';
import { formatCount, joinFirst } from '../phrases.js';
import type { XAxisSpec } from '../spec/axis.js';
import type { SliceOptions } from '../spec/split.js';
import type { ItemValue } from './annotation-values.js';
import type { Bracket } from './figure.js';

/** Groups of items that become slices. Every group has an item. */
export interface Groups {
  /** The group of each item. */
  readonly numbers: Int32Array;
  /** The name of each group; null for the group of items without a name. */
  readonly names: readonly (string | null)[];
  /** The order of the groups: by clustering their means, or by their first items. */
  readonly order: 'tree' | 'data';
  /** The groups that are first, in this order; the others follow in the order of `order`. */
  readonly first: readonly number[];
}

/** What the items of an axis are divided by. */
export interface GroupSource {
  readonly count: number;
  readonly items: 'columns' | 'rows';
  /** Returns the group of each item from k-means. */
  readonly kmeans: (options: SliceOptions) => Int32Array;
  /** Returns the values of the annotation with a title. */
  readonly annotationValues: (title: string) => readonly ItemValue[];
  readonly place: (...path: string[]) => Place;
}

/** Returns the options of a split; those of a list are its groups, if it names one for each item, or its breaks. */
export function sliceOptionsOf(split: XAxisSpec['split'], count: number): SliceOptions | null {
  if (!split) return null;
  if (!Array.isArray(split)) return split;
  const isNames = split.length === count && split.every((name) => typeof name === 'string');
  return isNames ? { groups: split as string[], order: 'data' } : { before: split };
}

/**
 * Returns the groups of a split by name, annotation or k-means; null for another split.
 *
 * Errors: `split-groups` for a wrong number of names, an unknown name or words that are no groups.
 */
export function resolveGroups(
  options: SliceOptions,
  isClustered: boolean,
  source: GroupSource,
): Groups | null {
  const { groups, annotation, kmeans, order } = options;
  const rule = order === 'data' || order === 'tree' ? order : isClustered && !order ? 'tree' : 'data';
  const place = source.place('split');
  if (rule === 'tree' && !isClustered) {
    const message = 'the slices of an order without clusters cannot be in the order of a tree';
    fail('split-order', message, place, 'set "order" of the axis to "cluster", or that of "split" to "data"');
  }
  if (kmeans !== undefined) {
    const numbers = source.kmeans(options);
    const count = numbers.reduce((max, number) => Math.max(max, number + 1), 0);
    return { numbers, names: Array.from({ length: count }, (_, i) => String(i + 1)), order: rule, first: [] };
  }
  if (groups === undefined && annotation === undefined) return null;
  const values = groups ?? source.annotationValues(annotation as string);
  if (values.length !== source.count) {
    fail(
      'split-groups',
      `found ${formatCount(values.length, 'name')} of groups for ${source.count} ${source.items}`,
      place,
      `list one name for each of the ${source.count} ${source.items}; null for items without a group`,
    );
  }
  const number = values.find((value) => typeof value === 'number');
  if (number !== undefined) {
    const message = `the annotation ${quote(annotation as string)} has the number ${number}, but slices are groups of equal words`;
    fail('split-groups', message, place, 'split by an annotation of words, or list "groups"');
  }
  const names = [...new Set(values as readonly (string | null)[])];
  // Items without a name come last.
  names.sort((a, b) => Number(a === null) - Number(b === null));
  const numberOf = new Map(names.map((name, i) => [name, i]));
  const numbers = Int32Array.from(
    values as readonly (string | null)[],
    (name) => numberOf.get(name) as number,
  );
  const listed = Array.isArray(order) ? order : [];
  const unknown = listed.find((name) => !numberOf.has(name));
  if (unknown !== undefined) {
    const known = joinFirst(
      names.flatMap((name) => (name === null ? [] : quote(name))),
      5,
    );
    const message = `no item is in the group ${quote(unknown)}`;
    fail('split-groups', message, source.place('split', 'order'), `the groups are ${known}`);
  }
  const first = listed.map((name) => numberOf.get(name) as number);
  return { numbers, names, order: rule, first: [...new Set(first)] };
}

/** Returns the groups in the order "data": those of `first`, then the others by their first item in `order`. */
export function orderGroups({ numbers, names, first }: Groups, order: readonly number[]): number[] {
  const isNameless = (group: number) => names[group] === null;
  const found = [...new Set([...first, ...order.map((item) => numbers[item])])];
  return [...found.filter((group) => !isNameless(group)), ...found.filter(isNameless)];
}

/** Returns `order` with the items of each group together. The items of a group keep their order. */
export function sortByGroup(groups: Groups, order: readonly number[]): number[] {
  const rank = new Int32Array(groups.names.length);
  orderGroups(groups, order).forEach((group, i) => {
    rank[group] = i;
  });
  return [...order].sort((a, b) => rank[groups.numbers[a]] - rank[groups.numbers[b]]);
}

/** Returns the positions at which another slice begins. `slices` holds the slice of each item. */
export function breaksBetween(slices: ArrayLike<number>, order: readonly number[]): number[] {
  return order.flatMap((item, i) => (i > 0 && slices[item] !== slices[order[i - 1]] ? [i] : []));
}

/** Returns the slice of each item, numbered from 0 in page order; `breaks` ascend. */
export function slicesBetween(breaks: readonly number[], order: readonly number[]): number[] {
  const slices = new Array<number>(order.length);
  let slice = 0;
  order.forEach((item, position) => {
    if (position === breaks[slice]) slice++;
    slices[item] = slice;
  });
  return slices;
}

/**
 * Returns a bracket over each slice that has a title. `names` are those of the slices in page order.
 *
 * Error: `split-titles` for a wrong number of titles.
 */
export function sliceBrackets(
  breaks: readonly number[],
  count: number,
  titles: readonly (string | null)[],
  place: Place,
): Bracket[] {
  const sliceCount = breaks.length + 1;
  if (titles.length !== sliceCount) {
    const message = `found ${formatCount(titles.length, 'title')} for ${formatCount(sliceCount, 'slice')}`;
    fail(
      'split-titles',
      message,
      place,
      `list ${formatCount(sliceCount, 'title')} in page order, or remove "titles"`,
    );
  }
  return titles.flatMap((title, i) =>
    title === null || title === '' ? [] : [{ title, from: breaks[i - 1] ?? 0, to: (breaks[i] ?? count) - 1 }],
  );
}
