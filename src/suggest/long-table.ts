/** Detects long tables, which have one record per cell, and the role of each column. */
import { HeatmapError } from '../diagnostics.js';
import { sniffDialect } from '../input/csv/dialect.js';
import { cellKind } from '../input/csv/sample.js';
import { TextBuffer } from '../input/csv/text-buffer.js';
import { decodeText } from '../input/decode.js';
import { type InputFormat, READERS } from '../input/index.js';
import { readJsonText } from '../input/json.js';
import type { Reader, Source } from '../input/reader.js';
import type { JsonNode } from '../json/node.js';
import { parseJson, parseJsonLines } from '../json/parse.js';

export interface LongTableColumns {
  readonly x: string;
  readonly y: string;
  readonly value: string;
  readonly panel?: string;
}

/** The minimum share of cells of a matrix that have a value in a long table. */
const MIN_FILLED_SHARE = 0.5;

/**
 * Returns the roles of the columns of a long table with three or four columns; null for other data. If the data can
 * also be read as a matrix, it is a long table only if its values fill most of the cells.
 */
export function detectLongTable(source: Source, format: InputFormat): LongTableColumns | null {
  const names = tryRead(() => columnNames(source, format)) ?? [];
  const areUnique = new Set(names).size === names.length && !names.includes('');
  if (!areUnique || names.length < 3 || names.length > 4) return null;
  const read = (columns: object) => tryRead(() => READERS[format].read(source, columns, ignore));
  const isMatrix = read({}) !== null;
  return candidateColumns(names).find((columns) => isPlausible(read(columns), isMatrix)) ?? null;
}

function columnNames(source: Source, format: InputFormat): readonly string[] {
  if (format === 'json') return keysOfFirst(parseJson(source.name, readJsonText(source, ignore)).root);
  if (format === 'jsonl') return keysOfFirst(parseJsonLines(source.name, readJsonText(source, ignore)).root);
  if (format !== 'csv' && format !== 'table') return [];
  const text = new TextBuffer(source.name, decodeText(source, ignore));
  const { dialect, sample } = sniffDialect(text, {});
  const header = sample[0]?.fields.map((field) => field.text) ?? [];
  return header.every((name) => cellKind(name, dialect.decimal) === 'text') ? header : [];
}

function keysOfFirst(root: JsonNode): readonly string[] {
  const first = root.kind === 'array' ? root.items[0] : undefined;
  return first?.kind === 'object' ? first.entries.map((entry) => entry.key) : [];
}

/** Names that usually belong to the horizontal axis. */
const X_NAME = /^(?:x$|col|tok|pos|time|step|key)/i;

/** Returns the possible roles, likely ones first. Usually the column that changes most slowly comes first. */
function candidateColumns(names: readonly string[]): LongTableColumns[] {
  const [a, b, c, d] = names;
  const axes = (y: string, x: string) => (X_NAME.test(y) && !X_NAME.test(x) ? { y: x, x: y } : { y, x });
  if (d === undefined) return [{ ...axes(a, b), value: c }];
  return [
    { panel: a, ...axes(b, c), value: d },
    { ...axes(a, b), value: c },
    { ...axes(a, b), value: d },
    { ...axes(b, c), value: d },
  ];
}

/** Returns true if `dataset` contains numbers and, with `mustFill`, more values than rows, columns and empty cells. */
function isPlausible(dataset: ReturnType<Reader> | null, mustFill: boolean): boolean {
  if (!dataset || dataset.slices.some(({ matrix }) => matrix.categories)) return false;
  const cells = dataset.slices.reduce((n, { matrix }) => n + matrix.values.length, 0);
  const present = dataset.slices.reduce(
    (n, { matrix }) => n + matrix.values.reduce((k, value) => k + (Number.isNaN(value) ? 0 : 1), 0),
    0,
  );
  const { rows, columns } = dataset.slices[0].matrix;
  return !mustFill || (present >= cells * MIN_FILLED_SHARE && present > rows && present > columns);
}

/** Returns null if the data cannot be read in this way. */
function tryRead<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof HeatmapError) return null;
    throw error;
  }
}

function ignore(): void {}
