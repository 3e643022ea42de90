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
