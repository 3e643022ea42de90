/** Groups of the items of an axis, from labels with several levels, as brackets. */
import type { ItemGroups } from '../matrix/matrix.js';
import type { Bracket } from './figure.js';

/** More brackets do not help a reader. `x.groups` has the same maximum. */
const MAX_BRACKETS = 1000;

/**
 * Returns a bracket over each run of neighbours in a group, the innermost level first. `items` holds the item at each
 * position. A group of an inner level does not extend beyond its group of the outer level. A level with too many groups has
 * no brackets.
 */
export function bracketsOfGroups(groups: ItemGroups, items: readonly number[]): Bracket[] {
  return groups
    .map((_, level) => {
      const path = (item: number) => JSON.stringify(groups.slice(0, level + 1).map((titles) => titles[item]));
      const brackets: Bracket[] = [];
      items.forEach((item, position) => {
        const title = groups[level][item];
        const last = brackets.at(-1);
        const isContinued = last?.to === position - 1 && path(items[position - 1]) === path(item);
        if (title === '') return;
        if (last && isContinued) brackets[brackets.length - 1] = { ...last, to: position };
        else brackets.push({ title, from: position, to: position });
      });
      return brackets;
    })
    .reverse()
    .filter(({ length }) => length <= MAX_BRACKETS)
    .flat();
}

/** Returns the order with the totals where they are in the data, at its start or its end, and the others between them. */
export function pinTotals(order: readonly number[], totals: readonly number[]): readonly number[] {
  if (totals.length === 0) return order;
  const others = order.filter((item) => !totals.includes(item));
  const first = totals.filter((item) => item < order.length / 2);
  const last = totals.filter((item) => item >= order.length / 2);
  return [...first, ...others, ...last];
}

/** Returns the positions at which totals meet other items. */
export function totalBreaks(order: readonly number[], totals: readonly number[]): number[] {
  return order.flatMap((item, i) =>
    i > 0 && totals.includes(item) !== totals.includes(order[i - 1]) ? [i] : [],
  );
}
