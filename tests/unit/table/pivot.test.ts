import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import type { ReadOptions } from '../../../src/spec/data.js';
import { AGGREGATES } from '../../../src/spec/fields.js';
import { pivotLongTable } from '../../../src/table/pivot.js';
import { createTextTable } from '../../../src/table/text-table.js';
import { cellsOf, errorsOf, messages, read } from '../../fixtures/tables/read.js';

const options = { x: 'token', y: 'layer', value: 'auc' };
const table = 'token,layer,auc\nthe,1,0.5\ncat,1,0.25\ncat,0,1\nthe,0,\n';

describe('a long table', () => {
  it('becomes a matrix with numbers in order, and words in order of first appearance', () => {
    const { matrix, dataset, cells } = read(table, options);
    expect(matrix).toMatchObject({ rowLabels: ['0', '1'], columnLabels: ['the', 'cat'], categories: null });
    expect(cells).toEqual([
      [null, 1],
      [0.5, 0.25],
    ]);
    expect(dataset).toMatchObject({
      leadingShape: [],
      names: { x: 'token', y: 'layer', value: 'auc' },
      slices: [{ title: null }],
    });
  });

  it('can have columns given by 0-based position', () => {
    const byPosition = { x: 0, y: 1, value: 2 };
    expect(read(table, byPosition).dataset).toEqual(read(table, options).dataset);
    const { dataset, cells } = read('a,0,0.5\nb,0,0.25\n', byPosition);
    expect(cells).toEqual([[0.5, 0.25]]);
    expect(dataset.names).toEqual({ x: null, y: null, value: null });
  });

  it('has a header if a column is given by name, even a numeric header', () => {
    expect(read('0,1,2\n5,6,7\n', { x: '0', y: '1', value: '2' })).toMatchObject({
      cells: [[7]],
      matrix: { rowLabels: ['6'], columnLabels: ['5'] },
    });
  });

  it('keeps labels exactly', () => {
    const { matrix } = read('x,y,v\n 07,1e5,1\n07,,2\n"a,b",1e5,3\n', { x: 'x', y: 'y', value: 'v' });
    expect(matrix).toMatchObject({ rowLabels: ['1e5', ''], columnLabels: [' 07', '07', 'a,b'] });
  });

  it('reports the number of absent cells', () => {
    const { cells, diagnostics } = read('token,layer,auc\nthe,0,1\ncat,1,2\n', options);
    expect(cells).toEqual([
      [1, null],
      [null, 2],
    ]);
    expect(messages(diagnostics, 'note')).toEqual([
      'guessed: read as comma-separated, decimal point, header row',
      'absent-cells: 2 of 4 cells have no record and are missing',
    ]);
    expect(messages(read(table, options).diagnostics, 'note')).toHaveLength(1);
  });

  it('can have decimal commas, comments, infinities and missing values', () => {
    const text = '# by hand\ntoken;layer;auc\nthe;0;0,5\ncat;0;-inf\nsat;0;?\n';
    const { cells, diagnostics } = read(text, { ...options, missingValues: ['?'] });
    expect(cells).toEqual([[0.5, -Infinity, null]]);
    expect(messages(diagnostics, 'note')).toContain('comments: skipped 1 comment line');
  });

  it('can have categories', () => {
    const { matrix, cells } = read('token,layer,auc\na,0,win\nb,0,loss\na,1,win\nb,1,NA\n', options);
    expect(matrix.categories).toEqual(['win', 'loss']);
    expect(cells).toEqual([
      ['win', 'loss'],
      ['win', null],
    ]);
  });

  it('reports every fault of values that are neither a number nor missing', () => {
    expect(errorsOf('token,layer,auc\na,0,0.5\nb,0,oh\n"c, d",1,12%\n', options)).toEqual([
      {
        severity: 'error',
        code: 'not-a-number',
        message: '"oh" in row "0", column "b" is not a number',
        place: { file: 'a.csv', line: 3, column: 5, source: 'b,0,oh', mark: { start: 4, length: 2 } },
        hints: [],
      },
      {
        severity: 'error',
        code: 'not-a-number',
        message: '"12%" in row "1", column "c, d" is not a number',
        place: { file: 'a.csv', line: 4, column: 10, source: '"c, d",1,12%', mark: { start: 9, length: 3 } },
        hints: ['write numbers without a percent sign'],
      },
    ]);
    expect(
      errorsOf(
        `token,layer,auc\nz,z,1\n${Array.from({ length: 30 }, (_, i) => `a,${i},oh\n`).join('')}`,
        options,
      ).map(({ message }) => message),
    ).toEqual(['"oh" in row "0", column "a" is not a number (and 29 more cells like it)']);
    const words = Array.from({ length: 30 }, (_, i) => `a,${i},w${i}\n`).join('');
    expect(errorsOf(`token,layer,auc\nz,z,1\n${words}`, options)).toMatchObject([
      { message: 'column "auc" contains words, not numbers', hints: ['set "value" to a column of numbers'] },
    ]);
  });

  it('reports every line with a wrong number of fields', () => {
    expect(errorsOf('token,layer,auc\na,0\nb,0,1\nc,0,1,2\n', options)).toMatchObject([
      { code: 'ragged-row', message: 'the line has 2 fields, but most lines have 3', place: { line: 2 } },
      { code: 'ragged-row', place: { line: 4 } },
    ]);
  });

  it('must have data rows', () => {
    expect(errorsOf('token,layer,auc\n', options)).toMatchObject([{ code: 'no-rows' }]);
  });

  it('cannot have too many cells', () => {
    const records = Array.from({ length: 10_000 }, (_, i) => `${i},${i},1\n`).join('');
    expect(errorsOf(`token,layer,auc\n${records}`, options)).toMatchObject([
      {
        code: 'too-large',
        message: 'the data has more than 67108864 cells',
        hints: [expect.stringContaining('"x" and "y"')],
      },
    ]);
  });
});

describe('the columns of a long table', () => {
  const all = 'the columns are "token", "layer", "auc"';
  it.each<[string, ReadOptions, object[]]>([
    [
      'misspelled',
      { ...options, x: 'tokne' },
      [
        {
          code: 'unknown-column',
          message: 'there is no column "tokne"',
          hints: ['did you mean "token"?', all],
        },
      ],
    ],
    [
      'in another case',
      { ...options, x: 'Token' },
      [{ code: 'unknown-column', hints: ['did you mean "token"?', all] }],
    ],
    [
      'out of range',
      { ...options, panel: 3 },
      [{ code: 'unknown-column', message: 'there is no column 3', hints: [all] }],
    ],
    ['all misspelled', { x: 'a', y: 'b', value: 'c', panel: 'd' }, [{}, {}, {}, {}]],
    [
      'not all set',
      { value: 'auc' },
      [
        {
          code: 'incomplete-long-table',
          message: 'a long table needs "x", "y" and "value"; "x" and "y" are not set',
          hints: [all],
        },
      ],
    ],
    [
      'all set except one',
      { x: 'token', y: 'layer' },
      [{ message: 'a long table needs "x", "y" and "value"; "value" is not set' }],
    ],
    ['implied by a panel', { panel: 'token' }, [{ code: 'incomplete-long-table' }]],
    ['implied by an aggregate', { aggregate: 'mean' }, [{ code: 'incomplete-long-table' }]],
  ])('are an error if they are %s', (_, given, expected) => {
    expect(errorsOf(table, given)).toMatchObject(expected);
  });

  it('are an error if two columns have the name', () => {
    expect(errorsOf('a,b,a\n1,2,3\n', { x: 'a', y: 'b', value: 2 })).toMatchObject([
      {
        code: 'repeated-column',
        message: '2 columns are named "a"',
        hints: ['give its position instead: 0, 2'],
      },
    ]);
    expect(read('a,b,a\n1,2,3\n', { x: 0, y: 'b', value: 2 }).cells).toEqual([[3]]);
  });

  it('are not found if the delimiter is wrong, which a hint says', () => {
    const given = { x: 'a', y: 'b', value: 'c', delimiter: ',' };
    expect(errorsOf('a;b;c\nx;y;1,5\n', given)[0]).toMatchObject({
      code: 'unknown-column',
      hints: [
        `if ";" separates the columns, use --set 'data.delimiter=;'`,
        expect.stringContaining('"a;b;c"'),
      ],
    });
    expect(errorsOf('a\tb\tc\nx\ty\t1,5\n', given)[0].hints).toContain(
      "if a tab separates the columns, use --set 'data.delimiter=\\t'",
    );
    expect(errorsOf('a;b,c\nx,1\n', { ...given, x: 'd' })[0].hints).toEqual(['the columns are "a;b", "c"']);
  });

  it('have no names without a header', () => {
    expect(errorsOf('a,b,1\n', { x: 'a', y: 1, value: 2, header: false })).toMatchObject([
      { code: 'unknown-column', hints: ['the table has no header; its columns are 0 to 2'] },
    ]);
  });
});

describe('the panels of a long table', () => {
  const stacked = { ...options, panel: 'model' };
  const header = 'model,token,layer,auc\n';

  it('are in order of first appearance and have titles', () => {
    const { dataset } = read(`${header}b,the,0,1\na,the,0,2\nb,cat,0,3\na,cat,0,4\n`, stacked);
    expect(dataset.leadingShape).toEqual([2]);
    expect(dataset.slices.map(({ title }) => title)).toEqual(['b', 'a']);
    expect(dataset.slices.map(({ matrix }) => cellsOf(matrix))).toEqual([[[1, 3]], [[2, 4]]]);
  });

  it('are a stack even if there is only one', () => {
    expect(read(`${header}b,the,0,1\n`, stacked).dataset).toMatchObject({
      leadingShape: [1],
      slices: [{ title: 'b' }],
    });
  });

  it('share labels if each panel has at least half of them', () => {
    const { dataset, diagnostics } = read(
      `${header}a,the,0,1\na,cat,0,2\nb,cat,0,3\nb,sat,0,4\na,sat,0,5\na,mat,0,6\n`,
      stacked,
    );
    const columnLabels = ['the', 'cat', 'sat', 'mat'];
    expect(dataset.slices.map(({ matrix }) => matrix)).toMatchObject([{ columnLabels }, { columnLabels }]);
    expect(dataset.slices.map(({ matrix }) => cellsOf(matrix))).toEqual([
      [[1, 2, 5, 6]],
      [[null, 3, 4, null]],
    ]);
    expect(messages(diagnostics, 'note')[1]).toBe(
      'absent-cells: 2 of 8 cells have no record and are missing',
    );
  });

  it('have their own labels if one panel has fewer than half', () => {
    const { dataset } = read(`${header}a,the,0,1\na,cat,0,2\nb,dog,0,3\nb,sat,0,4\nb,mat,0,5\n`, stacked);
    expect(dataset.slices.map(({ matrix }) => [matrix.rowLabels, matrix.columnLabels])).toEqual([
      [['0'], ['the', 'cat']],
      [['0'], ['dog', 'sat', 'mat']],
    ]);
    expect(dataset.slices.map(({ matrix }) => cellsOf(matrix))).toEqual([[[1, 2]], [[3, 4, 5]]]);
  });

  it('can have cells with the same labels', () => {
    expect(errorsOf(`${header}a,the,0,1\nb,the,0,2\nb,the,0,3\n`, stacked)).toMatchObject([
      { message: 'panel "b", row "0", column "the" has more than one value, on lines 3 and 4' },
    ]);
  });
});

describe('a repeated cell', () => {
  const repeated = 'token,layer,auc\nthe,0,4\ncat,0,1\nthe,0,1\ncat,0,\nthe,0,2.5\nthe,0,1\n';

  it('is one error, with both lines of the first one', () => {
    const errors = errorsOf(repeated, options);
    expect(errors.map(({ message, place }) => [message, place?.line, place?.column])).toEqual([
      ['row "0", column "the" has more than one value, on lines 2 and 4 (and 3 more cells like it)', 4, 7],
    ]);
    expect(errors[0]).toMatchObject({
      severity: 'error',
      code: 'repeated-cell',
      hints: [
        "combine the values of a cell: --value 'mean(auc)', or one of mean, sum, median, min, max, count, sd, first, last, share, distinct",
      ],
    });
  });

  it.each<[(typeof AGGREGATES)[number], number, number]>([
    ['mean', 2.125, 1],
    ['sum', 8.5, 1],
    ['median', 1.75, 1],
    ['min', 1, 1],
    ['max', 4, 1],
    ['count', 4, 1],
    ['first', 4, 1],
  ])('can be aggregated by %s, without missing values', (aggregate, the, cat) => {
    expect(read(repeated, { ...options, aggregate }).cells).toEqual([[the, cat]]);
  });

  it('has the middle value as the median of an odd number of values', () => {
    expect(read('token,layer,auc\na,0,9\na,0,1\na,0,2\n', { ...options, aggregate: 'median' }).cells).toEqual(
      [[2]],
    );
  });

  it.each(AGGREGATES.map((aggregate) => [aggregate] as const))(
    'without values is 0 for counts and sums, else missing, aggregated by %s',
    (aggregate) => {
      const expected = ['count', 'sum', 'distinct'].includes(aggregate) ? 0 : null;
      const table = 'token,layer,auc\na,0,\na,0,NA\nb,0,1\nb,0,1\n';
      expect(read(table, { ...options, aggregate }).cells[0][0]).toBe(expected);
    },
  );

  it('can be the first of several categories, but not their mean', () => {
    const words = 'token,layer,auc\na,0,win\na,0,loss\nb,0,loss\n';
    expect(read(words, { ...options, aggregate: 'first' }).cells).toEqual([['win', 'loss']]);
    expect(errorsOf(words, { ...options, aggregate: 'mean' }).map(({ code }) => code)).toEqual([
      'aggregate-of-words',
    ]);
  });
});

describe('pivotLongTable', () => {
  const rows = [
    ['the', '0', '1'],
    ['the', '0', '2'],
  ];
  const records = () =>
    createTextTable({
      name: 'a.json',
      header: ['token', 'layer', 'auc'],
      count: rows.length,
      text: (record, column) => rows[record][column],
      place: () => ({ file: 'a.json' }),
    });

  it('accepts any table, even without lines', () => {
    const errors: Diagnostic[] = [];
    try {
      pivotLongTable(records(), options, () => {});
    } catch (error) {
      if (error instanceof HeatmapError) errors.push(...error.diagnostics);
    }
    expect(errors.map(({ message }) => message)).toEqual(['row "0", column "the" has more than one value']);
    expect(
      pivotLongTable(records(), { ...options, aggregate: 'sum' }, () => {}).slices[0].matrix.values,
    ).toEqual(new Float64Array([3]));
  });
});
