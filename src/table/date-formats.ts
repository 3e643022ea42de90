/** The formats of dates and times that tables contain. */

export type DatePrecision = 'year' | 'month' | 'day' | 'minute' | 'second' | 'millisecond';

/** The order of day and month in dates such as 03/04/2020. */
export type DateOrder = 'day-month' | 'month-day';

export interface ParsedDate {
  /** Milliseconds since 1970, as if the wall-clock time were UTC; NaN if the text is not a date. */
  readonly time: number;
  readonly precision: DatePrecision;
}

export interface DateFormat {
  readonly name: string;
  readonly pattern: RegExp;
  /** Set if the same texts can be read in the other order. */
  readonly order?: DateOrder;
  /** Texts in this format are dates only below a header that says so. */
  readonly needsHeader?: 'year' | 'date';
  parse(text: string): ParsedDate;
}

const NO_DATE: ParsedDate = { time: Number.NaN, precision: 'day' };
/** Longer texts are not dates. */
const MAX_LENGTH = 80;

const TIME = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?(?: ?(?<half>[ap])\.?m\.?)?`;
/** A time zone. It is not used, because all times are wall-clock times. */
const ZONE = String.raw`(?: ?(?:Z|[A-Z]{2,5}))?(?: ?[+-]\d{2}:?\d{2})?(?: ?(?:\[[\w/+-]{1,40}\]|\([\w .+-]{1,40}\)))?`;
const REST = `(?:(?:[T ]|, |:| at )${TIME}${ZONE})?`;
const MONTH_NAME = String.raw`(?<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?`;
const YEAR = String.raw`(?<year>\d{4})`;
const MONTH = String.raw`(?<month>\d{1,2})`;
const DAY = String.raw`(?<day>\d{1,2})`;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const FULL_MONTHS =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?$/i;

/** All formats, the more usual first. */
export const DATE_FORMATS: readonly DateFormat[] = [
  create('YYYY-MM-DD', String.raw`${YEAR}(?<separator>[-/.])${MONTH}\k<separator>${DAY}${REST}`),
  create('YYYY-MM', `${YEAR}[-/]${MONTH}`),
  create('DD.MM.YYYY', String.raw`${DAY}\.${MONTH}\.${YEAR}${REST}`),
  ...bothOrders('/', String.raw`(?<year>\d{4}|\d{2})`, 'YYYY'),
  ...bothOrders('-', YEAR, 'YYYY'),
  create('MM/YYYY', `${MONTH}[/-]${YEAR}`),
  create('Mon DD YYYY', `${MONTH_NAME} ${DAY}(?:st|nd|rd|th)?,? ${YEAR}${REST}`),
  create('DD Mon YYYY', `${DAY}(?:st|nd|rd|th)?[ /.-]{1,2}${MONTH_NAME}[ /.-]${YEAR}${REST}`),
  create('DD-Mon-YY', String.raw`${DAY}[ -]${MONTH_NAME}[ -](?<year>\d{2})${REST}`),
  create('Mon YYYY', `${MONTH_NAME}[ ,-]{1,2}${YEAR}`),
  create('YYYY Mon', `${YEAR}[ -]${MONTH_NAME}(?:[ -]${DAY})?`),
  create('YYYY-Qn', `${YEAR}[- ]?Q(?<quarter>[1-4])`),
  create('YYYY-Www', String.raw`${YEAR}-?W(?<week>\d{2})(?:-?(?<weekday>[1-7]))?`),
  create('HH:MM', `${TIME}${ZONE}`),
  create('YYYYMMDD', String.raw`${YEAR}(?<month>\d{2})(?<day>\d{2})`, { needsHeader: 'date' }),
  create('YYYYMM', String.raw`${YEAR}(?<month>\d{2})`, { needsHeader: 'date' }),
  create(
    'YYYYMMDDTHHMMSS',
    String.raw`${YEAR}(?<month>\d{2})(?<day>\d{2})T(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})Z?`,
  ),
  create('YYYY', YEAR, { needsHeader: 'year' }),
];

/** Removes the name of a weekday at the start, as in "Tue, 02 Jan 2018". */
export function stripWeekday(text: string): string {
  return text.length > MAX_LENGTH ? '' : text.replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? /i, '');
}

function bothOrders(separator: string, year: string, yearName: string): DateFormat[] {
  const name = (a: string, b: string) => [a, b, yearName].join(separator);
  const source = String.raw`(?<first>\d{1,2})${separator}(?<other>\d{1,2})${separator}${year}${REST}`;
  const pattern = compile(source);
  return [
    {
      name: name('DD', 'MM'),
      pattern,
      order: 'day-month',
      parse: (text) => read(pattern, text, 'day-month'),
    },
    {
      name: name('MM', 'DD'),
      pattern,
      order: 'month-day',
      parse: (text) => read(pattern, text, 'month-day'),
    },
  ];
}

function create(name: string, source: string, options: Pick<DateFormat, 'needsHeader'> = {}): DateFormat {
  const pattern = compile(source);
  return { name, pattern, ...options, parse: (text) => read(pattern, text) };
}

function compile(source: string): RegExp {
  return new RegExp(`^${source}$`, 'i');
}

function read(pattern: RegExp, text: string, order?: DateOrder): ParsedDate {
  const groups = text.length > MAX_LENGTH ? undefined : pattern.exec(text)?.groups;
  if (!groups) return NO_DATE;
  if (groups.name !== undefined && !FULL_MONTHS.test(monthIn(text))) return NO_DATE;
  const [day, month] = order === 'month-day' ? [groups.other, groups.first] : [groups.first, groups.other];
  const year = groups.year === undefined ? 1970 : fullYear(groups.year);
  if (groups.week !== undefined) return readWeek(year, Number(groups.week), Number(groups.weekday ?? 1));
  const monthNumber =
    groups.name !== undefined
      ? MONTHS.indexOf(groups.name.toLowerCase()) + 1
      : groups.quarter !== undefined
        ? 3 * Number(groups.quarter) - 2
        : Number(groups.month ?? month ?? 1);
  const dayNumber = Number(groups.day ?? day ?? 1);
  const hour = hourOf(groups);
  const [minute, second] = [Number(groups.minute ?? 0), Number(groups.second ?? 0)];
  const date = dateOf(year, monthNumber, dayNumber);
  // 24:00 is the end of a day, and a leap second counts as the next minute.
  if (Number.isNaN(date) || hour > 24 || minute > 59 || second > 60) return NO_DATE;
  if (hour === 24 && minute + second > 0) return NO_DATE;
  const milliseconds = Math.floor(Number(`0.${groups.fraction ?? 0}`) * 1000);
  const time = date + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
  return { time, precision: precisionOf(groups) };
}

/** Returns the first word with letters that starts a month name. */
function monthIn(text: string): string {
  return /[a-z]+\.?/i.exec(text)?.[0] ?? '';
}

/** Returns a year with four digits. Two digits from 69 on are of the 20th century, as POSIX says. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length !== 2) return year;
  return year < 69 ? 2000 + year : 1900 + year;
}

function hourOf({ hour, half }: Record<string, string | undefined>): number {
  const number = Number(hour ?? 0);
  if (half === undefined) return number;
  if (number < 1 || number > 12) return Number.NaN;
  return (number % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function precisionOf(groups: Record<string, string | undefined>): DatePrecision {
  if (groups.fraction !== undefined) return 'millisecond';
  if (groups.second !== undefined) return 'second';
  if (groups.hour !== undefined) return 'minute';
  if (groups.day !== undefined || groups.first !== undefined) return 'day';
  return groups.month !== undefined || groups.name !== undefined || groups.quarter !== undefined
    ? 'month'
    : 'year';
}

/** Returns midnight of a date; NaN if the month has no such day. */
function dateOf(year: number, month: number, day: number): number {
  const time = Date.UTC(2000, month - 1, day);
  const date = new Date(time);
  date.setUTCFullYear(year, month - 1, day);
  const isValid = month >= 1 && month <= 12 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isValid ? date.getTime() : Number.NaN;
}

/** Returns a day of an ISO week. Week 1 contains 4 January. */
function readWeek(year: number, week: number, weekday: number): ParsedDate {
  const fourth = dateOf(year, 1, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * 86_400_000;
  if (week < 1 || week > 53) return NO_DATE;
  return { time: monday + ((week - 1) * 7 + weekday - 1) * 86_400_000, precision: 'day' };
}
