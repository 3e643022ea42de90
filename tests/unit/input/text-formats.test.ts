/** Text formats that are recognized by their shape, compared with what numpy, pandas and scipy read. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { detectFormat, type InputFormat, READERS } from '../../../src/input/index.js';
import { reduceDataset } from '../../../src/input/reduce.js';
import type { Dataset } from '../../../src/matrix/matrix.js';
import type { ReadOptions } from '../../../src/spec/data.js';

const FIXTURES = new URL('../../fixtures/text-formats/', import.meta.url);

interface Read {
  readonly format: InputFormat;
  readonly dataset: Dataset;
  readonly reported: readonly Diagnostic[];
}

function readText(text: string | Buffer, options: ReadOptions = {}, name = '<stdin>'): Read {
  const reported: Diagnostic[] = [];
  const source = { name, bytes: Buffer.from(text) };
  const format = options.format ?? detectFormat(source);
  const dataset = READERS[format].read(source, options, (diagnostic) => reported.push(diagnostic));
  return { format, dataset, reported };
}

const fixture = (name: string) => readFileSync(new URL(name, FIXTURES));
const readFixture = (name: string) => readText(fixture(name));

/** Returns the cells of all slices below each other. */
function cellsOf({ slices }: Dataset): (number | string | null)[][] {
  return slices.flatMap(({ matrix: { rows, columns, values, categories, isBoolean } }) =>
    Array.from({ length: rows }, (_, row) =>
      Array.from(values.subarray(row * columns, (row + 1) * columns), (value) =>
        Number.isNaN(value) ? null : categories ? categories[value] : isBoolean ? value : value,
      ),
    ),
  );
}

const matrixOf = (read: Read) => read.dataset.slices[0].matrix;

/** Returns the errors of a text as "line:column code: message". */
function errorsOf(text: string, options: ReadOptions = {}): string[] {
  try {
    readText(text, options);
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    return error.diagnostics.map(({ code, message, place }) =>
      [place?.line === undefined ? '' : `${place.line}:${place.column} `, `${code}: ${message}`].join(''),
    );
  }
  return [];
}

interface Expected {
  readonly cells: readonly (readonly (number | string | null)[])[];
  readonly rows: readonly string[] | null;
  readonly columns: readonly string[] | null;
}
const EXPECTED: Record<string, Expected> = JSON.parse(fixture('expected.json').toString());
const toNumber = (cell: number | string | null) =>
  cell === 'inf' ? Infinity : cell === '-inf' ? -Infinity : cell;

describe('files of scipy, numpy and pandas', () => {
  it.each(Object.keys(EXPECTED))('%s has the values that these read', (name) => {
    const { dataset } = readFixture(name);
    const { cells, rows, columns } = EXPECTED[name];
    expect(cellsOf(dataset)).toEqual(cells.map((row) => row.map(toNumber)));
    expect(dataset.slices[0].matrix.rowLabels).toEqual(rows);
    expect(dataset.slices[0].matrix.columnLabels).toEqual(columns);
  });

  it('recognizes them without their names', () => {
    const formats = Object.keys(EXPECTED).map((name) => [name.replace(/-.*/, ''), readFixture(name).format]);
    expect([...new Set(formats.map((pair) => pair.join(' ')))].sort()).toEqual([
      'array matrix-market',
      'coordinate matrix-market',
      'numpy printed-array',
      'pandas printed-frame',
      'savetxt csv',
    ]);
  });
});

describe('tables with lines', () => {
  const tables = readdirSync(FIXTURES).filter((name) => /^(?:polars|tabulate-.*)\.txt$/.test(name));

  it.each(tables)('%s has labels and numbers', (name) => {
    const read = readFixture(name);
    expect(read.format).toBe('printed-table');
    expect(cellsOf(read.dataset)).toEqual([
      [0.5, 2],
      [null, -1],
      [1e-7, 30],
    ]);
    expect(matrixOf(read).columnLabels).toEqual(['layer 0', 'n']);
    expect(matrixOf(read).rowLabels?.[0]).toEqual('first token');
    expect(read.dataset.names.y).toBe('token');
  });

  it('of Markdown: emphasis, escaped bars, short rows and no outer bars', () => {
    const text = '| model | a \\| b | c |\n|:--|--:|:-:|\n| **big** | **0.5** | `1` |\n| small | 0.25 |  |\n';
    const { rowLabels, columnLabels } = matrixOf(readText(text));
    expect([rowLabels, columnLabels]).toEqual([
      ['big', 'small'],
      ['a | b', 'c'],
    ]);
    expect(cellsOf(readText(text).dataset)).toEqual([
      [0.5, 1],
      [0.25, null],
    ]);
    expect(cellsOf(readText('a | b\n--|--\n0.5 | 2\n1.5 | 4').dataset)).toEqual([
      [0.5, 2],
      [1.5, 4],
    ]);
  });

  it('of psql: a bar in a cell, a footer', () => {
    const text =
      ' name  |  a  |  b\n-------+-----+------\n x | y | 0.5 | -1.5\n z     |     |  2.5\n(2 rows)\n';
    const read = readText(text);
    expect(matrixOf(read).rowLabels).toEqual(['x | y', 'z']);
    expect(cellsOf(read.dataset)).toEqual([
      [0.5, -1.5],
      [null, 2.5],
    ]);
  });

  it('of DuckDB: types below the names, a footer over all columns', () => {
    const text = [
      '┌─────────┬────────┬───────┐',
      '│  name   │   a    │   b   │',
      '│ varchar │ double │ int32 │',
      '├─────────┼────────┼───────┤',
      '│ x       │    0.5 │     7 │',
      '│ y       │   NULL │     3 │',
      '├─────────┴────────┴───────┤',
      '│ 2 rows         3 columns │',
      '└──────────────────────────┘',
    ].join('\n');
    expect(cellsOf(readText(text).dataset)).toEqual([
      [0.5, 7],
      [null, 3],
    ]);
  });

  it('can be long tables', () => {
    const text = '| x | y | v |\n|---|---|---|\n| a | p | 1 |\n| b | p | 2 |\n| a | q | 3 |\n| b | q | 4 |\n';
    const read = readText(text, { x: 'x', y: 'y', value: 'v' });
    expect(cellsOf(read.dataset)).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('name the place of an error in the print', () => {
    const lines = Array.from({ length: 24 }, (_, i) => `| row ${i} | 0.${i} | ${i % 5} |`);
    const text = ['| model | a | b |', '|---|---|---|', ...lines].join('\n');
    expect(errorsOf(text.replace('| row 20 | 0.20 |', '| row 20 | 0,2x |'))).toEqual([
      expect.stringMatching(/^23:12 not-a-number: "0,2x" .*is not a number/),
    ]);
  });

  it('that are abbreviated are an error with the place of the dots', () => {
    expect(errorsOf(fixture('polars-abbreviated.txt').toString())).toEqual([
      '12:3 abbreviated-print: the print is abbreviated: some rows are replaced by dots',
    ]);
    expect(errorsOf('| a | ... | z |\n|---|---|---|\n| 1 | ... | 2 |\n')).toEqual([
      '1:7 abbreviated-print: the print is abbreviated: some columns are replaced by dots',
    ]);
  });

  it('are not found in prose and in plain tables', () => {
    for (const text of [
      'a|b\n1|2\n',
      'a table | of words\n\nand more',
      '| a | b |\n| 1 | 2 |\n',
      '---\n| a',
      '│',
    ])
      expect(detectFormat({ name: 'a.txt', bytes: Buffer.from(text) })).toBe('csv');
  });
});

describe('printed arrays', () => {
  it('of PyTorch, JAX and TensorFlow', () => {
    const expected = [
      [1, -0.5],
      [Infinity, null],
    ];
    for (const text of [
      "tensor([[ 1.0000, -0.5000],\n        [    inf,     nan]], device='cuda:0', grad_fn=<AddBackward0>)",
      'Array([[ 1. , -0.5],\n       [ inf,  nan]], dtype=float32)',
      '<tf.Tensor: shape=(2, 2), dtype=float32, numpy=\narray([[ 1. , -0.5],\n       [ inf,  nan]], dtype=float32)>',
      '[[1. -0.5]\n [inf nan]]',
    ])
      expect(cellsOf(readText(text).dataset)).toEqual(expected);
  });

  it('of three axes are a stack', () => {
    expect(readFixture('numpy-stack.txt').dataset.leadingShape).toEqual([2]);
  });

  it('of booleans stay booleans, of strings become categories', () => {
    expect(matrixOf(readFixture('numpy-booleans.txt')).isBoolean).toBe(true);
    expect(matrixOf(readFixture('numpy-words.txt')).categories).toEqual(['it is', 'b', 'c']);
  });

  it('that are abbreviated are an error', () => {
    expect(errorsOf(fixture('numpy-abbreviated.txt').toString())).toEqual([
      '1:12 abbreviated-print: the print is abbreviated: some values are replaced by dots',
    ]);
  });

  it.each([
    ['[[1. 2.]\n [3.]]', '2:5 printed-array: this list has 1 items, but the first one has 2'],
    ['[[1. 2.]\n [3. 4.]', 'printed-array: the print ends before the last bracket of the array'],
    ['[[1. 2.]\n [3. x]]', '2:6 printed-array: "x" is not a number'],
    ['[1.+2.j 3.+0.j]', '1:2 printed-array: "1.+2.j" is not a number'],
    ['array([1.+2.j, 3.+0.j])', '1:8 printed-array: "1.+2.j" is not a number'],
    ['[[1. 2.]\n 3.]', '2:2 printed-array: found a value among lists'],
    ['[1. 2. [3.]]', '1:8 printed-array: found a list among values'],
    ['[1 2, 3]', '1:5 printed-array: found a comma, but the items of this array are separated by blanks'],
    ['[1. True]', '1:5 printed-array: found a boolean among values of type number'],
    ['array([[]])', 'empty-array: the array has an empty list, so it has no cells'],
    ['[[1. 2.]]\n[[3. 4.]]', '2:1 printed-array: another array follows; a figure takes one array'],
    [`array(${'['.repeat(99)}`, '1:39 printed-array: lists are nested deeper than 32 levels'],
  ])('reject %j', (text, error) => {
    expect(errorsOf(text)).toEqual([error]);
  });

  it('are not found in JSON and in labels', () => {
    const formats = ['[[1, 2]]', '[1,\n2]', '[1]\n[2]', '["a" , 1]', '[CLS],1\n', '{"a": 1}'].map((text) =>
      detectFormat({ name: '<stdin>', bytes: Buffer.from(text) }),
    );
    expect(formats).toEqual(['json', 'json', 'jsonl', 'json', 'csv', 'json']);
    expect(detectFormat({ name: 'a.json', bytes: Buffer.from('[1 2]') })).toBe('json');
  });
});

describe('printed frames', () => {
  it('keep the names of both axes', () => {
    expect(readFixture('pandas-names.txt').dataset.names.y).toBe('city');
  });

  it('that are abbreviated are an error', () => {
    expect(errorsOf(fixture('pandas-abbreviated.txt').toString())[0]).toMatch(
      /^\d+:\d+ abbreviated-print: the print is abbreviated: some columns are replaced by dots$/,
    );
    expect(errorsOf(fixture('pandas-series-abbreviated.txt').toString())[0]).toMatch(
      /abbreviated-print: .*some rows/,
    );
  });

  it('name the place of an error, also in a later block', () => {
    const block = (name: string) =>
      Array.from({ length: 24 }, (_, i) => `r${String(i).padEnd(2)}  ${name}.${i % 9}`);
    const [first, second] = [block('0'), block('1')];
    second[20] = 'r20  1,5';
    const text = ['       a  \\', ...first, '', '       b  ', ...second].join('\n');
    expect(errorsOf(text)).toEqual([expect.stringMatching(/^48:6 not-a-number: "1,5"/)]);
  });

  it('that lack lines or alignment are an error', () => {
    const lines = fixture('pandas-wrapped.txt').toString().split('\n');
    expect(errorsOf(lines.toSpliced(7, 1).join('\n'))).toEqual([
      expect.stringMatching(/^6:undefined printed-frame: this block of columns has 2 lines/),
    ]);
    expect(errorsOf('   a   b  \\\n0 1 2 3 4 5\n')).toEqual([
      '1:1 printed-frame: the values are not aligned with the column labels',
    ]);
  });
});

describe('MatrixMarket', () => {
  const banner = '%%MatrixMarket matrix';
  const coordinate = `${banner} coordinate real general\n`;

  it.each([
    [
      `${banner} coordinate complex general\n1 1 1\n1 1 1 1\n`,
      '1:1 mtx-header: the matrix is complex; a cell must be one real number',
    ],
    [
      `${banner} coordinate octonion general\n`,
      '1:1 mtx-header: the type "octonion" must be one of real, double, integer, unsigned-integer, pattern',
    ],
    [
      `${banner} coordinate real odd\n`,
      '1:1 mtx-header: the symmetry "odd" must be one of general, symmetric, skew-symmetric',
    ],
    [
      `${banner} list\n`,
      '1:1 mtx-header: the first line must be "%%MatrixMarket matrix", then coordinate or array, a type and a symmetry',
    ],
    [coordinate, 'mtx-header: the line with the numbers of rows and columns is missing'],
    [`${coordinate}-1 2 3\n`, '2:1 mtx-entry: the sizes must be whole numbers that are not negative'],
    [`${coordinate}0 2 0\n`, 'empty-array: the matrix has 0 rows and 2 columns'],
    [`${coordinate}2 2 3\n1 1 1\n`, 'mtx-size: the header announces 3 entries, but the file has 1'],
    [`${coordinate}2 2 1\n1 1 1\n1 2 1\n`, 'mtx-size: the header announces 1 entries, but the file has more'],
    [
      `${coordinate}2 2 1\n3 1 1\n`,
      '3:1 mtx-entry: the cell 3, 1 is outside of the matrix; rows are 1 to 2, columns 1 to 2',
    ],
    [
      `${coordinate}2 2 1\n0.5 1 1\n`,
      '3:1 mtx-entry: the cell 0.5, 1 is outside of the matrix; rows are 1 to 2, columns 1 to 2',
    ],
    [`${coordinate}2 2 1\n1 1 x\n`, '3:5 mtx-entry: "x" is not a number'],
    [`${coordinate}2 2 1\n1 1\n`, '3:1 mtx-entry: the line has 2 numbers; it must have 3 numbers'],
    [`${coordinate}1000000000 1000000000 1\n1 1 1\n`, 'too-large: the data has more than 67108864 cells'],
    [
      `${coordinate}1e300 1e300 1\n1 1 1\n`,
      '2:1 mtx-entry: the sizes must be whole numbers that are not negative',
    ],
    [
      `${banner} coordinate real symmetric\n2 3 1\n1 1 1\n`,
      '2:1 mtx-entry: a symmetric matrix must be square, but this one has 2 rows and 3 columns',
    ],
    [
      `${banner} coordinate real skew-symmetric\n2 2 1\n1 1 1\n`,
      '3:1 mtx-entry: a skew-symmetric matrix must have no entry on its diagonal',
    ],
    [
      `${banner} array real general\n2 2\n1\n2\n3\n`,
      'mtx-size: the header announces 4 entries, but the file has 3',
    ],
    [`${banner} array pattern general\n2 2\n`, '1:1 mtx-header: an array cannot be a pattern'],
  ])('rejects %j', (text, error) => {
    expect(errorsOf(text)).toEqual([error]);
  });

  it('is reduced without its empty cells as with them', () => {
    const entries = Array.from(
      { length: 40 },
      (_, i) => `${1 + ((i * 7) % 30)} ${1 + ((i * 11) % 20)} ${i / 8}`,
    );
    const bytes = Buffer.from(`${coordinate}30 20 40\n${entries.join('\n')}\n`);
    const stats = { low: null, high: null, histogram: false };
    const plan = { maxCells: 50, reduction: { reducer: 'mean', stats } } as const;
    const source = { name: 'a.mtx', bytes };
    const dense = READERS['matrix-market'].read(source, {}, () => {});
    const reduced = READERS['matrix-market'].read(source, {}, () => {}, plan);
    expect(reduced.slices[0].matrix.reduction?.factor).toEqual({ rows: 4, columns: 4 });
    expect(reduced).toEqual(reduceDataset(dense, plan));
  });

  it('is read from a stream', () => {
    const text = Buffer.from(`${coordinate}2 2 2\n1 1 0.5\n2 2 -1\n`);
    const chunks = Array.from(text.subarray(50), (byte) => Uint8Array.of(byte));
    const rest = { size: null, next: () => chunks.shift() ?? null };
    const { slices } = READERS['matrix-market'].read(
      { name: 'a.mtx', bytes: text.subarray(0, 50), rest },
      {},
      () => {},
    );
    expect(Array.from(slices[0].matrix.values)).toEqual([0.5, 0, 0, -1]);
  });
});

describe('a header in a comment', () => {
  it('gives names for a long table', () => {
    const read = readText('# made by hand\n#step,run,loss\n1,a,0.5\n2,a,0.25\n', {
      x: 'step',
      y: 'run',
      value: 'loss',
    });
    expect(cellsOf(read.dataset)).toEqual([[0.5, 0.25]]);
  });

  it('is reported, and "header" overrides it', () => {
    const text = '% a b\n0.5 1.5\n2.5 3.5\n';
    expect(readText(text).reported.map(({ message }) => message)).toContain(
      'the column labels are taken from the comment in line 1',
    );
    expect(matrixOf(readText(text, { header: false })).columnLabels).toBe(null);
  });

  it('is not one of two comments that fit, and not above a header', () => {
    expect(matrixOf(readText('# a b\n# c d\n0.5 1.5\n2.5 3.5\n')).columnLabels).toBe(null);
    expect(matrixOf(readText('# x,y\na,b\n0.5,1.5\n2.5,3.5\n')).columnLabels).toEqual(['a', 'b']);
  });

  it('keeps the lines of later errors', () => {
    const lines = Array.from({ length: 24 }, (_, i) => (i === 20 ? '4.5,x1,3' : `${i % 7},0.${i},${i % 5}`));
    expect(errorsOf(['# first', '# a,b,c', ...lines].join('\n'))).toEqual([
      expect.stringMatching(/^23:5 not-a-number: "x1"/),
    ]);
  });
});
