import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { sniffDialect } from '../../../src/input/csv/dialect.js';
import { TextBuffer } from '../../../src/input/csv/text-buffer.js';
import type { ReadOptions } from '../../../src/spec/data.js';
import { errorsOf, messages, read } from '../../fixtures/tables/read.js';

function formatDialect(text: string, options: ReadOptions = {}): string {
  const { delimiter, decimal } = sniffDialect(new TextBuffer('a.csv', Buffer.from(text)), options).dialect;
  return `${JSON.stringify(String.fromCharCode(delimiter))} ${decimal}`;
}

describe('the delimiter and the decimal mark', () => {
  it.each([
    ['commas', '1,2\n3,4\n', '"," .'],
    ['commas with blanks', '1, 2, 3\n4, 5, 6\n', '"," .'],
    ['commas and blanks in labels', 'last q,0.5,0.3\nthe answer,0.1,0.2\n', '"," .'],
    ['semicolons', '1;2\n3;4\n', '";" .'],
    ['semicolons with decimal points', '1.5;2\n3;4\n', '";" .'],
    ['semicolons with decimal commas', '0,5;1,5\n2,5;3\n', '";" ,'],
    ['semicolons with three decimals', '1,234;5,678\n1,234;5,678\n', '";" ,'],
    ['semicolons with decimal commas only far below', `${'0;0;1\n'.repeat(100)}0;0,5;1\n`, '";" ,'],
    ['tabs', '1\t2\n3\t4\n', '"\\t" .'],
    ['tabs with decimal commas', 'x\ty\n0,5\t1,25\n2\t3\n', '"\\t" ,'],
    ['tabs with thousands', '1\t1,234\n2\t5,678\n', '"\\t" .'],
    ['tabs with commas in words', 'a, b\tc, d\ne, f\tg, h\n', '"\\t" .'],
    ['bars', 'a|b\n1|2\n', '"|" .'],
    ['blanks', '1 2\n3 4\n', '" " .'],
    ['runs of blanks', '  1   2\n 10 \t 20  \n', '" " .'],
    ['blanks with decimal commas', '0,5 1,5\n2,5 3,5\n', '" " ,'],
    ['commas and quoted semicolons', '"a;b","c;d"\n1,2\n', '"," .'],
    ['commas, though one line is ragged', '1,2\n3,4\n5\n6,7\n', '"," .'],
    ['commas, with missing cells', '1,,\n,2,NA\n', '"," .'],
    ['a header of words and a row of blanks', 'my tokens,so far\n1,2\n', '"," .'],
    ['an unclosed quote', 'a,b\n1,2\n"3,4\n', '"," .'],
    ['records with one decimal comma a line', 'a;b;c\nA;x;1,5\nB;y;2,5\nC;x;3,5\n', '";" ,'],
    ['such records with three decimals', 'time;ms\n2024-05-01;100,072\n2024-05-02;77,691\n', '";" ,'],
    ['such records without a header', 'A;x;1,5\nB;y;2,5\n', '";" ,'],
    ['such records with an empty value', 'a;b;c\nA;x;1,5\nB;y;\nC;x;3,5\n', '";" ,'],
    ['such records with a comma in the header', 'a;b;GDP, bn\nA;x;1,5\nB;y;2,5\n', '";" ,'],
    ['such records with a ragged line', 'a;b;c\nA;x;1,5\nB;2,5\nC;x;3,5\nD;y;4,5\n', '";" ,'],
    ['such records with two ragged lines', 'a;b;c\nA;x;1,5\nB;2,5\nC;x;3,5\n4,5;D\nE;x;6,5\n', '";" ,'],
    ['such records of R, without a corner', 'b;c\nA;x;1,5\nB;y;2,5\n', '";" ,'],
    ['such records between tabs', 'a\tb\tc\nA\tx\t1,5\nB\ty\t2,5\n', '"\\t" ,'],
    ['such records between tabs without a header', 'A\tx\t1,5\nB\ty\t2,5\n', '"\\t" ,'],
    ['such records between bars', 'a|b|c\nA|x|1,5\nB|y|2,5\n', '"|" ,'],
    ['such records between blanks', 'a b c\nA x 1,5\nB y 2,5\n', '" " ,'],
    ['semicolons and a comma in each word', 'a;b;n\nA;x, y;5.5\nB;z, y;7.5\n', '";" .'],
    ['commas and a semicolon in each word', 'a,b,n\nA,GO:1;GO:2,5\nB,GO:3;GO:4,7\n', '"," .'],
    ['commas and bars in each word', 'id,n\nsp|P1|A,5\nsp|P2|B,7\n', '"," .'],
    ['commas and equal blanks in labels', 'sample,tissue\npt 1 n,liver\npt 2 n,brain\n', '"," .'],
    ['semicolons and equal blanks', 'a;tissue type\npt 1 n;liver\npt 2 n;brain\n', '";" .'],
    ['tabs and equal blanks', 'a\ttissue type\npt 1 n\tliver\npt 2 n\tbrain\n', '"\\t" .'],
    ['bars and equal blanks', 'a|tissue type\npt 1 n|5\npt 2 n|7\n', '"|" .'],
    ['commas and numbers after blanks', 'a,b c\nx,y 5\nz,w 7\n', '"," .'],
    ['blanks and ids with bars, without a header', 'gi|123 5 7\ngi|456 6 8\n', '" " .'],
    ['blanks and one comma in words', 'name a b\nSmith,J 1 2\nDoe,K 3 4\n', '" " .'],
    ['blanks and numbers that end with commas', '1 2 3,\n4 5 6,\n', '" " ,'],
  ])('are detected: %s', (_, text, found) => {
    expect(formatDialect(text)).toBe(found);
  });

  it('can be set', () => {
    expect(formatDialect('1,2;3,4\n5,6;7,8\n', { delimiter: ',' })).toBe('"," .');
    expect(formatDialect('1,2;3,4\n5,6;7,8\n', { decimal: '.' })).toBe('"," .');
    expect(formatDialect('1,2\n', { decimal: ',' })).toBe('";" ,');
    expect(formatDialect('1,5 2\n', { format: 'table' })).toBe('" " ,');
    expect(read('1:2\n3:4\n', { delimiter: ':' })).toMatchObject({
      cells: [
        [1, 2],
        [3, 4],
      ],
    });
    expect(messages(read('1:2\n', { delimiter: ':' }).diagnostics, 'note')[0]).not.toContain('separated');
    expect(read('a  b\n\n1 2\n', { delimiter: ' ' }).cells).toEqual([[1, 2]]);
    expect(read('1\t2\n', { delimiter: '\\t' }).cells).toEqual([[1, 2]]);
  });

  it.each([['::'], ['é'], ['\tab'], ['"'], ['\n'], ['\\s']])('cannot be %j', (delimiter) => {
    expect(() => formatDialect('1,2\n', { delimiter })).toThrow(HeatmapError);
    expect(errorsOf('1,2\n', { delimiter })).toMatchObject([{ code: 'bad-delimiter' }]);
  });

  it('cannot be the same', () => {
    expect(errorsOf('1,2\n', { delimiter: ',', decimal: ',' })).toMatchObject([
      { code: 'bad-delimiter', message: 'the comma cannot be both the delimiter and the decimal mark' },
    ]);
  });

  it('are taken from the first line of Excel', () => {
    expect(read('sep=;\r\na;b\r\n1;2\r\n')).toMatchObject({
      cells: [[1, 2]],
      matrix: { columnLabels: ['a', 'b'] },
    });
    expect(read('"sep=,"\n1,2;3\n4,5\n').diagnostics[0].message).toContain('comma-separated');
    expect(read('SEP=\t\n1,5\t2\n').cells).toEqual([[1.5, 2]]);
    expect(errorsOf('sep=;\na;b\n1;x\n2;3\n')).toMatchObject([{ place: { line: 3, column: 3 } }]);
    expect(errorsOf('sep=;')).toMatchObject([{ code: 'empty-file' }]);
  });
});

describe('numbers with three decimals beside integers', () => {
  const warnings = (text: string, options?: ReadOptions) =>
    messages(read(text, options).diagnostics, 'warning');

  it('can be thousands, which a warning says', () => {
    const text = 'city;Jan;Feb\nKöln;1.234;2.000\nBonn;900;3.100\n';
    const { diagnostics } = read(text);
    expect(messages(diagnostics, 'warning')).toEqual([
      'uncertain-decimal: 1.234 beside 900 in column "Jan" is read with a decimal point, but it could be 1234',
    ]);
    expect(diagnostics.find(({ code }) => code === 'uncertain-decimal')?.hints).toEqual([
      'if it is 1234, use --set data.decimal=,',
      'if the decimal point is right, use --set data.decimal=.',
    ]);
    // Each hint does what it says.
    expect(read(text, { decimal: ',' }).cells[0]).toEqual([1234, 2000]);
    expect(read(text, { decimal: '.' }).cells[0]).toEqual([1.234, 2]);
    expect(warnings(text, { decimal: ',' })).toEqual([]);
    expect(warnings(text, { decimal: '.' })).toEqual([]);
    expect(warnings(text.replaceAll(';', '\t'))).toHaveLength(1);
    expect(warnings('city;Jan;Feb\nKöln;1,234;2,000\nBonn;900;3,100\n')).toEqual([
      'uncertain-decimal: 1,234 beside 900 in column "Jan" is read with a decimal comma, but it could be 1234',
    ]);
  });

  it.each([
    ['another number of decimals', 'a;b;c\nx;1.234;2.000\ny;900;3.5\n'],
    ['a number below 1', 'a;b;c\nx;1.234;0.125\ny;900;3.100\n'],
    ['such a number far below', `a;b;c\n${'x;1.234;2.000\ny;900;3.100\n'.repeat(60)}z;1;0.5\n`],
    ['small integers', 'a;b;c\nx;1.234;2.000\ny;9;3.100\n'],
    ['integers that have no separator', 'a;b;c\nx;1.234;2.000\ny;900;3.100\nz;1500;2.000\n'],
    ['integers only in another column', 'a;b;c\nx;1.234;500\ny;2.000;900\n'],
    ['commas between the columns', 'a,b,c\nx,1.234,2.000\ny,900,3.100\n'],
  ])('are decimals without a warning beside %s', (_, text) => {
    expect(warnings(text)).toEqual([]);
  });

  it.each([
    ['below a header of R without a corner', 'Jan;Feb\nx;1.234;2.000\ny;900;3.100\n', '"Jan"'],
    ['without a header', 'w;100;200\nx;1.234;2.000\ny;3.100;900\nz;1.234;500\n', '3'],
  ])('are named %s', (_, text, name) => {
    expect(warnings(text)).toEqual([expect.stringContaining(`in column ${name} is read`)]);
  });

  it('matter only in the columns that are drawn', () => {
    const text = 'a;b;n;price\nx;u;1;1.234\ny;v;2;900\nx;v;3;2.000\n';
    expect(warnings(text, { x: 'a', y: 'b', value: 'n' })).toEqual([]);
    expect(warnings(text, { x: 'a', y: 'b', value: 'mean(price)' })).toHaveLength(1);
  });
});

describe('comment lines', () => {
  const commentNotes = (text: string, options?: ReadOptions) =>
    messages(read(text, options).diagnostics, 'note').filter((note) => note.startsWith('comments'));

  it('start with # or % and are counted', () => {
    expect(commentNotes('# a\n% b\n1,2\n#c\n3,4\n# d')).toEqual(['comments: skipped 4 comment lines']);
    expect(commentNotes('# a b c\n1 2\n')).toEqual(['comments: skipped 1 comment line']);
    expect(commentNotes('1,2\n')).toEqual([]);
  });

  it.each([
    [
      'a header of numpy',
      '# a,b\n1,2\n3,4\n',
      [
        [1, 2],
        [3, 4],
      ],
      null,
    ],
    [
      'a row commented out',
      '1,2\n# 9,9\n3,4\n',
      [
        [1, 2],
        [3, 4],
      ],
      null,
    ],
    [
      'prose with commas over labelled rows',
      '# one, two, three\n,a,b\nx,1,2\ny,3,4\n',
      [
        [1, 2],
        [3, 4],
      ],
      ['x', 'y'],
    ],
    ['an odd quote', '# "a\n,a\nx,1\n', [[1]], ['x']],
  ])('can be %s', (_, text, cells, rowLabels) => {
    expect(read(text)).toMatchObject({ cells, matrix: { rowLabels } });
  });

  it.each([
    ['labels of word pieces', ',a,b\nthe,1,2\n##ing,3,4\n', ['the', '##ing']],
    ['a word piece in the first row', '##ing,1,2\nthe,3,4\ncat,5,6\n', ['##ing', 'the', 'cat']],
    ['only word pieces', ',a,b\n##ing,1,2\n%d,3,4\n', ['##ing', '%d']],
    ['the prefix alone', ',a,b\n#,1,2\n%,3,4\n', ['#', '%']],
    ['labels of categorical rows', ',a,b\nthe,cat,sat\n##ing,mat,cat\n', ['the', '##ing']],
  ])('cannot be %s', (_, text, rowLabels) => {
    expect(read(text).matrix.rowLabels).toEqual(rowLabels);
    expect(commentNotes(text)).toEqual([]);
  });

  it('cannot be a header above a column of numbers', () => {
    expect(read('#,a,b\n1,0.5,0.25\n2,0.5,0.25\n')).toMatchObject({
      matrix: { rowLabels: ['1', '2'], columnLabels: ['a', 'b'] },
      dataset: { names: { y: '#' } },
    });
  });

  it('are defined by the options', () => {
    expect(read('// a\n1,2\n//\n', { comment: '//' }).cells).toEqual([[1, 2]]);
    expect(read(',a\nx,1\n#b,2\n', { comment: '#' }).cells).toEqual([[1]]);
    expect(read('# a,b\n1,2\n', { comment: false }).matrix.columnLabels).toEqual(['# a', 'b']);
  });
});
