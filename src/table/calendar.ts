/** Calendars of days: one matrix for each year, with its weeks across and the days of the week down. */
import type { CellRegions, Slice } from '../matrix/matrix.js';
import { DAY, FIRST_WEEKDAY, firstDayOf, MONTHS, WEEKDAYS } from './units.js';

const DAYS_PER_WEEK = 7;

/** Values of consecutive days. */
export interface DailyValues {
  /** The first day, in days since 1970. */
  readonly firstDay: number;
  /** One value for each day; NaN if it is missing. */
  readonly values: Float64Array;
  /** The categories that the values are indices into; null for numbers. */
  readonly categories: readonly string[] | null;
  /** The unit of the values, such as "%"; null without one. */
  readonly unit: string | null;
}

/**
 * Returns a matrix for each year between the first and the last day. Its cells that are no days of the year, or days before
 * the first or after the last one, have no region; other days without a value are missing. Weeks start on the weekday
 * `weekStart`, counted from Monday as 0.
 */
export function calendarSlices(daily: DailyValues, weekStart: number): Slice[] {
  const { firstDay, values } = daily;
  const [first, last] = [firstDay, firstDay + values.length - 1].map(yearOf);
  return Array.from({ length: last - first + 1 }, (_, i) => yearSlice(first + i, daily, weekStart));
}

function yearSlice(
  year: number,
  { firstDay, values, categories, unit }: DailyValues,
  weekStart: number,
): Slice {
  const [start, end] = [firstDayOf(year), firstDayOf(year + 1)];
  const offset = weekdayOf(start, weekStart);
  const columns = Math.ceil((offset + end - start) / DAYS_PER_WEEK);
  const size = DAYS_PER_WEEK * columns;
  const cells = new Float64Array(size).fill(Number.NaN);
  const cellNames = Array.from({ length: size }, () => '');
  const ofCell = new Int16Array(size).fill(-1);
  const lastEnd = Math.min(end, firstDay + values.length);
  for (let day = Math.max(start, firstDay); day < lastEnd; day++) {
    const cell = weekdayOf(day, weekStart) * columns + Math.floor((offset + day - start) / DAYS_PER_WEEK);
    const date = new Date(day * DAY);
    cells[cell] = values[day - firstDay];
    ofCell[cell] = date.getUTCMonth();
    cellNames[cell] = date.toISOString().slice(0, -'T00:00:00.000Z'.length);
  }
  const regions: CellRegions = { titles: MONTHS, ofCell, cellNames };
  const rowLabels = WEEKDAYS.map((_, i) => WEEKDAYS[(weekStart + i) % DAYS_PER_WEEK]);
  return {
    title: String(year),
    matrix: {
      rows: DAYS_PER_WEEK,
      columns,
      values: cells,
      rowLabels,
      columnLabels: null,
      categories,
      ...(unit !== null && { unit }),
      regions,
    },
  };
}

function yearOf(day: number): number {
  return new Date(day * DAY).getUTCFullYear();
}

/** Returns the day of the week, counted from `weekStart` as 0. */
function weekdayOf(day: number, weekStart: number): number {
  const weekday = (day + FIRST_WEEKDAY - weekStart) % DAYS_PER_WEEK;
  return weekday < 0 ? weekday + DAYS_PER_WEEK : weekday;
}
