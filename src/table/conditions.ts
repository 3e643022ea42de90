/** Keeps the records that meet the conditions of `data.where`. */
import { fail, quote } from '../diagnostics.js';
import { nearestWords } from '../nearest-words.js';
import type { Condition, Operator } from '../spec/conditions.js';
import { ColumnCache, UNKNOWN } from './column-cache.js';
import {
  createDateParser,
  type DateOrder,
  type DateParser,
  type DatePrecision,
  describeDates,
  MAX_OTHER_SHARE,
} from './dates.js';
import { createNumberParser, describeNumbers } from './human-numbers.js';
import type { LongTable } from './long-table.js';
import { isMissing } from './missing.js';
import { type DecimalMark, parseNumber } from './number.js';

/** Tests a text of one column. */
type Test = (text: string) => boolean;

interface Located extends Condition {
  readonly position: number;
}

export interface ConditionOptions {
  readonly decimal: DecimalMark;
  readonly missingValues?: readonly string[];
  readonly dateOrder?: DateOrder;
}

/** In a column of numbers, at most this share of the texts can be faults. */
const MAX_FAULT_SHARE = 0.1;
const [DROPPED, KEPT] = [0, 1];

/**
 * A condition compares numbers if its value and the column are numbers; else dates if both are dates; else texts. A date is
 * compared at its own precision: `date = 2024-05` keeps all of May. A missing value meets only `!=`.
 */
export class ConditionFilter {
  /** What the condition compares; null if no record has had a value. */
  reading: string | null;
  private readonly position: number;
  private readonly test: Test;
  /** Set if the column can be compared without its text. */
  private readonly fast: NumericTest | null;
  private readonly cache: ColumnCache;

  /** Error: `invalid-condition`. */
  constructor(
    private readonly condition: Located,
    private readonly table: LongTable,
    private readonly options: ConditionOptions,
  ) {
    this.position = condition.position;
    this.cache = new ColumnCache(this.position);
    const { missingValues } = options;
    const samples = table.samples(this.position);
    const numeric =
      numberTest(condition, samples, options) ??
      dateTest(condition, samples, table.header[this.position], options);
    const compare = numeric?.testText ?? textTest(condition, samples, options, table.name);
    this.reading = numeric?.description ?? null;
    this.fast = missingValues?.length ? null : numeric;
    const isDifferent = condition.operator === '!=';
    const isExplicit = condition.values.some((value) => isMissing(value, missingValues));
    this.test = (text) => {
      if (isMissing(text, missingValues) && !isExplicit) return isDifferent;
      this.reading ??= 'words';
      return compare(text);
    };
  }

  /** Whether the current record meets the condition. */
  keeps(): boolean {
    const { fast, table, position } = this;
    if (fast?.reading === 'number') {
      const value = table.number(position, this.options.decimal);
      if (!Number.isNaN(value)) return fast.test(value);
    }
    const known = this.cache.get(table);
    if (known !== UNKNOWN) return known === KEPT;
    const time = fast?.reading === 'time' ? table.isoTime(position) : Number.NaN;
    const isKept = fast && !Number.isNaN(time) ? fast.test(time) : this.test(table.cell(position));
    this.cache.set(isKept ? KEPT : DROPPED);
    return isKept;
  }

  /** Returns hints for a condition that no record meets. */
  hints(): string[] {
    const { operator, values } = this.condition;
    if (operator !== '=' && operator !== 'in') return [];
    const words = new Set(this.table.samples(this.position));
    const similar = nearestWords(values[0], words).filter((word) => !values.includes(word));
    return similar.length > 0
      ? [`did you mean ${quote(similar[0])}?`]
      : [`the column has values such as ${[...words].slice(0, 5).map(quote).join(', ')}`];
  }
}

interface NumericTest {
  /** What is compared, as parts of a table must have in common. */
  readonly description: string;
  /** How a field can be read without its text, if it can. */
  readonly reading: 'number' | 'time' | null;
  readonly test: (value: number) => boolean;
  readonly testText: Test;
}

function numberTest(
  { operator, values }: Condition,
  samples: readonly string[],
  options: ConditionOptions,
): NumericTest | null {
  const numbers = createNumberParser(samples, { ...options, maxOtherShare: MAX_FAULT_SHARE });
  const limits = values.map((value) => parseNumber(value));
  if (!numbers || limits.some(Number.isNaN)) return null;
  const test = comparison(operator, limits);
  const testText = (text: string) => {
    const value = numbers.parse(text);
    return Number.isNaN(value) ? operator === '!=' : test(value);
  };
  const isPlain = numbers.isPlain && numbers.decimal === options.decimal;
  return { description: describeNumbers(numbers), reading: isPlain ? 'number' : null, test, testText };
}

const DURATIONS: Record<DatePrecision, (time: number) => number> = {
  year: (time) => addMonths(time, 12),
  month: (time) => addMonths(time, 1),
  day: (time) => time + 86_400_000,
  minute: (time) => time + 60_000,
  second: (time) => time + 1000,
  millisecond: (time) => time + 1,
};

function addMonths(time: number, months: number): number {
  const date = new Date(time);
  return date.setUTCMonth(date.getUTCMonth() + months);
}

function dateTest(
  { operator, values }: Condition,
  samples: readonly string[],
  header: string,
  { dateOrder }: ConditionOptions,
): NumericTest | null {
  const dates = createDateParser(samples, header, dateOrder, MAX_OTHER_SHARE);
  if (!dates) return null;
  const ranges = values.map((value) => dateRange(value, dates, header, dateOrder));
  if (!ranges.every((range) => range !== null)) return null;
  const test = (time: number) => {
    const isIn = ranges.some(({ start, end }) => time >= start && time < end);
    const [{ start, end }] = ranges;
    switch (operator) {
      case '=':
      case 'in':
        return isIn;
      case '!=':
        return !isIn;
      case '<':
        return time < start;
      case '<=':
        return time < end;
      case '>':
        return time >= end;
      case '>=':
        return time >= start;
    }
  };
  const testText = (text: string) => {
    const time = dates.parse(text);
    return Number.isNaN(time) ? operator === '!=' : test(time);
  };
  const reading = dates.format === 'YYYY-MM-DD' ? 'time' : null;
  return { description: describeDates(dates), reading, test, testText };
}

/** Returns the start and the end of the year, month, day … that `text` names. */
function dateRange(
  text: string,
  dates: DateParser,
  header: string,
  order: DateOrder | undefined,
): { start: number; end: number } | null {
  const own = createDateParser([text], 'year', order) ?? createDateParser([text], header, order);
  const start = own?.parse(text) ?? dates.parse(text);
  return Number.isNaN(start) ? null : { start, end: DURATIONS[(own ?? dates).precision](start) };
}

function textTest(
  { operator, values, text }: Condition,
  samples: readonly string[],
  options: ConditionOptions,
  file: string,
): Test {
  const isOrder = operator.startsWith('<') || operator.startsWith('>');
  if (isOrder && createNumberParser(samples, { ...options, maxOtherShare: MAX_FAULT_SHARE })) {
    fail(
      'invalid-condition',
      `the condition ${quote(text)} compares numbers with ${quote(values[0])}, which is not a number`,
      { file },
    );
  }
  const test = comparison(operator, values);
  return (content) => test(content.trim()) || (operator !== '!=' && test(content));
}

/** Returns a test that compares with one value, or with each of several. */
function comparison<T extends string | number>(
  operator: Operator,
  values: readonly T[],
): (value: T) => boolean {
  const [limit] = values;
  const set = new Set(values);
  switch (operator) {
    case '=':
    case 'in':
      return (value) => set.has(value);
    case '!=':
      return (value) => !set.has(value);
    case '<':
      return (value) => value < limit;
    case '<=':
      return (value) => value <= limit;
    case '>':
      return (value) => value > limit;
    case '>=':
      return (value) => value >= limit;
  }
}
