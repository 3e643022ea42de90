import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { readCsv } from '../../../src/input/csv.js';
import type { Dataset } from '../../../src/matrix/matrix.js';
import type { Holding } from '../../../src/matrix/reduction.js';
import type { ReadOptions } from '../../../src/spec/data.js';

const MEBI = 1 << 20;

interface Read {
  readonly dataset: Dataset | null;
  readonly said: readonly Diagnostic[];
  /** How many bytes were asked for. */
  readonly taken: number;
}

/** Reads `head` and then what `pieces` gives. */
function read(
  head: string | Uint8Array,
  pieces: Iterable<Uint8Array>,
  options: ReadOptions = {},
  holding?: Holding,
): Read {
  const iterator = pieces[Symbol.iterator]();
  const said: Diagnostic[] = [];
  let taken = 0;
  const next = () => {
    const { value, done } = iterator.next();
    taken += done ? 0 : value.length;
    return done ? null : value;
  };
  const source = { name: 'a.csv', bytes: Buffer.from(head), rest: { size: null, next } };
  let dataset: Dataset | null = null;
  try {
    dataset = readCsv(source, options, (diagnostic) => said.push(diagnostic), holding);
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    said.push(...error.diagnostics);
  }
  return { dataset, said, taken };
}

function* endless(piece: string): Iterable<Uint8Array> {
  const bytes = Buffer.from(piece.repeat(Math.ceil(MEBI / piece.length)));
  for (;;) yield bytes;
}

function* times(count: number, piece: string): Iterable<Uint8Array> {
  for (let i = 0; i < count; i++) yield Buffer.from(piece);
}

const errors = ({ said }: Read) =>
  said.filter(({ severity }) => severity === 'error').map(({ code, place }) => `${code} ${place?.line}`);

describe('a table without end', () => {
  it.each([
    ['an open quote', '1,2\n"3,', '4\n', 'field-too-long 2'],
    ['an open quote with quotes in it', '1,2\n"3,', '""\n', 'field-too-long 2'],
    ['a line', '1,2\n3,4', ',5', 'record-too-long 2'],
    ['a comment', '1,2\n#', 'x', 'record-too-long 2'],
    ['a comment before anything else', '#', 'x', 'record-too-long 1'],
    ['blanks', '1,2\n', ' ', 'record-too-long 2'],
    ['NUL bytes', '1,2\n', '\0', 'not-text undefined'],
    ['more words than can be held', 'a,b\n', 'c,d\n', 'too-large undefined'],
  ])('is given up within bounds: %s', (_, head, piece, error) => {
    const outcome = read(head, endless(piece), {}, { budget: MEBI, reduce: null });
    expect(errors(outcome)).toEqual([error]);
    expect(outcome.taken).toBeLessThan(600 * MEBI);
  });

  it('is given up when its cells may not be reduced', () => {
    const outcome = read('1,2\n', endless('3,4\n'), {}, { budget: MEBI, reduce: null });
    expect(errors(outcome)).toEqual(['too-large undefined']);
    expect(outcome.taken).toBeLessThan(8 * MEBI);
  });

  it('is given up where its words are more than the budget, though numbers would be reduced', () => {
    const reduce = { by: 'mean', watch: { low: null, high: null, histogram: false } } as const;
    const outcome = read('a,b\n', endless('c,d\n'), {}, { budget: MEBI, reduce });
    expect(errors(outcome)).toEqual(['too-large undefined']);
  });
});

describe('a long table in pieces', () => {
  const options = { x: 'x', y: 'y', value: 'v' } as const;

  it('may have any number of records if their values are joined', () => {
    const records = 'a,0,1\nb,0,2\na,1,3\nb,1,4\n'.repeat(10_000);
    const { dataset } = read('x,y,v\n', times(100, records), { ...options, aggregate: 'mean' });
    expect(dataset?.slices[0].matrix).toMatchObject({ rows: 2, columns: 2, rowLabels: ['0', '1'] });
    expect([...dataset!.slices[0].matrix.values]).toEqual([1, 2, 3, 4]);
  });

  it('names both lines of a cell that comes again far below', () => {
    const lines = Array.from({ length: 300_000 }, (_, i) => `a,${i},1\n`).join('');
    const outcome = read('x,y,v\n', [Buffer.from(`b,7,1\n${lines}`), Buffer.from('b,7,2\n')], options);
    expect(outcome.said.at(-1)).toMatchObject({
      code: 'repeated-cell',
      message: 'row "7", column "b" has more than one value, on lines 2 and 300003',
      place: { line: 300_003, column: 5, source: 'b,7,2' },
    });
  });
});

describe('text in pieces', () => {
  const rows = '1,2\n'.repeat(MEBI);

  it('that is not UTF-8 is Windows-1252 from the piece on in which that shows', () => {
    const pieces = [Buffer.from(rows), Buffer.from('3,4\n5,caf\xe9\n', 'latin1')];
    const { said } = read('1,2\n', pieces);
    expect(said.map(({ code }) => code)).toContain('not-utf8');
    expect(said.at(-1)).toMatchObject({
      code: 'not-a-number',
      message: '"café" is not a number',
      place: { line: MEBI + 3, column: 3, source: '5,café' },
    });
  });

  it('is not text where a NUL byte comes, and its offset is that in the file', () => {
    const { said } = read('1,2\n', [Buffer.from(rows), Buffer.from('3,\0\n')]);
    expect(said.at(-1)).toMatchObject({
      code: 'not-text',
      message: `the file is not text: it has a NUL byte at offset ${4 + rows.length + 2}`,
    });
  });
});

describe('a table of more cells than may be held', () => {
  it('loses an empty last column as others do', () => {
    const reduce = { by: 'mean', watch: { low: null, high: null, histogram: false } } as const;
    const outcome = read('1,2,\n', times(9, '3,4,\n'), { header: false }, { budget: 12, reduce });
    const { matrix } = outcome.dataset!.slices[0];
    const { reduced } = matrix;
    expect(matrix).toMatchObject({ rows: 10, columns: 2 });
    expect(reduced?.columns).toBe(Math.ceil(2 / reduced!.factor.columns));
    expect(matrix.values).toHaveLength(reduced!.rows * reduced!.columns);
    expect(reduced?.raw).toMatchObject({ cells: 20, missing: 0, low: { value: 1, count: 1 } });
    expect(reduced?.counts?.reduce((a, b) => a + b)).toBe(20);
  });
});
