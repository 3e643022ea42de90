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

describe('the index of a pandas data frame', () => {
  const rows = Array.from({ length: 12 }, (_, i) => i);
  const numbers = { a: rows.map((i) => i / 2), b: rows.map((i) => i * i) };
  const frame = (columns: Readonly<Record<string, readonly Value[]>>): TypedTable => ({
    header: Object.keys(columns),
    columns: Object.values(columns),
  });

  it.each<[string, string, readonly Value[]]>([
    ['words', 'gene', rows.map((i) => `g${i}`)],
    ['words that repeat', 'species', rows.map((i) => `s${i % 3}`)],
    ['times', 'time', rows.map((i) => `2024-01-${10 + i}`)],
    ['numbers', 'depth', rows.map((i) => i * 1.5)],
    ['integers that repeat', 'year', rows.map((i) => 1990 + (i % 4))],
    ['integers without a name', '__index_level_0__', rows.map((i) => i * 3)],
  ])('has the row labels, wherever it is: %s', (_, name, labels) => {
    const [{ matrix, names }] = load(columnarSource(frame({ ...numbers, [name]: labels }), [name]));
    expect(matrix.rowLabels).toEqual(labels.map(String));
    expect(matrix.columnLabels).toEqual(['a', 'b']);
    expect([...matrix.values]).toEqual(rows.flatMap((i) => [i / 2, i * i]));
    expect(names.y).toBe(name === '__index_level_0__' ? null : name);
  });

  it('keeps the labels of a series of more dates than a table without an index can have', () => {
    const dates = Array.from({ length: 90 }, (_, i) => new Date(i * 86_400_000).toISOString().slice(0, 10));
    const series = frame({ a: dates.map((_, i) => i), date: dates });
    expect(load(columnarSource(series, ['date']))[0].matrix.rowLabels).toEqual(dates);
    expect(() => load(columnarSource(series))).toThrow(UndecidedTableError);
  });

  it('with two columns has labels of two levels, and leaves out words', () => {
    const levels = { city: rows.map((i) => `c${i % 2}`), site: rows.map((i) => `s${i}`) };
    const table = frame({ ...numbers, note: rows.map((i) => `n${i}`), ...levels });
    const { cells, messages } = outcome(columnarSource(table, ['site', 'city']));
    expect(cells?.[0].labels[1]).toEqual(['a', 'b']);
    expect(load(columnarSource(table, ['site', 'city']))[0].names.y).toBe('site, city');
    expect(messages).toEqual(['columns-left-out: column "note" contains words, so it is not drawn']);
  });

  it('without a name does not make records a matrix', () => {
    const records = frame({
      day: rows.map((i) => `d${i % 3}`),
      sex: rows.map((i) => `s${Math.floor(i / 3) % 2}`),
      smoker: rows.map((i) => `m${Math.floor(i / 6)}`),
      tip: rows.map((i) => i / 2),
      __index_level_0__: rows.map((i) => 2 * i + (i % 2)),
    });
    const { header, columns } = records;
    const csv = [
      ['', ...header.slice(0, -1)],
      ...rows.map((row) => [4, 0, 1, 2, 3].map((i) => columns[i][row])),
    ];
    expect(outcome(columnarSource(records, ['__index_level_0__']))).toEqual(
      outcome(csvSource(csv.map((fields) => `${fields.join(',')}\n`).join(''))),
    );
  });
});

describe('selected rows and columns', () => {
  const rows = Array.from({ length: 40 }, (_, i) => i);
  const table: TypedTable = {
    header: ['name', 'a', 'word', 'b'],
    columns: [
      rows.map((i) => `n${i}`),
      rows.map((i) => i / 2),
      rows.map((i) => `w${i % 3}`),
      rows.map((i) => i * i),
    ],
  };

  it.each<[object, readonly number[], (i: number) => readonly number[]]>([
    [{ columns: ['b', 'a'] }, rows, (i) => [i * i, i / 2]],
    [{ rows: { from: 'n10', to: 'n12' } }, [10, 11, 12], (i) => [i / 2, i * i]],
    [{ rows: [30, 3], columns: ['b'] }, [30, 3], (i) => [i * i]],
  ])('are those of the table, also if the others do not fit into memory: %j', (keys, kept, cellsOf) => {
    const source = columnarSource(table);
    const small: Source = {
      ...source,
      read: (_, options, report, plan) => {
        const { selection } = plan ?? {};
        const smallPlan = plan &&
          selection && { ...plan, selection: { ...selection, maxCells: 30, reduction: null } };
        return source.read?.(source, options, report, smallPlan) as ReturnType<NonNullable<Source['read']>>;
      },
    };
    for (const each of [source, small]) {
      const [{ matrix }] = load(each, keys);
      expect(matrix.rowLabels).toEqual(kept.map((i) => `n${i}`));
      expect([...matrix.values]).toEqual(kept.flatMap(cellsOf));
    }
  });
});

describe('columns with types', () => {
  const rows = Array.from({ length: 6 }, (_, i) => i);

  it('of text with digits are words beside numbers', () => {
    const typed = {
      header: ['name', 'zip', 'a'],
      columns: [rows.map((i) => `n${i}`), rows.map((i) => `0${i}`), rows],
    };
    expect(load(columnarSource(typed))[0].matrix.columnLabels).toEqual(['a']);
  });

  it('of text with numbers as people write them are numbers', () => {
    const typed = {
      header: ['name', 'sales'],
      columns: [rows.map((i) => `n${i}`), rows.map((i) => `$${i + 1},500,000`)],
    };
    expect([...load(columnarSource(typed))[0].matrix.values]).toEqual(rows.map((i) => i * 1e6 + 1.5e6));
  });

  it('of booleans alone are a matrix of false and true', () => {
    const typed = { header: ['a', 'b'], columns: [rows.map((i) => i % 2 === 0), rows.map((i) => i > 2)] };
    const [{ matrix }] = load(columnarSource(typed));
    expect([matrix.isBoolean, ...matrix.values]).toEqual([
      true,
      ...rows.flatMap((i) => [Number(i % 2 === 0), Number(i > 2)]),
    ]);
  });

  it('use the missing values of the options', () => {
    const typed = {
      header: ['name', 'a', 'b'],
      columns: [rows.map((i) => `n${i}`), rows, rows.map((i) => (i ? i : -999))],
    };
    const [{ matrix }] = load(columnarSource(typed), { missingValues: ['-999'] });
    expect([...matrix.values].slice(0, 4)).toEqual([0, Number.NaN, 1, 1]);
  });
});

describe('thousands of records with categories', () => {
  const DATA = join(import.meta.dirname, '../../../node_modules/vega-datasets/data');
  const vega = (name: string): Source => ({ name, bytes: new Uint8Array(readFileSync(join(DATA, name))) });
  const flights = (file: string) => [
    `try: heatmap ${file} --x 'hour(date)' --y origin --value 'mean(delay)'`,
    `try: heatmap ${file} --x 'hour(date)' --y 'weekday(date)' --value 'mean(delay)'`,
    `try: heatmap ${file} --x destination --y origin --value 'mean(delay)'`,
  ];

  it.each(['flights-20k.json', 'flights-3m.parquet'])('are observations, not rows: %s', (file) => {
    expect(outcome(vega(file)).errors).toMatchObject([{ code: 'undecided-table', hints: flights(file) }]);
  });

  it('are a matrix if they have labels', () => {
    const [{ matrix }] = load(vega('movies.json'));
    expect([matrix.rows, matrix.columns, matrix.rowLabels?.[0]]).toEqual([3201, 8, 'The Land Girls']);
  });

  it('are a matrix of numbers if there is nothing else', () => {
    const [{ matrix }] = load(vega('flights-200k.arrow'));
    expect([matrix.rowLabels, matrix.columnLabels]).toEqual([null, ['delay', 'distance', 'time']]);
  });
});
