/** Parses the notation for the columns of a table of records, such as `month(date)`, `bin(x, 20)` or `mean(temp)`. */
import { quote } from '../diagnostics.js';
import { nearestWords } from '../nearest-words.js';

/** The parts of a date. `week`, `date` and `yearmonth` count along the whole range, the others repeat. */
export const TIME_UNITS = [
  'year',
  'quarter',
  'month',
  'week',
  'weekday',
  'day',
  'date',
  'hour',
  'minute',
  'yearmonth',
  'weekOfYear',
] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** What a column of a table can contain. */
export const COLUMN_KINDS = ['number', 'index', 'category', 'boolean', 'date', 'text'] as const;

/** The functions that combine the records of one cell to one value. */
export const AGGREGATES = [
  'mean',
  'sum',
  'median',
  'min',
  'max',
  'count',
  'sd',
  'first',
  'last',
  'share',
  'distinct',
] as const;
export type AggregateName = (typeof AGGREGATES)[number];

/** The aggregates that can be written without a column. */
const WITHOUT_COLUMN: readonly string[] = ['count', 'share'];
const OTHER_AXIS_FUNCTIONS = ['bin', 'calendar'];
const AXIS_FUNCTIONS: readonly string[] = [...TIME_UNITS, ...OTHER_AXIS_FUNCTIONS];

/** The width of bins: equal bins with round edges, at most this many, or bins of this width. */
export type BinWidth = { readonly maxBins: number } | { readonly step: number };
export const DEFAULT_MAX_BINS = 10;
/** The maximum number of groups on an axis of aggregated records. */
export const MAX_GROUPS = 10_000;

/** What an axis shows. `C` is a column: as it is written, or its position. */
export type AxisField<C = string | number> =
  | { readonly kind: 'column'; readonly column: C }
  | { readonly kind: 'unit'; readonly unit: TimeUnit; readonly column: C }
  | { readonly kind: 'bin'; readonly width: BinWidth; readonly column: C }
  | { readonly kind: 'calendar'; readonly column: C };

/** What the cells show. An aggregate without a column counts records. */
export type ValueField<C = string | number> =
  | { readonly kind: 'column'; readonly column: C }
  | { readonly kind: 'aggregate'; readonly aggregate: AggregateName; readonly column: C | null };

/** What is wrong with a field. */
export interface FieldFault {
  readonly kind: 'fault';
  readonly message: string;
  readonly hints: readonly string[];
}

/** Functions of other programs. */
const SYNONYMS: Readonly<Record<string, string>> = {
  avg: 'mean',
  average: 'mean',
  total: 'sum',
  std: 'sd',
  stdev: 'sd',
  stddev: 'sd',
  minimum: 'min',
  maximum: 'max',
  size: 'count',
  n: 'count',
  nunique: 'distinct',
  unique: 'distinct',
  proportion: 'share',
  dayofweek: 'weekday',
  wday: 'weekday',
  monthdate: 'day',
  hours: 'hour',
  minutes: 'minute',
  months: 'month',
  years: 'year',
  isoweek: 'weekOfYear',
  weekofyear: 'weekOfYear',
  yearweek: 'week',
  hist: 'bin',
  cut: 'bin',
};

interface Call {
  readonly name: string;
  readonly argument: string;
}

/** Returns the field of an axis or of the panels. */
export function parseAxisField(text: string): AxisField | FieldFault {
  const call = parseCall(text);
  if (!call) return { kind: 'column', column: unquote(text) };
  const { name, argument } = call;
  if (isAggregate(name)) {
    const message = `${quote(text)} combines values, so it cannot be an axis`;
    return fault(message, `give it as the value: --value ${shellQuote(text)}`);
  }
  if (!AXIS_FUNCTIONS.includes(name)) return unknownFunction(text, call, AXIS_FUNCTIONS);
  if (name === 'bin') return parseBin(text, argument);
  if (argument === '') return fault(`${quote(text)} names no column`, `write ${name}(date)`);
  const column = unquote(argument);
  return name === 'calendar'
    ? { kind: 'calendar', column }
    : { kind: 'unit', unit: name as TimeUnit, column };
}

/** Returns the field of the cells. */
export function parseValueField(text: string): ValueField | FieldFault {
  const call = parseCall(text);
  if (!call) return { kind: 'column', column: unquote(text) };
  const { name, argument } = call;
  if (AXIS_FUNCTIONS.includes(name)) {
    const message = `${quote(text)} groups records, so it cannot be the value`;
    return fault(message, `give it as an axis: --x ${shellQuote(text)}`);
  }
  if (!isAggregate(name)) return unknownFunction(text, call, AGGREGATES);
  if (argument === '' && !WITHOUT_COLUMN.includes(name)) {
    return fault(
      `${quote(text)} names no column`,
      `write ${name}(column); only count() and share() need none`,
    );
  }
  return { kind: 'aggregate', aggregate: name, column: argument === '' ? null : unquote(argument) };
}

/** Returns the title of an axis. `name` is the name of its column. */
export function axisTitle({ kind, ...field }: AxisField<number>, name: string): string {
  if (kind !== 'unit') return name;
  const { unit } = field as { unit: TimeUnit };
  const words = UNIT_WORDS[unit] ?? unit;
  return words === name.toLowerCase() ? name : `${words} of ${name}`;
}

const UNIT_WORDS: Partial<Record<TimeUnit, string>> = { yearmonth: 'month', weekOfYear: 'week of year' };

/** Returns the title of the values. `name` is the name of the column; null without one. */
export function valueTitle(field: ValueField<number>, name: string | null): string | null {
  if (field.kind === 'column') return name;
  const { aggregate } = field;
  if (name === null) return aggregate === 'share' ? 'share of records' : 'number of records';
  return `${VALUE_WORDS[aggregate] ?? aggregate} of ${name}`;
}

const VALUE_WORDS: Partial<Record<AggregateName, string>> = {
  count: 'number of values',
  min: 'minimum',
  max: 'maximum',
  sd: 'standard deviation',
  first: 'first value',
  last: 'last value',
  distinct: 'number of distinct values',
};

function isAggregate(name: string): name is AggregateName {
  return AGGREGATES.some((aggregate) => aggregate === name);
}

/** Longer texts are names of columns. */
const MAX_LENGTH = 1000;

/** Returns the parts of `name(argument)`; null for the name of a column. */
function parseCall(text: string): Call | null {
  const match = text.length <= MAX_LENGTH ? /^\s*([A-Za-z]\w*)\(([\s\S]*)\)\s*$/.exec(text) : null;
  return match && { name: match[1], argument: match[2].trim() };
}

function parseBin(text: string, argument: string): AxisField | FieldFault {
  const match = /^("(?:[^"\\]|\\.)*"|[\s\S]*?)(?:,\s*(step\s+)?([^,"]*))?$/.exec(argument);
  const column = unquote(match?.[1] ?? '');
  const [, , step, number] = match ?? [];
  const example = 'write bin(column, 20) for at most 20 bins, or bin(column, step 5)';
  if (column === '') return fault(`${quote(text)} names no column`, example);
  if (number === undefined) return { kind: 'bin', column, width: { maxBins: DEFAULT_MAX_BINS } };
  const value = number.trim() === '' ? Number.NaN : Number(number);
  if (step !== undefined) {
    if (Number.isFinite(value) && value > 0) return { kind: 'bin', column, width: { step: value } };
    return fault(`the step in ${quote(text)} must be a number above 0`, example);
  }
  if (Number.isInteger(value) && value >= 1 && value <= MAX_GROUPS)
    return { kind: 'bin', column, width: { maxBins: value } };
  return fault(
    `the number of bins in ${quote(text)} must be a whole number from 1 to ${MAX_GROUPS}`,
    example,
  );
}

function unknownFunction(text: string, { name, argument }: Call, names: readonly string[]): FieldFault {
  const similar = SYNONYMS[name.toLowerCase()] ?? nearestWords(name, names)[0];
  return fault(
    `${quote(text)} is neither a column nor a function`,
    ...(similar === undefined ? [] : [`did you mean ${quote(`${similar}(${argument})`)}?`]),
    `the functions are ${names.join(', ')}`,
  );
}

function fault(message: string, ...hints: string[]): FieldFault {
  return { kind: 'fault', message, hints };
}

/** Returns the name of a column, which can be in double quotes. */
export function unquote(text: string): string {
  const trimmed = text.trim();
  const match = /^"((?:[^"\\]|\\.)*)"$/.exec(trimmed);
  return match ? match[1].replace(/\\(.)/g, '$1') : trimmed;
}

/** Returns `text` as one word of a shell. */
function shellQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
