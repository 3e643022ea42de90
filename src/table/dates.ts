/** Finds how the dates of a column are written, and parses them. */
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
 */
export function createDateParser(
  samples: readonly string[],
  header: string,
  order?: DateOrder,
): DateParser | null {
  const texts = samples.filter((text) => !isMissing(text)).map((text) => stripWeekday(text.trim()));
  if (texts.length === 0) return null;
  const epoch = createEpochParser(texts, header);
  if (epoch) return epoch;
  const fitting = formatsOf(texts, header);
  const ordered =
    order === undefined ? fitting : fitting.filter((format) => (format.order ?? order) === order);
  const isAmbiguous = new Set(ordered.map((format) => format.order)).size > 1;
  const [format] = ordered;
  return format === undefined || isAmbiguous ? null : parserOf(format, texts);
}

/** Whether numbers below `header` can be years, dates or times since 1970. */
export function mayNumbersBeDates(header: string): boolean {
  return EPOCH_HEADER.test(header) || YEAR_HEADER.test(header) || COMPACT_HEADER.test(header);
}

/** Why the dates of a column cannot be read. */
export type DateFault = 'ambiguous-order' | 'mixed-order' | 'no-date';

/** Returns why `createDateParser` returns null. */
export function findDateFault(samples: readonly string[], header: string): DateFault {
  const texts = samples.filter((text) => !isMissing(text)).map((text) => stripWeekday(text.trim()));
  if (formatsOf(texts, header).length > 1) return 'ambiguous-order';
  const isMixed = DATE_FORMATS.some((format) => {
    const other = format.order && DATE_FORMATS.find((b) => b.pattern === format.pattern && b !== format);
    return other && texts.length > 0 && texts.every((text) => isDate(format, text) || isDate(other, text));
  });
  return isMixed ? 'mixed-order' : 'no-date';
}

function formatsOf(texts: readonly string[], header: string): DateFormat[] {
  return DATE_FORMATS.filter(
    ({ needsHeader }) =>
      needsHeader === undefined || (needsHeader === 'year' ? YEAR_HEADER : COMPACT_HEADER).test(header),
  ).filter((format) => texts.every((text) => isDate(format, text)));
}

function isDate(format: DateFormat, text: string): boolean {
  return !Number.isNaN(format.parse(text).time);
}

function parserOf(format: DateFormat, texts: readonly string[]): DateParser {
  const finest = texts.reduce(
    (max, text) => Math.max(max, PRECISIONS.indexOf(format.parse(text).precision)),
    0,
  );
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

function createEpochParser(texts: readonly string[], header: string): DateParser | null {
  if (!EPOCH_HEADER.test(header) || !texts.every((text) => NUMBER.test(text))) return null;
  const numbers = texts.map(Number);
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
