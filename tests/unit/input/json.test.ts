import { constants } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { datasetFromJson, readJson } from '../../../src/input/json.js';
import { readJsonLines } from '../../../src/input/jsonl.js';
import type { Reader } from '../../../src/input/reader.js';
import { fromValue } from '../../../src/json/from-value.js';
import { parseJson } from '../../../src/json/parse.js';
import type { Dataset } from '../../../src/matrix/matrix.js';
import type { ReadOptions } from '../../../src/spec/data.js';
import { isMissing, MISSING } from '../../../src/table/missing.js';

function read(text: string, options: ReadOptions = {}, reader: Reader = readJson) {
  const diagnostics: Diagnostic[] = [];
  const source = { name: 'a.json', bytes: new TextEncoder().encode(text) };
  return { dataset: reader(source, options, (diagnostic) => diagnostics.push(diagnostic)), diagnostics };
}

/** The rows of every slice, with categories as strings. */
function rows({ slices }: Dataset): unknown[][][] {
  return slices.map(({ matrix: { rows, columns, values, categories } }) =>
    Array.from({ length: rows }, (_, row) =>
      Array.from(
        values.subarray(row * columns, (row + 1) * columns),
        (value) => categories?.[value] ?? value,
      ),
    ),
  );
}

function singleMatrix(dataset: Dataset) {
  expect(dataset.slices).toHaveLength(1);
  const [{ matrix, title }] = dataset.slices;
  const { rowLabels, columnLabels } = matrix;
  return { title, cells: rows(dataset)[0], rowLabels, columnLabels, names: dataset.names };
}

function readMatrix(text: string, options: ReadOptions = {}) {
  return singleMatrix(read(text, options).dataset);
}

function errorsOf(text: string, options: ReadOptions = {}, reader: Reader = readJson): readonly Diagnostic[] {
  try {
    read(text, options, reader);
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics;
    throw error;
  }
  throw new Error('the text was read');
}

/** Returns "line:column code: message" for each error. */
function formatErrors(text: string, options: ReadOptions = {}, reader: Reader = readJson): string[] {
  return errorsOf(text, options, reader).map(
    ({ code, message, place }) => `${place?.line}:${place?.column} ${code}: ${message}`,
  );
}

describe('an array', () => {
  it('is a matrix without labels if it contains rows', () => {
    expect(readMatrix('[[1, 2], [3, null]]')).toEqual({
      title: null,
      cells: [
        [1, 2],
        [3, NaN],
      ],
      rowLabels: null,
      columnLabels: null,
      names: { x: null, y: null, value: null },
    });
  });

  it('is one row if it contains numbers', () => {
    expect(readMatrix('[1, 2, 3]').cells).toEqual([[1, 2, 3]]);
  });

  it('is a stack if it contains matrices, and a grid if it contains stacks', () => {
    const { dataset: stack } = read('[[[1, 2], [3, 4]], [[5, 6], [7, "NA"]], [[0, 0], [0, 0]]]');
    expect(stack.leadingShape).toEqual([3]);
    expect(rows(stack)[1]).toEqual([
      [5, 6],
      [7, NaN],
    ]);
    const { dataset: grid } = read(
      '[[[[0, 1], [2, 3]], [[4, 5], [6, 7]], [[8, 9], [10, 11]]], [[[12, 13], [14, 15]], [[16, 17], [18, 19]], [[20, 21], [22, 23]]]]',
    );
    expect(grid.leadingShape).toEqual([2, 3]);
    expect(rows(grid)[4]).toEqual([
      [16, 17],
      [18, 19],
    ]);
  });

  it('drops axes of length one if it has more than two axes', () => {
    expect(readMatrix('[[[[1, 2], [3, 4]]]]').cells).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(readMatrix('[[[1, 2]], [[3, 4]]]').cells).toHaveLength(2);
    expect(readMatrix('[[1], [2]]').cells).toEqual([[1], [2]]);
  });

  it('can have only missing values, and keeps infinities', () => {
    expect(readMatrix('[[null, NaN]]').cells).toEqual([[NaN, NaN]]);
    expect(readMatrix('[[-Infinity, Infinity, "x"]]', { missingValues: ['x'] }).cells).toEqual([
      [-Infinity, Infinity, NaN],
    ]);
  });

  it('has the strings of MISSING missing among numbers', () => {
    expect(readMatrix(JSON.stringify([[1, ...MISSING, ' NA ']])).cells[0].slice(1)).toEqual(
      Array(MISSING.size + 1).fill(NaN),
    );
    expect(readMatrix('[["NA", "-"], [null, "None"]]').cells).toEqual([
      [NaN, NaN],
      [NaN, NaN],
    ]);
    expect(isMissing('0')).toBe(false);
    expect(isMissing('0', ['0'])).toBe(true);
  });

  it('has the numbers in "missingValues" missing in any notation', () => {
    const missingValues = ['-999', 'x'];
    expect(readMatrix('[[1, -999.0, "x"], [-999, 2, 3]]', { missingValues }).cells).toEqual([
      [1, NaN, NaN],
      [NaN, 2, 3],
    ]);
    expect(readMatrix('[["a", -999], [-999, -999]]', { missingValues }).cells).toEqual([
      ['a', NaN],
      [NaN, NaN],
    ]);
  });

  it('is a matrix of categories if it contains strings', () => {
    const { dataset } = read('[["cat", "7"], ["None", "cat"], [null, "n/d"]]', { missingValues: ['n/d'] });
    expect(rows(dataset)[0]).toEqual([
      ['cat', '7'],
      ['None', 'cat'],
      [NaN, NaN],
    ]);
    expect(dataset.slices[0].matrix.categories).toEqual(['cat', '7', 'None']);
  });

  it('is a matrix of categories if it contains booleans', () => {
    expect(readMatrix('[[true, false], [null, true]]').cells).toEqual([
      ['true', 'false'],
      [NaN, 'true'],
    ]);
  });

  it('has one list of categories for all its slices', () => {
    const { dataset } = read('[[["a", "b"], ["c", "a"]], [["c", "c"], ["d", "a"]]]');
    expect(dataset.slices.map(({ matrix }) => matrix.categories)).toEqual([
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
  it('keeps them exactly, including repeated ones', () => {
    const text = '{"rows": ["..", ".."], "columns": [1.0, 1e5, -0], "values": [[1, 2, 3], [4, 5, 6]]}';
    expect(readMatrix(text)).toMatchObject({ rowLabels: ['..', '..'], columnLabels: ['1.0', '1e5', '-0'] });
  });

  it('can have labels for one axis only', () => {
    expect(readMatrix('{"values": [[1, 2]], "rows": null, "columns": ["a", true]}')).toMatchObject({
      rowLabels: null,
      columnLabels: ['a', 'true'],
    });
  });

  it('labels the last two axes of a stack and has titles for its slices', () => {
    const { dataset } = read(
      '{"values": [[[1, 2], [3, 4]], [[5, 6], [7, 8]]], "panels": ["p", "q"], "rows": ["r", "s"]}',
    );
    expect(dataset.leadingShape).toEqual([2]);
    expect(dataset.slices.map(({ title, matrix }) => [title, matrix.rowLabels, matrix.columnLabels])).toEqual(
      [
        ['p', ['r', 's'], null],
        ['q', ['r', 's'], null],
      ],
    );
  });

  it('keeps an axis of length one if the labels require it', () => {
    const values = '[[[1, 2]], [[3, 4]], [[5, 6]]]';
    expect(read(`{"values": ${values}, "rows": ["P@8"]}`).dataset.leadingShape).toEqual([3]);
    expect(read(`{"values": [${values}], "rows": ["P@8"]}`).dataset.leadingShape).toEqual([3]);
    expect(read(`{"values": ${values}, "panels": ["a", "b", "c"]}`).dataset.leadingShape).toEqual([3]);
    expect(
      readMatrix(`{"values": ${values}, "rows": ["a", "b", "c"], "columns": ["x", "y"]}`).cells,
    ).toHaveLength(3);
    expect(readMatrix('{"values": [1, 2, 3], "rows": ["a", "b", "c"]}').cells).toEqual([[1], [2], [3]]);
  });

  it('can define its missing values', () => {
    expect(readMatrix('{"values": [[1, "x"]], "missingValues": ["x"]}').cells).toEqual([[1, NaN]]);
  });
});

/** Written by pandas 3.0.6: DataFrame([[1.5, None], [3, 4e-7]], ['L0', 'L1'], ['a', '10']) with axis names. */
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

describe('JSON written by pandas', () => {
  const cells = [
    [1.5, NaN],
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
    expect(readMatrix(text, options)).toMatchObject(expected);
  });

  it.each(['split', 'records', 'columns', 'index', 'values'] as const)(
    'is read the same way with "orient": "%s"',
    (orient) => {
      expect(readMatrix(PANDAS[orient], { orient }).cells).toEqual(cells);
    },
  );

  it('is read as columns, with a note, if an object of objects is ambiguous', () => {
    const { dataset, diagnostics } = read(PANDAS.index);
    expect(singleMatrix(dataset)).toMatchObject({ rowLabels: ['a', '10'], columnLabels: ['L0', 'L1'] });
    expect(diagnostics).toMatchObject([
      {
        severity: 'note',
        code: 'guessed',
        message: 'each key of the object is read as a column',
        hints: ['set "orient": "index" if the keys are the rows'],
      },
    ]);
    expect(read(PANDAS.index, { orient: 'index' }).diagnostics).toEqual([]);
  });

  it('can have any column names if "orient" is set', () => {
    const orient = 'columns';
    const two = { cells: [[1, 2]], rowLabels: null };
    expect(readMatrix('{"data": [1], "index": [2]}', { orient })).toMatchObject({
      ...two,
      columnLabels: ['data', 'index'],
    });
    expect(readMatrix('{"values": [1], "rows": [2]}', { orient })).toMatchObject({
      ...two,
      columnLabels: ['values', 'rows'],
    });
  });

  it('can be an object of rows', () => {
    expect(readMatrix(PANDAS.list, { orient: 'index' })).toMatchObject({
      cells: [
        [1.5, 3],
        [NaN, 4e-7],
      ],
      rowLabels: ['a', '10'],
      columnLabels: null,
    });
  });

  it('keeps the order of numeric keys', () => {
    expect(readMatrix('{"10": {"2": 1, "1": 2}, "9": {"2": 3, "1": 4}}')).toMatchObject({
      cells: [
        [1, 3],
        [2, 4],
      ],
      rowLabels: ['2', '1'],
      columnLabels: ['10', '9'],
    });
  });

  it('keeps columns and rows with the same name', () => {
    expect(readMatrix('{"..": {"r": 1, "r": 2}, "..": {"r": 3, "r": 4}}')).toMatchObject({
      cells: [
        [1, 3],
        [2, 4],
      ],
      rowLabels: ['r', 'r'],
      columnLabels: ['..', '..'],
    });
    expect(readMatrix('[{"a": 1, "b": 2, "a": 3}, {"a": 4, "a": 5, "b": 6}]')).toMatchObject({
      cells: [
        [1, 2, 3],
        [4, 6, 5],
      ],
      columnLabels: ['a', 'b', 'a'],
    });
  });

  it('can have labels with two levels', () => {
    expect(read(PANDAS.twoLevels).dataset.slices[0].matrix).toMatchObject({
      columnLabels: ['x', 'y'],
      columnGroups: [['a', 'b']],
    });
  });

  it('cannot have labels with different numbers of levels', () => {
    const text = '{"columns": [["a", "x"], "b"], "data": [[1, 2]]}';
    expect(formatErrors(text)).toEqual([
      '1:14 nested-label: an item of "columns" is a list, not a string or number',
    ]);
  });
});

describe('records', () => {
  it('can have their keys in any order; an absent key is a missing cell and is reported', () => {
    const { dataset, diagnostics } = read('[{"a": 1, "b": 2},\n {"c": 3, "b": 4, "a": 5},\n {"b": 6}]');
    expect(singleMatrix(dataset)).toMatchObject({
      cells: [
        [1, 2, NaN],
        [5, 4, 3],
        [NaN, 6, NaN],
      ],
      columnLabels: ['a', 'b', 'c'],
    });
    expect(diagnostics).toMatchObject([
      {
        severity: 'warning',
        code: 'keys-differ',
        message: '2 of 3 objects lack some of the 3 keys; those cells are missing',
        place: { line: 1, column: 2 },
      },
    ]);
  });

  it('have row labels in their first key, with a note, if only this key has strings', () => {
    const { diagnostics } = read(PANDAS.recordsWithIndex);
    expect(diagnostics).toMatchObject([
      {
        severity: 'note',
        code: 'guessed',
        message: 'the row labels are taken from "layer", the only key with strings',
        hints: ['set "rowLabels": false if it contains cells'],
      },
    ]);
  });

  it('have row labels in their first key if the options say so', () => {
    expect(readMatrix('[{"layer": 1.0, "a": 2}]', { rowLabels: true })).toMatchObject({
      cells: [[2]],
      rowLabels: ['1.0'],
    });
    expect(readMatrix('{"layer": [1.0, 2], "a": [3, 4]}', { rowLabels: true })).toMatchObject({
      cells: [[3], [4]],
      rowLabels: ['1.0', '2'],
      names: { y: 'layer' },
    });
    expect(readMatrix('[{"a": "x", "b": "y"}]')).toMatchObject({ cells: [['x', 'y']], rowLabels: null });
    expect(readMatrix('[{"a": "x"}, {"a": "y"}]')).toMatchObject({ cells: [['x'], ['y']], rowLabels: null });
    expect(formatErrors('[{"layer": "L0", "a": 2}]', { rowLabels: false })).toEqual([
      '1:12 not-a-number: "L0" in row 1, column "layer" is not a number',
    ]);
    expect(formatErrors('[{"layer": "L0"}]', { rowLabels: true })).toEqual([
      '1:2 no-columns: there is one key for the row labels, but no key for the cells',
    ]);
    expect(formatErrors('[{"layer": ["L0"], "a": 1}]', { rowLabels: true })).toEqual([
      '1:12 nested-label: a row label is a list, not a string or number',
    ]);
  });

  it('get a hint about long tables if their strings are not labels', () => {
    expect(errorsOf('[{"model": "m", "token": "t", "auc": 1}]')[0].hints).toEqual([
      'if each record is one cell, name the columns of its labels and its value: --set data.x=token --set data.y=model --set data.value=auc',
      `to draw only the columns of numbers, use --set 'data.columns="auc"'`,
    ]);
  });
});

describe('a long table', () => {
  const options: ReadOptions = { x: 'token', y: 'layer', value: 'auc' };
  const expected = {
    cells: [
      [0.5, 1],
      [NaN, NaN],
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
  ])('can have the form %s; its labels are as in the file', (_, text) => {
    expect(readMatrix(text, options)).toMatchObject(expected);
  });

  it('can be rows without a header, with columns given by position', () => {
    const text = '[[3, 0.50, 1], [4, 0.50, null]]';
    expect(readMatrix(text, { x: 0, y: 1, value: 2 })).toMatchObject({
      cells: [[1, NaN]],
      rowLabels: ['0.50'],
      columnLabels: ['3', '4'],
    });
  });

  it('has an empty label for null in every form', () => {
    const columns = { x: 'x', y: 'y', value: 'v' };
    const expected = readMatrix('{"x": [1, null], "y": [2, 2], "v": [3, null]}', columns);
    expect(expected).toMatchObject({ cells: [[3, NaN]], rowLabels: ['2'], columnLabels: ['1', ''] });
    expect(readMatrix('[{"x": 1, "y": 2, "v": 3}, {"x": null, "y": 2, "v": null}]', columns)).toEqual(
      expected,
    );
    const split = '{"columns": ["x", "y", "v"], "data": [[1, 2, 3], [null, 2, null]]}';
    expect(readMatrix(split, columns)).toEqual(expected);
  });

  it('is read without guesses', () => {
    expect(read('{"x": [1], "y": [2], "v": [3]}', { x: 'x', y: 'y', value: 'v' }).diagnostics).toEqual([]);
  });

  it('has a place for each cell; an absent cell has that of its record', () => {
    const placesOf = (text: string, columns: ReadOptions) =>
      errorsOf(text, columns).map(({ place }) => `${place?.line}:${place?.column}`);
    expect(
      placesOf('[{"x": 1, "y": 2, "v": 3},\n {"y": 2, "v": "bad", "x": 1}]', { x: 'x', y: 'y', value: 'v' }),
    ).toEqual(['2:16']);
    expect(placesOf('{"x": [1, 1],\n "y": [2, 2], "v": [3, "bad"]}', { x: 'x', y: 'y', value: 'v' })).toEqual(
      ['2:24'],
    );
    expect(
      placesOf('[{"x": 1, "y": 2, "v": 3},\n {"x": 1, "y": 2}]', { x: 'x', y: 'y', value: 'v' }),
    ).toEqual(['2:2']);
    expect(placesOf('[[1, 2, 3],\n [1, 2, 4]]', { x: 0, y: 1, value: 2 })).toEqual(['2:9']);
    expect(placesOf('{"x": [1, 1],\n "y": [2, 2], "v": [3, 4]}', { x: 'x', y: 'y', value: 'v' })).toEqual([
      '2:24',
    ]);
  });

  it('can have a panel column', () => {
    const text = '[{"x": "a", "y": "b", "v": 1, "m": "p"}, {"x": "a", "y": "b", "v": 2, "m": "q"}]';
    const { dataset } = read(text, { x: 'x', y: 'y', value: 'v', panel: 'm' });
    expect(dataset.slices.map(({ title }) => title)).toEqual(['p', 'q']);
    expect(rows(dataset)).toEqual([[[1]], [[2]]]);
  });

  it('must have columns', () => {
    expect(formatErrors('[[[1, 2], [3, 4]]]', { x: 0, y: 1, value: 2 })).toEqual([
      '1:1 not-a-table: "x", "y", "value" and "panel" name the columns of a table, but the data has 3 axes',
    ]);
    expect(formatErrors('{"values": [1, 2], "columns": ["a"]}', { x: 0, y: 1, value: 2 })).toEqual([
      '1:12 not-a-table: "x", "y", "value" and "panel" name the columns of a table, but the data has 1 axis',
    ]);
    expect(formatErrors('{"values": [[1, 2]], "columns": ["a"]}', { x: 0, y: 1, value: 2 })).toEqual([
      '1:33 label-count: "columns" lists 1 label for 2 columns',
    ]);
  });
});

describe('JSON Lines', () => {
  it('can be records or rows', () => {
    expect(
      singleMatrix(read('{"a": 1, "b": 2}\n{"a": 3, "b": 4}\n', {}, readJsonLines).dataset),
    ).toMatchObject({
      cells: [
        [1, 2],
        [3, 4],
      ],
      columnLabels: ['a', 'b'],
    });
    expect(singleMatrix(read('[1, 2]\n[3, "NA"]', {}, readJsonLines).dataset).cells).toEqual([
      [1, 2],
      [3, NaN],
    ]);
    expect(singleMatrix(read('[1, 2]', {}, readJsonLines).dataset).cells).toEqual([[1, 2]]);
  });

  it('can be a long table', () => {
    const text = '{"t": "a", "l": 0, "v": 0.5}\n{"t": "b", "l": 0, "v": 1}';
    expect(singleMatrix(read(text, { x: 't', y: 'l', value: 'v' }, readJsonLines).dataset).cells).toEqual([
      [0.5, 1],
    ]);
  });

  it('cannot be single values or a mixture', () => {
    expect(formatErrors('1\n"a"\n[2]', {}, readJsonLines)).toEqual([
      '1:1 unknown-form: each line must be a list or an object, not a number',
      '2:1 unknown-form: each line must be a list or an object, not a string',
    ]);
    expect(formatErrors('[1, 2]\n{"a": 3}', {}, readJsonLines)).toEqual([
      '2:1 uneven-depth: found an object among lists',
    ]);
  });
});

describe('an error', () => {
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
    ['[[1, "0.50"]]', '1:6 number-as-text: "0.50" in row 1, column 2 is a number in quotes'],
    [
      '[["1", "-inf"]]',
      '1:3 number-as-text: "1" in row 1, column 1 is a number in quotes (and 1 more cell like it)',
    ],
    ['[[1, true]]', '1:6 stray-boolean: true in row 1, column 2 is a boolean among numbers'],
    ['[["a", true]]', '1:8 stray-boolean: true in row 1, column 2 is a boolean among strings'],
    ['[[1, {"a": 2}]]', '1:6 nested-cell: row 1, column 2 is an object, not a single value'],
    ['[{"a": 1, "b": [2]}]', '1:16 nested-cell: row 1, column "b" is a list, not a single value'],
    ['[[1, 2], [3]]', '1:10 ragged-row: row 2 has 1 value, but the first row has 2'],
    ['[[[1], [2]], [[3]]]', '1:14 ragged-row: matrix 2 has 1 row, but the first matrix has 2'],
    ['{"a": [1, 2], "b": [3]}', '1:20 ragged-row: column "b" has 1 value, but the first column has 2'],
    ['[[1, 2], 3]', '1:10 uneven-depth: found a number among lists'],
    ['[[1], [[2]]]', '1:7 uneven-depth: this list contains lists, but earlier lists contain values'],
    ['[[[1]], [2]]', '1:9 uneven-depth: this list contains values, but earlier lists contain lists'],
    ['[]', '1:1 empty-array: this list is empty, but it must contain values'],
    ['[[1], []]', '1:7 empty-array: this list is empty, but it must contain values'],
    ['{"a": [1], "b": []}', '1:17 empty-array: column "b" is empty'],
    [
      '{"values": [[1], [2, 3]], "rows": ["a"]}',
      '1:18 ragged-row: row 2 has 2 values, but the first row has 1',
    ],
    [
      '[[true, "0.5"]]',
      '1:3 stray-boolean: true in row 1, column 1 is a boolean among numbers',
      '1:9 number-as-text: "0.5" in row 1, column 2 is a number in quotes',
    ],
    ['{"a": [], "b": []}', '1:7 empty-array: column "a" is empty', '1:16 empty-array: column "b" is empty'],
    ['{}', '1:1 empty-object: the object is empty, but it must contain a matrix'],
    ['[{}, {}]', '1:2 empty-object: this object is empty, but it must contain cells'],
    [
      '{"values": [[1, 2]], "rows": ["a", "b"], "columns": []}',
      '1:30 label-count: "rows" lists 2 labels for 1 row',
      '1:53 label-count: "columns" lists 0 labels for 2 columns',
    ],
    ['{"values": [[1]], "panels": ["a", "b"]}', '1:29 label-count: "panels" lists 2 labels for 1 panel'],
    ['{"values": [[1]], "rows": "a"}', '1:27 label-list: "rows" is a string, not a list'],
    [
      '{"values": [[1]], "rows": [{}]}',
      '1:28 nested-label: an item of "rows" is an object, not a string or number',
    ],
    ['{"values": [[1]], "row": ["a"]}', '1:19 unknown-key: unknown key "row" in an object with "values"'],
    [
      '{"values": [[1]], "values": [[2]]}',
      '1:19 duplicate-key: the key "values" occurs twice in this object',
    ],
    ['{"value": [[1]]}', '1:2 unknown-form: "value" is a list of lists, not the cells of a column'],
    ['{"a": 1, "b": [2]}', '1:2 unknown-form: "a" is a number, not the cells of a column'],
    ['"auc.csv"', '1:1 unknown-form: the data is a string, not a matrix'],
    [
      '{"file": "auc.csv", "x": 1, "y": 2}',
      '1:2 unknown-form: the object contains no values: "file" is a string, not a list',
    ],
    [
      '[[1, 2], [3, true], ["x", 4, 5]]',
      '1:21 ragged-row: row 3 has 3 values, but the first row has 2',
      '1:14 stray-boolean: true in row 2, column 2 is a boolean among numbers',
      '1:22 not-a-number: "x" in row 3, column 1 is not a number',
    ],
  ])('is reported with its place and message: %s', (text, ...expected) => {
    expect(formatErrors(text)).toEqual(expected);
  });

  it.each([
    [PANDAS.values, 'split', '"orient" is "split", but the data is a list'],
    [PANDAS.records, 'columns', '"orient" is "columns", but the data is a list of objects'],
    [PANDAS.columns, 'records', '"orient" is "records", but the data is an object'],
  ] as const)(
    'is reported for an orient that does not match the data: %s is not %s',
    (text, orient, message) => {
      expect(formatErrors(text, { orient })).toEqual([`1:1 wrong-orient: ${message}`]);
    },
  );

  it('is reported for a missing or wrong "data" with orient split', () => {
    expect(formatErrors('{"columns": ["a"]}', { orient: 'split' })).toEqual([
      '1:1 missing-key: the object must have the key "data"',
    ]);
    expect(formatErrors('{"data": 1}', { orient: 'split' })).toEqual([
      '1:10 missing-key: "data" is a number, not a list',
    ]);
  });

  it('is not reported for an array whose axes of length one are dropped', () => {
    const wrap = (inner: string, count: number) => `[${Array(count).fill(inner).join()}]`;
    const grid = wrap(wrap(wrap('[1, 2]', 2), 2), 2);
    expect(read(wrap(grid, 2)).dataset.leadingShape).toEqual([2, 2, 2]);
    expect(read(wrap(grid, 1)).dataset.leadingShape).toEqual([2, 2]);
  });

  it('refers to the usual layout if the labels fit no layout', () => {
    const wrap = (inner: string, count: number) => `[${Array(count).fill(inner).join()}]`;
    const array = wrap(wrap(wrap(wrap('[[1]]', 5), 4), 3), 2);
    expect(formatErrors(`{"rows": ["a"], "values": ${array}}`)).toEqual([
      '1:10 label-count: "rows" lists 1 label for 4 rows',
    ]);
  });

  it('has hints', () => {
    const hints = (text: string) => errorsOf(text)[0].hints;
    expect(hints('[[1, "x"]]')).toEqual(['if it stands for a missing value, add it to "missingValues"']);
    expect(hints('[["-inf"]]')).toEqual(['write -Infinity without quotes']);
    expect(hints('[[1, false]]')).toEqual(['write 0']);
    expect(hints('[["a", false]]')).toEqual(['write "false"']);
    expect(hints('[[1], [2, 3]]')).toEqual(['pad short rows with null']);
    expect(hints('{"values": [[1]], "row": ["a"]}')).toEqual([
      'did you mean "rows"?',
      'the keys are "values", "rows", "columns", "panels", "missingValues"',
    ]);
    expect(hints('{"value": [[1]]}')?.[0]).toBe('did you mean "values"?');
    expect(hints('{"file": "auc.csv"}')).toEqual([
      'in a spec, "data" contains this object: { "data": { "file": … } }',
    ]);
    expect(hints('{"title": "T", "x": {"title": "X"}}')).toEqual([
      'if this is a spec, set "data" to a path such as "auc.csv", or to rows of numbers',
    ]);
    expect(hints('{"dta": "auc.csv", "title": "T"}')).toEqual(['did you mean "data" instead of "dta"?']);
  });

  it('is one for each fault, with the number of cells', () => {
    expect(formatErrors(`[${Array(33).fill('[1, "x", "2", true]').join()}]`)).toEqual([
      '1:6 not-a-number: "x" in row 1, column 2 is not a number (and 32 more cells like it)',
      '1:11 number-as-text: "2" in row 1, column 3 is a number in quotes (and 32 more cells like it)',
      '1:16 stray-boolean: true in row 1, column 4 is a boolean among numbers (and 32 more cells like it)',
    ]);
  });

  it('is one for all columns of words, which names the columns', () => {
    const records = Array.from({ length: 9 }, (_, i) => ({ a: i, b: `w${i}`, c: i, d: `v${i}` }));
    const errors = errorsOf(JSON.stringify(records));
    expect(errors.map(({ message, hints }) => [message, hints])).toEqual([
      [
        '2 columns contain words, not numbers: "b" and "d"',
        [
          `to draw only the columns of numbers, use --set 'data.columns=["a","c"]'`,
          'if each record is one cell, name the columns of its labels and its value: --set data.x=d --set data.y=b --set data.value=c',
        ],
      ],
    ]);
  });

  it('is not reported for words in columns that are not drawn', () => {
    const readColumns = (text: string) => {
      const document = parseJson('a.json', text);
      const dataset = datasetFromJson(document, document.root, {}, () => {}, { keptColumns: () => [0, 2] });
      return rows(dataset)[0];
    };
    expect(readColumns('[{"a": 1, "b": "x", "c": 2}, {"a": 3, "b": 4, "c": 5}]')).toEqual([
      [1, NaN, 2],
      [3, NaN, 5],
    ]);
    expect(readColumns('{"a": [1, 3], "b": ["x", "y"], "c": [2, 5]}')).toEqual([
      [1, NaN, 2],
      [3, NaN, 5],
    ]);
  });

  it('is one of many: twenty are shown, the others counted', () => {
    const diagnostics = errorsOf(`[${Array(33).fill('[1, {"a": 1}]').join()}]`);
    expect(diagnostics).toHaveLength(21);
    expect(diagnostics[20]).toMatchObject({ message: 'and 13 more errors', omitted: 13 });
  });

  it('shows only the start of a long string', () => {
    expect(errorsOf(JSON.stringify([[1, 'x'.repeat(1e5)]]))[0].message).toBe(
      `"${'x'.repeat(39)}…" in row 1, column 2 is not a number`,
    );
  });

  it('is reported for too many cells, even if the text is short', () => {
    const records = Array.from({ length: 10_000 }, (_, i) => ({ [`k${i}`]: 1 }));
    expect(errorsOf(JSON.stringify(records))[0].code).toBe('too-large');
    expect(errorsOf(JSON.stringify(records), { x: 'k0', y: 'k1', value: 'k2' })[0].code).toBe('too-large');
  });
});

describe('the bytes', () => {
  const utf16 = (text: string) => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'));

  it('can be UTF-16, as in redirected output on Windows', () => {
    const source = { name: 'a.json', bytes: utf16('{"values": [[1]], "rows": ["é"]}') };
    expect(readJson(source, {}, () => {}).slices[0].matrix.rowLabels).toEqual(['é']);
  });

  it('cannot be empty or exceed the longest string', () => {
    expect(errorsOf('')[0]).toMatchObject({ code: 'empty-file', place: { file: 'a.json' } });
    const source = { name: 'a.json', bytes: new Uint8Array(constants.MAX_STRING_LENGTH + 1) };
    expect(() => readJson(source, {}, () => {})).toThrow(/a JSON file can have at most/);
  });
});

describe('datasetFromJson', () => {
  it('reads JavaScript values, including typed arrays', () => {
    const document = fromValue({ values: [Float32Array.of(1, Number.NaN), [2, Infinity]], rows: ['a', 7] });
    const dataset = datasetFromJson(document, document.root, {}, () => {});
    expect(singleMatrix(dataset)).toMatchObject({
      cells: [
        [1, NaN],
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
    expect(singleMatrix(dataset)).toMatchObject({
      cells: [[NaN, 2]],
      rowLabels: ['1'],
      columnLabels: ['a', 'b'],
    });
  });

  it('gives only the file as place of errors in JavaScript values', () => {
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

describe('a long table with columns of different lengths', () => {
  it('has empty cells after the end of a short column', () => {
    expect(read('{"a": {}, "b": {}, "c": {"p": "w"}}', { x: 0, y: 1, value: 2 }).dataset.slices).toHaveLength(
      1,
    );
  });
});
