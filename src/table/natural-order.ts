/** The order of labels that have a natural one: numbers, months, weekdays and clock hours. */
import { isMissing } from './missing.js';
import { type DecimalMark, parseNumber } from './number.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAMES = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WEEKDAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const CLOCK = /^(\d{1,2})(?::(\d{2})(?::(\d{2}(?:\.\d+)?))?)? ?(?:([ap])\.?m\.?)?$/;

/** Returns a number for each label, which sorts the labels; null if one of them has no natural order. */
type Ranking = (label: string) => number | null;

/**
 * Returns the positions of `labels` in their natural order, or null if they have none. Missing labels come last. Weekdays
 * start on `weekStart`, counted from Monday as 0.
 */
export function naturalOrder(
  labels: readonly string[],
  decimal: DecimalMark,
  weekStart: number,
): number[] | null {
  const present = labels.flatMap((label, i) => (isMissing(label) ? [] : [i]));
  if (present.length === 0) return null;
  const rankings: Ranking[] = [
    (label) => {
      const value = parseNumber(label, decimal);
      return Number.isNaN(value) ? null : value;
    },
    rankIn(MONTH_NAMES, 0),
    rankIn(MONTHS, 0),
    rankIn(WEEKDAY_NAMES, weekStart),
    rankIn(WEEKDAYS, weekStart),
    rankClockTime,
  ];
  for (const ranking of rankings) {
    const ranks = new Float64Array(labels.length).fill(Number.POSITIVE_INFINITY);
    const fits = present.every((i) => {
      const rank = ranking(labels[i]);
      if (rank !== null) ranks[i] = rank;
      return rank !== null;
    });
    if (!fits) continue;
    const missing = labels.flatMap((label, i) => (isMissing(label) ? [i] : []));
    // The sort is stable: equal numbers such as 1 and 1.0 keep their order.
    return [...present.sort((a, b) => Number(ranks[a] > ranks[b]) - Number(ranks[a] < ranks[b])), ...missing];
  }
  return null;
}

function rankIn(names: readonly string[], start: number): Ranking {
  return (label) => {
    const position = names.indexOf(label.trim().toLowerCase().replace(/\.$/, ''));
    return position < 0 ? null : (position - start + names.length) % names.length;
  };
}

/** Ranks times of a clock, such as 8:30, 08:30:00, 8 am and 12 PM. A number alone is not a time. */
function rankClockTime(label: string): number | null {
  const [, hourText, minute, second, half] = CLOCK.exec(label.trim().toLowerCase()) ?? [];
  if (hourText === undefined || (minute === undefined && half === undefined)) return null;
  const hour = Number(hourText);
  if (hour > (half === undefined ? 24 : 12) || Number(minute ?? 0) > 59) return null;
  const hours = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  return (hours * 60 + Number(minute ?? 0)) * 60 + Number(second ?? 0);
}
