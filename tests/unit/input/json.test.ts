import { constants } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { datasetFromJson, readJson } from '../../../src/input/json.js';
import { readJsonLines } from '../../../src/input/jsonl.js';
import type { Reader } from '../../../src/input/reader.js';
import { fromValue } from '../../../src/json/from-value.js';
import type { Dataset } from '../../../src/matrix/matrix.js';
import type { ReadOptions } from '../../../src/spec/data.js';
import { isMissing, MISSING } from '../../../src/table/missing.js';

function read(text: string, options: ReadOptions = {}, reader: Reader = readJson) {
  const said: Diagnostic[] = [];
  const source = { name: 'a.json', bytes: new TextEncoder().encode(text) };
  return { dataset: reader(source, options, (diagnostic) => said.push(diagnostic)), said };
}

/** The rows of every slice; words as words. */
function rows({ slices }: Dataset): unknown[][][] {
  return slices.map(({ matrix: { rows, columns, values, words } }) =>
    Array.from({ length: rows }, (_, row) =>
      Array.from(values.subarray(row * columns, (row + 1) * columns), (value) => words?.[value] ?? value),
    ),
  );
}

function only(dataset: Dataset) {
  expect(dataset.slices).toHaveLength(1);
  const [{ matrix, title }] = dataset.slices;
  const { rowLabels, columnLabels } = matrix;
  return { title, cells: rows(dataset)[0], rowLabels, columnLabels, names: dataset.names };
}

function matrix(text: string, options: ReadOptions = {}) {
  return only(read(text, options).dataset);
}

function faults(text: string, options: ReadOptions = {}, reader: Reader = readJson): readonly Diagnostic[] {
  try {
    read(text, options, reader);
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics;
    throw error;
  }
  throw new Error('the text was read');
}

/** "line:column code: message" of each fault. */
function said(text: string, options: ReadOptions = {}, reader: Reader = readJson): string[] {
  return faults(text, options, reader).map(
    ({ code, message, place }) => `${place?.line}:${place?.column} ${code}: ${message}`,
  );
}

const { NaN: NONE } = Number;

describe('an array', () => {
  it('of rows is a matrix without labels', () => {
    expect(matrix('[[1, 2], [3, null]]')).toEqual({
      title: null,
      cells: [
        [1, 2],
        [3, NONE],
      ],
      rowLabels: null,
      columnLabels: null,
      names: { x: null, y: null, value: null },
    });
  });

  it('of numbers is one row', () => {
    expect(matrix('[1, 2, 3]').cells).toEqual([[1, 2, 3]]);
  });

  it('of matrices is a stack, and of stacks a grid, in row-major order', () => {
    const { dataset: stack } = read('[[[1, 2], [3, 4]], [[5, 6], [7, "NA"]], [[0, 0], [0, 0]]]');
    expect(stack.leading).toEqual([3]);
    expect(rows(stack)[1]).toEqual([
      [5, 6],
      [7, NONE],
    ]);
    const { dataset: grid } = read(
      '[[[[0, 1], [2, 3]], [[4, 5], [6, 7]], [[8, 9], [10, 11]]], [[[12, 13], [14, 15]], [[16, 17], [18, 19]], [[20, 21], [22, 23]]]]',
    );
    expect(grid.leading).toEqual([2, 3]);
    expect(rows(grid)[4]).toEqual([
      [16, 17],
      [18, 19],
    ]);
  });

  it('of more than two axes loses those of length one', () => {
    expect(matrix('[[[[1, 2], [3, 4]]]]').cells).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(matrix('[[[1, 2]], [[3, 4]]]').cells).toHaveLength(2);
    expect(matrix('[[1], [2]]').cells).toEqual([[1], [2]]);
  });

  it('may be all missing, and keeps infinities', () => {
    expect(matrix('[[null, NaN]]').cells).toEqual([[NONE, NONE]]);
    expect(matrix('[[-Infinity, Infinity, "x"]]', { missingValues: ['x'] }).cells).toEqual([
      [-Infinity, Infinity, NONE],
    ]);
  });

  it('has the words that mean "missing" missing, among numbers', () => {
    expect(matrix(JSON.stringify([[1, ...MISSING, ' NA ']])).cells[0].slice(1)).toEqual(
      Array(MISSING.size + 1).fill(NONE),
    );
    expect(matrix('[["NA", "-"], [null, "None"]]').cells).toEqual([
      [NONE, NONE],
      [NONE, NONE],
    ]);
    expect(isMissing('0')).toBe(false);
    expect(isMissing('0', ['0'])).toBe(true);
  });

  it('has numbers missing that "missingValues" lists, however they are written', () => {
    const missingValues = ['-999', 'x'];
    expect(matrix('[[1, -999.0, "x"], [-999, 2, 3]]', { missingValues }).cells).toEqual([
      [1, NONE, NONE],
      [NONE, 2, 3],
    ]);
    expect(matrix('[["a", -999], [-999, -999]]', { missingValues }).cells).toEqual([
      ['a', NONE],
      [NONE, NONE],
    ]);
  });

  it('of texts is a matrix of words, as they are written', () => {
    const { dataset } = read('[["cat", "7"], ["None", "cat"], [null, "n/d"]]', { missingValues: ['n/d'] });
    expect(rows(dataset)[0]).toEqual([
      ['cat', '7'],
      ['None', 'cat'],
      [NONE, NONE],
    ]);
    expect(dataset.slices[0].matrix.words).toEqual(['cat', '7', 'None']);
  });

  it('of booleans is a matrix of words', () => {
    expect(matrix('[[true, false], [null, true]]').cells).toEqual([
      ['true', 'false'],
      [NONE, 'true'],
    ]);
  });

  it('of words has one list of words for all its slices', () => {
    const { dataset } = read('[[["a", "b"], ["c", "a"]], [["c", "c"], ["d", "a"]]]');
    expect(dataset.slices.map(({ matrix }) => matrix.words)).toEqual([
      ['a', 'b', 'c', 'd'],
      ['a', 'b', 'c', 'd'],
    ]);
    expect(rows(dataset)[1]).toEqual([
      ['c', 'c'],
      ['d', 'a'],
    ]);
  });
});

describe('an array with labels', () => {
  it('keeps them byte for byte, repeats and all', () => {
    const text = '{"rows": ["..", ".."], "columns": [1.0, 1e5, -0], "values": [[1, 2, 3], [4, 5, 6]]}';
    expect(matrix(text)).toMatchObject({ rowLabels: ['..', '..'], columnLabels: ['1.0', '1e5', '-0'] });
  });

  it('may have some of them', () => {
    expect(matrix('{"values": [[1, 2]], "rows": null, "columns": ["a", true]}')).toMatchObject({
      rowLabels: null,
      columnLabels: ['a', 'true'],
    });
  });

  it('labels the last two axes of a stack and names its slices', () => {
    const { dataset } = read(
      '{"values": [[[1, 2], [3, 4]], [[5, 6], [7, 8]]], "panels": ["p", "q"], "rows": ["r", "s"]}',
    );
    expect(dataset.leading).toEqual([2]);
    expect(dataset.slices.map(({ title, matrix }) => [title, matrix.rowLabels, matrix.columnLabels])).toEqual(
      [
        ['p', ['r', 's'], null],
        ['q', ['r', 's'], null],
      ],
    );
  });

  it('keeps an axis of length one where the labels fit only so', () => {
    const values = '[[[1, 2]], [[3, 4]], [[5, 6]]]';
    expect(read(`{"values": ${values}, "rows": ["P@8"]}`).dataset.leading).toEqual([3]);
    expect(read(`{"values": [${values}], "rows": ["P@8"]}`).dataset.leading).toEqual([3]);
    expect(read(`{"values": ${values}, "panels": ["a", "b", "c"]}`).dataset.leading).toEqual([3]);
    expect(
      matrix(`{"values": ${values}, "rows": ["a", "b", "c"], "columns": ["x", "y"]}`).cells,
    ).toHaveLength(3);
    expect(matrix('{"values": [1, 2, 3], "rows": ["a", "b", "c"]}').cells).toEqual([[1], [2], [3]]);
  });

  it('may list what means "missing" in it', () => {
    expect(matrix('{"values": [[1, "x"]], "missingValues": ["x"]}').cells).toEqual([[1, NONE]]);
  });
});

/** Written by pandas 3.0.6: DataFrame([[1.5, None], [3, 4e-7]], ['L0', 'L1'], ['a', '10']), its axes named. */
const PANDAS = {
  split: '{"columns":["a","10"],"index":["L0","L1"],"data":[[1.5,null],[3.0,0.0000004]]}',
  tight:
    '{"index": ["L0", "L1"], "columns": ["a", "10"], "data": [[1.5, NaN], [3.0, 4e-07]], "index_names": ["layer"], "column_names": ["token"]}',
  records: '[{"a":1.5,"10":null},{"a":3.0,"10":0.0000004}]',
  recordsWithIndex: '[{"layer":"L0","a":1.5,"10":null},{"layer":"L1","a":3.0,"10":0.0000004}]',
  columns: '{"a":{"L0":1.5,"L1":3.0},"10":{"L0":null,"L1":0.0000004}}',
  index: '{"L0":{"a":1.5,"10":null},"L1":{"a":3.0,"10":0.0000004}}',
  list: '{"a": [1.5, 3.0], "10": [NaN, 4e-07]}',
  values: '[[1.5,null],[3.0,0.0000004]]',
  series: '{"name":"a","index":["L0","L1"],"data":[1.5,3.0]}',
  twoLevels: '{"columns":[["a","x"],["b","y"]],"index":["L0","L1"],"data":[[1.5,null],[3.0,0.0000004]]}',
  twoLevelsInColumns: '{"(\'a\', \'x\')":{"L0":1.5,"L1":3.0},"(\'b\', \'y\')":{"L0":null,"L1":0.0000004}}',
  long: '[{"token":"a","layer":0,"auc":0.5},{"token":"b","layer":1.0,"auc":null},{"token":"b","layer":0,"auc":1}]',
};

describe('what pandas writes', () => {
  const cells = [
    [1.5, NONE],
    [3, 4e-7],
  ];
  const labelled = { cells, rowLabels: ['L0', 'L1'], columnLabels: ['a', '10'] };

  it.each([
    ['split', PANDAS.split, {}, labelled],
    ['tight', PANDAS.tight, {}, { ...labelled, names: { x: 'token', y: 'layer', value: null } }],
    ['records', PANDAS.records, {}, { ...labelled, rowLabels: null }],
    [
      'records of a reset index',
      PANDAS.recordsWithIndex,
      {},
      { ...labelled, names: { x: null, y: 'layer', value: null } },
    ],
    ['columns', PANDAS.columns, {}, labelled],
    ['index', PANDAS.index, { orient: 'index' }, labelled],
    ['to_dict("list")', PANDAS.list, {}, { ...labelled, rowLabels: null }],
    ['values', PANDAS.values, {}, { ...labelled, rowLabels: null, columnLabels: null }],
    [
      'split of a series',
      PANDAS.series,
      {},
      { cells: [[1.5], [3]], rowLabels: ['L0', 'L1'], names: { value: 'a' } },
    ],
    [
      'columns of two levels',
      PANDAS.twoLevelsInColumns,
      {},
      { ...labelled, columnLabels: ["('a', 'x')", "('b', 'y')"] },
    ],
  ] as const)('with orient %s is read', (_, text, options, expected) => {
    expect(matrix(text, options)).toMatchObject(expected);
  });

  it.each(['split', 'records', 'columns', 'index', 'values'] as const)(
    'is read alike where "orient" says %s',
    (orient) => {
      expect(matrix(PANDAS[orient], { orient }).cells).toEqual(cells);
    },
  );

  it('is columns, with a note, where an object of objects might be either', () => {
    const { dataset, said } = read(PANDAS.index);
    expect(only(dataset)).toMatchObject({ rowLabels: ['a', '10'], columnLabels: ['L0', 'L1'] });
    expect(said).toMatchObject([
      {
        severity: 'note',
        code: 'guessed',
        message: 'each key of the object was read as a column',
        hints: ['say "orient": "index" if the keys are the rows'],
      },
    ]);
    expect(read(PANDAS.index, { orient: 'index' }).said).toEqual([]);
  });

  it('is columns of any name where "orient" says so', () => {
    const orient = 'columns';
    const two = { cells: [[1, 2]], rowLabels: null };
    expect(matrix('{"data": [1], "index": [2]}', { orient })).toMatchObject({
      ...two,
      columnLabels: ['data', 'index'],
    });
    expect(matrix('{"values": [1], "rows": [2]}', { orient })).toMatchObject({
      ...two,
      columnLabels: ['values', 'rows'],
    });
  });

  it('as an object of lists may be rows too', () => {
    expect(matrix(PANDAS.list, { orient: 'index' })).toMatchObject({
      cells: [
        [1.5, 3],
        [NONE, 4e-7],
      ],
      rowLabels: ['a', '10'],
      columnLabels: null,
    });
  });

  it('keeps the order of keys that look like positions', () => {
    expect(matrix('{"10": {"2": 1, "1": 2}, "9": {"2": 3, "1": 4}}')).toMatchObject({
      cells: [
        [1, 3],
        [2, 4],
      ],
      rowLabels: ['2', '1'],
      columnLabels: ['10', '9'],
    });
  });

  it('keeps columns and rows of the same name apart', () => {
    expect(matrix('{"..": {"r": 1, "r": 2}, "..": {"r": 3, "r": 4}}')).toMatchObject({
      cells: [
        [1, 3],
        [2, 4],
      ],
      rowLabels: ['r', 'r'],
      columnLabels: ['..', '..'],
    });
    expect(matrix('[{"a": 1, "b": 2, "a": 3}, {"a": 4, "a": 5, "b": 6}]')).toMatchObject({
      cells: [
        [1, 2, 3],
        [4, 6, 5],
      ],
      columnLabels: ['a', 'b', 'a'],
    });
  });

  it('takes the labels of two levels only as one text', () => {
    expect(said(PANDAS.twoLevels)).toEqual([
      '1:13 nested-label: an item of "columns" is a list, not a text or number',
      '1:23 nested-label: an item of "columns" is a list, not a text or number',
    ]);
  });
});

describe('records', () => {
  it('may come in any order of keys; a cell whose key is absent is missing, which is said', () => {
    const { dataset, said } = read('[{"a": 1, "b": 2},\n {"c": 3, "b": 4, "a": 5},\n {"b": 6}]');
    expect(only(dataset)).toMatchObject({
      cells: [
        [1, 2, NONE],
        [5, 4, 3],
        [NONE, 6, NONE],
      ],
      columnLabels: ['a', 'b', 'c'],
    });
    expect(said).toMatchObject([
      {
        severity: 'warning',
        code: 'keys-differ',
        message: '2 of 3 objects lack some of the 3 keys; those cells are missing',
        place: { line: 1, column: 2 },
      },
    ]);
  });

  it('take row labels from their first key, with a note, if it alone holds texts', () => {
    const { said } = read(PANDAS.recordsWithIndex);
    expect(said).toMatchObject([
      {
        severity: 'note',
        code: 'guessed',
        message: 'the row labels were taken from "layer", the only key that holds texts',
        hints: ['say "rowLabels": false if it holds cells'],
      },
    ]);
  });

  it('take them from there, or not, as the options say', () => {
    expect(matrix('[{"layer": 1.0, "a": 2}]', { rowLabels: true })).toMatchObject({
      cells: [[2]],
      rowLabels: ['1.0'],
    });
    expect(matrix('{"layer": [1.0, 2], "a": [3, 4]}', { rowLabels: true })).toMatchObject({
      cells: [[3], [4]],
      rowLabels: ['1.0', '2'],
      names: { y: 'layer' },
    });
    expect(matrix('[{"a": "x", "b": "y"}]')).toMatchObject({ cells: [['x', 'y']], rowLabels: null });
    expect(matrix('[{"a": "x"}, {"a": "y"}]')).toMatchObject({ cells: [['x'], ['y']], rowLabels: null });
    expect(said('[{"layer": "L0", "a": 2}]', { rowLabels: false })).toEqual([
      '1:12 not-a-number: "L0" in row 1, column "layer" is not a number',
    ]);
    expect(said('[{"layer": "L0"}]', { rowLabels: true })).toEqual([
      '1:2 no-columns: there is a key for the row labels and none beside it',
    ]);
    expect(said('[{"layer": ["L0"], "a": 1}]', { rowLabels: true })).toEqual([
      '1:12 nested-label: a row label is a list, not a text or number',
    ]);
  });

  it('whose texts are not labels are perhaps a long table', () => {
    expect(faults('[{"model": "m", "token": "t", "auc": 1}]')[0].hints).toEqual([
      'if it means that the value is missing, list it in "missingValues"',
      'if each record is one cell of the figure, name its columns with "x", "y" and "value"',
    ]);
  });
});

describe('a long table', () => {
  const options: ReadOptions = { x: 'token', y: 'layer', value: 'auc' };
  const expected = {
    cells: [
      [0.5, 1],
      [NONE, NONE],
    ],
    rowLabels: ['0', '1.0'],
    columnLabels: ['a', 'b'],
    names: { x: 'token', y: 'layer', value: 'auc' },
  };

  it.each([
    ['records', PANDAS.long],
    ['lists', '{"token": ["a", "b", "b"], "layer": [0, 1.0, 0], "auc": [0.5, null, 1]}'],
    [
      'split',
      '{"columns": ["token", "layer", "auc"], "data": [["a", 0, 0.5], ["b", 1.0, null], ["b", 0, 1]]}',
    ],
  ])('may come as %s; its labels are what the file says', (_, text) => {
    expect(matrix(text, options)).toMatchObject(expected);
  });

  it('may be rows without a header, its columns named by position', () => {
    const text = '[[3, 0.50, 1], [4, 0.50, null]]';
    expect(matrix(text, { x: 0, y: 1, value: 2 })).toMatchObject({
      cells: [[1, NONE]],
      rowLabels: ['0.50'],
      columnLabels: ['3', '4'],
    });
  });

  it('has an empty label where a label is null, however it comes', () => {
    const columns = { x: 'x', y: 'y', value: 'v' };
    const expected = matrix('{"x": [1, null], "y": [2, 2], "v": [3, null]}', columns);
    expect(expected).toMatchObject({ cells: [[3, NONE]], rowLabels: ['2'], columnLabels: ['1', ''] });
    expect(matrix('[{"x": 1, "y": 2, "v": 3}, {"x": null, "y": 2, "v": null}]', columns)).toEqual(expected);
    const split = '{"columns": ["x", "y", "v"], "data": [[1, 2, 3], [null, 2, null]]}';
    expect(matrix(split, columns)).toEqual(expected);
  });

  it('is read without a guess', () => {
    expect(read('{"x": [1], "y": [2], "v": [3]}', { x: 'x', y: 'y', value: 'v' }).said).toEqual([]);
  });

  it('is placed cell by cell, an absent cell at its record', () => {
    const at = (text: string, columns: ReadOptions) =>
      faults(text, columns).map(({ place }) => `${place?.line}:${place?.column}`);
    expect(
      at('[{"x": 1, "y": 2, "v": 3},\n {"y": 2, "v": "bad", "x": 1}]', { x: 'x', y: 'y', value: 'v' }),
    ).toEqual(['2:16']);
    expect(at('{"x": [1, 1],\n "y": [2, 2], "v": [3, "bad"]}', { x: 'x', y: 'y', value: 'v' })).toEqual([
      '2:24',
    ]);
    expect(at('[{"x": 1, "y": 2, "v": 3},\n {"x": 1, "y": 2}]', { x: 'x', y: 'y', value: 'v' })).toEqual([
      '2:2',
    ]);
    expect(at('[[1, 2, 3],\n [1, 2, 4]]', { x: 0, y: 1, value: 2 })).toEqual(['2:9']);
    expect(at('{"x": [1, 1],\n "y": [2, 2], "v": [3, 4]}', { x: 'x', y: 'y', value: 'v' })).toEqual(['2:24']);
  });

  it('may name its panels', () => {
    const text = '[{"x": "a", "y": "b", "v": 1, "m": "p"}, {"x": "a", "y": "b", "v": 2, "m": "q"}]';
    const { dataset } = read(text, { x: 'x', y: 'y', value: 'v', panel: 'm' });
    expect(dataset.slices.map(({ title }) => title)).toEqual(['p', 'q']);
    expect(rows(dataset)).toEqual([[[1]], [[2]]]);
  });

  it('has columns', () => {
    expect(said('[[[1, 2], [3, 4]]]', { x: 0, y: 1, value: 2 })).toEqual([
      '1:1 not-a-table: "x", "y", "value" and "panel" name the columns of a table, but the data has 3 axes',
    ]);
    expect(said('{"values": [1, 2], "columns": ["a"]}', { x: 0, y: 1, value: 2 })).toEqual([
      '1:12 not-a-table: "x", "y", "value" and "panel" name the columns of a table, but the data has 1 axis',
    ]);
    expect(said('{"values": [[1, 2]], "columns": ["a"]}', { x: 0, y: 1, value: 2 })).toEqual([
      '1:33 label-count: "columns" lists 1 label for 2 columns',
    ]);
  });
});

describe('JSON Lines', () => {
  it('are records, or rows', () => {
    expect(only(read('{"a": 1, "b": 2}\n{"a": 3, "b": 4}\n', {}, readJsonLines).dataset)).toMatchObject({
      cells: [
        [1, 2],
        [3, 4],
      ],
      columnLabels: ['a', 'b'],
    });
    expect(only(read('[1, 2]\n[3, "NA"]', {}, readJsonLines).dataset).cells).toEqual([
      [1, 2],
      [3, NONE],
    ]);
    expect(only(read('[1, 2]', {}, readJsonLines).dataset).cells).toEqual([[1, 2]]);
  });

  it('may be a long table', () => {
    const text = '{"t": "a", "l": 0, "v": 0.5}\n{"t": "b", "l": 0, "v": 1}';
    expect(only(read(text, { x: 't', y: 'l', value: 'v' }, readJsonLines).dataset).cells).toEqual([[0.5, 1]]);
  });

  it('are neither single values nor a mixture', () => {
    expect(said('1\n"a"\n[2]', {}, readJsonLines)).toEqual([
      '1:1 unknown-form: a number stands where JSON Lines have a list or an object',
      '2:1 unknown-form: a text stands where JSON Lines have a list or an object',
    ]);
    expect(said('[1, 2]\n{"a": 3}', {}, readJsonLines)).toEqual([
      '2:1 uneven-depth: an object stands among lists',
    ]);
  });
});

describe('a fault', () => {
  it.each([
    ['[[1, "x"], [2, 3]]', '1:6 not-a-number: "x" in row 1, column 2 is not a number'],
    [
      '{"values": [[1, 2], [3, "x"]], "rows": ["L0", "L1"], "columns": ["a", "b"]}',
      '1:25 not-a-number: "x" in row "L1", column "b" is not a number',
    ],
    [
      '{"values": [[[1, 2], [3, 4]], [[5, "x"], [7, 8]]], "panels": ["p", "q"]}',
      '1:36 not-a-number: "x" in panel "q", row 1, column 2 is not a number',
    ],
    ['{"a": {"L0": 1}, "b": {"L0": "x"}}', '1:30 not-a-number: "x" in row "L0", column "b" is not a number'],
    ['[[1, "0.50"]]', '1:6 number-as-text: "0.50" in row 1, column 2 is a number written as a text'],
    [
      '[["1", "-inf"]]',
      '1:3 number-as-text: "1" in row 1, column 1 is a number written as a text',
      '1:8 number-as-text: "-inf" in row 1, column 2 is a number written as a text',
    ],
    ['[[1, true]]', '1:6 stray-boolean: true in row 1, column 2 stands among numbers'],
    ['[["a", true]]', '1:8 stray-boolean: true in row 1, column 2 stands among texts'],
    [
      '[[1, {"a": 2}]]',
      '1:6 nested-cell: an object stands in row 1, column 2, where a single value is expected',
    ],
    [
      '[{"a": 1, "b": [2]}]',
      '1:16 nested-cell: a list stands in row 1, column "b", where a single value is expected',
    ],
    ['[[1, 2], [3]]', '1:10 ragged-row: row 2 has 1 value, not 2 as the first row'],
    ['[[[1], [2]], [[3]]]', '1:14 ragged-row: matrix 2 has 1 row, not 2 as the first matrix'],
    ['{"a": [1, 2], "b": [3]}', '1:20 ragged-row: column "b" has 1 value, not 2 as the first column'],
    ['[[1, 2], 3]', '1:10 uneven-depth: a number stands among lists'],
    ['[[1], [[2]]]', '1:7 uneven-depth: this list holds lists, where those before it hold values'],
    ['[[[1]], [2]]', '1:9 uneven-depth: this list holds values, where those before it hold lists'],
    ['[]', '1:1 empty-array: this list is empty, where values are expected'],
    ['[[1], []]', '1:7 empty-array: this list is empty, where values are expected'],
    ['{"a": [1], "b": []}', '1:17 empty-array: column "b" is empty'],
    [
      '{"values": [[1], [2, 3]], "rows": ["a"]}',
      '1:18 ragged-row: row 2 has 2 values, not 1 as the first row',
    ],
    [
      '[[true, "0.5"]]',
      '1:3 stray-boolean: true in row 1, column 1 stands among numbers',
      '1:9 number-as-text: "0.5" in row 1, column 2 is a number written as a text',
    ],
    ['{"a": [], "b": []}', '1:7 empty-array: column "a" is empty', '1:16 empty-array: column "b" is empty'],
    ['{}', '1:1 empty-object: the object is empty, where a matrix is expected'],
    ['[{}, {}]', '1:2 empty-object: this object is empty, where cells are expected'],
    [
      '{"values": [[1, 2]], "rows": ["a", "b"], "columns": []}',
      '1:30 label-count: "rows" lists 2 labels for 1 row',
      '1:53 label-count: "columns" lists 0 labels for 2 columns',
    ],
    ['{"values": [[1]], "panels": ["a", "b"]}', '1:29 label-count: "panels" lists 2 labels for 1 panel'],
    ['{"values": [[1]], "rows": "a"}', '1:27 label-list: "rows" is a text, not a list'],
    [
      '{"values": [[1]], "rows": [{}]}',
      '1:28 nested-label: an item of "rows" is an object, not a text or number',
    ],
    ['{"values": [[1]], "row": ["a"]}', '1:19 unknown-key: "row" is no key of an object that holds "values"'],
    [
      '{"values": [[1]], "values": [[2]]}',
      '1:19 duplicate-key: the key "values" stands twice in this object',
    ],
    ['{"value": [[1]]}', '1:2 unknown-form: "value" holds a list of lists, not the cells of a column'],
    ['{"a": 1, "b": [2]}', '1:2 unknown-form: "a" holds a number, not the cells of a column'],
    ['"auc.csv"', '1:1 unknown-form: the data is a text, not a matrix'],
    [
      '[[1, 2], [3, true], ["x", 4, 5]]',
      '1:21 ragged-row: row 3 has 3 values, not 2 as the first row',
      '1:14 stray-boolean: true in row 2, column 2 stands among numbers',
      '1:22 not-a-number: "x" in row 3, column 1 is not a number',
    ],
  ])('in %s is placed and named', (text, ...expected) => {
    expect(said(text)).toEqual(expected);
  });

  it.each([
    [PANDAS.values, 'split', '"orient" is "split", but the data is a list'],
    [PANDAS.records, 'columns', '"orient" is "columns", but the data is a list of objects'],
    [PANDAS.columns, 'records', '"orient" is "records", but the data is an object'],
  ] as const)('is an orient that the data does not have: %s is not %s', (text, orient, message) => {
    expect(said(text, { orient })).toEqual([`1:1 wrong-orient: ${message}`]);
  });

  it('is a missing or wrong "data" of orient split', () => {
    expect(said('{"columns": ["a"]}', { orient: 'split' })).toEqual([
      '1:1 missing-key: the object has no key "data"',
    ]);
    expect(said('{"data": 1}', { orient: 'split' })).toEqual([
      '1:10 missing-key: "data" is a number, not a list',
    ]);
  });

  it('of five axes is told apart from one of five axes of which one has length one', () => {
    const wrap = (inner: string, count: number) => `[${Array(count).fill(inner).join()}]`;
    const grid = wrap(wrap(wrap('[1, 2]', 2), 2), 2);
    expect(read(wrap(grid, 2)).dataset.leading).toEqual([2, 2, 2]);
    expect(read(wrap(grid, 1)).dataset.leading).toEqual([2, 2]);
  });

  it('of labels is told in the usual layout, where no other has room for the axes', () => {
    const wrap = (inner: string, count: number) => `[${Array(count).fill(inner).join()}]`;
    const array = wrap(wrap(wrap(wrap('[[1]]', 5), 4), 3), 2);
    expect(said(`{"rows": ["a"], "values": ${array}}`)).toEqual([
      '1:10 label-count: "rows" lists 1 label for 4 rows',
    ]);
  });

  it('comes with what to do about it', () => {
    const hints = (text: string) => faults(text)[0].hints;
    expect(hints('[[1, "x"]]')).toEqual([
      'if it means that the value is missing, list it in "missingValues"',
    ]);
    expect(hints('[["-inf"]]')).toEqual(['write -Infinity without quotes']);
    expect(hints('[[1, false]]')).toEqual(['write 0']);
    expect(hints('[["a", false]]')).toEqual(['write "false"']);
    expect(hints('[[1], [2, 3]]')).toEqual(['fill short rows up with null']);
    expect(hints('{"values": [[1]], "row": ["a"]}')).toEqual([
      'did you mean "rows"?',
      'the keys are "values", "rows", "columns", "panels", "missingValues"',
    ]);
    expect(hints('{"value": [[1]]}')?.[0]).toBe('did you mean "values"?');
  });

  it('is one of many that are all told, twenty of them in full', () => {
    const diagnostics = faults(`[${Array(33).fill('[1, "x"]').join()}]`);
    expect(diagnostics).toHaveLength(21);
    expect(diagnostics[20].message).toBe('and 13 more faults');
  });

  it('names a long text by its start', () => {
    expect(faults(JSON.stringify([[1, 'x'.repeat(1e5)]]))[0].message).toBe(
      `"${'x'.repeat(39)}…" in row 1, column 2 is not a number`,
    );
  });

  it('is more cells than a matrix may have, however short the text', () => {
    const records = Array.from({ length: 10_000 }, (_, i) => ({ [`k${i}`]: 1 }));
    expect(faults(JSON.stringify(records))[0].code).toBe('too-large');
    expect(faults(JSON.stringify(records), { x: 'k0', y: 'k1', value: 'k2' })[0].code).toBe('too-large');
  });
});

describe('the bytes', () => {
  const utf16 = (text: string) => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'));

  it('may be UTF-16, as a redirected output in Windows is', () => {
    const source = { name: 'a.json', bytes: utf16('{"values": [[1]], "rows": ["é"]}') };
    expect(readJson(source, {}, () => {}).slices[0].matrix.rowLabels).toEqual(['é']);
  });

  it('may be none, or more than a text holds', () => {
    expect(faults('')[0]).toMatchObject({ code: 'empty-file', place: { file: 'a.json' } });
    const source = { name: 'a.json', bytes: new Uint8Array(constants.MAX_STRING_LENGTH + 1) };
    expect(() => readJson(source, {}, () => {})).toThrow(/JSON is read up to/);
  });
});

describe('datasetFromJson', () => {
  it('reads JavaScript values, typed arrays among them', () => {
    const document = fromValue({ values: [Float32Array.of(1, Number.NaN), [2, Infinity]], rows: ['a', 7] });
    const dataset = datasetFromJson(document, document.root, {}, () => {});
    expect(only(dataset)).toMatchObject({
      cells: [
        [1, NONE],
        [2, Infinity],
      ],
      rowLabels: ['a', '7'],
    });
  });

  it('reads a long table of JavaScript values', () => {
    const document = fromValue([
      { t: 'a', l: 1, v: null },
      { t: 'b', l: 1, v: 2 },
    ]);
    const dataset = datasetFromJson(document, document.root, { x: 't', y: 'l', value: 'v' }, () => {});
    expect(only(dataset)).toMatchObject({ cells: [[NONE, 2]], rowLabels: ['1'], columnLabels: ['a', 'b'] });
  });

  it('places faults in JavaScript values by the name alone', () => {
    const document = fromValue([[1, 'x']], 'spec');
    try {
      datasetFromJson(document, document.root, {}, () => {});
      expect.unreachable();
    } catch (error) {
      expect((error as HeatmapError).diagnostics).toMatchObject([
        { code: 'not-a-number', place: { file: 'spec' } },
      ]);
    }
  });
});

describe('a long table as columns of unequal length', () => {
  it('has empty cells where a column ends early', () => {
    expect(read('{"a": {}, "b": {}, "c": {"p": "w"}}', { x: 0, y: 1, value: 2 }).dataset.slices).toHaveLength(
      1,
    );
  });
});
