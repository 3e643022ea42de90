import { describe, expect, it } from 'vitest';
import type { ReadOptions } from '../../../src/spec/data.js';
import { faults, messages, read } from '../../fixtures/tables/read.js';

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
  ])('may be %s', (_, bytes) => {
    expect(read(bytes)).toMatchObject({ cells, matrix: asRead, dataset: { names: { y: 'layer' } } });
  });

  it('is Windows-1252 where it is not UTF-8, with a warning', () => {
    const { matrix, said } = read(Buffer.from(',\x80,\x9f\xff\nL0,1,2\n', 'latin1'));
    expect(matrix.columnLabels).toEqual(['€', 'Ÿÿ']);
    expect(messages(said, 'warning')).toEqual([
      'not-utf8: the file is not valid UTF-8 and was read as Windows-1252',
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
  ])('is not %s', (_, bytes, message) => {
    expect(faults(bytes)).toMatchObject([{ code: 'not-text', message, place: { file: 'a.csv' } }]);
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

  it('may be blank anywhere', () => {
    expect(read('auc\n1\n\t \n2\n').cells).toEqual([[1], [2]]);
    expect(read(`\n \n${table.replaceAll('\n', '\n\t\n')}\n\n\n`)).toMatchObject({ cells, matrix: asRead });
  });

  it('are counted over quoted line ends and CRs in what is said of them', () => {
    const [fault] = faults(',a,b\r"L\r\n0",1,2\rL1,x,4\n');
    expect(fault.place).toMatchObject({
      line: 4,
      column: 4,
      source: 'L1,x,4',
      mark: { start: 3, length: 1 },
    });
  });
});

describe('quotes', () => {
  it('protect delimiters, line ends and doubled quotes', () => {
    const { matrix } = read(',"a,b","say ""hi"""\n"two\nlines",1,"2"\n');
    expect(matrix.columnLabels).toEqual(['a,b', 'say "hi"']);
    expect(matrix.rowLabels).toEqual(['two\nlines']);
    expect([...matrix.values]).toEqual([1, 2]);
  });

  it('within a field are letters as any other', () => {
    expect(read(',5" disk,"x"\na"b,1,2\n').matrix).toMatchObject({
      rowLabels: ['a"b'],
      columnLabels: ['5" disk', 'x'],
    });
  });

  it('may be followed by blanks', () => {
    expect(read('"a" ,"b"\t,c\n1,2,3\n').matrix.columnLabels).toEqual(['a', 'b', 'c']);
  });

  it('that are never closed are shown where they open', () => {
    expect(faults(',a,b\nL0,1,2\nL1,"3,4\nL2,5,6\n')).toEqual([
      {
        severity: 'error',
        code: 'unclosed-quote',
        message: 'a quoted field is never closed',
        place: { file: 'a.csv', line: 3, column: 4, source: 'L1,"3,4', mark: { start: 3, length: 1 } },
        hints: ['A double quote within a quoted field is written twice.'],
      },
    ]);
    expect(faults('"')).toMatchObject([{ code: 'unclosed-quote', place: { line: 1, column: 1 } }]);
  });

  it('that close before the field does are an error', () => {
    expect(faults(',a,b\n"L"0,1,2\n')).toMatchObject([
      {
        code: 'text-after-quote',
        place: { line: 2, column: 4, source: '"L"0,1,2', mark: { start: 3, length: 1 } },
      },
    ]);
  });
});

describe('labels', () => {
  it('are kept byte for byte, repeats and all', () => {
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

  it('have the name that stands over them', () => {
    expect(read('layer,a,b\nx,1.5,2\n').dataset.names).toEqual({ x: null, y: 'layer', value: null });
    expect(read('  ,a,b\nx,1.5,2\n').dataset.names.y).toBeNull();
    expect(read('4,a,b\nx,1.5,2\n', { header: true, rowLabels: true }).dataset.names.y).toBeNull();
  });
});

describe('header row and label column are told by looking', () => {
  const both = 'header row, label column';
  const header = 'header row, no label column';
  const labels = 'no header row, label column';
  const neither = 'no header row, no label column';
  it.each([
    ['bare numbers', '1,2\n3,4\n', neither],
    ['bare numbers that begin with a run', '0 1 2\n3 4 5\n', neither],
    ['a single row', '1,2,3\n', neither],
    ['a single labelled row', 'x,1,2\n', labels],
    ['a single column', '1\n2\n', neither],
    ['a named column', 'auc\n1\n2\n', header],
    ['numbers under words', 'a,b,c\n0.5,0.2,0.1\n0.5,0.1,0.7\n', header],
    ['whole numbers under words', 'a,b\n3,4\n3,5\n', header],
    ['numbers beside words', 'x,0.5,0.2\ny,0.1,0.7\n', labels],
    ['an empty corner', ',0,1\n0,0.5,0.7\n1,0.3,0.2\n', both],
    ['an empty corner and years', ',2019,2020\nUK,5,7\n', both],
    ['a named corner over words', 'layer,a,b\nL0,5,6\nL1,7,8\n', both],
    ['a named corner over numbers, numbers for labels', 'layer,0,1\n0,5,6\n1,7,8\n', both],
    ['a named corner over even steps', 'layer,a,b\n2,0.5,0.25\n4,0.5,0.25\n6,0.1,0.2\n', both],
    ['the same labels both ways', 'true,3,7\n3,50,2\n7,1,60\n', both],
    ['1, 2 among whole numbers', 'k,a\n1,7\n2,9\n', header],
    ['a header one shorter than its only row', 'a b\nx 1 2\n', both],
    ['a header one shorter than the rows', 'a b\nx 1 2\ny 3 4\n', both],
    ['a header one shorter than rows that end in quotes', 'a,b\nx,1,""\ny,2,""\n', both],
    ['words under an empty corner', ',a,b\nx,the,cat\ny,the,mat\n', both],
    ['words under numbers', '0,1\nthe,cat\nsat,on\n', header],
    ['words beside numbers', 'layer,a\n0,the\n1,cat\n', both],
    ['quoted numbers over numbers', '"1","2"\n5,6\n7,8\n', header],
    ['quoted numbers beside numbers', '"1",5,6\n"2",7,8\n', labels],
    ['a header of words and numbers', 'layer,the,8,8\n0,1.5,2,3\n1,4.5,5.5,6.5\n', both],
  ])('%s', (_, text, shape) => {
    const { said } = read(text);
    expect(messages(said, 'note')).toHaveLength(1);
    expect(said[0].message).toMatch(new RegExp(`, ${shape}$`));
    expect(messages(said, 'info')).toEqual([]);
  });

  const first = (what: string, taken: string, other: string) =>
    `uncertain-${what}: the first ${what === 'header' ? 'line' : 'column'} was taken for ${taken} but might be ${other}`;
  const toHeader = first('header', 'column labels', 'data');
  const notHeader = first('header', 'data', 'column labels');
  const toLabels = first('row-labels', 'row labels', 'data');
  const notLabels = first('row-labels', 'data', 'row labels');
  it.each([
    ['0, 1, 2 over decimals', '0,1,2\n0.5,0.1,0.2\n0.3,0.2,0.1\n', header, [toHeader]],
    ['2, 5, 9 over decimals', '2,5,9\n0.5,0.1,0.2\n', neither, [notHeader]],
    ['fractions beside a word, over numbers', 'T,0.5,0.25\n1,2,3\n2,4,5\n', both, [toHeader]],
    ['years beside words, over decimals', 'land,2019,2020\nUK,1.5,2\n', both, [toHeader]],
    ['years beside words, over whole numbers', 'land,2019,2020,2021\nUK,5,2,3\n', both, [toHeader]],
    ['decimals beside words, over whole numbers', 'heat,0.5,1.5\nUK,5,2\n', both, [toHeader]],
    ['whole numbers all over, beside words', 'x,3,1\ny,2,5\n', labels, [notHeader]],
    ['an empty corner among decimals', ',0.5,0.2\n0.5,,0.1\n0.2,0.1,\n', both, [toHeader]],
    ['an index that does not repeat', 'n,a,b\n1,0.5,0.25\n9,0.5,0.25\n2,0.1,0.2\n', both, [toLabels]],
    ['an index that repeats', 'n,a,b\n1,0.5,0.25\n1,0.5,0.25\n', header, [notLabels]],
    ['1, 2, 3 among whole numbers', 'k,a\n1,7\n2,7\n3,9\n', both, [toLabels]],
    ['words all over', 'name,a,b\nx,win,loss\ny,loss,win\n', both, [toHeader, toLabels]],
    ['words all over that never come again', 'a,b\nc,d\n', header, [toHeader, notLabels]],
  ])('and says that it might be otherwise: %s', (_, text, shape, warnings) => {
    const { said } = read(text);
    expect(messages(said, 'note')).toEqual([expect.stringContaining(`, ${shape}`)]);
    expect(messages(said, 'info')).toEqual(warnings);
  });

  it('and says how to be rid of it', () => {
    const text = '0,1,2\n0.5,0.1,0.2\n';
    expect(read(text).said[1].hints).toEqual(['say "header": true if that is right, "header": false if not']);
    expect(messages(read(text, { header: true }).said, 'info')).toEqual([]);
    expect(messages(read(text, { header: false }).said, 'info')).toEqual([]);
    expect(read('2,5,9\n0.5,0.1,0.2\n').said[1].hints).toEqual([
      'say "header": false if that is right, "header": true if not',
    ]);
  });

  it('and the options override both', () => {
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

  it('and what the options say is no guess', () => {
    expect(messages(read(table, { header: true, delimiter: ',' }).said, 'note')).toEqual([
      'guessed: read as decimal point, label column',
    ]);
    const all: ReadOptions = { header: true, rowLabels: true, delimiter: ',', decimal: '.' };
    expect(read(table, all).said).toEqual([]);
  });
});

describe('cells', () => {
  it('are the numbers that programs write, as Number() reads them', () => {
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

  it('may be infinite', () => {
    const texts = 'Inf,inf,-inf,-Inf,+inf,Infinity,-Infinity,INF';
    expect(read(texts, { header: false, rowLabels: false }).cells).toEqual([
      [Infinity, Infinity, -Infinity, -Infinity, Infinity, Infinity, -Infinity, Infinity],
    ]);
  });

  it('may be missing', () => {
    const texts = ['', 'NaN', 'nan', 'NA', 'N/A', 'n/a', 'null', 'NULL', 'None', '-', ' - ', '""'];
    expect(read(`1,${texts.join(',')}\n`, { header: false, rowLabels: false }).cells).toEqual([
      [1, ...texts.map(() => null)],
    ]);
  });

  it('may be missing as the options say, even where that reads as a number', () => {
    expect(read('1,?,-999,-999.0\n', { missingValues: ['?', '-999'] }).cells).toEqual([
      [1, null, null, -999],
    ]);
  });

  it('may all be missing', () => {
    expect(read(',a\nx,NA\ny,\n')).toMatchObject({ cells: [[null], [null]], matrix: { words: null } });
  });

  it('are words where not one is a number', () => {
    const { matrix } = read(',a,b\nx,the,NA\ny, the,the\n');
    expect(matrix.words).toEqual(['the', ' the']);
    expect([...matrix.values]).toEqual([0, Number.NaN, 1, 0]);
  });

  it('that are words among numbers are all faults', () => {
    expect(faults(',a,b\nL0,1,x\nL1,2,3\nL2,oh,"4 5"\n')).toEqual([
      {
        severity: 'error',
        code: 'not-a-number',
        message: '"x" in row "L0", column "b" is not a number',
        place: { file: 'a.csv', line: 2, column: 6, source: 'L0,1,x', mark: { start: 5, length: 1 } },
        hints: [],
      },
      {
        severity: 'error',
        code: 'not-a-number',
        message: '"oh" in row "L2", column "a" is not a number',
        place: { file: 'a.csv', line: 4, column: 4, source: 'L2,oh,"4 5"', mark: { start: 3, length: 2 } },
        hints: [],
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
    ['.', []],
    ['1.2.3', []],
    ['--1', []],
    ['１', []],
    ['1\u00a0', []],
    ['"1,234.5"', ['write numbers without thousands separators']],
    [
      '"1,234"',
      ['write numbers without thousands separators', 'if the decimal mark is ",", say "decimal": ","'],
    ],
    ['"0,5"', ['if the decimal mark is ",", say "decimal": ","']],
    ['12%', ['write numbers without a percent sign']],
  ])('are no numbers when they are %s', (text, hints) => {
    const found = faults(`,a,b\nx,1,${text}\n`);
    expect(found).toMatchObject([{ code: 'not-a-number', hints }]);
  });

  it('are counted in UTF-16 code units and shown with their line where they are faulty', () => {
    const [fault] = faults(',a,b\n"😀é",1,x\n');
    expect(fault).toMatchObject({
      message: '"x" in row "😀é", column "b" is not a number',
      place: { line: 2, column: 9, source: '"😀é",1,x', mark: { start: 8, length: 1 } },
    });
  });

  it('that are faulty in a long line are shown with what stands around them', () => {
    const [fault] = faults(`${'1,'.repeat(5000)}x${',2'.repeat(5000)}\n`, { header: false });
    expect(fault.place).toMatchObject({ line: 1, column: 10_001 });
    const { source, mark } = fault.place!;
    expect(source!.slice(mark!.start, mark!.start + mark!.length)).toBe('x');
    expect(source!.length).toBeLessThanOrEqual(120);
  });

  it('that are long are cut in messages', () => {
    const [fault] = faults(`,a,b\n${'é'.repeat(100)},1,${'😀'.repeat(100)}\n`);
    expect(fault.message).toBe(
      `"${'😀'.repeat(39)}…" in row "${'é'.repeat(39)}…", column "b" is not a number`,
    );
  });

  it('that are faulty are shown twenty times at most', () => {
    const found = faults(`,a,b\n${'x,1,oh\n'.repeat(1000)}`);
    expect(found).toHaveLength(21);
    expect(found.at(-1)).toEqual({
      severity: 'error',
      code: 'not-a-number',
      message: 'and 980 more cells that are not numbers',
      place: { file: 'a.csv' },
    });
  });

  it('that are faulty in a first line or column may be labels', () => {
    const header = 'if the first line holds the column labels, say "header": true';
    const rowLabels = 'if the first column holds the row labels, say "rowLabels": true';
    expect(faults('1,2,x\n4,5,6\n')).toMatchObject([{ hints: [header] }]);
    expect(faults('1,2\n3,4\nx,6\n')).toMatchObject([{ hints: [rowLabels] }]);
    expect(faults('x,2\n3,4\n5,6\n', { header: false, rowLabels: false })).toMatchObject([{ hints: [] }]);
    expect(faults('1,2,x\n4,5,6\n', { header: false })).toMatchObject([{ hints: [] }]);
  });

  it('of a column of words may be those of a long table', () => {
    const hint =
      'if this is a long table, one line for each cell, name its columns with "x", "y" and "value"';
    const found = faults('layer,token,auc\n0,the,0.5\n1,cat,0.25\n');
    expect(found.map((fault) => fault.hints)).toEqual([[hint], []]);
  });
});

describe('lines of another length', () => {
  it('are all faults, the usual length being the right one', () => {
    expect(faults(',a,b\nL0,1,2\nL1,3\nL2,4,5,6\nL3,7,8\n')).toEqual([
      {
        severity: 'error',
        code: 'ragged-row',
        message: 'the line has 2 fields, not 3 as most lines have',
        place: { file: 'a.csv', line: 3, column: 1, source: 'L1,3', mark: { start: 0, length: 1 } },
      },
      {
        severity: 'error',
        code: 'ragged-row',
        message: 'the line has 4 fields, not 3 as most lines have',
        place: { file: 'a.csv', line: 4, column: 1, source: 'L2,4,5,6', mark: { start: 0, length: 1 } },
      },
    ]);
  });

  it('may be the header', () => {
    expect(faults('a,b\n1,2,3,4\n5,6,7,8\n')).toMatchObject([{ code: 'ragged-row', place: { line: 1 } }]);
    expect(faults('a,b,c,d\n1,2\n5,6\n')).toMatchObject([{ code: 'ragged-row', place: { line: 1 } }]);
    expect(faults('a,b\n1,2,3\n5,6,7\n', { rowLabels: false })).toMatchObject([
      { code: 'ragged-row', place: { line: 1 } },
    ]);
  });

  it('are shown beside faulty cells of the other lines', () => {
    const found = faults(',a,b\nL0,1,x\nL1,3,oh,no\n');
    expect(found.map((fault) => [fault.code, fault.place?.line])).toEqual([
      ['ragged-row', 3],
      ['not-a-number', 2],
    ]);
  });

  it('are shown twenty times at most', () => {
    const found = faults(`1,2\n${'1,2\n'.repeat(60)}${'1\n'.repeat(50)}`);
    expect(found).toHaveLength(21);
    expect(found.at(-1)?.message).toBe('and 30 more lines with a wrong number of fields');
  });
});

describe('a delimiter at the end of every line', () => {
  const note =
    'trailing-delimiter: every line ends with a delimiter; the empty column behind it was left out';
  it.each([
    ['of bare numbers', '1,2,\n3,4,\n', null],
    ['and of the header', 'a,b,\n1,2,\n3,4,\n', ['a', 'b']],
    ['but the header', 'a,b\n1,2,\n3,4,\n', ['a', 'b']],
  ])('%s makes no column', (_, text, columnLabels) => {
    const { matrix, said } = read(text);
    expect(matrix).toMatchObject({
      rows: 2,
      columns: 2,
      values: new Float64Array([1, 2, 3, 4]),
      columnLabels,
    });
    expect(messages(said, 'note')).toContain(note);
  });

  it('leaves no trace among words', () => {
    expect(read(',a,b,\nx,the,cat,\ny,the,mat,\n')).toMatchObject({
      cells: [
        ['the', 'cat'],
        ['the', 'mat'],
      ],
      matrix: { columnLabels: ['a', 'b'], words: ['the', 'cat', 'mat'] },
    });
  });

  it('makes a column that has a name', () => {
    expect(read('a,b,c\n1,2,\n3,4,\n').matrix.columns).toBe(3);
  });

  it('makes a faulty header where some line does not have it', () => {
    const text = `a,b\n${'1,2,\n'.repeat(100)}1,2,3\n`;
    expect(faults(text)).toMatchObject([{ code: 'ragged-row', place: { line: 1 } }]);
  });
});

describe('a table with nothing to draw', () => {
  it.each([
    ['an empty file', '', 'empty-file', 'the file holds nothing'],
    ['a byte order mark', '\ufeff', 'empty-file', 'the file holds nothing'],
    ['blank lines', '\n \r\n   \n', 'empty-file', 'the file holds nothing'],
    ['comments', '# a\n# b\n', 'empty-file', 'the file holds nothing but comments'],
    ['a header', 'a,b,c\n', 'no-rows', 'the table has a header row and no other'],
    ['a header with an empty corner', ',a,b\n', 'no-rows', 'the table has a header row and no other'],
  ])('is refused: %s', (_, text, code, message) => {
    expect(faults(text)).toMatchObject([{ severity: 'error', code, message, place: { file: 'a.csv' } }]);
  });

  it('may be told what it is', () => {
    expect(faults('a,b,c\n')[0].hints).toEqual(['if its only line is data, say "header": false']);
    expect(read('a,b,c\n', { header: false }).matrix.words).toEqual(['a', 'b', 'c']);
    expect(faults('a,b,c\n', { header: true })[0].hints).toEqual([]);
  });

  it('is refused when it has row labels and no more', () => {
    expect(faults('a\nb\n', { rowLabels: true })).toMatchObject([{ code: 'no-columns' }]);
  });
});

describe('a table too large', () => {
  it('has a label that no string can hold', () => {
    const label = new Uint8Array(2 ** 24 + 1).fill(97);
    const bytes = Buffer.concat([Buffer.from(',a\n'), label, Buffer.from(',1\n')]);
    expect(faults(bytes)).toMatchObject([{ code: 'field-too-long', place: { line: 2, column: 1 } }]);
  });

  it('is one long line and read as such', () => {
    const { matrix } = read(`${'1,'.repeat(1_000_000)}2\n`);
    expect([matrix.rows, matrix.columns, matrix.values[1_000_000]]).toEqual([1, 1_000_001, 2]);
  });
});
