/** The same table as CSV, as JSON records, and stored by column as Parquet and Arrow do must give the same figure. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ColumnInfo, ColumnTable, ColumnValues } from '../../../src/columnar/column-table.js';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { readColumnTable } from '../../../src/input/columnar/read.js';
import { loadInput } from '../../../src/input/load.js';
import type { Source } from '../../../src/input/reader.js';
import { fromValue } from '../../../src/json/from-value.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { suggestSpec } from '../../../src/suggest/suggest-spec.js';
import { UndecidedTableError } from '../../../src/table/undecided.js';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const FOLDER = join(FIXTURES, 'record-tables');
const CSV_FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.csv'));
/** The same name for all formats, because messages and commands name the file. */
const NAME = 'table';

type Value = string | number | boolean | null;
interface TypedTable {
  readonly header: readonly string[];
  readonly columns: readonly (readonly Value[])[];
}

/** Returns the columns of a CSV file with the types that pandas finds. Numbers in quotes are text. */
function typedTable(text: string): TypedTable {
  const [header, ...records] = text
    .trimEnd()
    .split('\n')
    .map((line) => [...`,${line}`.matchAll(/,("[^"]*"|[^,]*)/g)].map(([, field]) => field));
  const columns = header.map((_, i) => {
    const fields = records.map((record) => record[i]);
    const present = fields.filter((field) => !/^(?:|NA)$/.test(field));
    const isNumber = present.every((field) => field !== '' && Number.isFinite(Number(field)));
    const isBoolean = present.every((field) => /^(?:true|false)$/i.test(field));
    return fields.map((field): Value => {
      if (/^(?:|NA)$/.test(field)) return null;
      if (isNumber) return Number(field);
      return isBoolean ? field.toLowerCase() === 'true' : field.replaceAll('"', '');
    });
  });
  return { header: header.map((name) => name.replaceAll('"', '')), columns };
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const csvSource = (text: string): Source => ({ name: NAME, bytes: bytesOf(text) });

function jsonSource({ header, columns }: TypedTable): Source {
  // An object would sort the names that are integers.
  const rows = columns[0].map((_, row) => {
    const entries = header.map((name, i) => `${JSON.stringify(name)}: ${JSON.stringify(columns[i][row])}`);
    return `{${entries.join(', ')}}`;
  });
  return { name: NAME, bytes: bytesOf(`[${rows.join(',\n')}]`) };
}

/** Returns the table as the columns of a Parquet or Arrow file, in batches of a few rows. */
function columnarSource(typed: TypedTable, index: readonly string[] = []): Source {
  const infos = typed.columns.map((values, i): ColumnInfo => {
    const present = values.filter((value) => value !== null);
    const isTime = present.every((value) => /^\d{4}-\d\d-\d\d/.test(String(value)));
    const type = isTime ? 'time' : typeof present[0];
    const kind = type === 'string' ? 'text' : (type as ColumnInfo['kind']);
    return { name: typed.header[i], kind, type };
  });
  const valuesOf = (i: number, start: number, end: number): ColumnValues => {
    const values = typed.columns[i].slice(start, end);
    const isNumeric = infos[i].kind === 'number' || infos[i].kind === 'boolean';
    return isNumeric
      ? Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value)))
      : values.map((value) => (value === null ? null : String(value)));
  };
  const rows = typed.columns[0].length;
  const table: ColumnTable = {
    file: NAME,
    columns: infos,
    rows,
    indexColumns: index.map((name) => typed.header.indexOf(name)),
    *batches(wanted, maxRows = rows) {
      for (let start = 0; start < Math.min(rows, maxRows); start += 7) {
        const end = Math.min(start + 7, rows, maxRows);
        yield { rows: end - start, columns: wanted.map((i) => valuesOf(i, start, end)) };
      }
    },
  };
  const read: Source['read'] = (_, options, report, plan) => readColumnTable(table, options, report, plan);
  return { name: NAME, bytes: new Uint8Array(0), read };
}

function load(source: Source, keys: object = {}, report: (diagnostic: Diagnostic) => void = () => {}) {
  const spec = parseSpec(fromValue({ data: { file: source.name, ...keys } }, source.name));
  return loadInput(spec, null, () => source, report).panels;
}

/** Returns the figure with the messages that every user sees, or the error. */
function outcome(source: Source, keys: object = {}) {
  const messages: string[] = [];
  try {
    const panels = load(source, keys, ({ severity, code, message }) => {
      if (severity !== 'note') messages.push(`${code}: ${message}`);
    });
    const cells = panels.map(({ matrix }) => ({
      labels: [matrix.rowLabels, matrix.columnLabels],
      values: [...matrix.values],
      categories: matrix.categories,
    }));
    return { cells, names: panels[0].names, decided: panels[0].decided, messages };
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    return { errors: error.diagnostics.map(({ code, message, hints }) => ({ code, message, hints })) };
  }
}

describe('a table of records', () => {
  it.each(CSV_FILES)('is the same figure in every format: %s', (file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    const typed = typedTable(text);
    const expected = outcome(csvSource(text));
    expect(outcome(columnarSource(typed))).toEqual(expected);
    expect(outcome(jsonSource(typed))).toEqual(expected);
  });

  it.each(CSV_FILES)('stored by column is drawn by each suggestion and by the starter spec: %s', (file) => {
    const source = columnarSource(typedTable(readFileSync(join(FOLDER, file), 'utf8')));
    let suggestions: UndecidedTableError['suggestions'] = [];
    try {
      load(source);
    } catch (error) {
      if (!(error instanceof UndecidedTableError)) throw error;
      suggestions = error.suggestions;
    }
    for (const suggestion of suggestions) {
      expect(load(source, suggestion)[0].matrix.values.some((value) => !Number.isNaN(value))).toBe(true);
    }
    expect(suggestSpec(source, { file: NAME, format: null, schema: null }, () => {})).toContain('"data"');
  });
});
