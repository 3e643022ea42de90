import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { TextBuffer } from '../../../src/input/csv/text-buffer.js';
import { readCsv, readTable } from '../../../src/input/csv.js';
import { decodeStream } from '../../../src/input/decode.js';
import type { Dataset } from '../../../src/matrix/matrix.js';
import type { MemoryBudget } from '../../../src/matrix/reduction.js';
import type { ReadOptions } from '../../../src/spec/data.js';

const MEBI = 1 << 20;

interface ReadResult {
  readonly dataset: Dataset | null;
  readonly diagnostics: readonly Diagnostic[];
  /** The number of bytes that the reader requested. */
  readonly bytesRead: number;
}

/** Reads a source with the first bytes `head` and the stream `chunks`. `maxRecord` limits the bytes of a record. */
function read(
  head: string | Uint8Array,
  chunks: Iterable<Uint8Array>,
  options: ReadOptions = {},
  budget?: MemoryBudget,
  maxRecord?: number,
): ReadResult {
  const iterator = chunks[Symbol.iterator]();
  const diagnostics: Diagnostic[] = [];
  let bytesRead = 0;
  const next = () => {
    const { value, done } = iterator.next();
    bytesRead += done ? 0 : value.length;
    return done ? null : value;
  };
  const source = { name: 'a.csv', bytes: Buffer.from(head), rest: { size: null, next } };
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  let dataset: Dataset | null = null;
  try {
    if (maxRecord === undefined) dataset = readCsv(source, options, report, budget);
    else {
      const text = new TextBuffer(source.name, decodeStream(source, report), MEBI, maxRecord);
      dataset = readTable(text, options, report, budget);
    }
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    diagnostics.push(...error.diagnostics);
  }
  return { dataset, diagnostics, bytesRead };
}

function* endlessly(chunk: string): Iterable<Uint8Array> {
  const bytes = Buffer.from(chunk.repeat(Math.ceil(MEBI / chunk.length)));
  for (;;) yield bytes;
}

function* times(count: number, chunk: string): Iterable<Uint8Array> {
  for (let i = 0; i < count; i++) yield Buffer.from(chunk);
}

const errors = ({ diagnostics }: ReadResult) =>
  diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, place }) => `${code} ${place?.line}`);

describe('an endless table', () => {
  it.each([
    ['an open quote', '1,2\n"3,', '4\n', 'field-too-long 2'],
    ['an open quote with quotes in it', '1,2\n"3,', '""\n', 'field-too-long 2'],
    ['NUL bytes', '1,2\n', '\0', 'not-text undefined'],
    ['too many categories', 'a,b\n', 'c,d\nd,c\n', 'too-large undefined'],
  ])('fails after a bounded number of bytes: %s', (_, head, chunk, error) => {
    const outcome = read(head, endlessly(chunk), {}, { maxCells: MEBI, reduction: null });
    expect(errors(outcome)).toEqual([error]);
    expect(outcome.bytesRead).toBeLessThan(600 * MEBI);
  });

  it.each([
    ['a long line', '1,2\n3,4', ',5'],
    ['a comment', '1,2\n#', 'x'],
    ['blanks', '1,2\n', ' '],
  ])('fails soon after the limit of a record: %s', (_, head, chunk) => {
    const budget = { maxCells: MEBI, reduction: null };
    const outcome = read(head, endlessly(chunk), {}, budget, 4 * MEBI);
    expect(errors(outcome)).toEqual(['record-too-long 2']);
    expect(outcome.diagnostics.at(-1)?.message).toBe(`a record does not end within ${4 * MEBI} bytes`);
    expect(outcome.bytesRead).toBeLessThan(10 * MEBI);
  });

  it('can have records of up to 256 MiB', () => {
    // The operating system provides only the part of this buffer that is used.
    const head = new Uint8Array(256 * MEBI + 1);
    head[head.length - 1] = 10;
    const text = new TextBuffer('a.csv', { head, next: () => null, size: null });
    expect(() => text.advance(0, 0)).toThrow(`a record does not end within ${256 * MEBI} bytes`);
  });

  it('fails if its cells must not be reduced', () => {
    const outcome = read('1,2\n', endlessly('3,4\n'), {}, { maxCells: MEBI, reduction: null });
    expect(errors(outcome)).toEqual(['too-large undefined']);
    expect(outcome.bytesRead).toBeLessThan(8 * MEBI);
  });

  it('fails if its categories exceed the budget, although numbers would be reduced', () => {
    const reduce = { reducer: 'mean', stats: { low: null, high: null, histogram: false } } as const;
    const outcome = read('a,b\n', endlessly('c,d\nd,c\n'), {}, { maxCells: MEBI, reduction: reduce });
    expect(errors(outcome)).toEqual(['too-large undefined']);
  });
});

describe('a long table in chunks', () => {
  const options = { x: 'x', y: 'y', value: 'v' } as const;

  it('can have any number of records if their values are aggregated', () => {
    const records = 'a,0,1\nb,0,2\na,1,3\nb,1,4\n'.repeat(10_000);
    const { dataset } = read('x,y,v\n', times(100, records), { ...options, aggregate: 'mean' });
    expect(dataset?.slices[0].matrix).toMatchObject({ rows: 2, columns: 2, rowLabels: ['0', '1'] });
    expect([...dataset!.slices[0].matrix.values]).toEqual([1, 2, 3, 4]);
  });

  it('reports both lines of a repeated cell that are far apart', () => {
    const lines = Array.from({ length: 300_000 }, (_, i) => `a,${i},1\n`).join('');
    const outcome = read('x,y,v\n', [Buffer.from(`b,7,1\n${lines}`), Buffer.from('b,7,2\n')], options);
    expect(outcome.diagnostics.at(-1)).toMatchObject({
      code: 'repeated-cell',
      message: 'row "7", column "b" has more than one value, on lines 2 and 300003',
      place: { line: 300_003, column: 5, source: 'b,7,2' },
    });
  });
});

describe('text in chunks', () => {
  const rows = '1,2\n'.repeat(MEBI);

  it('is read as Windows-1252 from the first chunk on that is not UTF-8', () => {
    const chunks = [Buffer.from(rows), Buffer.from('3,4\n5,caf\xe9\n', 'latin1')];
    const { diagnostics } = read('1,2\n', chunks);
    expect(diagnostics.map(({ code }) => code)).toContain('not-utf8');
    expect(diagnostics.at(-1)).toMatchObject({
      code: 'not-a-number',
      message: '"café" is not a number',
      place: { line: MEBI + 3, column: 3, source: '5,café' },
    });
  });

  it('fails at a NUL byte and reports its offset in the file', () => {
    const { diagnostics } = read('1,2\n', [Buffer.from(rows), Buffer.from('3,\0\n')]);
    expect(diagnostics.at(-1)).toMatchObject({
      code: 'not-text',
      message: `the file is not text: it has a NUL byte at offset ${4 + rows.length + 2}`,
    });
  });
});

describe('a table with more cells than the budget', () => {
  it('drops an empty last column', () => {
    const reduce = { reducer: 'mean', stats: { low: null, high: null, histogram: false } } as const;
    const outcome = read(
      '1,2,\n',
      times(9, '3,4,\n'),
      { header: false },
      { maxCells: 12, reduction: reduce },
    );
    const { matrix } = outcome.dataset!.slices[0];
    const { reduction: reduced } = matrix;
    expect(matrix).toMatchObject({ rows: 10, columns: 2 });
    expect(reduced?.columns).toBe(Math.ceil(2 / reduced!.factor.columns));
    expect(matrix.values).toHaveLength(reduced!.rows * reduced!.columns);
    expect(reduced?.sourceStats).toMatchObject({ cells: 20, missing: 0, min: { value: 1, count: 1 } });
    expect(reduced?.counts?.reduce((a, b) => a + b)).toBe(20);
  });
});
