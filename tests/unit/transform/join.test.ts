import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { fromValue } from '../../../src/json/from-value.js';
import { parseJson } from '../../../src/json/parse.js';
import { draw } from '../../../src/render.js';
import { type Override, parseSpec } from '../../../src/spec/parse.js';

type Files = Readonly<Record<string, string>>;

/** Draws a spec whose data is in `files`, which are JSON if their name ends in .json and CSV otherwise. */
function drawFiles(data: object, files: Files) {
  const diagnostics: Diagnostic[] = [];
  const open = (name: string) => ({ name, bytes: new TextEncoder().encode(files[name]) });
  const job = { parsed: parseSpec(fromValue({ data })), primary: null, open, zoom: 1 };
  const { figure } = draw(job, (diagnostic) => diagnostics.push(diagnostic));
  const panels = figure.panels.map(({ matrix, x, y }) => ({
    values: [...matrix.values],
    rows: y.labels,
    columns: x.labels,
  }));
  const messages = (code: string) =>
    diagnostics.filter((diagnostic) => diagnostic.code === code).map(({ message }) => message);
  return { panels, messages, title: figure.guides[0].title };
}

/** Draws a spec as it is written in a file. */
function drawText(text: string, overrides: readonly Override[] = []) {
  const diagnostics: Diagnostic[] = [];
  const open = () => {
    throw new Error('no files in this test');
  };
  const job = { parsed: parseSpec(parseJson('spec.json', text), overrides), primary: null, open, zoom: 1 };
  const { figure } = draw(job, (diagnostic) => diagnostics.push(diagnostic));
  return { figure, diagnostics };
}

function errorOf(data: object, files: Files): string {
  try {
    drawFiles(data, files);
    return 'none';
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    return error.diagnostics.map(({ code, message }) => `${code}: ${message}`).join();
  }
}

const TUNED = 'layer,a,b,c\nL0,1,2,3\nL1,4,5,6\n';
const BASE = 'layer,c,a\nL1,60,40\nL0,30,10\nL2,0,0\n';
const files = { 'tuned.csv': TUNED, 'base.csv': BASE };

describe('a second matrix', () => {
  it.each([
    ['minus', [1 - 10, 3 - 30, 4 - 40, 6 - 60], 'tuned − base'],
    ['divide', [0.1, 0.1, 0.1, 0.1], 'tuned / base'],
    ['log2ratio', Array(4).fill(Math.log2(0.1)), 'log2(tuned / base)'],
  ])('is joined by label, in the order of the first matrix: %s', (step, expected, title) => {
    const result = drawFiles({ file: 'tuned.csv', transform: `${step}(base.csv)` }, files);
    expect(result.panels).toEqual([{ values: expected, rows: ['L0', 'L1'], columns: ['a', 'c'] }]);
    expect(result.title).toBe(title);
    expect(result.messages('join-partial')).toEqual([
      '1 row of base.csv is left out, because tuned.csv does not have the label "L2"',
      '1 column of tuned.csv is left out, because base.csv does not have the label "b"',
    ]);
  });

  it('is used as it is read: earlier steps change only the first matrix', () => {
    const { panels, title } = drawFiles({ file: 'tuned.csv', transform: 'negate, minus(base.csv)' }, files);
    expect(panels[0].values).toEqual([-11, -33, -44, -66]);
    expect(title).toBe('−tuned − base');
  });

  it('is read with the same options', () => {
    const long = (scale: number) =>
      `t,l,auc\na,0,${scale}\nb,0,${2 * scale}\na,1,${3 * scale}\nb,1,${4 * scale}\n`;
    const result = drawFiles(
      { file: 'x.csv', x: 't', y: 'l', value: 'auc', transpose: true, transform: 'minus(y.csv)' },
      { 'x.csv': long(1), 'y.csv': long(10) },
    );
    expect(result.panels).toEqual([{ values: [-9, -27, -18, -36], rows: ['a', 'b'], columns: ['0', '1'] }]);
    expect(result.title).toBe('auc − y');
  });

  it('may have another format, which is detected', () => {
    const base = '{"columns":["a","b","c"],"index":["L1","L0"],"data":[[4,4,4],[1,1,1]]}';
    const data = { file: 'tuned.csv', format: 'csv', transform: 'minus(base.json)' };
    const { panels } = drawFiles(data, { ...files, 'base.json': base });
    expect(panels[0].values).toEqual([0, 1, 2, 0, 1, 2]);
  });

  it('without labels is joined by position', () => {
    const { panels } = drawFiles(
      { file: 'x.json', transform: 'minus(y.json)' },
      { 'x.json': '[[1, 2], [3, 4]]', 'y.json': '[[1, 1], [1, null]]' },
    );
    expect(panels[0].values).toEqual([0, 1, 2, Number.NaN]);
  });

  it.each([
    [
      '[[1, 2, 3]]',
      'join-sizes: x.json has 2 rows and y.json has 1; without labels both must have equally many',
    ],
    [
      '{"values": [[1, 2], [3, 4]], "rows": ["a", "b"]}',
      'join-unlabelled: x.json has no row labels, but y.json has; rows are joined by label',
    ],
    [
      '[["a", "b"], ["c", "d"]]',
      'transform-words: the step "minus(y.json)" needs numbers, but the cells of y.json are words',
    ],
    ['[[[1, 2], [3, 4]], [[1, 2], [3, 4]]]', 'join-panels: y.json has 2 panels, but the data has 1'],
  ])('that does not match is an error: %s', (second, message) => {
    const sources = { 'x.json': '[[1, 2], [3, 4]]', 'y.json': second };
    expect(errorOf({ file: 'x.json', transform: 'minus(y.json)' }, sources)).toBe(message);
  });

  it('without a common label is an error', () => {
    const other = { 'tuned.csv': TUNED, 'base.csv': 'layer,a,b\nlayer 0,1,2\nlayer 1,1,2\n' };
    expect(errorOf({ file: 'tuned.csv', transform: 'minus(base.csv)' }, other)).toBe(
      'join-no-common-label: tuned.csv and base.csv have no common row label: the first has "L0", "L1", the second "layer 0", "layer 1"',
    );
  });

  it.each([
    ['layer,a,b\n l0,1,2\n l1,1,2\n', 'some labels differ only in capitals or spaces; make them equal'],
    ['layer,L0,L1\na,1,2\nb,1,2\n', 'the rows of one are the columns of the other; transpose one of them'],
    ['layer,a,b\nfirst,1,2\nsecond,1,2\n', undefined],
  ])('without a common label says why, if labels look alike: %j', (base, hint) => {
    expect.assertions(1);
    try {
      drawFiles({ file: 'tuned.csv', transform: 'minus(base.csv)' }, { ...files, 'base.csv': base });
    } catch (error) {
      expect((error as HeatmapError).diagnostics[0].hints?.[0]).toBe(hint);
    }
  });

  it.each([
    ['base.csv', { 'tuned.csv': TUNED, 'base.csv': 'layer,a,b\nL0,1,2\nL1,1,2\nL0,3,4\n' }],
    ['tuned.csv', { 'tuned.csv': 'layer,a,b\nL0,1,2\nL0,3,4\n', 'base.csv': BASE }],
  ])('with repeated labels is an error that names them: %s', (name, sources) => {
    expect(errorOf({ file: 'tuned.csv', transform: 'minus(base.csv)' }, sources)).toBe(
      `join-repeated-labels: ${name} has repeated row labels, so rows cannot be joined by label: "L0"`,
    );
  });

  it('counts divisions by 0', () => {
    const sources = { 'x.json': '[[1, 0, null, 6]]', 'y.json': '[[0, 0, 0, 2]]' };
    const result = drawFiles({ file: 'x.json', transform: 'divide(y.json)' }, sources);
    expect(result.panels[0].values).toEqual([Number.POSITIVE_INFINITY, Number.NaN, Number.NaN, 3]);
    expect(result.messages('undefined-values')).toEqual([
      'after the step "divide(y.json)", 1 more value is missing and 1 more value is infinite',
    ]);
  });

  it('with a name that has commas, parentheses or quotes is written as a JSON string', () => {
    const name = 'base "1", (b.csv';
    const data = { file: 'tuned.csv', transform: `minus(${JSON.stringify(name)}), abs` };
    const { panels, title } = drawFiles(data, { 'tuned.csv': TUNED, [name]: BASE });
    expect(panels[0].values).toEqual([9, 27, 36, 54]);
    expect(title).toBe('|tuned − base "1", (b|');
  });
});

describe('a second matrix in the spec', () => {
  it.each([
    [
      'rows of numbers',
      [
        [1, 1, 1],
        [2, 2, null],
      ],
      [0, 1, 2, 2, 3, Number.NaN],
    ],
    ['an object with labels', { values: [[10, 20]], rows: ['L1'], columns: ['c', 'a'] }, [4 - 20, 6 - 10]],
  ])('is given as %s', (_, second, expected) => {
    const unlabelled = Array.isArray(second);
    const data = unlabelled
      ? {
          values: [
            [1, 2, 3],
            [4, 5, 6],
          ],
          transform: { minus: second },
        }
      : { file: 'tuned.csv', transform: { minus: second } };
    const { panels, title } = drawFiles(data, files);
    expect(panels[0].values).toEqual(expected);
    expect(title).toBe(`${unlabelled ? 'the data' : 'tuned'} − second matrix`);
  });

  it('can be one of several steps, and keeps the spelling of its labels', () => {
    const text = `{ "data": { "values": [[8, 4]], "columns": [1.0, 2.50],
      "transform": ["negate", { "divide": { "values": [[4, 2]], "columns": [2.50, 1.0] } }, "abs", { "minus": [[1, 1]] }] } }`;
    expect(() => drawText(text)).toThrow('the second matrix has no column labels');
    const { matrix, x } = drawText(text.replace(', { "minus": [[1, 1]] }', '')).figure.panels[0];
    expect([[...matrix.values], x.labels]).toEqual([
      [4, 1],
      ['1.0', '2.50'],
    ]);
  });

  it('is found if a flag adds a step before it', () => {
    const minus = { path: ['data', 'transform'], value: 'negate', flag: '--minus', isPrepended: true };
    const steps = { minus: { values: [[1, 1]], columns: ['a', 'b'] } };
    const text = JSON.stringify({ data: { values: [[1, 2]], columns: ['a', 'b'], transform: steps } });
    expect([...drawText(text, [minus]).figure.panels[0].matrix.values]).toEqual([-2, -3]);
  });

  it.each([
    [[[1, 2, 3]], 'join-sizes: the data has 2 columns and the second matrix has 3'],
    [[[1, 'x']], 'not-a-number: "x" in row 1, column 2 is not a number'],
    [[1, 2], 'invalid-value: the second matrix of a step must be rows of numbers in the spec'],
    [{ values: [[1, 2]], columns: ['a', 'b'] }, 'join-unlabelled: the data has no column labels'],
  ])('that does not match is an error: %j', (second, message) => {
    expect(errorOf({ values: [[1, 2]], transform: [{ minus: second }] }, {})).toContain(message);
  });

  it('cannot be set by a flag', () => {
    const override = { path: ['data', 'transform'], value: [{ minus: [[1, 2]] }], flag: '--set' };
    expect(() => drawText('{ "data": { "values": [[1, 2]] } }', [override])).toThrow(
      'the second matrix of a step must be rows of numbers in the spec',
    );
  });

  it('with labels of only one matrix gives a warning that a spec can turn off', () => {
    const data = {
      values: [[1, 2]],
      columns: ['a', 'b'],
      transform: { minus: { values: [[1]], columns: ['a'] } },
    };
    const codes = (lint: unknown) =>
      drawText(JSON.stringify({ data, lint })).diagnostics.filter(({ code }) => code === 'join-partial')
        .length;
    expect([codes([]), codes(['join-partial']), codes(false)]).toEqual([1, 0, 0]);
  });
});

describe('panels', () => {
  const stack = '[[[1, 2], [5, 6]], [[3, 4], [7, 8]]]';

  it('all use a second matrix, or each its own one of a stack', () => {
    const sources = {
      'x.json': stack,
      'one.json': '[[1, 1], [1, 1]]',
      'two.json': '[[[1, 1], [1, 1]], [[3, 3], [3, 3]]]',
    };
    const valuesOf = (transform: string) =>
      drawFiles({ file: 'x.json', transform }, sources).panels.map(({ values }) => values);
    expect(valuesOf('minus(one.json)')).toEqual([
      [0, 1, 4, 5],
      [2, 3, 6, 7],
    ]);
    expect(valuesOf('minus(two.json)')).toEqual([
      [0, 1, 4, 5],
      [0, 1, 4, 5],
    ]);
  });

  it('are joined by their names', () => {
    const long = (names: string[], scale: number) =>
      ['m,t,l,v', ...names.flatMap((m, i) => [`${m},a,0,${scale * (i + 1)}`])].join('\n');
    const sources = { 'x.csv': long(['p', 'q'], 1), 'y.csv': long(['q', 'p'], 10) };
    const data = { file: 'x.csv', x: 't', y: 'l', value: 'v', panel: 'm', transform: 'minus(y.csv)' };
    expect(drawFiles(data, sources).panels.map(({ values }) => values)).toEqual([[1 - 20], [2 - 10]]);
    const other = { ...sources, 'y.csv': long(['q', 'r'], 10) };
    expect(errorOf(data, other)).toBe('join-panels: y.csv has no panel "p"');
  });

  it('report labels of only one matrix once', () => {
    const one = (scale: number) =>
      `{"values": [[[1, 2], [5, 6]], [[3, 4], [7, 8]]], "columns": ["a", "${scale}"]}`;
    const sources = { 'x.json': one(1), 'y.json': one(2) };
    const { messages } = drawFiles({ file: 'x.json', transform: 'minus(y.json)' }, sources);
    expect(messages('join-partial')).toHaveLength(2);
  });
});
