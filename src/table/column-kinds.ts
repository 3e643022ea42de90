/** Finds what the columns of a table contain, from a sample of its records. */
import type { ReadOptions } from '../spec/data.js';
import { COLUMN_KINDS } from '../spec/fields.js';
import { createDateParser, type DateParser, mayNumbersBeDates } from './dates.js';
import { createNumberParser, isMissingNumber, type NumberParser } from './human-numbers.js';
import { isCounterName, isIdName, PARAMETER_NAME } from './index-names.js';
import { isMissing } from './missing.js';

/**
 * - `number`: measured values. A column without any value is one too.
 * - `index`: numbers that identify or count records, such as an id, a year or a step.
 * - `category`: words that repeat.
 * - `date`: dates or times.
 * - `text`: words that seldom repeat.
 */
export type ColumnKind = (typeof COLUMN_KINDS)[number];

export interface Column {
  /** The header; '' if it has none. */
  readonly name: string;
  readonly position: number;
  readonly kind: ColumnKind;
  /** The number of sampled records that have a value. */
  readonly valueCount: number;
  /** The number of different values in the sample, without missing ones. */
  readonly distinctCount: number;
  /** Whether no value occurs twice in the sample. */
  readonly isUnique: boolean;
  /** Set for numbers and indices with a value. */
  readonly numbers: NumberParser | null;
  /** Whether texts such as "?" mean "missing" in this column of numbers. */
  readonly hasLooseMissing: boolean;
  /** Set for dates. */
  readonly dates: DateParser | null;
}

/** The first records of a table. */
export interface RecordSample {
  /** The names of the columns; '' for a column without a name. */
  readonly header: readonly string[];
  /** For each column, one text for each record. */
  readonly columns: readonly (readonly string[])[];
  /** Whether all values of a column are in quotes, if the format has quotes; R puts factors in quotes, not numbers. */
  readonly isQuoted?: readonly boolean[];
  /** Whether the sample has all records of the table. */
  readonly isComplete: boolean;
}

/** Which numbers and dates the user declared. */
export type KindOptions = Pick<ReadOptions, 'missingValues' | 'decimal' | 'kinds' | 'dateOrder'>;

/** In a column of numbers, at most this share of the texts can be faults. */
const MAX_FAULT_SHARE = 0.1;
/** Up to this many different texts are faults if there are numbers too. */
const MAX_FAULTS = 3;
/** Words are categories if they repeat this often on average. */
const MIN_REPEATS = 1.5;
/** Longer words are text, not categories. */
const MAX_CATEGORY_LENGTH = 60;
/** Fewer increasing integers can be a coincidence. */
const MIN_POSITIONS = 5;
/** The smallest share of values that continue a sequence of a counter. */
const MIN_SEQUENCE_SHARE = 0.9;
/** The outer counter of a long table can be constant in a sample. */
const MIN_CONSTANT = 16;
const MIN_CYCLE_LENGTH = 3;
const MIN_CYCLES = 3;
const BOOLEANS: readonly ReadonlySet<string>[] = [
  new Set(['true', 'false']),
  new Set(['yes', 'no']),
  new Set(['t', 'f']),
  new Set(['y', 'n']),
];

/** Returns the kind of each column of `sample`. */
export function inferColumnKinds(sample: RecordSample, options: KindOptions = {}): Column[] {
  const { header, isQuoted = [] } = sample;
  // Without any name, a missing name says nothing.
  const hasNames = header.some((name) => name !== '');
  const columns = header.map((name, i) => inferColumn(name, i, sample.columns[i], hasNames, options));
  const { decimal = '.' } = options;
  const isQuotedNumber = ({ numbers, name }: Column, i: number) =>
    numbers?.decimal === decimal && numbers?.isPlain && isQuoted[i] && name !== '';
  if (!columns.some((column, i) => column.numbers?.isPlain && !isQuoted[i])) return columns;
  return columns.map((column, i) =>
    isQuotedNumber(column, i) && givenKind(column.name, options) === null
      ? { ...column, kind: column.isUnique ? 'text' : 'category', numbers: null }
      : column,
  );
}

/** Returns the kind that the user gives. */
function givenKind(name: string, { kinds = {} }: KindOptions): ColumnKind | null {
  return COLUMN_KINDS.find((kind) => kinds[kind]?.includes(name)) ?? null;
}

function inferColumn(
  name: string,
  position: number,
  texts: readonly string[],
  hasNames: boolean,
  options: KindOptions,
): Column {
  const given = givenKind(name, options);
  const numbers = createNumberParser(texts, {
    ...options,
    maxOtherShare: given === 'number' ? 1 : MAX_FAULT_SHARE,
    maxOtherTexts: MAX_FAULTS,
  });
  const isNumeric = numbers?.isPlain && !mayNumbersBeDates(name);
  const dates = isNumeric ? null : createDateParser(texts, name, options.dateOrder);
  const isEpoch = dates?.format.endsWith('since 1970');
  const isMissingText = numbers && (!dates || isEpoch) ? isMissingNumber : isMissing;
  const values = texts
    .filter((text) => !isMissingText(text, options.missingValues))
    .map((text) => text.trim());
  const distinctCount = new Set(values).size;
  const isUnique = distinctCount === values.length;
  const kind = given ?? kindOf();
  return {
    name,
    position,
    kind,
    valueCount: values.length,
    distinctCount,
    isUnique,
    numbers: kind === 'number' || kind === 'index' ? numbers : null,
    hasLooseMissing: texts.some(
      (text) => isMissingText(text, options.missingValues) && !isMissing(text, options.missingValues),
    ),
    dates: kind === 'date' ? dates : null,
  };

  function kindOf(): ColumnKind {
    if (values.length === 0) return 'number';
    const isYear = dates?.format === 'YYYY';
    if (dates && (isEpoch || numbers === null || !isYear)) return 'date';
    if (numbers) return isIndex(name, values, numbers, position === 0, hasNames) ? 'index' : 'number';
    const words = new Set(values.map((value) => value.toLowerCase()));
    if (BOOLEANS.some((pair) => [...words].every((word) => pair.has(word)))) return 'boolean';
    const isShort = values.every((value) => value.length <= MAX_CATEGORY_LENGTH);
    return isShort && values.length >= MIN_REPEATS * distinctCount ? 'category' : 'text';
  }
}

/**
 * Whether numbers identify records: the header says so, or the values count. In a first column they may be the positions
 * of the records or the inner counter of nested loops; in another column, the header must name a counter too, because
 * measured values can count by chance.
 */
function isIndex(
  name: string,
  values: readonly string[],
  numbers: NumberParser,
  isFirst: boolean,
  hasNames: boolean,
): boolean {
  if (PARAMETER_NAME.test(name)) return true;
  if (!numbers.isPlain) return false;
  const parsed = values.map(numbers.parse);
  if (!parsed.every(Number.isInteger)) return false;
  const header = name.trim();
  return (
    isIdName(header) ||
    (header === '' && hasNames && isFirst) ||
    ((isFirst || isCounterName(header)) && (arePositions(parsed) || isCycle(parsed))) ||
    (isCounterName(header) && (isFirst || parsed.length >= MIN_POSITIONS) && isSequence(parsed))
  );
}

/**
 * Whether the values count up by one step and start again, at least twice and without exception, as the inner counter of
 * nested loops does. Two different values are not a counter.
 */
function isCycle(values: readonly number[]): boolean {
  const [first] = values;
  const distinct = [...new Set(values)];
  if (distinct.length < MIN_CYCLE_LENGTH || distinct.some((value, i) => i > 0 && value <= distinct[i - 1]))
    return false;
  const step = distinct[1] - distinct[0];
  let starts = 1;
  for (let i = 1; i < values.length; i++) {
    const difference = values[i] - values[i - 1];
    if (difference < 0 && values[i] === first) starts++;
    else if (difference !== 0 && difference !== step) return false;
  }
  return starts >= MIN_CYCLES;
}

/** Whether the values are 0, 1, 2, … or 1, 2, 3, … and too many for a coincidence. */
function arePositions(values: readonly number[]): boolean {
  const [first] = values;
  const isStart = first === 0 || first === 1;
  return isStart && values.length >= MIN_POSITIONS && values.every((value, i) => value === first + i);
}

/**
 * Whether most values equal the one before, increase by a usual step, or start again at the first value, as nested
 * counters do.
 */
function isSequence(values: readonly number[]): boolean {
  const steps = new Map<number, number>();
  let inSequence = 0;
  for (let i = 1; i < values.length; i++) {
    const step = values[i] - values[i - 1];
    if (step === 0 || (step < 0 && values[i] === values[0])) inSequence++;
    else if (step > 0) steps.set(step, (steps.get(step) ?? 0) + 1);
  }
  const increases = [...steps.values()].reduce((a, b) => a + b, 0);
  const isShortConstant = increases === 0 && values.length < MIN_CONSTANT;
  if (isShortConstant || values.some((value) => value < 0)) return false;
  const isMonotone = inSequence + increases === values.length - 1;
  const usual = [...steps.values()].reduce((a, b) => Math.max(a, b), 0);
  return isMonotone || inSequence + usual >= MIN_SEQUENCE_SHARE * (values.length - 1);
}
