import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { readCsv } from '../../../src/input/csv.js';
import { readJson } from '../../../src/input/json.js';
import type { ReadOptions } from '../../../src/spec/data.js';
import { AGGREGATES } from '../../../src/spec/fields.js';
import { createAggregator } from '../../../src/table/aggregate.js';
import { errorsOf, messages, read } from '../../fixtures/tables/read.js';

const log = [
  'time,city,kind,value',
  '2024-03-01 23:30,Oslo,a,1',
  '2024-03-02 00:15,Rome,b,2',
  '2024-03-04 00:45,Oslo,a,4',
  '2024-03-04 02:00,,b,8',
  ',Oslo,a,16',
].join('\n');
const labelsOf = (options: ReadOptions, table = log) => {
  const { matrix, cells } = read(table, options);
  return { columns: matrix.columnLabels, rows: matrix.rowLabels, cells };
};

describe('the axes of records', () => {
  it('show every unit between the first and the last one, with counts of 0', () => {
    expect(labelsOf({ x: 'date(time)', y: 'city', value: 'count()' })).toEqual({
      columns: ['2024-03-01', '2024-03-02', '2024-03-03', '2024-03-04'],
      rows: ['Oslo', 'Rome'],
      cells: [
        [1, 0, 0, 1],
        [0, 1, 0, 0],
      ],
    });
    expect(labelsOf({ x: 'weekday(time)', y: 'kind', value: 'mean(value)', weekStart: 'saturday' })).toEqual({
      columns: ['Sat', 'Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri'],
      rows: ['a', 'b'],
      cells: [
        [null, null, 4, null, null, null, 1],
        [2, null, 8, null, null, null, null],
      ],
    });
  });

  it('count the records that they skip', () => {
    const { diagnostics } = read(log, { x: 'date(time)', y: 'city', value: 'count()' });
    expect(messages(diagnostics, 'info')).toEqual([
      'skipped-records: 2 of 5 records have no value for an axis and were skipped',
    ]);
  });

  it('use the times of the data, in any time zone of the machine', () => {
    const zoned = 'time,value\n2024-03-31T23:30:00+05:30,1\n2024-03-31T02:30:00+05:30,2\n';
    expect(labelsOf({ x: 'hour(time)', y: 'date(time)', value: 'sum(value)' }, zoned)).toMatchObject({
      rows: ['2024-03-31'],
      cells: [[2, ...Array(20).fill(0), 1]],
    });
  });

  it.each([
    ['numbers', '10,9,,-1,1e1', ['-1', '9', '10', '1e1', '']],
    ['months', 'Mar,jan,December', null],
    ['short months', 'Mar,jan,Dec', ['jan', 'Mar', 'Dec']],
    ['long months', 'March,January,December', ['January', 'March', 'December']],
    ['weekdays', 'Sun,Tue,Mon', ['Mon', 'Tue', 'Sun']],
    ['clock hours', '10:00,9:30,09:15', ['09:15', '9:30', '10:00']],
    ['fractions of seconds', '12:00:00,00:00:00.5,00:00:00', ['00:00:00', '00:00:00.5', '12:00:00']],
    ['hours of half days', '1 pm,12 pm,11 AM,12 AM', ['12 AM', '11 AM', '12 pm', '1 pm']],
    ['other words', 'b,a,c', null],
  ])('order %s', (_, words, expected) => {
    const records = words.split(',').map((word) => `${word},y,1`);
    const { columns } = labelsOf({ x: 'x', y: 'y', value: 'v' }, ['x,y,v', ...records].join('\n'));
    expect(columns).toEqual(expected ?? words.split(','));
  });

  it('have one order if one axis has all words of the other, as in a confusion matrix', () => {
    const table = 'actual,predicted,model\ncat,dog,a\ndog,dog,a\nfox,cat,a\ncat,cat,b\n';
    const options = { x: 'predicted', y: 'actual', value: 'count()' } as const;
    expect(labelsOf(options, table)).toEqual({
      columns: ['cat', 'dog'],
      rows: ['cat', 'dog', 'fox'],
      cells: [
        [1, 1],
        [0, 1],
        [1, 0],
      ],
    });
    expect(labelsOf({ ...options, x: 'actual', y: 'predicted' }, table)).toMatchObject({
      columns: ['cat', 'dog', 'fox'],
      rows: ['cat', 'dog'],
    });
    const { dataset } = read(table, { ...options, panel: 'model' });
    expect(dataset.slices.map(({ matrix }) => matrix.columnLabels)).toEqual([
      ['cat', 'dog'],
      ['cat', 'dog'],
    ]);
    // Another word on each axis: both keep their order of appearance.
    expect(labelsOf(options, `${table}emu,dog,b\ncat,owl,b\n`)).toMatchObject({
      columns: ['dog', 'cat', 'owl'],
      rows: ['cat', 'dog', 'fox', 'emu'],
    });
  });

  it('are a column if its name looks like a function', () => {
    const table = 'month(date),count(*),"mean(a, b)"\nMay,x,1\n';
    const { dataset } = read(table, { x: 'month(date)', y: 'count(*)', value: 'mean(a, b)' });
    expect(dataset.names).toEqual({ x: 'month(date)', y: 'count(*)', value: 'mean(a, b)' });
  });

  it('have the same groups in all panels if they are units', () => {
    const { dataset } = read(log, { x: 'hour(time)', y: 'kind', value: 'count()', panel: 'date(time)' });
    expect(dataset.slices.map(({ title }) => title)).toEqual([
      '2024-03-01',
      '2024-03-02',
      '2024-03-03',
      '2024-03-04',
    ]);
    for (const { matrix } of dataset.slices) expect(matrix.columns).toBe(24);
    expect(dataset.slices[2].matrix.values.every((value) => value === 0)).toBe(true);
  });

  it('have edges if they are bins or days', () => {
    const { matrix } = read(log, { x: 'bin(value, step 10)', y: 'date(time)', value: 'count()' });
    expect(matrix.columnEdges).toEqual({ scale: 'linear', values: new Float64Array([0, 10]) });
    expect(matrix.rowEdges).toMatchObject({ scale: 'time' });
    expect(matrix.rowEdges?.values[0]).toBe(Date.UTC(2024, 2, 1));
  });

  it('have titles in words', () => {
    const { dataset } = read(log, { x: 'hour(time)', y: 'city', value: 'mean(value)' });
    expect(dataset.names).toEqual({ x: 'hour of time', y: 'city', value: 'mean of value' });
  });
});

describe('conditions', () => {
  const kept = (where: string | string[]) => {
    const { cells } = read(`${log}\n2024-03-09 05:00,NA,a b,\n`, {
      x: 'kind',
      y: 'kind',
      value: 'count()',
      where,
    });
    return cells.flat().reduce<number>((sum, value) => sum + Number(value), 0);
  };

  it.each<[string | string[], number]>([
    ['value >= 2', 4],
    ['value != 2', 5],
    ['value in 1, 2.0, 99', 2],
    ['value = ""', 1],
    ['value != ""', 5],
    ['city = Oslo', 3],
    ['city in Oslo, "Rome"', 4],
    ['city != Oslo', 3],
    ["kind = 'a b'", 1],
    ['city > P', 1],
    ['time = 2024-03-04', 2],
    ['time = 2024', 5],
    ['time <= 2024-03-02', 2],
    ['time > 2024-03-02', 3],
    ['time < "2024-03-04 01:00"', 3],
    ['time >= 2024-03-04 02:00', 2],
    [['value > 1', 'city = Oslo'], 2],
  ])('keep records: %j', (where, count) => {
    expect(kept(where)).toBe(count);
  });

  it('that keep no record are an error with similar words', () => {
    expect(errorsOf(log, { x: 'city', y: 'kind', value: 'count()', where: 'city = Olso' })).toMatchObject([
      {
        code: 'no-records',
        message: 'no record meets the condition "city = Olso"',
        hints: ['did you mean "Oslo"?'],
      },
    ]);
  });
});

describe('errors of records', () => {
  const many = (count: number, text: (i: number) => string) =>
    ['a,b,c', ...Array.from({ length: count }, (_, i) => text(i))].join('\n');
  it.each<[string, string, ReadOptions, object]>([
    [
      'a unit of words',
      log,
      { x: 'month(city)', y: 'kind', value: 'count()' },
      { code: 'not-a-date', message: expect.stringContaining('"city" has values such as "Oslo"') },
    ],
    [
      'a later word among dates',
      `${log}${'\n2024-03-01 10:00,x,y,1'.repeat(2000)}\nlater,Oslo,a,1`,
      { x: 'month(time)', y: 'kind', value: 'count()' },
      { code: 'not-a-date', place: { line: 2007, column: 1 } },
    ],
    [
      'an hour of days',
      'a,b\n2024-01-01,1\n',
      { x: 'hour(a)', y: 'b', value: 'count()' },
      { code: 'no-such-unit' },
    ],
    [
      'mixed orders',
      'a,b\n13/01/2024,1\n01/13/2024,1\n',
      { x: 'month(a)', y: 'b', value: 'count()' },
      { code: 'mixed-dates' },
    ],
    [
      'an unknown order',
      'a,b\n03/01/2024,1\n01/03/2024,1\n',
      { x: 'month(a)', y: 'b', value: 'count()' },
      { code: 'ambiguous-dates', hints: [expect.stringMatching(/"dateOrder".*--date-order day-month/)] },
    ],
    [
      'an unknown order of all dates but one',
      'a,b\n03/01/2024,1\nunknown,2\n01/03/2024,1\n',
      { x: 'month(a)', y: 'b', value: 'count()' },
      { code: 'ambiguous-dates' },
    ],
    [
      'a word among the first dates',
      'the day,b\n2024-02-01,1\nnot known,2\n2024-03-05,4\n',
      { x: 'month(the day)', y: 'b', value: 'count()' },
      {
        code: 'not-a-date',
        message:
          '"not known" in column "the day" is not a date of the form YYYY-MM-DD; 2 of the first 3 values are',
        place: { line: 3, column: 1 },
        hints: [
          'correct the field',
          'if it stands for a missing value, set "missingValues": ["not known"]',
          `to leave out its records, use --where '"the day" != "not known"'`,
        ],
      },
    ],
    [
      'a day that does not exist',
      'a,b\n2024-02-01,1\n2024-02-30,2\n',
      { x: 'month(a)', y: 'b', value: 'count()' },
      {
        code: 'not-a-date',
        message: expect.stringMatching(/^"2024-02-30".*; 1 of the first 2 values is$/),
        place: { line: 3, column: 1 },
      },
    ],
    [
      'a day that does not exist, after one that shows the order',
      'b;a\n1;01/02/2024\n2;13/02/2024\n3;30/02/2024\n',
      { x: 'month(a)', y: 'b', value: 'count()' },
      { code: 'not-a-date', message: expect.stringContaining('"30/02/2024"'), place: { line: 4, column: 3 } },
    ],
    [
      'words with a few dates',
      'a,b\n2024-02-01,1\nOslo,2\nRome,3\n',
      { x: 'month(a)', y: 'b', value: 'count()' },
      { code: 'not-a-date', message: expect.stringContaining('has values such as "Oslo"') },
    ],
    ['a mean of words', log, { x: 'city', y: 'kind', value: 'mean(city)' }, { code: 'aggregate-of-words' }],
    [
      'a word among numbers',
      many(30, (i) => `x,y,${i === 20 ? 'oh' : i}`),
      { x: 'a', y: 'b', value: 'mean(c)' },
      { code: 'not-a-number', place: { line: 22, column: 5 } },
    ],
    ['bins of words', log, { x: 'bin(city)', y: 'kind', value: 'count()' }, { code: 'not-a-number' }],
    [
      'a bin of no width',
      log,
      { x: 'bin(value, step 0)', y: 'kind', value: 'count()' },
      { code: 'invalid-field' },
    ],
    [
      'a name that occurs twice',
      'a,b,a\n1,2,3\n',
      { x: 'bin(a, 3)', y: 'b', value: 'count()' },
      { code: 'repeated-column' },
    ],
    [
      'an unknown column',
      log,
      { x: 'month(tiem)', y: 'kind', value: 'count()' },
      { code: 'unknown-column', hints: ['did you mean "time"?', expect.any(String)] },
    ],
    ['an unknown function', log, { x: 'mnth(time)', y: 'kind', value: 'count()' }, { code: 'invalid-field' }],
    [
      'two aggregates',
      log,
      { x: 'city', y: 'kind', value: 'mean(value)', aggregate: 'sum' },
      { code: 'invalid-field' },
    ],
    [
      'too many words',
      many(10_001, (i) => `w${i},y,1`),
      { x: 'a', y: 'b', value: 'sum(c)' },
      { code: 'too-many-groups' },
    ],
    [
      'too many days',
      many(2, (i) => `${1990 + 30 * i}-01-01,y,1`),
      { x: 'date(a)', y: 'b', value: 'sum(c)' },
      { code: 'too-many-groups' },
    ],
    [
      'unlike values',
      log,
      { x: 'city', y: 'kind', value: 'count()', where: 'value > high' },
      { code: 'invalid-condition' },
    ],
    [
      'bins with several values',
      many(3, (i) => `${i},y,${i}`),
      { x: 'bin(a, 1)', y: 'b', value: 'c' },
      { code: 'repeated-cell' },
    ],
  ])('name %s', (_, table, options, expected) => {
    expect(errorsOf(table, options)).toMatchObject([expected]);
  });

  it.each<[string, ReadOptions]>([
    ['left out', { where: '"the day" != "not known"' }],
    ['missing', { missingValues: ['not known'] }],
  ])('do not occur if the word among dates is %s', (_, options) => {
    const table = 'the day,b\n2024-02-01,1\nnot known,1\n2024-03-05,1\n';
    expect(labelsOf({ x: 'month(the day)', y: 'b', value: 'count()', ...options }, table)).toMatchObject({
      columns: ['Feb', 'Mar'],
      cells: [[1, 1]],
    });
  });

  it('do not turn the order of dates in conditions into that of texts', () => {
    const table = 'a,b\n13/02/2024,1\n30/02/2024,1\n04/03/2024,1\n06/03/2024,1\n';
    const where = ['a != 30/02/2024', 'a >= 05/03/2024'];
    expect(labelsOf({ x: 'date(a)', y: 'b', value: 'count()', where }, table).columns).toEqual([
      '2024-03-06',
    ]);
  });

  it('do not occur if the order of dates is given', () => {
    const table = 'a,b\n03/01/2024,1\n';
    expect(
      labelsOf({ x: 'month(a)', y: 'b', value: 'count()', dateOrder: 'day-month' }, table).columns,
    ).toEqual(['Jan']);
    expect(
      labelsOf({ x: 'month(a)', y: 'b', value: 'count()', dateOrder: 'month-day' }, table).columns,
    ).toEqual(['Mar']);
  });
});

describe('the values of records', () => {
  it('are numbers as people write them', () => {
    const table = 'a,b\nx,"1,200"\nx,(300)\ny,.\ny,"2,000,000"\n';
    expect(labelsOf({ x: 'a', y: 'a', value: 'sum(b)' }, table).cells).toEqual([
      [900, 0],
      [0, 2_000_000],
    ]);
  });

  it('are shares of true values for words and for 0 and 1', () => {
    for (const [yes, no] of [
      ['true', 'false'],
      ['yes', 'no'],
      ['1', '0'],
    ]) {
      const table = `a,b\nx,${yes}\nx,${no}\nx,${no}\nx,\ny,${yes}\n`;
      expect(labelsOf({ x: 'a', y: 'a', value: 'share(b)' }, table).cells).toEqual([
        [1 / 3, null],
        [null, 1],
      ]);
    }
  });

  it('of median and distinct are counted, because they stay in memory', () => {
    const { diagnostics } = read(log, { x: 'kind', y: 'kind', value: 'median(value)' });
    expect(messages(diagnostics, 'note')).toContain('held-values: "median(value)" kept 5 values in memory');
  });

  it('are the same if cells are combined late', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...AGGREGATES),
        fc.array(fc.tuple(fc.nat(5), fc.integer({ min: -20, max: 20 })), { minLength: 1, maxLength: 60 }),
        fc.nat(60),
        (name, values, mergeAt) => {
          const [late, early] = [createAggregator(name, 'a'), createAggregator(name, 'a')];
          const targets = Int32Array.of(0, 1, 0, 1, 0, 1);
          values.forEach(([cell, value], i) => {
            if (i === mergeAt) late.merge(targets);
            late.add(i >= mergeAt ? targets[cell] : cell, name === 'distinct' ? value + 20 : value);
            early.add(targets[cell], name === 'distinct' ? value + 20 : value);
          });
          if (mergeAt >= values.length) late.merge(targets);
          const [a, b] = [late.finish(2), early.finish(2)];
          for (const i of [0, 1]) expect(Math.abs(a[i] - b[i]) < 1e-12 || Object.is(a[i], b[i])).toBe(true);
        },
      ),
    );
  });

  it('have sums whose error does not grow', () => {
    const sum = createAggregator('sum', 'a');
    for (const value of [1e16, 1, -1e16, ...Array(10).fill(0.1)]) sum.add(0, value);
    expect(sum.finish(1)[0]).toBe(2);
    const infinite = createAggregator('mean', 'a');
    for (const value of [1, Number.POSITIVE_INFINITY, 2]) infinite.add(0, value);
    expect(infinite.finish(1)[0]).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('records of every format', () => {
  it('give the same matrix', () => {
    const word = fc.constantFrom('a', 'b "q"', 'ü', '10', '9', '');
    const record = fc.record({
      time: fc
        .date({ min: new Date('1990-01-01'), max: new Date('2009-12-31'), noInvalidDate: true })
        .map((d) => d.toISOString().slice(0, 19)),
      word,
      value: fc.oneof(fc.integer({ min: -99, max: 99 }), fc.constant(null)),
    });
    const axis = fc.constantFrom('word', 'month(time)', 'week(time)', 'hour(time)', 'bin(value, 4)');
    const value = fc.constantFrom('count()', ...AGGREGATES.map((name) => `${name}(value)`));
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1, maxLength: 30 }),
        axis,
        axis,
        value,
        (records, x, y, value) => {
          const quoted = (text: string) => (/["ü]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
          const lines = records.map((r) => [r.time, quoted(r.word), r.value ?? ''].join(','));
          const csv = ['time,word,value', ...lines].join('\n');
          const options = { x, y, value, format: undefined };
          expect(outcome(readJson, JSON.stringify(records), options)).toEqual(outcome(readCsv, csv, options));
        },
      ),
      { numRuns: Number(process.env.TORTURE ?? 50) },
    );
  });

  it('are read from a stream through a window', () => {
    const chunk = Buffer.from(
      Array.from(
        { length: 20_000 },
        (_, i) => `2024-01-01 ${String(i % 24).padStart(2, '0')}:00:0${i % 10}.${i},k${i % 3},${i}\n`,
      ).join(''),
    );
    let rest = 20;
    const head = Buffer.concat([Buffer.from('time,kind,value\n'), chunk]);
    const next = () => (rest-- > 0 ? chunk : null);
    const options = { x: 'hour(time)', y: 'kind', value: 'count()' };
    const { slices } = readCsv({ name: 'a', bytes: head, rest: { size: null, next } }, options, () => {});
    expect(slices[0].matrix.values.reduce((a, b) => a + b)).toBe(21 * 20_000);
  });
});

/** Returns the labels and cells, or the codes of the errors. */
function outcome(reader: typeof readCsv, text: string, options: ReadOptions): unknown {
  const reported: Diagnostic[] = [];
  try {
    const dataset = reader({ name: 'a', bytes: Buffer.from(text) }, options, (d) => reported.push(d));
    const { rowLabels, columnLabels, values, categories } = dataset.slices[0].matrix;
    return { rowLabels, columnLabels, values: [...values], categories, names: dataset.names };
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics.map(({ code }) => code);
    throw error;
  }
}
