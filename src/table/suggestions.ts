/** Suggests figures for a table of records that can be drawn in several ways. */
import type { Column, RecordSample } from './column-kinds.js';
import { isLevel, isUniqueTogether, isWords } from './detect.js';

/** What to draw, as keys of `data`. */
export type Suggestion =
  | { readonly x: string; readonly y: string; readonly value: string; readonly panel?: string }
  | { readonly columns: readonly string[] };

const MAX_SUGGESTIONS = 3;
/** An axis with more labels is hard to read, and one with very many cannot be drawn. */
const MAX_LEVELS = 200;
const MAX_LABELS = 2000;
/** The number of panels that still fit on a page. */
const MAX_PANELS = 12;
/** The number of keys whose pairs are compared. */
const MAX_KEYS = 8;
/** The number of columns that a suggestion lists. */
const MAX_COLUMNS = 12;
const BINS = 20;
/** A bin needs numbers that differ. */
const MIN_DISTINCT = 3;
const DAY = 86_400_000;
/** Within fewer days, the units of dates say less than the other columns. */
const MIN_DAYS = 2;

/** Headers of the numbers that people look at first. */
const MAIN_VALUE = /^(?:value|val|score|mean_test_score|accuracy|acc|auc|loss|count|n|freq|frequency|z|y)$/i;
/** Headers of numbers that describe other numbers. */
const SIDE_VALUE =
  /^(?:std|sd|se|rank|split\d+)_|_(?:std|sd|se|err|error)$|time$|^(?:lat|lon|long|lng|latitude|longitude)$/i;
/** Headers of numbers that are added up, not averaged. */
const COUNT_NAME =
  /(?:^|[^a-z])(?:counts?|n|freq|frequency|num|pop|population|people|sales|revenue|amount|deaths|cases)(?:$|[^a-z])/i;

/** Returns up to three suggestions, the likeliest first. A table without keys and numbers has none. */
export function suggestFigures(sample: RecordSample, columns: readonly Column[]): Suggestion[] {
  const named = columns.filter(({ name }) => isUsableName(name) && isOnlyName(columns, name));
  const numbers = rankNumbers(named);
  const dates = named.filter(({ kind, distinctCount }) => kind === 'date' && distinctCount > 1);
  const keys = rankKeys(named, sample.isComplete);
  const suggestions: Suggestion[] = [];
  const [date] = dates;
  const dated = date && keys.find((key) => key !== date);

  const measure = (...axes: Column[]) => numbers.find((column) => !axes.includes(column));
  for (const { a, b, panel, isUnique } of rankPairs(sample, keys).slice(0, 2)) {
    suggestions.push({
      ...axes(a, b),
      value: valueField(measure(a, b), isUnique && sample.isComplete),
      ...(panel && { panel: fieldOf(panel) }),
    });
  }
  if (date && (daysOf(sample, date) >= MIN_DAYS || !sample.isComplete)) {
    const [x, y] = dateFields(sample, date);
    const byUnits = { x, y, value: valueField(numbers[0], false) };
    const byKey = dated && { x, y: fieldOf(dated), value: valueField(numbers[0], false) };
    // A long series of dates as it is has too many labels, so its units are likelier.
    suggestions.unshift(byUnits);
    if (byKey) suggestions.unshift(byKey);
  }
  if (keys.length > 0 && suggestions.length === 0) {
    const [key] = keys;
    const binned = numbers.find(({ distinctCount }) => distinctCount >= MIN_DISTINCT);
    if (binned) suggestions.push({ x: bin(binned), y: fieldOf(key), value: 'count()' });
  }
  const places = placesOf(named);
  const [a, b] = places ?? numbers.filter(({ distinctCount }) => distinctCount >= MIN_DISTINCT);
  if (a && b)
    suggestions.splice(places ? 0 : suggestions.length, 0, { x: bin(a), y: bin(b), value: 'count()' });
  if (numbers.length > 1 && numbers.length <= MAX_COLUMNS) {
    const inOrder = [...numbers].sort((left, right) => left.position - right.position);
    suggestions.push({ columns: inOrder.map(({ name }) => name) });
  }
  return distinct(suggestions).slice(0, MAX_SUGGESTIONS);
}

function axes(a: Column, b: Column): { x: string; y: string } {
  const isSwapped =
    preferX(b) < preferX(a) || (preferX(a) === preferX(b) && a.distinctCount > b.distinctCount);
  return isSwapped ? { x: fieldOf(a), y: fieldOf(b) } : { x: fieldOf(b), y: fieldOf(a) };
}

/** Dates and counters run from left to right. */
function preferX({ kind }: Column): number {
  return kind === 'date' ? 2 : kind === 'index' ? 1 : 0;
}

/**
 * Returns the columns that can be an axis as they are, the likeliest first. Beyond an incomplete sample, many dates go on
 * to more than an axis can have.
 */
function rankKeys(columns: readonly Column[], isComplete: boolean): Column[] {
  const isRepeated = ({ isUnique, kind, distinctCount }: Column) =>
    !isUnique &&
    distinctCount > 1 &&
    distinctCount <= (kind === 'date' && !isComplete ? MAX_LEVELS : MAX_LABELS);
  const keys = columns.filter(
    (column) => (isWords(column) || column.kind === 'index' || isLevel(column)) && isRepeated(column),
  );
  const rank = (column: Column) => {
    if (/^param_/.test(column.name)) return 0;
    const hasFewLabels = column.distinctCount <= MAX_LEVELS / 4;
    if (column.distinctCount > MAX_LEVELS) return 4;
    if (column.kind === 'text' || column.kind === 'number') return 3;
    return hasFewLabels ? 1 : 2;
  };
  return [...keys].sort((a, b) => rank(a) - rank(b));
}

/** Two keys that can be the axes. */
interface KeyPair {
  readonly a: Column;
  readonly b: Column;
  /** A third key that tells the records of the pair apart. */
  readonly panel: Column | null;
  /** Whether the keys, with that of the panels, are different for all records. */
  readonly isUnique: boolean;
}

/** Returns pairs of keys, the likeliest first: those that tell the records apart. */
function rankPairs(sample: RecordSample, keys: readonly Column[]): KeyPair[] {
  const likely = keys.slice(0, MAX_KEYS);
  const pairs = likely.flatMap((b, j) => likely.slice(0, j).map((a) => pairOf(sample, keys, a, b)));
  const isSearch = keys.some(({ name }) => /^param_/.test(name));
  const rank = ({ isUnique, panel, a, b }: KeyPair) => {
    if (isSearch || !isUnique) return 5;
    if (panel === null) return a.kind === 'date' || b.kind === 'date' ? 1 : 0;
    return 4 - [a, b].filter(({ kind }) => kind === 'index').length;
  };
  return pairs
    .filter(({ a, b }) => !isNested(sample, a, b))
    .map((pair, i) => ({ pair, order: rank(pair) * pairs.length + i }))
    .sort((left, right) => left.order - right.order)
    .map(({ pair }) => pair);
}

function pairOf(sample: RecordSample, keys: readonly Column[], a: Column, b: Column): KeyPair {
  if (isUniqueTogether(sample, [a, b])) return { a, b, panel: null, isUnique: true };
  const panel = keys.find(
    (key) =>
      key !== a &&
      key !== b &&
      key.kind !== 'date' &&
      key.distinctCount <= MAX_PANELS &&
      !isNested(sample, a, key) &&
      !isNested(sample, b, key) &&
      isUniqueTogether(sample, [a, b, key]),
  );
  return { a, b, panel: panel ?? null, isUnique: panel !== undefined };
}

/** Whether one of two keys says what the other one is, as a city says the country. */
function isNested({ columns }: RecordSample, a: Column, b: Column): boolean {
  const texts = columns[b.position];
  const pairs = new Set(columns[a.position].map((text, i) => JSON.stringify([text, texts[i]])));
  return pairs.size <= Math.max(a.distinctCount, b.distinctCount);
}

function timesOf({ columns }: RecordSample, date: Column): number[] {
  return columns[date.position]
    .map((text) => date.dates?.parse(text) ?? Number.NaN)
    .filter((time) => !Number.isNaN(time));
}

/** Returns the number of days between the first and the last date. */
function daysOf(sample: RecordSample, date: Column): number {
  const times = timesOf(sample, date);
  return (times.reduce((a, b) => Math.max(a, b)) - times.reduce((a, b) => Math.min(a, b))) / DAY;
}

/** Returns the units of a date that fill both axes, by the range of the dates, which is unknown in an incomplete sample. */
function dateFields(sample: RecordSample, date: Column): [x: string, y: string] {
  const times = timesOf(sample, date);
  const days = sample.isComplete ? daysOf(sample, date) : Number.POSITIVE_INFINITY;
  // Midnight in a time zone with summer time is written as one of two hours.
  const hasTimes = new Set(times.map((time) => ((time % DAY) + DAY) % DAY)).size > 2;
  const hasDays = new Set(times.map((time) => new Date(time).getUTCDate())).size > 2;
  const [x, y] = hasTimes
    ? ['hour', days > 7 ? 'weekday' : 'date']
    : !hasDays || days > 730
      ? ['month', 'year']
      : days > 60
        ? ['day', 'yearmonth']
        : ['week', 'weekday'];
  return [`${x}(${argumentOf(date)})`, `${y}(${argumentOf(date)})`];
}

function valueField(number: Column | undefined, isExact: boolean): string {
  if (!number) return 'count()';
  if (isExact) return fieldOf(number);
  return `${COUNT_NAME.test(number.name) ? 'sum' : 'mean'}(${argumentOf(number)})`;
}

function rankNumbers(columns: readonly Column[]): Column[] {
  const rank = (column: Column) =>
    MAIN_VALUE.test(column.name) ? 0 : SIDE_VALUE.test(column.name) ? 3 : isLevel(column) ? 2 : 1;
  const numbers = columns.filter(({ kind, valueCount }) => kind === 'number' && valueCount > 0);
  return numbers.sort((a, b) => rank(a) - rank(b));
}

/** Returns the columns of longitudes and latitudes. */
function placesOf(columns: readonly Column[]): [Column, Column] | null {
  const find = (pattern: RegExp) => columns.find(({ kind, name }) => kind === 'number' && pattern.test(name));
  const [longitude, latitude] = [find(/^(?:lon|long|lng|longitude)$/i), find(/^(?:lat|latitude)$/i)];
  return longitude && latitude ? [longitude, latitude] : null;
}

function bin(column: Column): string {
  return `bin(${argumentOf(column)}, ${BINS})`;
}

/** Returns the field that is the column as it is. A name that looks like a function needs quotes. */
function fieldOf({ name }: Column): string {
  return /[()"]|^\s|\s$/.test(name) ? JSON.stringify(name) : name;
}

/** Returns the column as the argument of a function. */
function argumentOf({ name }: Column): string {
  return /[(),"]|^\s|\s$/.test(name) ? JSON.stringify(name) : name;
}

/** Whether a shell and a terminal can show the name. */
function isUsableName(name: string): boolean {
  return name.trim() !== '' && name.length <= 80 && !/[\u0000-\u001f\u007f-\u009f\\]/.test(name);
}

function isOnlyName(columns: readonly Column[], name: string): boolean {
  return columns.filter((column) => column.name === name).length === 1;
}

function distinct(suggestions: readonly Suggestion[]): Suggestion[] {
  const byText = new Map(suggestions.map((suggestion) => [JSON.stringify(suggestion), suggestion]));
  return [...byText.values()];
}
