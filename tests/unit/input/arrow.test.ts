import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { readArrow } from '../../../src/input/arrow.js';
import { detectFormat } from '../../../src/input/index.js';
import type { ReadPlan, Source } from '../../../src/input/reader.js';
import type { ReadOptions } from '../../../src/spec/data.js';
import { cpuTime } from '../../support/cpu-time.js';

const FIXTURES = new URL('../../fixtures/arrow/', import.meta.url);
const files = readdirSync(FIXTURES).filter((name) => !name.endsWith('.mjs'));
const fixture = (name: string): Source => ({ name, bytes: readFileSync(new URL(name, FIXTURES)) });

/** The rows of `types` as DuckDB returns them. Numbers that may not fit into a double are strings. */
const expected: Record<string, string | number | boolean | null>[] = JSON.parse(
  readFileSync(new URL('../parquet/expected.json', FIXTURES), 'utf8'),
);

function read(source: Source, options: ReadOptions = {}, plan?: ReadPlan) {
  const diagnostics: Diagnostic[] = [];
  const dataset = readArrow(source, options, (diagnostic) => diagnostics.push(diagnostic), plan);
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
const number = (value: unknown) => (value === null ? Number.NaN : Number(value));

describe('a table of arrow-rs and apache-arrow', () => {
  it.each(['types.arrows', 'types.arrow'])('%s has the values of DuckDB', (name) => {
    const { matrix, diagnostics } = read(fixture(name));
    expect(matrix.columnLabels).toEqual(NUMBERS);
    expect(matrix.rowLabels).toEqual(expected.map((row) => row.name));
    expect([...matrix.values]).toEqual(
      expected.flatMap((row) => NUMBERS.map((column) => number(row[column]))),
    );
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'skipped-columns',
      'columns-left-out',
      'words-beside',
      'guessed',
    ]);
  });

  it.each(['types.arrows', 'types.arrow'])('%s has dates, times and texts', (name) => {
    const { matrix } = read(fixture(name), { x: 'day', y: 'word', value: 'i8' });
    expect(matrix.columnLabels).toEqual(expected.map((row) => row.day));
    expect(matrix.rowLabels).toEqual(['alpha', 'β', '']);
    const moments = read(fixture(name), { x: 'moment', y: 'flag', value: 'i8' }).matrix;
    expect(moments.columnLabels).toEqual(expected.map((row) => row.moment));
  });

  it('in several batches is one matrix', () => {
    const { matrix } = read(fixture('groups.arrows'));
    expect([...matrix.values]).toEqual(Array.from({ length: 5000 }, (_, i) => [i, i * i]).flat());
    expect(matrix.rowLabels).toEqual(Array.from({ length: 5000 }, (_, i) => `r${i}`));
  });

  it('with an index of pandas has its labels', () => {
    expect(read(fixture('pandas.arrows')).matrix.rowLabels).toEqual(['10', '11', '12', '13']);
  });

  it('has dictionaries, half precision, milliseconds and times of day', () => {
    const { matrix } = read(fixture('dictionary.arrow'));
    expect(matrix.rowLabels).toEqual(['a', 'b', '', 'a']);
    expect(matrix.columnLabels).toEqual(['half', 'byte']);
    expect([...matrix.values]).toEqual([1.5, 1, -0.25, -1, Number.NaN, 127, 65504, -128]);
    const long = (x: string) =>
      read(fixture('dictionary.arrow'), { x, y: 'word', value: 'byte', aggregate: 'mean' });
    expect(long('day').matrix.columnLabels).toEqual(['2024-02-29', '1969-12-31', '1970-01-01']);
    expect(long('time').matrix.columnLabels).toEqual(['00:00:00', '12:00:00', '23:59:59.999']);
  });
});

describe('a Feather file of Polars', () => {
  it.each(['uncompressed', 'lz4', 'zstd'])('with compression %s has its values', (compression) => {
    const { matrix } = read(fixture(`polars-${compression}.feather`));
    const rows = Array.from({ length: 300 }, (_, i) => i);
    expect(matrix.rowLabels).toEqual(rows.map((i) => (i % 2 ? `row ${i}` : `a row with a long name ${i}`)));
    expect(matrix.columnLabels).toEqual(['x', 'zeros']);
    expect([...matrix.values]).toEqual(rows.flatMap((i) => [i % 7 === 3 ? Number.NaN : i / 8, 0]));
    const keptColumns = () => [2];
    const flags = read(
      fixture(`polars-${compression}.feather`),
      {},
      { maxCells: 1e6, reduction: null, keptColumns },
    );
    expect([...flags.matrix.values].filter((_, i) => i % 3 === 2)).toEqual(
      rows.map((i) => (i % 5 === 0 ? Number.NaN : Number(i % 2 === 0))),
    );
  });
});

describe('the signature of Arrow', () => {
  it.each(files)('is that of %s', (name) => {
    expect(detectFormat({ ...fixture(name), name: '<stdin>' })).toBe('arrow');
  });
});

describe('Arrow data that cannot be drawn', () => {
  const cut = (name: string, length: number) => ({ name, bytes: fixture(name).bytes.subarray(0, length) });
  // biome-ignore format: a table
  it.each<[string, Source, string]>([
    ['has no rows', fixture('empty.arrow'), 'no-rows: the table has no rows'],
    ['is an old Feather file', { name: 'a', bytes: Buffer.from('FEA1....') }, 'arrow-version: this is a Feather file of version 1, which pyarrow wrote before 2020'],
    ['is half of a file', cut('types.arrow', 4000), 'arrow-truncated: the file does not end with "ARROW1"; it is probably incomplete'],
    ['is half of a stream', cut('types.arrows', 6000), 'arrow-truncated: a message ends at byte 9856, but the data has 6000 bytes'],
    ['is empty', { name: 'a', bytes: new Uint8Array(0) }, 'arrow-damaged: the data cannot be decoded: there is no schema'],
  ])('because it %s is an error', (_, source, message) => {
    expect(errorOf(source)).toBe(message);
  });

  it('with a table of Zstandard that a decoder would follow forever is an error', () => {
    const bytes = Uint8Array.from(fixture('polars-zstd.feather').bytes);
    for (const [position, byte] of [
      [55, 179],
      [31, 195],
      [630, 15],
    ])
      bytes[position] = byte;
    expect(errorOf({ name: 'a.feather', bytes })).toBe(
      'arrow-damaged: the data cannot be decoded: the zstd data is damaged: a table of weights is invalid',
    );
  });

  it.each(files)('ends with a diagnostic or a figure if any bytes of %s are changed', (name) => {
    const { bytes } = fixture(name);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 7), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (changes) => {
          const bad = Uint8Array.from(bytes);
          for (const [position, byte] of changes) bad[position] = byte;
          let error = '';
          const time = cpuTime(() => {
            error = errorOf({ name: 'a.arrow', bytes: bad });
          });
          expect(error).toMatch(/^(?:[a-z-]+: |no error$)/);
          expect(time).toBeLessThan(10_000);
        },
      ),
      { numRuns: 150 },
    );
  });
});
