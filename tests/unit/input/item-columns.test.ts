/** Values of items from columns of tables, joined by label. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { loadInput } from '../../../src/input/load.js';
import { fromValue } from '../../../src/json/from-value.js';
import { parseSpec } from '../../../src/spec/parse.js';

const MATRIX = 'gene,S1,S2,S3\na,1,2,3\nb,4,5,6\n';

/** Loads a spec whose files are these texts. Returns the columns that its annotations name, as lists. */
function load(spec: object, files: Readonly<Record<string, string>>) {
  const diagnostics: Diagnostic[] = [];
  const opened: string[] = [];
  const parsed = parseSpec(fromValue(spec, 'spec.json'));
  const open = (name: string) => {
    opened.push(name);
    return { name, bytes: new TextEncoder().encode(files[name]) };
  };
  const { itemColumns, panels } = loadInput(parsed, null, open, (diagnostic) => diagnostics.push(diagnostic));
  const values = [...itemColumns.values()].map(({ values, categories }) =>
    Array.from(values, (value) => (Number.isNaN(value) ? null : categories ? categories[value] : value)),
  );
  return { values, diagnostics, opened, panels };
}

function errorOf(spec: object, files: Readonly<Record<string, string>>): Diagnostic {
  try {
    load(spec, files);
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics[0];
    throw error;
  }
  throw new Error('the spec was loaded');
}

const ofColumns = (...values: string[]) => ({
  data: 'm.csv',
  x: { annotations: values.map((each) => ({ values: each })) },
});

describe('a column of another file', () => {
  it('is joined by label, in any order and with any column of labels', () => {
    const samples = 'age,id,tissue\n30,S3,liver\n41,S1,brain\nNA,S2,liver\n';
    const { values, diagnostics, opened } = load(ofColumns('s.csv:tissue', 's.csv:age'), {
      'm.csv': MATRIX,
      's.csv': samples,
    });
    expect(values).toEqual([
      ['brain', 'liver', 'liver'],
      [41, null, 30],
    ]);
    expect(diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
    // Two columns of one file are read together.
    expect(opened.filter((name) => name === 's.csv')).toHaveLength(1);
  });

  it('is the same for any order of its records', () => {
    const records = ['S1,1.5,x', 'S2,2.5,y', 'S3,,x'];
    fc.assert(
      fc.property(fc.shuffledSubarray(records, { minLength: 3 }), (shuffled) => {
        const files = { 'm.csv': MATRIX, 's.tsv': ['id,n,w', ...shuffled].join('\n').replaceAll(',', '\t') };
        expect(load(ofColumns('s.tsv:n', 's.tsv:w'), files).values).toEqual([
          [1.5, 2.5, null],
          ['x', 'y', 'x'],
        ]);
      }),
      { numRuns: 6 },
    );
  });

  it.each([';', ',', '\t', '|'])('can have the same number of blanks in all lines, with %j', (delimiter) => {
    const lines = ['id code,tissue type', 'S1 a b,lung left', 'S2 a b,liver right', 'S3 a b,lung left'];
    const { values } = load(ofColumns('s i.csv:tissue type'), {
      'm.csv': 'gene,S1 a b,S2 a b,S3 a b\na,1,2,3\nb,4,5,6\n',
      's i.csv': lines.map((line) => `${line.replace(',', delimiter)}\n`).join(''),
    });
    expect(values).toEqual([['lung left', 'liver right', 'lung left']]);
  });

  it('can be JSON or JSON Lines', () => {
    const records = [
      { id: 'S2', n: 2 },
      { id: 'S1', n: 1 },
      { id: 'S3', n: null },
    ];
    const files = {
      'm.csv': MATRIX,
      's.json': JSON.stringify(records),
      's.jsonl': records.map((record) => JSON.stringify(record)).join('\n'),
    };
    expect(load(ofColumns('s.json:n', 's.jsonl:n'), files).values).toEqual([
      [1, 2, null],
      [1, 2, null],
    ]);
  });

  it('lists the labels without a record in a warning, and counts the records that are not used', () => {
    const { values, diagnostics } = load(ofColumns('s.csv:n'), {
      'm.csv': MATRIX,
      's.csv': 'id,n\nS1,1\nS9,2\n',
    });
    expect(values).toEqual([[1, null, null]]);
    expect(diagnostics.find(({ code }) => code === 'annotation-partial')).toMatchObject({
      severity: 'warning',
      message: 's.csv has no record for 2 of 3 columns: the labels "S2", "S3" have missing values',
    });
    expect(diagnostics.find(({ code }) => code === 'annotation-unused')?.message).toBe(
      '1 record of s.csv is not used, because the columns do not have the labels "S9"',
    );
  });

  it('has no warning for marks, of which most items have none', () => {
    const spec = { data: 'm.csv', x: { annotations: [{ kind: 'mark', values: 's.csv:n' }] } };
    const { diagnostics } = load(spec, { 'm.csv': MATRIX, 's.csv': 'id,n\nS1,1\n' });
    expect(diagnostics.filter(({ severity }) => severity === 'warning')).toEqual([]);
  });

  it.each([
    [
      's.csv:n',
      'id,n\nS1,1\nS2,2\nS1,3\n',
      'annotation-repeated-labels: "S1" occurs more than once in "id", on lines 2 and 4',
    ],
    ['s.csv:tisue', 'id,tissue\nS1,1\n', 'annotation-column: s.csv has no column "tisue"'],
    ['s.csv:n', 'id,n,n\nS1,1,2\n', 'annotation-column: several columns of s.csv are named "n"'],
    [
      's.csv:n',
      'id,n\ns1,1\ns2,2\n',
      'annotation-no-label: no record of s.csv has the label of one of the columns: "id" has "s1", "s2", the columns are "S1", "S2", "S3"',
    ],
    ['s.csv:', 'id,n\nS1,1\n', 'annotation-column: s.csv has no column ""'],
  ])('fails: %s', (values, samples, message) => {
    const error = errorOf(ofColumns(values), { 'm.csv': MATRIX, 's.csv': samples });
    expect(`${error.code}: ${error.message}`).toBe(message);
  });

  it('must be a column of a table', () => {
    const files = { 'm.csv': MATRIX, 's.json': '[[1, 2], [3, 4]]' };
    expect(errorOf(ofColumns('s.json:n'), files).code).toBe('annotation-column');
  });

  it('suggests the nearest name, and says if labels differ only in capitals', () => {
    const hints = (values: string, samples: string) =>
      errorOf(ofColumns(values), { 'm.csv': MATRIX, 's.csv': samples }).hints?.[0];
    expect(hints('s.csv:tisue', 'id,tissue\nS1,1\n')).toBe('did you mean "tissue"?');
    expect(hints('s.csv:n', 'id,n\ns1,1\n')).toMatch(/only in capitals/);
  });
});

describe("a column of the data's own table", () => {
  it('need not be drawn', () => {
    const spec = {
      data: { file: 'm.csv', columns: ['p', 'q'] },
      y: { annotations: [{ values: 'group' }, { values: 'age' }] },
    };
    const files = { 'm.csv': 'id,p,q,group,age\nr1,1,2,x,50\nr2,3,4,y,60\n' };
    expect(load(spec, files).values).toEqual([
      ['x', 'y'],
      [50, 60],
    ]);
  });

  it('of rows without labels has the order of the records', () => {
    const spec = { data: 'm.csv', y: { annotations: [{ values: 'p' }] } };
    expect(load(spec, { 'm.csv': 'p,q\n1.5,2\n3.5,4\n2.5,4\n' }).values).toEqual([[1.5, 3.5, 2.5]]);
    const selected = { ...spec, data: { file: 'm.csv', rows: [0, 2] } };
    expect(errorOf(selected, { 'm.csv': 'p,q\n1.5,2\n3.5,4\n2.5,4\n' }).code).toBe('annotation-records');
  });

  it('of a long table has one value for each item, or fails with both lines', () => {
    const spec = {
      data: { file: 'm.csv', x: 'sample', y: 'gene', value: 'v' },
      x: { annotations: [{ values: 'tissue' }] },
    };
    const lines = ['sample,gene,v,tissue', 's1,a,1,liver', 's1,b,2,liver', 's2,a,3,brain', 's2,b,4,brain'];
    expect(load(spec, { 'm.csv': lines.join('\n') }).values).toEqual([['liver', 'brain']]);
    lines[4] = 's2,b,4,liver';
    expect(errorOf(spec, { 'm.csv': lines.join('\n') }).message).toBe(
      'the records of "s2" have several values of "tissue", such as "brain" and "liver", on lines 4 and 5',
    );
  });

  it('in the spec is a column of the matrix', () => {
    const data = {
      values: [
        [1, 2],
        [3, 4],
      ],
      rows: ['a', 'b'],
      columns: ['p', 'q'],
    };
    expect(load({ data, y: { annotations: [{ values: 'q' }] } }, {}).values).toEqual([[2, 4]]);
  });
});

describe('words beside the numbers of a table', () => {
  const table = ['p,q,r,s,kind', '1.5,2,1,4.5,x', '2.5,3,7,0.5,y', '3.5,4,2,1,', '4.5,6,2,1.5,x'].join('\n');
  const attributes = (spec: object, text = table) => {
    const [{ matrix }] = load(spec, { 'm.csv': text }).panels;
    const lists = [matrix.rowAttributes, matrix.columnAttributes].map((each) =>
      each?.map(({ name, values, categories }) => [
        name,
        ...Array.from(values, (v) => categories?.[v] ?? null),
      ]),
    );
    return { rows: lists[0], columns: lists[1], matrix };
  };

  it('are attributes of the rows, also if the matrix is transposed or rows are selected', () => {
    expect(attributes({ data: 'm.csv' }).rows).toEqual([['kind', 'x', 'y', null, 'x']]);
    expect(attributes({ data: { file: 'm.csv', transpose: true } })).toMatchObject({
      rows: undefined,
      columns: [['kind', 'x', 'y', null, 'x']],
    });
    expect(attributes({ data: { file: 'm.csv', rows: [3, 1] } }).rows).toEqual([['kind', 'x', 'y']]);
    expect(attributes({ data: { file: 'm.csv', transform: 'zscore by column' } }).rows?.[0]).toHaveLength(5);
  });

  it('are left out if there are too many different ones', () => {
    const rows = Array.from(
      { length: 100 },
      (_, i) => `${i + 0.5},${(i * 7) % 31},${(i % 7) + 0.5},${i / 7},w${i % 30}`,
    );
    const { diagnostics, panels } = load(
      { data: 'm.csv' },
      { 'm.csv': ['p,q,r,s,kind', ...rows].join('\n') },
    );
    expect(panels[0].matrix.rowAttributes).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toContain('columns-left-out');
  });
});
