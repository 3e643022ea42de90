import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { detectFormat } from '../../../src/input/index.js';
import { readParquet } from '../../../src/input/parquet.js';
import type { ReadPlan, Source } from '../../../src/input/reader.js';
import type { ReadOptions } from '../../../src/spec/data.js';
import { cpuTime } from '../../support/cpu-time.js';

const FIXTURES = new URL('../../fixtures/parquet/', import.meta.url);
const fixture = (name: string): Source => ({ name, bytes: readFileSync(new URL(name, FIXTURES)) });

/** The rows as DuckDB returns them. Numbers that may not fit into a double are strings. */
const expected: Record<string, string | number | boolean | null>[] = JSON.parse(
  readFileSync(new URL('expected.json', FIXTURES), 'utf8'),
);

function read(source: Source, options: ReadOptions = {}, plan?: ReadPlan) {
  const diagnostics: Diagnostic[] = [];
  const dataset = readParquet(source, options, (diagnostic) => diagnostics.push(diagnostic), plan);
  return { ...dataset, ...dataset.slices[0], diagnostics };
}

function errorOf(source: Source, options?: ReadOptions): string {
  try {
    read(source, options);
  } catch (error) {
    if (error instanceof HeatmapError) return `${error.diagnostics[0].code}: ${error.diagnostics[0].message}`;
    throw error;
  }
  return 'no error';
}

const NUMBERS = [
  ...['double', 'single', 'i8', 'i16', 'i32', 'i64', 'u8', 'u16', 'u32', 'u64'],
  ...['small_decimal', 'large_decimal', 'gaps'],
];
const expectedCells = expected.flatMap((row) =>
  NUMBERS.map((name) => (row[name] === null ? Number.NaN : Number(row[name]))),
);

const files = readdirSync(FIXTURES).filter((name) => name.startsWith('types-'));

describe('a Parquet file of DuckDB', () => {
  it.each(files)('%s has the values of DuckDB, and a first column of text as row labels', (name) => {
    const { matrix, names, diagnostics } = read(fixture(name));
    expect(matrix.columnLabels).toEqual(NUMBERS);
    expect(matrix.rowLabels).toEqual(expected.map((row) => row.name));
    expect([...matrix.values]).toEqual(expectedCells);
    expect(names).toEqual({ x: null, y: 'name', value: null });
    const words = matrix.rowAttributes?.map(({ name: column, values, categories }) => [
      column,
      ...Array.from(values, (value) => categories?.[value] ?? ''),
    ]);
    expect(words).toEqual(
      ['flag', 'word'].map((column) => [column, ...expected.map((row) => String(row[column] ?? ''))]),
    );
    expect(diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}`)).toEqual([
      'warning skipped-columns: columns without numbers, text or times are not drawn: "list" (list), "struct" (group)',
      'info columns-left-out: columns "day", "moment" contain words, so they are not drawn',
      'note words-beside: columns "flag", "word" contain words and become strips beside the rows',
      `note guessed: the columns are "name" (text), ${NUMBERS.slice(0, 10)
        .map((number) => `"${number}" (number)`)
        .join(', ')} and 7 more`,
    ]);
  });

  it.each(files)('%s has its booleans as numbers if they are selected', (name) => {
    const keptColumns = (_: number, labels: readonly string[] | null) => [labels?.indexOf('flag') ?? -1];
    const { matrix } = read(fixture(name), {}, { maxCells: 1e6, reduction: null, keptColumns });
    const flag = matrix.columnLabels?.indexOf('flag') ?? -1;
    const values = [...matrix.values].filter((_, i) => i % matrix.columns === flag);
    expect(values).toEqual(expected.map((row) => Number(row.flag)));
    expect(matrix.values.filter((value) => !Number.isNaN(value))).toHaveLength(expected.length);
  });

  it('exists for each codec', () => {
    expect(files).toHaveLength(7);
  });

  it.each(files)('%s can be a long table with dates, times, texts and missing values', (name) => {
    const { matrix } = read(fixture(name), {
      x: 'day',
      y: 'word',
      value: 'gaps',
      panel: 'flag',
      aggregate: 'sum',
    });
    expect(matrix.columnLabels).toEqual(expected.filter((row) => row.flag).map((row) => row.day));
    const moments = read(fixture(name), { x: 'moment', y: 'flag', value: 'i8' }).matrix;
    expect(moments.columnLabels).toEqual(expected.map((row) => row.moment));
    expect(moments.rowLabels).toEqual(['true', 'false']);
  });

  it('in several groups of rows is one matrix, also if it is reduced', () => {
    const { matrix } = read(fixture('groups.parquet'));
    expect([matrix.rows, matrix.columns]).toEqual([5000, 2]);
    expect(matrix.rowLabels?.[4999]).toBe('r4999');
    expect([...matrix.values.slice(-4)]).toEqual([4998, 4998 ** 2, 4999, 4999 ** 2]);
    const stats = { low: null, high: null, histogram: false };
    const reduced = read(
      fixture('groups.parquet'),
      {},
      { maxCells: 100, reduction: { reducer: 'max', stats } },
    );
    expect(reduced.matrix.rows).toBe(5000);
    expect(reduced.matrix.values.length).toBeLessThanOrEqual(100);
    expect(reduced.matrix.reduction?.sourceStats.max?.value).toBe(4999 ** 2);
  });

  it('is recognized by its first bytes', () => {
    expect(detectFormat({ ...fixture('long.parquet'), name: '<stdin>' })).toBe('parquet');
  });
});

describe('the roles of columns', () => {
  it('in a long table are named, by name or position', () => {
    const byName = read(fixture('long.parquet'), { x: 'x', y: 'y', value: 'value' });
    expect([...byName.matrix.values]).toEqual([0, 10, 20, 1, 11, 21, 2, 12, 22, 3, 13, 23]);
    expect(byName.matrix.columnLabels).toEqual(['0', '1', '2']);
    expect(byName.names).toEqual({ x: 'x', y: 'y', value: 'value' });
    expect(read(fixture('long.parquet'), { x: 0, y: 1, value: 2 }).matrix).toEqual(byName.matrix);
  });

  it('are those of pandas if the file names its index', () => {
    const { matrix, names } = read(fixture('pandas.parquet'));
    expect(matrix.rowLabels).toEqual(['10', '11', '12', '13']);
    expect(matrix.columnLabels).toEqual(['a', 'b']);
    expect([...matrix.values]).toEqual([0, 0, 0.5, 2, 1, 4, 1.5, 6]);
    expect(names.y).toBeNull();
  });

  it('give categories if there are no numbers and the options say where the labels are', () => {
    const { matrix } = read(fixture('words.parquet'), { rowLabels: true });
    expect(matrix.rowLabels?.slice(0, 2)).toEqual(['w0', 'w1']);
    expect(matrix.categories?.slice(0, 3)).toEqual(['w0', 'l0', 'w1']);
    const { matrix: unlabelled } = read(fixture('words.parquet'), {
      rowLabels: false,
      missingValues: ['w2'],
    });
    expect(unlabelled.columnLabels).toEqual(['a', 'b', 'name']);
    expect([...unlabelled.values.slice(6, 9)].map((v) => unlabelled.categories?.[v] ?? null)).toEqual([
      null,
      'w0',
      'l2',
    ]);
  });

  it('follow "rowLabels"', () => {
    expect(read(fixture('long.parquet'), { rowLabels: true }).matrix.columnLabels).toEqual(['y', 'value']);
    expect(read(fixture('types-zstd.parquet'), { rowLabels: false }).matrix.rowLabels).toBeNull();
  });
});

describe('a Parquet file of Polars', () => {
  it('has missing numbers and booleans', () => {
    const { matrix } = read(fixture('polars.parquet'));
    expect([...matrix.values]).toEqual([1.5, Number.NaN, -3]);
    expect(matrix.rowLabels).toEqual(['a', 'b', 'c']);
    const { matrix: flags } = read(fixture('polars.parquet'), { x: 'name', y: 'flag', value: 'count()' });
    expect(flags.rowLabels).toEqual(['true', 'false']);
  });
});

describe('a Parquet file that cannot be drawn', () => {
  it.each<[string, Source, ReadOptions, string]>([
    [
      'nested columns',
      fixture('nested.parquet'),
      {},
      'no-columns: the table has no columns to draw; its columns are "list" (list), "struct" (group)',
    ],
    [
      'words that can be drawn in several ways',
      fixture('words.parquet'),
      {},
      'undecided-table: this is a table of records, so name what to draw; its columns are "a" (category), "b" (category), "name" (text)',
    ],
    ['no rows', fixture('empty.parquet'), {}, 'no-rows: the table has no rows'],
    [
      'a list as x',
      fixture('types-zstd.parquet'),
      { x: 'list', y: 'name', value: 'double' },
      'column-type: the column "list" has the type list; it must contain numbers, text or times',
    ],
    [
      'an unknown column',
      fixture('long.parquet'),
      { x: 'z', y: 'y', value: 'value' },
      'unknown-column: there is no column "z"',
    ],
    [
      'a text as value',
      fixture('types-zstd.parquet'),
      { x: 'i8', y: 'flag', value: 'name', aggregate: 'mean' },
      'aggregate-of-words: "mean" needs numbers, but the column "name" contains words',
    ],
    [
      'nothing after its signature',
      { name: 'a', bytes: Buffer.from('PAR1') },
      {},
      'parquet-damaged: the file cannot be decoded: file is too short',
    ],
    [
      'half of its bytes',
      { name: 'a', bytes: fixture('long.parquet').bytes.subarray(0, 300) },
      {},
      'parquet-truncated: the file does not end with "PAR1"; it is probably incomplete',
    ],
  ])('because of %s is an error', (_, source, options, message) => {
    expect(errorOf(source, options)).toBe(message);
  });

  it.each(files)('ends with a diagnostic or a figure if any bytes of %s are changed', (name) => {
    const { bytes } = fixture(name);
    const arrayBuffers = process.memoryUsage().arrayBuffers;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 5), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (changes) => {
          const bad = Uint8Array.from(bytes);
          for (const [position, byte] of changes) bad[position] = byte;
          let error = '';
          const time = cpuTime(() => {
            error = errorOf({ name: 'a.parquet', bytes: bad });
          });
          expect(error).toMatch(/^(?:[a-z-]+: |no error$)/);
          expect(time).toBeLessThan(2000);
        },
      ),
      { numRuns: 150 },
    );
    expect(process.memoryUsage().arrayBuffers - arrayBuffers).toBeLessThan(2 ** 29);
  });
});
