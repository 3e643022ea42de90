/** Reads positions on a numeric axis from texts: numbers, intervals such as "[0, 5)", or dates. */
import { fail, type Place, quote } from '../diagnostics.js';
import type { PositionScale } from '../matrix/matrix.js';
import { createDateParser, findDateFault } from '../table/dates.js';

export interface ParsedPositions {
  readonly scale: PositionScale;
  /** The start of each interval, or the position of each item. */
  readonly values: Float64Array;
  /** The end of each interval; null if the texts are single positions. */
  readonly ends: Float64Array | null;
}

/** How messages name the texts. */
export interface PositionNames {
  /** "column" or "row". */
  readonly item: string;
  /** "label" or "position". */
  readonly text: string;
  /** The name of the axis in the data, which tells times since 1970 from other numbers. */
  readonly axis: string;
  readonly place: Place;
}

const NUMBER = String.raw`[-+−]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?`;
const PLAIN_NUMBER = new RegExp(`^${NUMBER}$`, 'i');
/** Intervals as pandas, R and histograms write them: "(0, 5]", "0–5", "0 - 5", "0 to 5". */
const INTERVAL = new RegExp(
  String.raw`^(?:[[(]\s*(${NUMBER})\s*[,;]\s*(${NUMBER})\s*[\])]|(${NUMBER})(?:\s*–\s*|\s+-\s+|\s+to\s+|\.\.|(?<=\d)-(?=\d))(${NUMBER}))$`,
  'i',
);
/** A header that lets the date parser read years, compact dates and times since 1970. */
const ANY_TIME = 'year date time';
/** The number of texts that decide how dates are written. */
const MAX_SAMPLES = 1000;
/** Longer texts are not numbers, so they are not tested. */
const MAX_LENGTH = 100;

/**
 * Reads one position or interval for each text. Without a scale, numbers are linear and dates are times.
 * Errors: `position-not-number`, `position-not-date`.
 */
export function parsePositions(
  texts: readonly string[],
  scale: PositionScale | undefined,
  names: PositionNames,
): ParsedPositions {
  const times =
    scale === 'time'
      ? parseTimes(texts, `${names.axis} ${ANY_TIME}`)
      : scale === undefined && !areShortNumbers(texts)
        ? parseTimes(texts, names.axis)
        : null;
  if (times) return { scale: 'time', values: times, ends: null };
  if (scale === 'time') failNoDate(texts, names);

  const numberScale = scale ?? 'linear';
  const values = Float64Array.from(texts, parseNumber);
  if (!values.some(Number.isNaN)) return { scale: numberScale, values, ends: null };
  const intervals = texts.map(parseInterval);
  if (intervals.every((interval) => interval !== null)) {
    const bound = (end: 0 | 1) => Float64Array.from(intervals, (interval) => (interval as Interval)[end]);
    return { scale: numberScale, values: bound(0), ends: bound(1) };
  }
  const isInterval = intervals[0] !== null;
  const wrong = texts.findIndex((_, i) => (isInterval ? intervals[i] === null : Number.isNaN(values[i])));
  const expected = isInterval
    ? 'an interval, as the first one is'
    : scale === undefined
      ? 'a number, an interval or a date'
      : 'a number or an interval';
  fail(
    'position-not-number',
    `the ${names.text} ${quote(texts[wrong])} of ${names.item} ${wrong} is not ${expected}`,
    names.place,
    ...(findDateFault(sampleOf(texts), names.axis) === 'ambiguous-order'
      ? ['dates must show whether the day or the month comes first; write them as 2024-03-15']
      : ['remove "positions" for cells of equal size, or list the positions']),
  );
}

/** Whether all texts are numbers that are too short to be dates without separators or times since 1970. */
function areShortNumbers(texts: readonly string[]): boolean {
  return texts.every((text) => text.length < 6 && PLAIN_NUMBER.test(text));
}

function parseNumber(text: string): number {
  const trimmed = text.length > MAX_LENGTH ? '' : text.trim();
  const value = PLAIN_NUMBER.test(trimmed) ? Number(trimmed.replace('−', '-')) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

type Interval = readonly [start: number, end: number];

function parseInterval(text: string): Interval | null {
  const match = text.length > MAX_LENGTH ? null : INTERVAL.exec(text.trim());
  if (!match) return null;
  const [start, end] = [parseNumber(match[1] ?? match[3]), parseNumber(match[2] ?? match[4])];
  return Number.isNaN(start) || !(start < end) ? null : [start, end];
}

/** Returns the times of dates in one format; null if a text is not a date in that format. */
function parseTimes(texts: readonly string[], header: string): Float64Array | null {
  const parser = createDateParser(sampleOf(texts), header);
  if (!parser) return null;
  const times = Float64Array.from(texts, (text) => parser.parse(text));
  return times.some(Number.isNaN) ? null : times;
}

function sampleOf(texts: readonly string[]): readonly string[] {
  const step = Math.ceil(texts.length / MAX_SAMPLES);
  return step === 1 ? texts : texts.filter((_, i) => i % step === 0);
}

function failNoDate(texts: readonly string[], { axis, item, text, place }: PositionNames): never {
  const header = `${axis} ${ANY_TIME}`;
  const fault = findDateFault(sampleOf(texts), header);
  if (fault === 'no-date') {
    const wrong = Math.max(
      0,
      texts.findIndex((label) => createDateParser([label], header) === null),
    );
    fail(
      'position-not-date',
      `the ${text} ${quote(texts[wrong])} of ${item} ${wrong} is not a date in the format of the others`,
      place,
      'write all dates in one format, such as 2024-03-15 or 2024-03-15 06:00',
    );
  }
  fail(
    'position-not-date',
    fault === 'mixed-order'
      ? `the dates of the ${item}s have the day first in some ${text}s and the month first in others`
      : `the dates of the ${item}s do not show whether the day or the month comes first`,
    place,
    'write the dates as 2024-03-15',
  );
}
