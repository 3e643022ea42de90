/** Whether data is a long table, a record for each cell, and which of its columns say where the cell is. */
import { HeatmapError } from '../diagnostics.js';
import { findDialect } from '../input/csv/dialect.js';
import { kindOf } from '../input/csv/sample.js';
import { TableText } from '../input/csv/text.js';
import { decodeText } from '../input/decode.js';
import { type InputFormat, READERS } from '../input/index.js';
import { jsonText } from '../input/json.js';
import type { Reader, Source } from '../input/reader.js';
import type { JsonNode } from '../json/node.js';
import { parseJson, parseJsonLines } from '../json/parse.js';

export interface LongColumns {
  readonly x: string;
  readonly y: string;
  readonly value: string;
  readonly panel?: string;
}

/** A matrix seldom has fewer cells than this share of its rows times columns. */
const DENSE = 0.5;

/**
 * The columns of a table of three or four, the values of which fill a matrix; null if it is no long table. What
 * can be read in no other way need not fill it.
 */
export function longColumns(source: Source, format: InputFormat): LongColumns | null {
  const names = attempt(() => columnNames(source, format)) ?? [];
  const distinct = new Set(names).size === names.length && !names.includes('');
  if (!distinct || names.length < 3 || names.length > 4) return null;
  const read = (columns: object) => attempt(() => READERS[format](source, columns, ignore));
  const isMatrix = read({}) !== null;
  return candidates(names).find((columns) => fills(read(columns), isMatrix)) ?? null;
}

function columnNames(source: Source, format: InputFormat): readonly string[] {
  if (format === 'json') return keysOfFirst(parseJson(source.name, jsonText(source, ignore)).root);
  if (format === 'jsonl') return keysOfFirst(parseJsonLines(source.name, jsonText(source, ignore)).root);
  if (format !== 'csv' && format !== 'table') return [];
  const text = new TableText(source.name, decodeText(source, ignore));
  const { dialect, sample } = findDialect(text, {});
  const header = sample[0]?.fields.map((field) => field.text) ?? [];
  return header.every((name) => kindOf(name, dialect.decimal) === 'word') ? header : [];
}

function keysOfFirst(root: JsonNode): readonly string[] {
  const first = root.kind === 'array' ? root.items[0] : undefined;
  return first?.kind === 'object' ? first.entries.map((entry) => entry.key) : [];
}

/** What names of columns, not of rows, begin with. */
const ACROSS = /^(?:x$|col|tok|pos|time|step|key)/i;

/** The ways to read the columns, likely ones first: from the slowest to change to the value. */
function candidates(names: readonly string[]): LongColumns[] {
  const [a, b, c, d] = names;
  const turned = (y: string, x: string) => (ACROSS.test(y) && !ACROSS.test(x) ? { y: x, x: y } : { y, x });
  if (d === undefined) return [{ ...turned(a, b), value: c }];
  return [
    { panel: a, ...turned(b, c), value: d },
    { ...turned(a, b), value: c },
    { ...turned(a, b), value: d },
    { ...turned(b, c), value: d },
  ];
}

/** Whether `dataset` is of numbers and, where that is asked, most cells are there and most rows and columns have several. */
function fills(dataset: ReturnType<Reader> | null, densely: boolean): boolean {
  if (!dataset || dataset.slices.some(({ matrix }) => matrix.words)) return false;
  const cells = dataset.slices.reduce((n, { matrix }) => n + matrix.values.length, 0);
  const present = dataset.slices.reduce(
    (n, { matrix }) => n + matrix.values.reduce((k, value) => k + (Number.isNaN(value) ? 0 : 1), 0),
    0,
  );
  const { rows, columns } = dataset.slices[0].matrix;
  return !densely || (present >= cells * DENSE && present > rows && present > columns);
}

/** Null where the data is not of the form that was tried. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof HeatmapError) return null;
    throw error;
  }
}

function ignore(): void {}
