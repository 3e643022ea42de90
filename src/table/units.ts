/** The time units of dates: a number for each unit, which sorts as the units do, and its label. */
import type { TimeUnit } from '../spec/fields.js';
import type { DatePrecision } from './dates.js';

export const DAY = 86_400_000;
export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** 1970 began on a Thursday. */
export const FIRST_WEEKDAY = 3;

/** The coarsest dates that have each unit. */
const NEEDED_PRECISION: Record<TimeUnit, DatePrecision> = {
  year: 'year',
  quarter: 'month',
  month: 'month',
  yearmonth: 'month',
  week: 'day',
  weekday: 'day',
  day: 'day',
  date: 'day',
  weekOfYear: 'day',
  hour: 'minute',
  minute: 'minute',
};
const PRECISIONS: readonly DatePrecision[] = ['year', 'month', 'day', 'minute', 'second', 'millisecond'];

/** Whether dates of this precision have the unit: a date without a time has no hour. */
export function hasUnit(unit: TimeUnit, precision: DatePrecision): boolean {
  return PRECISIONS.indexOf(precision) >= PRECISIONS.indexOf(NEEDED_PRECISION[unit]);
}

/** A unit of time. Times are milliseconds since 1970, as `DateParser` returns them. */
export interface UnitScale {
  keyOf(time: number): number;
  labelOf(key: number): string;
}

/**
 * Returns the scale of a unit. Weeks start on the weekday `weekStart`, counted from Monday as 0. As in ISO 8601, week 1 is
 * the first week with at least four days of the year.
 */
export function createUnitScale(unit: TimeUnit, weekStart: number): UnitScale {
  switch (unit) {
    case 'year':
      return { keyOf: (time) => civilDate(daysOf(time)).year, labelOf: String };
    case 'quarter':
      return {
        keyOf: (time) => Math.floor(civilDate(daysOf(time)).month / 3),
        labelOf: (key) => `Q${key + 1}`,
      };
    case 'month':
      return { keyOf: (time) => civilDate(daysOf(time)).month, labelOf: (key) => MONTHS[key] };
    case 'yearmonth':
      return {
        keyOf(time) {
          const { year, month } = civilDate(daysOf(time));
          return year * 12 + month;
        },
        labelOf: (key) => `${formatYear(Math.floor(key / 12))}-${pad(mod(key, 12) + 1)}`,
      };
    case 'week':
      return {
        keyOf: (time) => Math.floor((daysOf(time) + FIRST_WEEKDAY - weekStart) / 7),
        labelOf(key) {
          const { year, week } = weekOf(key * 7 - FIRST_WEEKDAY + weekStart, weekStart);
          return `${formatYear(year)}-W${pad(week)}`;
        },
      };
    case 'weekOfYear':
      return { keyOf: (time) => weekOf(daysOf(time), weekStart).week, labelOf: String };
    case 'weekday':
      return {
        keyOf: (time) => mod(daysOf(time) + FIRST_WEEKDAY - weekStart, 7),
        labelOf: (key) => WEEKDAYS[(key + weekStart) % 7],
      };
    case 'day':
      return { keyOf: (time) => civilDate(daysOf(time)).day, labelOf: String };
    case 'date':
      return {
        keyOf: daysOf,
        labelOf(key) {
          const { year, month, day } = civilDate(key);
          return `${formatYear(year)}-${pad(month + 1)}-${pad(day)}`;
        },
      };
    case 'hour':
      return { keyOf: (time) => Math.floor(mod(time, DAY) / 3_600_000), labelOf: String };
    case 'minute':
      return { keyOf: (time) => Math.floor(mod(time, 3_600_000) / 60_000), labelOf: String };
  }
}

/** Dates are at most this many days from 1970, as those of JavaScript are. */
const MAX_DAYS = 1e8;
const MAX_YEARS = 275_000;

/** Returns the smallest and the largest key of a unit. */
export function keyRange(unit: TimeUnit): readonly [number, number] {
  switch (unit) {
    case 'year':
      return [-MAX_YEARS, MAX_YEARS];
    case 'quarter':
      return [0, 3];
    case 'month':
      return [0, 11];
    case 'yearmonth':
      return [-12 * MAX_YEARS, 12 * MAX_YEARS];
    case 'week':
      return [-MAX_DAYS / 7, MAX_DAYS / 7];
    case 'weekOfYear':
      return [1, 53];
    case 'weekday':
      return [0, 6];
    case 'day':
      return [1, 31];
    case 'date':
      return [-MAX_DAYS, MAX_DAYS];
    case 'hour':
      return [0, 23];
    case 'minute':
      return [0, 59];
  }
}

/** Returns the start of a day in milliseconds since 1970. */
export function startOfDay(key: number): number {
  return key * DAY;
}

/** Returns the week that a day is in, and the year that the week belongs to: that of its fourth day. */
function weekOf(day: number, weekStart: number): { year: number; week: number } {
  const fourthDay = day - mod(day + FIRST_WEEKDAY - weekStart, 7) + 3;
  const { year } = civilDate(fourthDay);
  return { year, week: Math.floor((fourthDay - firstDayOf(year)) / 7) + 1 };
}

/** Returns the first day of a year, in days since 1970. */
export function firstDayOf(year: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, 0, 1);
  return date.getTime() / DAY;
}

function daysOf(time: number): number {
  return Math.floor(time / DAY);
}

interface CivilDate {
  readonly year: number;
  /** Counted from 0. */
  readonly month: number;
  readonly day: number;
}

/** Returns the date of a day since 1970. The years of the computation begin on 1 March, so leap days come last. */
function civilDate(days: number): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = (monthFromMarch + 2) % 12;
  return {
    year: yearOfEra + era * 400 + (month < 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

function mod(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

function formatYear(year: number): string {
  return String(year).padStart(4, '0');
}
