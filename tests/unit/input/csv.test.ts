import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/input/csv.js';
import { NO_REDUCTION } from '../../../src/matrix/limits.js';
import type { ReadOptions } from '../../../src/spec/data.js';
import { errorsOf, messages, read } from '../../fixtures/tables/read.js';

const table = 'layer,a,b\nL0,1.5,2\nL1,3,4\n';
const asRead = { rowLabels: ['L0', 'L1'], columnLabels: ['a', 'b'] };
const cells = [
  [1.5, 2],
  [3, 4],
];

function utf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

describe('the encoding', () => {
  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${table}`)],
    ['UTF-16 LE with its mark', utf16(table, 'le', true)],
    ['UTF-16 BE with its mark', utf16(table, 'be', true)],
    ['UTF-16 LE without a mark', utf16(table, 'le', false)],
    ['UTF-16 BE without a mark', utf16(table, 'be', false)],
  ])('can be %s', (_, bytes) => {
    expect(read(bytes)).toMatchObject({ cells, matrix: asRead, dataset: { names: { y: 'layer' } } });
  });

  it('is Windows-1252 if it is not UTF-8, with a warning', () => {
    const { matrix, diagnostics } = read(Buffer.from(',\x80,\x9f\xff\nL0,1,2\n', 'latin1'));
    expect(matrix.columnLabels).toEqual(['€', 'Ÿÿ']);
    expect(messages(diagnostics, 'warning')).toEqual([
      'not-utf8: the file is not valid UTF-8 and is read as Windows-1252',
    ]);
  });

  it.each([
    ['NUL bytes', Buffer.from('1,2\n3,\0\n'), 'the file is not text: it has a NUL byte at offset 6'],
    ['NUL bytes alone', Buffer.alloc(100), 'the file is not text: it has a NUL byte at offset 0'],
    [
      'UTF-16 with half a character',
      Buffer.from('\xff\xfe1\x00\x00\xd8', 'latin1'),
      'the file looks like UTF-16 but is not valid UTF-16',
    ],
    ['UTF-32', Buffer.from('\xff\xfe\0\x001\0\0\0', 'latin1'), 'the file is not text: it has NUL characters'],
  ])('cannot be %s', (_, bytes, message) => {
    expect(errorsOf(bytes)).toMatchObject([{ code: 'not-text', message, place: { file: 'a.csv' } }]);
  });
});

describe('lines', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('end with %s', (_, end) => {
    expect(read(table.replaceAll('\n', end))).toMatchObject({ cells, matrix: asRead });
    expect(read(table.trimEnd().replaceAll('\n', end))).toMatchObject({ cells, matrix: asRead });
  });

  it('can be blank anywhere', () => {
    expect(read('auc\n1\n\t \n2\n').cells).toEqual([[1], [2]]);
    expect(read(`\n \n${table.replaceAll('\n', '\n\t\n')}\n\n\n`)).toMatchObject({ cells, matrix: asRead });
  });

  it('are counted correctly in error places, including quoted line ends and CRs', () => {
    const [error] = errorsOf(',a,b\r"L\r\n0",1,2\rL1,x,4\n');
    expect(error.place).toMatchObject({
      line: 4,
      column: 4,
      source: 'L1,x,4',
      mark: { start: 3, length: 1 },
    });
  });
});

describe('quotes', () => {
  it('can enclose delimiters, line ends and doubled quotes', () => {
    const { matrix } = read(',"a,b","say ""hi"""\n"two\nlines",1,"2"\n');
    expect(matrix.columnLabels).toEqual(['a,b', 'say "hi"']);
    expect(matrix.rowLabels).toEqual(['two\nlines']);
    expect([...matrix.values]).toEqual([1, 2]);
  });

  it('inside an unquoted field are ordinary characters', () => {
    expect(read(',5" disk,"x"\na"b,1,2\n').matrix).toMatchObject({
      rowLabels: ['a"b'],
      columnLabels: ['5" disk', 'x'],
    });
  });

  it('can be followed by blanks', () => {
    expect(read('"a" ,"b"\t,c\n1,2,3\n').matrix.columnLabels).toEqual(['a', 'b', 'c']);
  });

  it('must be closed; the error is at the opening quote', () => {
    expect(errorsOf(',a,b\nL0,1,2\nL1,"3,4\nL2,5,6\n')).toEqual([
      {
        severity: 'error',
        code: 'unclosed-quote',
        message: 'a quoted field is not closed',
        place: { file: 'a.csv', line: 3, column: 4, source: 'L1,"3,4', mark: { start: 3, length: 1 } },
        hints: ['write a double quote inside a quoted field twice'],
      },
    ]);
    expect(errorsOf('"')).toMatchObject([{ code: 'unclosed-quote', place: { line: 1, column: 1 } }]);
  });

  it('must be closed at the end of the field', () => {
    expect(errorsOf(',a,b\n"L"0,1,2\n')).toMatchObject([
      {
        code: 'text-after-quote',
        place: { line: 2, column: 4, source: '"L"0,1,2', mark: { start: 3, length: 1 } },
      },
    ]);
  });
});

describe('labels', () => {
  it('are kept exactly, including repeated ones', () => {
    const labels = [
      ' 07',
      '1e5',
      '2024-01-01',
      '\u200b',
      '',
      '07',
      '07 ',
      'NaN',
      '-',
      '0x10',
      '\ufeff',
      'e\u0301',
    ];
    const { matrix } = read(
      `,${labels.join(',')}\n${labels.map((label) => `${label}${',1'.repeat(12)}\n`).join('')}`,
    );
    expect(matrix.columnLabels).toEqual(labels);
    expect(matrix.rowLabels).toEqual(labels);
  });

  it('can have a name in the corner', () => {
    expect(read('layer,a,b\nx,1.5,2\n').dataset.names).toEqual({ x: null, y: 'layer', value: null });
    expect(read('  ,a,b\nx,1.5,2\n').dataset.names.y).toBeNull();
    expect(read('4,a,b\nx,1.5,2\n', { header: true, rowLabels: true }).dataset.names.y).toBeNull();
  });
});

describe('the detection of the header row and the label column', () => {
  const both = 'header row, label column';
  const header = 'header row, no label column';
  const labels = 'no header row, label column';
  const neither = 'no header row, no label column';
  it.each([
    ['bare numbers', '1,2\n3,4\n', neither],
    ['bare numbers that start with 0, 1, 2', '0 1 2\n3 4 5\n', neither],
    ['a single row', '1,2,3\n', neither],
    ['a single labelled row', 'x,1,2\n', labels],
    ['a single column', '1\n2\n', neither],
    ['a named column', 'auc\n1\n2\n', header],
    ['numbers below text', 'a,b,c\n0.5,0.2,0.1\n0.5,0.1,0.7\n', header],
    ['integers below text', 'a,b\n3,4\n3,5\n', header],
    ['numbers beside text', 'x,0.5,0.2\ny,0.1,0.7\n', labels],
    ['an empty corner', ',0,1\n0,0.5,0.7\n1,0.3,0.2\n', both],
    ['an empty corner and years', ',2019,2020\nUK,5,7\n', both],
    ['a named corner above text', 'layer,a,b\nL0,5,6\nL1,7,8\n', both],
    ['a named corner above numbers, numeric labels', 'layer,0,1\n0,5,6\n1,7,8\n', both],
    ['a named corner above equal steps', 'layer,a,b\n2,0.5,0.25\n4,0.5,0.25\n6,0.1,0.2\n', both],
    ['the same labels on both axes', 'true,3,7\n3,50,2\n7,1,60\n', both],
    ['1, 2 among integers', 'k,a\n1,7\n2,9\n', header],
    ['a header one field shorter than its only row', 'a b\nx 1 2\n', both],
    ['a header one field shorter than the rows', 'a b\nx 1 2\ny 3 4\n', both],
    ['a header one field shorter than rows that end in quotes', 'a,b\nx,1,""\ny,2,""\n', both],
    ['text below an empty corner', ',a,b\nx,the,cat\ny,the,mat\n', both],
    ['text below numbers', '0,1\nthe,cat\nsat,on\n', header],
    ['text with a numeric index', 'layer,a\n0,the\n1,cat\n', both],
    ['quoted numbers above numbers', '"1","2"\n5,6\n7,8\n', header],
    ['quoted numbers beside numbers', '"1",5,6\n"2",7,8\n', labels],
    ['a header of text and numbers', 'layer,the,8,8\n0,1.5,2,3\n1,4.5,5.5,6.5\n', both],
  ])('%s', (_, text, shape) => {
    const { diagnostics } = read(text);
    expect(messages(diagnostics, 'note')).toHaveLength(1);
    expect(diagnostics[0].message).toMatch(new RegExp(`, ${shape}$`));
    expect(messages(diagnostics, 'info')).toEqual([]);
  });

  const uncertain = (part: 'header' | 'row-labels', chosen: string, alternative: string) =>
    `uncertain-${part}: the first ${part === 'header' ? 'line' : 'column'} is read as ${chosen}, but it could be ${alternative}`;
  const probablyHeader = uncertain('header', 'column labels', 'data');
  const probablyNoHeader = uncertain('header', 'data', 'column labels');
  const probablyLabels = uncertain('row-labels', 'row labels', 'data');
  const probablyNoLabels = uncertain('row-labels', 'data', 'row labels');
  it.each([
    ['0, 1, 2 above decimals', '0,1,2\n0.5,0.1,0.2\n0.3,0.2,0.1\n', header, [probablyHeader]],
    ['2, 5, 9 above decimals', '2,5,9\n0.5,0.1,0.2\n', neither, [probablyNoHeader]],
    ['decimals beside text, above numbers', 'T,0.5,0.25\n1,2,3\n2,4,5\n', both, [probablyHeader]],
    ['years beside text, above decimals', 'land,2019,2020\nUK,1.5,2\n', both, [probablyHeader]],
    ['years beside text, above integers', 'land,2019,2020,2021\nUK,5,2,3\n', both, [probablyHeader]],
    ['decimals beside text, above integers', 'heat,0.5,1.5\nUK,5,2\n', both, [probablyHeader]],
    ['only integers, beside text', 'x,3,1\ny,2,5\n', labels, [probablyNoHeader]],
    ['an empty corner among decimals', ',0.5,0.2\n0.5,,0.1\n0.2,0.1,\n', both, [probablyHeader]],
    ['an index that does not repeat', 'n,a,b\n1,0.5,0.25\n9,0.5,0.25\n2,0.1,0.2\n', both, [probablyLabels]],
    ['an index that repeats', 'n,a,b\n1,0.5,0.25\n1,0.5,0.25\n', header, [probablyNoLabels]],
    ['1, 2, 3 among integers', 'k,a\n1,7\n2,7\n3,9\n', both, [probablyLabels]],
    ['only text', 'name,a,b\nx,win,loss\ny,loss,win\n', both, [probablyHeader, probablyLabels]],
    ['only text without repetitions', 'a,b\nc,d\n', header, [probablyHeader, probablyNoLabels]],
  ])('reports an uncertain guess: %s', (_, text, shape, warnings) => {
    const { diagnostics } = read(text);
    expect(messages(diagnostics, 'note')).toEqual([expect.stringContaining(`, ${shape}`)]);
    expect(messages(diagnostics, 'info')).toEqual(warnings);
  });

  it('gives the option that removes the report', () => {
    const text = '0,1,2\n0.5,0.1,0.2\n';
    expect(read(text).diagnostics[1].hints).toEqual([
      'set "header": true if this is right, or "header": false if not',
    ]);
    expect(messages(read(text, { header: true }).diagnostics, 'info')).toEqual([]);
    expect(messages(read(text, { header: false }).diagnostics, 'info')).toEqual([]);
    expect(read('2,5,9\n0.5,0.1,0.2\n').diagnostics[1].hints).toEqual([
      'set "header": false if this is right, or "header": true if not',
    ]);
  });

  it('is overridden by the options', () => {
    const text = ',1,2\n3,4,5\n';
    const bare = { header: false, rowLabels: false };
    expect(read(text, bare)).toMatchObject({
      cells: [
        [null, 1, 2],
        [3, 4, 5],
      ],
      matrix: { rowLabels: null, columnLabels: null },
    });
    expect(read(text, { header: false }).matrix).toMatchObject({ columnLabels: null });
    expect(read('1,2\n3,4\n', { header: true, rowLabels: true })).toMatchObject({
      cells: [[4]],
      matrix: { rowLabels: ['3'], columnLabels: ['2'] },
    });
    expect(read('1,2\n3,4\n', { rowLabels: true })).toMatchObject({
      cells: [[2], [4]],
      matrix: { rowLabels: ['1', '3'], columnLabels: null },
    });
  });

  it('does not report what the options set', () => {
    expect(messages(read(table, { header: true, delimiter: ',' }).diagnostics, 'note')).toEqual([
      'guessed: read as decimal point, label column',
    ]);
    const all: ReadOptions = { header: true, rowLabels: true, delimiter: ',', decimal: '.' };
    expect(read(table, all).diagnostics).toEqual([]);
  });
});

describe('cells', () => {
  it('are numbers in the usual notations, read as Number() does', () => {
    const texts = [
      '1e5',
      '+3',
      '.5',
      '5.',
      '-0',
      '1E-7',
      ' 7 ',
      '\t8',
      '123456789012345678',
      '0.1',
      '1e-400',
      '1.7976931348623157e308',
      '5e-324',
      '007',
    ];
    expect(read(`${texts.join(',')}\n`, { header: false, rowLabels: false }).cells[0]).toEqual(
      texts.map(Number),
    );
  });

  it('can be infinite', () => {
    const texts = 'Inf,inf,-inf,-Inf,+inf,Infinity,-Infinity,INF';
    expect(read(texts, { header: false, rowLabels: false }).cells).toEqual([
      [Infinity, Infinity, -Infinity, -Infinity, Infinity, Infinity, -Infinity, Infinity],
    ]);
  });

  it('can be missing', () => {
    const texts = ['', 'NaN', 'nan', 'NA', 'N/A', 'n/a', 'null', 'NULL', 'None', '-', ' - ', '""'];
    expect(read(`1,${texts.join(',')}\n`, { header: false, rowLabels: false }).cells).toEqual([
      [1, ...texts.map(() => null)],
    ]);
  });

  it('are missing if the options say so, even if they are numbers', () => {
    expect(read('1,?,-999,-999.0\n', { missingValues: ['?', '-999'] }).cells).toEqual([
      [1, null, null, -999],
    ]);
  });

  it('can all be missing', () => {
    expect(read(',a\nx,NA\ny,\n')).toMatchObject({ cells: [[null], [null]], matrix: { categories: null } });
  });

  it('are categories if none is a number', () => {
    const { matrix } = read(',a,b\nx,the,NA\ny, the,the\n');
    expect(matrix.categories).toEqual(['the', ' the']);
    expect([...matrix.values]).toEqual([0, Number.NaN, 1, 0]);
  });

  const missing = (content: string) =>
    `if it stands for a missing value, set "missingValues": [${JSON.stringify(content)}]`;

  it('cannot be text among numbers; every fault is reported', () => {
    expect(errorsOf(',a,b\nL0,1,x\nL1,2,3\nL2,oh,"4 5"\n')).toEqual([
      {
        severity: 'error',
        code: 'not-a-number',
        message: '"x" in row "L0", column "b" is not a number',
        place: { file: 'a.csv', line: 2, column: 6, source: 'L0,1,x', mark: { start: 5, length: 1 } },
        hints: [missing('x')],
      },
      {
        severity: 'error',
        code: 'not-a-number',
        message: '"oh" in row "L2", column "a" is not a number',
        place: { file: 'a.csv', line: 4, column: 4, source: 'L2,oh,"4 5"', mark: { start: 3, length: 2 } },
        hints: [missing('oh')],
      },
      {
        severity: 'error',
        code: 'not-a-number',
        message: '"4 5" in row "L2", column "b" is not a number',
        place: { file: 'a.csv', line: 4, column: 8, source: 'L2,oh,"4 5"', mark: { start: 7, length: 3 } },
        hints: [],
      },
    ]);
  });

  it.each([
    ['1_000', []],
    ['0x1F', []],
    ['1e', []],
    ['.', [missing('.')]],
    ['?', [missing('?')]],
    ['1.2.3', []],
    ['--1', []],
    ['１', []],
  ])('are not numbers if they are %s', (text, hints) => {
    const errors = errorsOf(`,a,b\nx,1,${text}\n`);
    expect(errors).toMatchObject([{ code: 'not-a-number', hints }]);
  });

  it.each([
    ['1\u00a0', 1],
    ['"1,234.5"', 1234.5],
    ['"1,234"', 1234],
    ['"0,5"', 0.5],
    ['12%', 12],
    ['<0.001', 0.001],
    ['(350)', -350],
    ['$5', 5],
  ])('are numbers as people write them: %s', (text, value) => {
    expect([...read(`,a,b\nx,1,${text}\n`).matrix.values]).toEqual([1, value]);
  });

  it('have places with columns in UTF-16 code units', () => {
    const [error] = errorsOf(',a,b\n"😀é",1,x\n');
    expect(error).toMatchObject({
      message: '"x" in row "😀é", column "b" is not a number',
      place: { line: 2, column: 9, source: '"😀é",1,x', mark: { start: 8, length: 1 } },
    });
  });

  it('are shown with their context if the line is long', () => {
    const [error] = errorsOf(`${'1,'.repeat(5000)}x${',2'.repeat(5000)}\n`, { header: false });
    expect(error.place).toMatchObject({ line: 1, column: 10_001 });
    const { source, mark } = error.place!;
    expect(source!.slice(mark!.start, mark!.start + mark!.length)).toBe('x');
    expect(source!.length).toBeLessThanOrEqual(120);
  });

  it('are truncated in messages if they are long', () => {
    const [error] = errorsOf(`,a,b\n${'é'.repeat(100)},1,${'😀'.repeat(100)}\n`);
    expect(error.message).toBe(
      `"${'😀'.repeat(39)}…" in row "${'é'.repeat(39)}…", column "b" is not a number`,
    );
  });

  it('are one error for each fault, with the number of cells', () => {
    const rows = Array.from(
      { length: 40 },
      (_, i) => `r${i},${i % 5 ? i : '!'},${i % 7 ? i : '!'},${i % 4 ? i : 'oops'}\n`,
    );
    expect(errorsOf(`,a,b,c\n${rows.join('')}`).map(({ message, place }) => [place?.line, message])).toEqual([
      [2, '"!" in row "r0", column "a" is not a number (and 13 more cells like it)'],
      [2, '"oops" in row "r0", column "c" is not a number (and 9 more cells like it)'],
    ]);
  });

  it('can be words in whole columns, which are left out with a note that names them', () => {
    const rows = Array.from(
      { length: 40 },
      (_, i) => `r${i},${0.5 * i},w${i},${i % 3 ? `v${i}` : 'NA'},${i / 8}\n`,
    );
    const { matrix, diagnostics } = read(`k,a,b,c,d\n${rows.join('')}`);
    expect(matrix.columnLabels).toEqual(['a', 'd']);
    expect(matrix.rowLabels?.slice(0, 2)).toEqual(['r0', 'r1']);
    expect([...matrix.values.slice(0, 4)]).toEqual([0, 0, 0.5, 0.125]);
    expect(messages(diagnostics, 'info')).toEqual([
      'columns-left-out: columns "b", "c" contain words, so they are not drawn',
    ]);
  });

  it('are one error for a column with many different words among its numbers', () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${i},${i % 4 ? i : `A/5 ${i}`}\n`);
    expect(
      errorsOf(rows.join(''), { header: false, rowLabels: false }).map(({ message }) => message),
    ).toEqual(['column 2 contains words, not numbers']);
  });

  it('are one error for a row of words, such as a second header', () => {
    const errors = errorsOf('t,a,b,c\n1,cm,kg,K\n2,1,2,3\n3,4,5,6\n', { rowLabels: true });
    expect(errors.map(({ message, place, hints }) => [place?.line, message, hints])).toEqual([
      [
        2,
        'this row contains words, not numbers: "cm", "kg" and "K"',
        ['if it is a second header or has the units, delete it'],
      ],
    ]);
  });

  it('are one error, for any number of columns and rows', () => {
    const words = (row: number) => Array.from({ length: 100 }, (_, i) => `w${row}.${i}`).join(',');
    const errors = errorsOf(
      `${'x,'.repeat(100)}n\n${Array.from({ length: 50 }, (_, i) => `${words(i)},${i}\n`).join('')}`,
    );
    expect(errors).toHaveLength(1);
    expect(errors[0].message).toMatch(/^99 columns contain words, not numbers: "x"(?:, "x"){6} and 92 more$/);
  });

  it('cause at most twenty error messages', () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${'1,'.repeat(i)}w${i}${',1'.repeat(59 - i)}\n`).join(
      '',
    );
    const errors = errorsOf(`${'1,'.repeat(59)}1\n${rows}`, { header: false, rowLabels: false });
    expect(errors).toHaveLength(21);
    expect(errors.at(-1)).toEqual({
      severity: 'error',
      code: 'not-a-number',
      message: 'and 40 more cells that are not numbers',
      place: { file: 'a.csv' },
      omitted: 40,
    });
  });

  it('get a hint about labels if the first line or column has text', () => {
    const header = 'if the first line contains the column labels, set "header": true';
    const rowLabels = 'if the first column contains the row labels, set "rowLabels": true';
    expect(errorsOf('1,2,x\n4,5,6\n')).toMatchObject([{ hints: [header] }]);
    expect(errorsOf('1,2\n3,4\nx,6\n')).toMatchObject([{ hints: [rowLabels] }]);
    const none = [missing('x')];
    expect(errorsOf('x,2\n3,4\n5,6\n', { header: false, rowLabels: false })).toMatchObject([{ hints: none }]);
    expect(errorsOf('1,2,x\n4,5,6\n', { header: false })).toMatchObject([{ hints: none }]);
  });

  it('can be text in columns that are not drawn', () => {
    const text = 'k,a,b,c\nr,1,x,2\ns,3,y,4\n';
    const readColumns = (keptColumns: number[]) =>
      readCsv({ name: 'a.csv', bytes: new TextEncoder().encode(text) }, {}, () => {}, {
        ...NO_REDUCTION,
        keptColumns: () => keptColumns,
      }).slices[0].matrix;
    expect([...readColumns([0, 2]).values]).toEqual([1, Number.NaN, 2, 3, Number.NaN, 4]);
    expect(readColumns([0, 2]).categories).toBeNull();
    expect(readColumns([1]).categories).toEqual(['x', 'y']);
    expect(() => readColumns([0, 1])).toThrow('column "b" contains words, not numbers');
  });
});

describe('lines with a wrong number of fields', () => {
  it('are all reported; the most frequent number of fields is right', () => {
    expect(errorsOf(',a,b\nL0,1,2\nL1,3\nL2,4,5,6\nL3,7,8\n')).toEqual([
      {
        severity: 'error',
        code: 'ragged-row',
        message: 'the line has 2 fields, but most lines have 3',
        place: { file: 'a.csv', line: 3, column: 1, source: 'L1,3', mark: { start: 0, length: 1 } },
      },
      {
        severity: 'error',
        code: 'ragged-row',
        message: 'the line has 4 fields, but most lines have 3',
        place: { file: 'a.csv', line: 4, column: 1, source: 'L2,4,5,6', mark: { start: 0, length: 1 } },
      },
    ]);
  });

  it('can be the header', () => {
    expect(errorsOf('a,b\n1,2,3,4\n5,6,7,8\n')).toMatchObject([{ code: 'ragged-row', place: { line: 1 } }]);
    expect(errorsOf('a,b,c,d\n1,2\n5,6\n')).toMatchObject([{ code: 'ragged-row', place: { line: 1 } }]);
    expect(errorsOf('a,b\n1,2,3\n5,6,7\n', { rowLabels: false })).toMatchObject([
      { code: 'ragged-row', place: { line: 1 } },
    ]);
  });

  it('are reported together with wrong cells of other lines', () => {
    const errors = errorsOf(',a,b\nL0,1,x\nL1,3,oh,no\nL2,4,5\n');
    expect(errors.map((error) => [error.code, error.place?.line])).toEqual([
      ['ragged-row', 3],
      ['not-a-number', 2],
    ]);
  });

  it('are one error for each number of fields, with the lines', () => {
    const errors = errorsOf(`1,2\n${'1,2\n'.repeat(60)}${'1\n'.repeat(50)}1,2,3\n1,2,3\n`);
    expect(errors.map(({ message, place }) => [place?.line, message])).toEqual([
      [62, 'the line has 1 field, but most lines have 2 (also lines 63, 64, 65, 66 and 45 more)'],
      [112, 'the line has 3 fields, but most lines have 2 (also line 113)'],
    ]);
  });
});

describe('a delimiter at the end of every line', () => {
  const note = 'trailing-delimiter: every line ends with a delimiter; the empty last column is dropped';
  it.each([
    ['without a header', '1,2,\n3,4,\n', null],
    ['and of the header', 'a,b,\n1,2,\n3,4,\n', ['a', 'b']],
    ['except the header', 'a,b\n1,2,\n3,4,\n', ['a', 'b']],
  ])('%s adds no column', (_, text, columnLabels) => {
    const { matrix, diagnostics } = read(text);
    expect(matrix).toMatchObject({
      rows: 2,
      columns: 2,
      values: new Float64Array([1, 2, 3, 4]),
      columnLabels,
    });
    expect(messages(diagnostics, 'note')).toContain(note);
  });

  it('adds no category', () => {
    expect(read(',a,b,\nx,the,cat,\ny,the,mat,\n')).toMatchObject({
      cells: [
        ['the', 'cat'],
        ['the', 'mat'],
      ],
      matrix: { columnLabels: ['a', 'b'], categories: ['the', 'cat', 'mat'] },
    });
  });

  it('adds a column if this has a label', () => {
    expect(read('a,b,c\n1,2,\n3,4,\n').matrix.columns).toBe(3);
  });

  it('makes the header too short if one line does not end with a delimiter', () => {
    const text = `a,b\n${'1,2,\n'.repeat(100)}1,2,3\n`;
    expect(errorsOf(text)).toMatchObject([{ code: 'ragged-row', place: { line: 1 } }]);
  });
});

describe('a table without cells', () => {
  it.each([
    ['an empty file', '', 'empty-file', 'the file is empty'],
    ['a byte order mark', '\ufeff', 'empty-file', 'the file is empty'],
    ['blank lines', '\n \r\n   \n', 'empty-file', 'the file is empty'],
    ['comments', '# a\n# b\n', 'empty-file', 'the file contains only comments'],
    ['a header', 'a,b,c\n', 'no-rows', 'the table has a header row but no data rows'],
    ['a header with an empty corner', ',a,b\n', 'no-rows', 'the table has a header row but no data rows'],
  ])('is an error: %s', (_, text, code, message) => {
    expect(errorsOf(text)).toMatchObject([{ severity: 'error', code, message, place: { file: 'a.csv' } }]);
  });

  it('can be read with the right options', () => {
    expect(errorsOf('a,b,c\n')[0].hints).toEqual(['if its only line is data, set "header": false']);
    expect(read('a,b,c\n', { header: false }).matrix.categories).toEqual(['a', 'b', 'c']);
    expect(errorsOf('a,b,c\n', { header: true })[0].hints).toEqual([]);
  });

  it('is an error if it has only row labels', () => {
    expect(errorsOf('a\nb\n', { rowLabels: true })).toMatchObject([{ code: 'no-columns' }]);
  });
});

describe('a very large table', () => {
  it('cannot have a label that is too long', () => {
    const label = new Uint8Array(2 ** 24 + 1).fill(97);
    const bytes = Buffer.concat([Buffer.from(',a\n'), label, Buffer.from(',1\n')]);
    expect(errorsOf(bytes)).toMatchObject([{ code: 'field-too-long', place: { line: 2, column: 1 } }]);
  });

  it('can be one long line', () => {
    const { matrix } = read(`${'1,'.repeat(1_000_000)}2\n`);
    expect([matrix.rows, matrix.columns, matrix.values[1_000_000]]).toEqual([1, 1_000_001, 2]);
  });
});
