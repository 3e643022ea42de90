/** Finds how the dates of a column are written, and parses them. */
import { maxOf } from '../extremes.js';
import {
  DATE_FORMATS,
  type DateFormat,
  type DateOrder,
  type DatePrecision,
  stripWeekday,
} from './date-formats.js';
import { isMissing } from './missing.js';

export type { DateOrder, DatePrecision } from './date-formats.js';

/** Parses the dates of one column. */
export interface DateParser {
  /** How the dates are written, such as "YYYY-MM-DD", for messages. */
  readonly format: string;
  /** The smallest unit that occurs in the samples. */
  readonly precision: DatePrecision;
  /**
   * Returns the wall-clock time in the zone of the data (UTC if it has none) in milliseconds since 1970, as if it were
   * UTC. Returns NaN if the text is not a date in this format.
   */
  parse(text: string): number;
}

/** A column with a larger share of other values among its first ones is not one of dates. */
export const MAX_OTHER_SHARE = 0.5;

const PRECISIONS: readonly DatePrecision[] = ['year', 'month', 'day', 'minute', 'second', 'millisecond'];

/** Headers of columns whose numbers are seconds or milliseconds since 1970. */
const EPOCH_HEADER =
  /(?:^|[^a-z])(?:unix|epoch|date|time|timestamp|datetime|ts|utc)(?:$|[^a-z])|time_?stamp|unix_?time|(?:created|updated|modified|wall)_?(?:at|time)|(?:_at|_ts|_ms|_time|_date)$/i;
/** Headers of columns whose four digits are years. */
const YEAR_HEADER = /year|^yr$|^date$|jahr|^année$|^año$/i;
/** Headers of columns whose six or eight digits are dates. */
const COMPACT_HEADER = /date|day|month|time|datum/i;

/** Numbers of seconds, milliseconds, microseconds and nanoseconds between 1973 and 2286. */
const EPOCH_UNITS = [
  { format: 'seconds since 1970', from: 1e8, to: 1e10, scale: 1e3 },
  { format: 'milliseconds since 1970', from: 1e11, to: 1e13, scale: 1 },
  { format: 'microseconds since 1970', from: 1e14, to: 1e16, scale: 1e-3 },
  { format: 'nanoseconds since 1970', from: 1e17, to: 1e19, scale: 1e-6 },
];
const NUMBER = /^-?\d+(?:\.\d*)?(?:e[+-]?\d+)?$/i;

/**
 * Returns a parser for the dates of a column, of which `samples` are some texts, or null if they are not dates in one
 * format. Missing values do not count.
 *
 * - `order` tells 03/04/2020 from 04/03/2020. Without it, a sample with a day above 12 must decide.
 * - Digits alone are years or dates, and numbers are times since 1970, only if `header` says so.
 * - At most a share of `maxOtherShare` of the samples is not in the format.
 */
export function createDateParser(
  samples: readonly string[],
  header: string,
  order?: DateOrder,
  maxOtherShare = 0,
): DateParser | null {
  const texts = samples.filter((text) => !isMissing(text)).map((text) => stripWeekday(text.trim()));
  if (texts.length === 0) return null;
  const minCount = minCountOf(texts, maxOtherShare);
  const epoch = createEpochParser(texts, header, minCount);
  if (epoch) return epoch;
  const fitting = formatsOf(texts, header, minCount, order);
  const isAmbiguous = new Set(fitting.flatMap((format) => format.order ?? [])).size > 1;
  const [format] = fitting;
  return format === undefined || isAmbiguous ? null : parserOf(format, texts);
}

/** Describes how dates are written, as parts of a table must have in common. */
export function describeDates({ format }: DateParser): string {
  return `dates of the form ${format}`;
}

/** Whether numbers below `header` can be years, dates or times since 1970. */
export function mayNumbersBeDates(header: string): boolean {
  return EPOCH_HEADER.test(header) || YEAR_HEADER.test(header) || COMPACT_HEADER.test(header);
}

/** Why the dates of a column cannot be read. */
export type DateFault = 'ambiguous-order' | 'mixed-order' | 'no-date';

/** Returns why `createDateParser` returns null. */
export function findDateFault(samples: readonly string[], header: string, maxOtherShare = 0): DateFault {
  const texts = samples.filter((text) => !isMissing(text)).map((text) => stripWeekday(text.trim()));
  const minCount = minCountOf(texts, maxOtherShare);
  if (formatsOf(texts, header, minCount).length > 1) return 'ambiguous-order';
  const isMixed = DATE_FORMATS.some((format) => {
    const other = format.order && DATE_FORMATS.find((b) => b.pattern === format.pattern && b !== format);
    return other && texts.length > 0 && texts.every((text) => isDate(format, text) || isDate(other, text));
  });
  return isMixed ? 'mixed-order' : 'no-date';
}

function minCountOf(texts: readonly string[], maxOtherShare: number): number {
  return Math.ceil(texts.length * (1 - maxOtherShare));
}

/** Returns the formats with the most texts, if these are at least `minCount`. */
function formatsOf(
  texts: readonly string[],
  header: string,
  minCount: number,
  order?: DateOrder,
): DateFormat[] {
  const formats = DATE_FORMATS.filter(
    ({ needsHeader, order: own }) =>
      (order === undefined || (own ?? order) === order) &&
      (needsHeader === undefined || (needsHeader === 'year' ? YEAR_HEADER : COMPACT_HEADER).test(header)),
  );
  if (minCount === texts.length)
    return formats.filter((format) => texts.every((text) => isDate(format, text)));
  const counts = formats.map((format) => texts.filter((text) => isDate(format, text)).length);
  const max = maxOf(counts, (count) => count, minCount);
  return formats.filter((_, i) => counts[i] === max);
}

/** Whether a text is a date in any format, in a column with this header. */
export function isAnyDate(text: string, header: string): boolean {
  return createDateParser([text], header) !== null || findDateFault([text], header) === 'ambiguous-order';
}

function isDate(format: DateFormat, text: string): boolean {
  return !Number.isNaN(format.parse(text).time);
}

function parserOf(format: DateFormat, texts: readonly string[]): DateParser {
  const parsed = texts.map((text) => format.parse(text)).filter(({ time }) => !Number.isNaN(time));
  const finest = parsed.reduce((max, { precision }) => Math.max(max, PRECISIONS.indexOf(precision)), 0);
  // Neighbouring records often have the same date.
  let lastText = '';
  let lastTime = Number.NaN;
  return {
    format: format.name,
    precision: PRECISIONS[finest],
    parse(text) {
      if (text === lastText) return lastTime;
      lastText = text;
      lastTime = format.parse(stripWeekday(text.trim())).time;
      return lastTime;
    },
  };
}

function createEpochParser(texts: readonly string[], header: string, minCount: number): DateParser | null {
  if (!EPOCH_HEADER.test(header)) return null;
  const numbers = texts.filter((text) => NUMBER.test(text)).map(Number);
  if (numbers.length < minCount) return null;
  const unit = EPOCH_UNITS.find(({ from, to }) => numbers.every((value) => value >= from && value < to));
  if (!unit) return null;
  const toTime = (value: number) => Math.floor(value * unit.scale);
  const hasFraction = numbers.some((value) => toTime(value) % 1000 !== 0);
  return {
    format: unit.format,
    precision: hasFraction ? 'millisecond' : 'second',
    parse(text) {
      const trimmed = text.trim();
      return NUMBER.test(trimmed) ? toTime(Number(trimmed)) : Number.NaN;
    },
  };
}
