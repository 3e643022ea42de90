/** Ticks at round points in time, and their labels. Times are milliseconds since 1970 of the wall-clock time. */
import { linearTicks } from '../../color/ticks.js';
import {
  formatDate,
  formatDay,
  formatMonth,
  formatTimeOfDay,
  formatYear,
  isTimeOfDay,
} from '../../typography/date.js';
import type { AxisTick } from './axis-tick.js';

type Unit = 'millisecond' | 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const MONTH = 30 * DAY;
const YEAR = 365 * DAY;
/** The first Monday after the start of 1970. */
const FIRST_MONDAY = 4 * DAY;

interface Step {
  readonly unit: Unit;
  readonly count: number;
  /** The length of the step, about; months and years differ. */
  readonly length: number;
}

/** The steps between ticks that clocks and calendars have, ascending. */
const STEPS: readonly Step[] = (
  [
    ['second', SECOND, [1, 5, 15, 30]],
    ['minute', MINUTE, [1, 5, 15, 30]],
    ['hour', HOUR, [1, 3, 6, 12]],
    ['day', DAY, [1, 2]],
    ['week', WEEK, [1]],
    ['month', MONTH, [1, 3]],
    ['year', YEAR, [1]],
  ] as const
).flatMap(([unit, length, counts]) => counts.map((count) => ({ unit, count, length: count * length })));

/** Returns about `count` ticks from `low` to `high`, ascending. */
export function timeTicks(low: number, high: number, count: number): AxisTick[] {
  const step = chooseStep(low, high, count);
  return labelTicks(timesAt(step, low, high), step.unit, low, high);
}

/** Returns the step whose length is closest to the requested one, by its ratio. */
function chooseStep(low: number, high: number, count: number): Step {
  const target = (high - low) / count;
  if (target < SECOND / 2) return { unit: 'millisecond', count: 1, length: target };
  if (target > YEAR) return { unit: 'year', count: 1, length: target };
  const ratio = ({ length }: Step) => Math.abs(Math.log(length / target));
  return STEPS.reduce((best, step) => (ratio(step) < ratio(best) ? step : best));
}

function timesAt({ unit, count, length }: Step, low: number, high: number): number[] {
  switch (unit) {
    case 'millisecond':
      return linearTicks(low, high, Math.round((high - low) / length)).filter(Number.isInteger);
    case 'month':
      return monthStarts(low, high, count);
    case 'year':
      return yearStarts(low, high, length > YEAR ? Math.round((high - low) / length) : Infinity);
    case 'week':
      return multiples(WEEK, FIRST_MONDAY, low, high);
    default:
      return multiples(length, 0, low, high);
  }
}

function multiples(step: number, offset: number, low: number, high: number): number[] {
  const times: number[] = [];
  for (let k = Math.ceil((low - offset) / step); k * step + offset <= high; k++)
    times.push(k * step + offset);
  return times;
}

function monthStarts(low: number, high: number, count: number): number[] {
  const firstYear = new Date(low).getUTCFullYear();
  const times: number[] = [];
  for (let month = 0; ; month += count) {
    const time = startOfMonth(firstYear, month);
    if (!(time <= high)) return times;
    if (time >= low) times.push(time);
  }
}

/** Returns the starts of about `count` round years, or of every year if there are not more. */
function yearStarts(low: number, high: number, count: number): number[] {
  const [first, last] = [low, high].map((time) => new Date(time).getUTCFullYear());
  const years =
    last - first <= count
      ? Array.from({ length: last - first + 1 }, (_, i) => first + i)
      : linearTicks(first, last, count).filter(Number.isInteger);
  return years.map((year) => startOfMonth(year, 0)).filter((time) => time >= low && time <= high);
}

/** Unlike `Date.UTC`, accepts the years 0 to 99. */
function startOfMonth(year: number, month: number): number {
  const date = new Date(0);
  return date.setUTCFullYear(year, month, 1);
}

/**
 * Labels ticks with their smallest unit. The first tick, and each tick that begins another year or another day, also has
 * that year or date as context.
 */
function labelTicks(times: readonly number[], unit: Unit, low: number, high: number): AxisTick[] {
  const { text, context } = LABELS[unit];
  // Times without a date are on 1 January 1970, which would mean nothing to the reader.
  const hasNoDate = context === formatDate && isTimeOfDay(low, high);
  let last = '';
  return times.map((value) => {
    const current = context === null || hasNoDate ? '' : context(value);
    const isNew = current !== last;
    last = current;
    return { value, text: text(value), context: isNew ? current : '', contextFirst: context === formatDate };
  });
}

interface LabelStyle {
  readonly text: (time: number) => string;
  readonly context: ((time: number) => string) | null;
}

const LABELS: Record<Unit, LabelStyle> = {
  millisecond: { text: (time) => formatTimeOfDay(time, 'millisecond'), context: formatDate },
  second: { text: (time) => formatTimeOfDay(time, 'second'), context: formatDate },
  minute: { text: (time) => formatTimeOfDay(time, 'minute'), context: formatDate },
  hour: { text: (time) => formatTimeOfDay(time, 'minute'), context: formatDate },
  day: { text: formatDay, context: formatYear },
  week: { text: formatDay, context: formatYear },
  month: { text: formatMonth, context: formatYear },
  year: { text: formatYear, context: null },
};
