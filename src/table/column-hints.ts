/** Hints on which columns of a table to draw, as flags that work as they are. */
import { quote } from '../diagnostics.js';

/** Longer lists are written as ranges of positions. */
const MAX_LABELS = 6;
/** With more ranges the flag would be too long to be of help. */
const MAX_RANGES = 8;

/**
 * Returns hints for a table with columns of words, the likeliest first. One is to draw only its `numeric` columns, the
 * other is to read it as a long table. `words` are the labels of the columns of words, with that of the row labels first.
 */
export function columnHints(
  words: readonly (string | null)[],
  numeric: readonly number[],
  labelOf: (column: number) => string | null,
): string[] {
  const selection = selectionHint(numeric, labelOf);
  const longTable = longTableHint(words.filter(isPlain), numeric.map(labelOf).filter(isPlain));
  return numeric.length === 1 ? [...longTable, ...selection] : [...selection, ...longTable];
}

/** Returns the hint to draw only these columns; none if there are no columns. */
function selectionHint(columns: readonly number[], labelOf: (column: number) => string | null): string[] {
  if (columns.length === 0) return [];
  const labels = columns.map(labelOf);
  const isNamed = labels.length <= MAX_LABELS && labels.every(isPlain);
  const ranges = isNamed && new Set(labels).size === labels.length ? labels : toRanges(columns);
  if (ranges.length > MAX_RANGES) return [];
  const flag = setFlag('data.columns', JSON.stringify(ranges.length === 1 ? ranges[0] : ranges));
  return [`to draw only the columns of numbers, use ${flag}`];
}

/** Returns the hint to read a long table; none unless there are columns for both labels and for the values. */
function longTableHint([y, x]: readonly string[], values: readonly string[]): string[] {
  const value = values.at(-1);
  if (x === undefined || value === undefined) return [];
  const flags = [setFlag('data.x', x), setFlag('data.y', y), setFlag('data.value', value)].join(' ');
  return [`if each record is one cell, name the columns of its labels and its value: ${flags}`];
}

/** Characters that separate columns in files, and can be left in the names of columns. */
const DELIMITERS = [';', ',', '\t', '|'];

/** Returns the hint to set the delimiter if the name of a column is only a part of one in `header`; else none. */
export function delimiterHint(name: string, header: readonly string[]): string[] {
  const delimiter = DELIMITERS.find((character) =>
    header.some((long) => long.includes(character) && splitNames(long, character).includes(name)),
  );
  if (delimiter === undefined) return [];
  const flag = setFlag('data.delimiter', delimiter === '\t' ? '\\t' : delimiter);
  return [`if ${delimiter === '\t' ? 'a tab' : quote(delimiter)} separates the columns, use ${flag}`];
}

function splitNames(text: string, delimiter: string): string[] {
  return text.split(delimiter).map((part) => part.trim());
}

/** Returns the flag that sets a key, as a shell reads it. */
function setFlag(key: string, value: string): string {
  const setting = `${key}=${value}`;
  return `--set ${/^[\w.=-]+$/.test(setting) ? setting : `'${setting}'`}`;
}

/** Whether a label needs no escapes in JSON and in a shell, and is not read as another JSON value. */
function isPlain(label: string | null): label is string {
  if (label === null) return false;
  const isText = /^[a-z_][^'"\\\u0000-\u001f\u007f-\u009f]{0,40}$/i.test(label);
  return isText && !/^(?:true|false|null|nan|infinity)$/i.test(label);
}

function toRanges(positions: readonly number[]): (number | { from: number; to: number })[] {
  const ranges: { from: number; to: number }[] = [];
  for (const position of positions) {
    const last = ranges.at(-1);
    if (last && position === last.to + 1) last.to = position;
    else ranges.push({ from: position, to: position });
  }
  return ranges.map((range) => (range.from === range.to ? range.from : range));
}
