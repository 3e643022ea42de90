/** JSON of Plotly, Prometheus, Google Benchmark, hyperfine and jsonlite. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { readJson } from '../../../src/input/json.js';
import type { Dataset } from '../../../src/matrix/matrix.js';
import type { ReadOptions } from '../../../src/spec/data.js';
import { isSpecText } from '../../../src/spec/identify.js';

function readText(text: string, options: ReadOptions = {}) {
  const reported: Diagnostic[] = [];
  const source = { name: 'a.json', bytes: Buffer.from(text) };
  const dataset = readJson(source, options, (diagnostic) => reported.push(diagnostic));
  return { dataset, reported };
}

const read = (value: unknown, options?: ReadOptions) => readText(JSON.stringify(value), options).dataset;
const isSpec = (value: unknown) => isSpecText(Buffer.from(JSON.stringify(value)));

function summary({ slices }: Dataset) {
  return slices.map(({ title, matrix: { rows, columns, values, rowLabels, columnLabels } }) => ({
    title,
    cells: Array.from({ length: rows }, (_, row) =>
      Array.from(values.subarray(row * columns, (row + 1) * columns)),
    ),
    rows: rowLabels,
    columns: columnLabels,
  }));
}

function errorsOf(value: unknown): string[] {
  try {
    read(value);
    return [];
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    return error.diagnostics.map(({ code, message }) => `${code}: ${message}`);
  }
}

const NAN = Number.NaN;

describe('Plotly', () => {
  const fixture = (name: string) => {
    const url = new URL(`../../fixtures/text-formats/${name}.json`, import.meta.url);
    const text = readFileSync(url, 'utf8');
    expect(isSpecText(Buffer.from(text))).toBe(false);
    return readText(text).dataset;
  };

  it('writes lists', () => {
    const dataset = fixture('plotly-lists');
    expect(summary(dataset)).toEqual([
      {
        title: null,
        cells: [
          [1.5, NAN, 3],
          [4, 5, 6],
        ],
        rows: ['top', 'bottom'],
        columns: ['10', '20', '30'],
      },
    ]);
    expect(dataset.names).toEqual({ x: 'step', y: 'layer', value: 'AUC' });
  });

  it('writes typed arrays in base 64', () => {
    expect(summary(fixture('plotly-base64'))[0]).toEqual({
      title: null,
      cells: [
        [1.5, NAN, 3],
        [4, 5, 6],
      ],
      rows: ['top', 'bottom'],
      columns: ['a', 'b', 'c'],
    });
    expect(summary(fixture('plotly-integers'))[0].cells).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
  });

  it('traces are panels; other traces are reported', () => {
    const trace = (name: string, z: number[][]) => ({ type: 'heatmap', name, z });
    const figure = {
      data: [trace('a', [[1, 2]]), { type: 'scatter', x: [1], y: [2] }, trace('b', [[3, 4]])],
      layout: {},
    };
    const { dataset, reported } = readText(JSON.stringify(figure));
    expect(summary(dataset).map(({ title, cells }) => [title, cells])).toEqual([
      ['a', [[1, 2]]],
      ['b', [[3, 4]]],
    ]);
    expect(dataset.leadingShape).toEqual([2]);
    expect(reported.map(({ code }) => code)).toEqual(['plotly-other-traces']);
  });

  it('a trace alone, transposed, with a start and a step', () => {
    expect(summary(read({ z: [[1, 2, 3]], type: 'heatmap', transpose: true, y0: 5, dy: 2 }))).toEqual([
      { title: null, cells: [[1], [2], [3]], rows: ['5', '7', '9'], columns: null },
    ]);
  });

  it('has edges if there is one more than the columns', () => {
    const [{ matrix }] = read({
      z: [
        [1, 2],
        [3, 4],
      ],
      x: [0, 1, 10],
      y: [1, 2],
    }).slices;
    expect(Array.from(matrix.columnEdges?.values ?? [])).toEqual([0, 1, 10]);
    expect(matrix.columnLabels).toEqual(['0 to 1', '1 to 10']);
    expect(matrix.rowEdges).toBe(undefined);
  });

  it.each([
    [
      { data: [{ type: 'bar', x: [1], y: [2] }] },
      'plotly-no-matrix: the figure of Plotly has no matrix; its traces are of type "bar"',
    ],
    [{ z: [[1, 2], [3]] }, 'ragged-row: row 2 has 1 value, but the first row has 2'],
    [{ z: [[1, 2]], x: ['a'] }, 'label-count: "x" lists 1 labels for 2 columns'],
    [
      { z: { dtype: 'f8', bdata: 'AAAA', shape: '2, 3' } },
      'plotly-array: "bdata" has 3 bytes, but the shape 2, 3 of f8 needs 48',
    ],
    [
      { z: { dtype: 'c16', bdata: 'AAAA', shape: '2, 3' } },
      'plotly-array: "dtype" must be one of i1, u1, i2, u2, i4, u4, f4, f8',
    ],
    [
      { z: { dtype: 'u1', bdata: 'AAAA' } },
      'plotly-array: "z" has the shape 3; it must have rows and columns',
    ],
    [
      { z: { dtype: 'u1', bdata: '', shape: '0, 900000000' } },
      'plotly-array: "z" has the shape 0, 900000000; it must have rows and columns',
    ],
  ])('rejects %j', (value, error) => {
    expect(errorsOf(value)).toEqual([error]);
  });

  it('is not a spec, and a spec is not a figure of Plotly', () => {
    expect(isSpec({ data: [{ type: 'heatmap', z: [[1]] }] })).toBe(false);
    expect(isSpec({ layout: { template: { data: {} } }, data: [{ z: [[1]] }] })).toBe(false);
    expect(isSpec({ data: [{ file: 'a.csv' }], layout: { columns: 2 } })).toBe(true);
    expect(isSpec({ data: [[1, 2]], layout: { columns: 2 } })).toBe(true);
    expect(isSpec({ data: [{ z: [[1]] }], title: 'a' })).toBe(true);
  });
});

describe('Prometheus', () => {
  const series = (metric: object, values: unknown[]) => ({ metric, values });
  const answer = (result: unknown, resultType = 'matrix') => ({
    status: 'success',
    data: { resultType, result },
  });
  const range = answer([
    series({ __name__: 'up', job: 'a', zone: 'x' }, [
      [1700000000, '1'],
      [1700000015, '0.5'],
      [1700000045, 'NaN'],
    ]),
    series({ __name__: 'up', job: 'b', zone: 'x' }, [[1700000015, '+Inf']]),
  ]);

  it('has series as rows, and a column for each step', () => {
    expect(isSpec(range)).toBe(false);
    const dataset = read(range);
    expect(summary(dataset)).toEqual([
      {
        title: null,
        cells: [
          [1, 0.5, NAN, NAN],
          [NAN, Infinity, NAN, NAN],
        ],
        rows: ['a', 'b'],
        columns: ['2023-11-14 22:13:20', '2023-11-14 22:13:35', '2023-11-14 22:13:50', '2023-11-14 22:14:05'],
      },
    ]);
    expect(dataset.names).toEqual({ x: 'time', y: null, value: 'up' });
    expect(dataset.slices[0].matrix.columnEdges?.values[0]).toBe(1_699_999_992_500);
  });

  it('can be a long table', () => {
    const dataset = read(range, { x: 'time', y: 'job', value: 'value' });
    expect(summary(dataset)[0].rows).toEqual(['a', 'b']);
    expect(summary(dataset)[0].cells[0].slice(0, 2)).toEqual([1, 0.5]);
  });

  it('keeps irregular times, without edges', () => {
    const [{ matrix }] = read(
      answer([
        series({}, [
          [1, '1'],
          [2, '2'],
          [900000000, '3'],
        ]),
      ]),
    ).slices;
    expect([matrix.columns, matrix.columnEdges, matrix.rowLabels]).toEqual([3, undefined, ['series 1']]);
  });

  it.each([
    [answer([], 'vector'), 'prometheus-type: "resultType" is "vector", not "matrix"'],
    [answer([]), 'prometheus-type: the query returned no series'],
    [
      answer([series({}, [[1, 'x']])]),
      'prometheus-sample: a sample must be a time in seconds and a number in quotes, such as [1700000000, "0.5"]',
    ],
    [
      answer([series({}, [['1', '1']])]),
      'prometheus-sample: a sample must be a time in seconds and a number in quotes, such as [1700000000, "0.5"]',
    ],
    [answer([series({}, [])]), 'no-rows: the series have no samples'],
  ])('rejects %j', (value, error) => {
    expect(errorsOf(value)).toEqual([error]);
  });
});

describe('Google Benchmark', () => {
  const run = (name: string, time: number, more: object = {}) => ({
    name,
    run_name: name,
    run_type: 'iteration',
    real_time: time,
    cpu_time: time / 2,
    time_unit: 'us',
    ...more,
  });
  const results = (...benchmarks: object[]) => ({ context: { date: '2026-11-29' }, benchmarks });

  it.each([
    [
      'no arguments: both times',
      results(run('a', 4), run('b', 8)),
      [
        [4, 2],
        [8, 4],
      ],
      ['a', 'b'],
      ['real time', 'CPU time'],
    ],
    [
      'one argument',
      results(run('a/8', 1), run('a/64', 2), run('b/8', 3), run('b/64', 4)),
      [
        [1, 2],
        [3, 4],
      ],
      ['a', 'b'],
      ['8', '64'],
    ],
    [
      'two arguments and settings',
      results(run('a/1/8/real_time', 1), run('a/1/9/real_time', 2)),
      [[1, 2]],
      ['1'],
      ['8', '9'],
    ],
    ['three arguments', results(run('a/1/2/3', 1), run('a/1/2/4', 2)), [[1, 2]], ['a/1/2'], ['3', '4']],
    ['the mean of repetitions', results(run('a/8', 1), run('a/8', 3)), [[2]], ['a'], ['8']],
    [
      'the mean among aggregates',
      results(
        run('a/8', 1),
        run('a/8_mean', 5, { run_name: 'a/8', aggregate_name: 'mean' }),
        run('a/8_cv', 9, { run_name: 'a/8', aggregate_name: 'cv' }),
      ),
      [[5]],
      ['a'],
      ['8'],
    ],
    ['units', results(run('a/8', 1), run('a/9', 1, { time_unit: 'ms' })), [[1, 1000]], ['a'], ['8', '9']],
  ])('%s', (_, value, cells, rows, columns) => {
    const dataset = read(value);
    expect(summary(dataset)).toEqual([{ title: null, cells, rows, columns }]);
    expect(dataset.names.value).toBe('real time (us)');
  });

  it('two arguments of several functions are panels', () => {
    const dataset = read(results(run('a/1/2', 1), run('b/1/2', 2)));
    expect(summary(dataset).map(({ title }) => title)).toEqual(['a', 'b']);
    expect(dataset.leadingShape).toEqual([2]);
  });

  it('can be a long table', () => {
    const dataset = read(results(run('a', 1), run('b', 2)), { x: 'run_type', y: 'name', value: 'cpu_time' });
    expect(summary(dataset)[0].cells).toEqual([[0.5], [1]]);
  });

  it('without benchmarks is an error', () => {
    expect(errorsOf(results())).toEqual(['no-rows: the file has no benchmarks']);
  });
});

describe('hyperfine', () => {
  const result = (command: string, mean: number, parameters?: object, times = [mean, mean + 1]) => ({
    command,
    mean,
    stddev: 0,
    times,
    parameters,
  });

  it('has commands and runs', () => {
    expect(summary(read({ results: [result('a', 1), result('b', 3, undefined, [3])] }))).toEqual([
      {
        title: null,
        cells: [
          [1, 2],
          [3, NAN],
        ],
        rows: ['a', 'b'],
        columns: ['1', '2'],
      },
    ]);
  });

  it('has one parameter as columns, two as columns and rows', () => {
    const one = read({ results: [result('make -j1', 9, { j: '1' }), result('make -j2', 5, { j: '2' })] });
    expect(summary(one)).toEqual([
      { title: null, cells: [[9, 5]], rows: ['make -j{j}'], columns: ['1', '2'] },
    ]);
    const two = read({
      results: [result('f 1 x', 1, { n: '1', m: 'x' }), result('f 2 x', 2, { n: '2', m: 'x' })],
    });
    expect(summary(two)).toEqual([{ title: null, cells: [[1, 2]], rows: ['x'], columns: ['1', '2'] }]);
    expect(two.names).toEqual({ x: 'n', y: 'm', value: 'mean time (s)' });
  });

  it('can be a long table', () => {
    const results = [result('f 1', 1, { n: '1' }), result('f 2', 2, { n: '2' })];
    expect(summary(read({ results }, { x: 'n', y: 'command', value: 'mean' }))[0].columns).toEqual([
      '1',
      '2',
    ]);
  });
});

describe('jsonlite', () => {
  const records = [
    { mpg: 21, cyl: 6, _row: 'Mazda RX4' },
    { mpg: 22.8, cyl: 4, _row: 'Datsun 710' },
  ];

  it('has row names as row labels', () => {
    expect(summary(read(records))).toEqual([
      {
        title: null,
        cells: [
          [21, 6],
          [22.8, 4],
        ],
        rows: ['Mazda RX4', 'Datsun 710'],
        columns: ['mpg', 'cyl'],
      },
    ]);
  });

  it('has them as a column of a long table', () => {
    expect(summary(read(records, { x: 'cyl', y: '_row', value: 'mpg' }))[0].rows).toEqual([
      'Mazda RX4',
      'Datsun 710',
    ]);
  });
});

describe('a flat grid of d3-contour', () => {
  it('is a matrix of its width and height, row by row', () => {
    expect(summary(read({ width: 3, height: 2, values: [1, 2, 3, 4, 5, 6] }))).toEqual([
      { title: null, cells: [[1, 2, 3], [4, 5, 6]], rows: null, columns: null }, // biome-ignore format: a matrix
    ]);
  });

  it('must have as many values as cells', () => {
    expect(errorsOf({ width: 4, height: 2, values: [1, 2, 3, 4, 5, 6] })).toEqual([
      'unknown-form: "width" is a number, not the cells of a column',
    ]);
  });
});
