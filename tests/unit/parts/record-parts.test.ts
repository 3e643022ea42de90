/** Parts of records: joined in any order, they give the cells of all records to the last bit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { readPart } from '../../../src/input/part.js';
import { mergeData, reduceData } from '../../../src/input/reduce-data.js';
import type { RecordRange } from '../../../src/input/reduce-records.js';
import { parseJson } from '../../../src/json/parse.js';
import { decodeRecordPart } from '../../../src/parts/decode.js';
import { encodeRecords } from '../../../src/parts/encode-records.js';
import type { GroupState } from '../../../src/parts/record-part.js';
import type { ReadOptions } from '../../../src/spec/data.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { NO_GROUPS } from '../../../src/table/grouping.js';
import { read } from '../../fixtures/tables/read.js';

const HEADER = 'time,city,kind,ms';

function reduce(
  records: readonly string[],
  options: ReadOptions,
  range: Partial<RecordRange>,
  header = HEADER,
) {
  const source = { name: 'a.csv', bytes: Buffer.from([header, ...records, ''].join('\n')), format: null };
  const spec = parseSpec(parseJson('spec', JSON.stringify({ data: { file: 'a.csv', ...options } })));
  const all = { from: 0, to: Number.POSITIVE_INFINITY, fileStart: null, ...range };
  return reduceData(
    spec,
    null,
    () => source,
    all,
    () => {},
  );
}

const merge = (files: readonly Uint8Array[], isJoinedLater = false) =>
  mergeData(
    files.map((bytes, i) => ({ name: `part-${i}.hm`, readBytes: () => bytes })),
    isJoinedLater,
  );

const draw = (bytes: Uint8Array, options: ReadOptions = {}) =>
  readPart({ name: 'all.hm', bytes }, options, () => {});

const messageOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof HeatmapError) return `${error.diagnostics[0].code}: ${error.diagnostics[0].message}`;
    throw error;
  }
  throw new Error('there was no error');
};

/** Sums of these numbers depend on the order of addition. */
const number = fc.oneof(
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.constantFrom(1e16, -1e16, 1e-300, 1e308, -1e308, 0.1),
);
const record = fc.tuple(
  fc.integer({ min: 1, max: 28 }),
  fc.constantFrom('Oslo', 'Rome', 'Bern', 'Lima'),
  fc.constantFrom('a', 'b', 'c'),
  fc.option(number),
);
const toLine = ([day, city, kind, ms]: [number, string, string, number | null]) =>
  `2024-02-${String(day).padStart(2, '0')},${city},${kind},${ms ?? ''}`;

const FIELDS: readonly ReadOptions[] = [
  ...(['mean', 'sum', 'sd', 'min', 'max', 'first', 'last', 'share', 'count'] as const).map((name) => ({
    x: 'city',
    y: 'kind',
    value: `${name}(ms)`,
  })),
  { x: 'bin(ms, 7)', y: 'city', value: 'count()' },
  { x: 'bin(ms, step 0.25)', y: 'kind', value: 'sum(ms)', where: ['ms > -2', 'ms < 2'] },
  { x: 'week(time)', y: 'city', panel: 'kind', value: 'mean(ms)' },
  { x: 'calendar(time)', value: 'max(ms)' },
  { x: 'city', y: 'kind', value: 'last(kind)' },
];

describe('the parts of records', () => {
  it.each(FIELDS.map((options) => [JSON.stringify(options), options] as const))(
    'are all records when they are joined in any order: %s',
    (_, options) => {
      const arbitrary = fc.record({
        records: fc.array(record, { minLength: 1, maxLength: 40 }),
        cuts: fc.array(fc.nat(40), { maxLength: 5 }),
        keys: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
      });
      fc.assert(
        fc.property(arbitrary, ({ records, cuts, keys }) => {
          const first: [number, string, string, number] = [1, 'Oslo', 'a', 0.5];
          const lines = [first, ...records].map(toLine);
          const edges = [...new Set([0, ...cuts.filter((cut) => cut < lines.length), lines.length])];
          edges.sort((a, b) => a - b);
          const parts = edges
            .slice(1)
            .map((to, i) => reduce(lines, options, { from: edges[i], ...(to < lines.length && { to }) }));
          const order = parts.map((_, i) => i).sort((a, b) => keys[a] - keys[b]);
          const merged = merge(order.map((i) => parts[i]));
          expect(draw(merged)).toEqual(read(`${HEADER}\n${lines.join('\n')}\n`, options).dataset);
          if (parts.length < 3) return;
          const pair = merge([parts[2], parts[1]], true);
          expect(merge([...parts.slice(3), pair, parts[0]])).toEqual(merged);
        }),
        { numRuns: 12 },
      );
    },
  );

  it('can have conditions on a column that is empty in some of them', () => {
    const options = { x: 'city', y: 'kind', value: 'sum(ms)', where: ['kind > 8', 'time != 2024-05'] };
    const lines = [[',Lima,,7'], NUMBERS, ['2024-05-01,Oslo,9,4', '2024-06-01,Oslo,9,5']];
    const parts = lines.map((records, i) => reduce(records, options, { piece: { index: i + 1, count: 3 } }));
    const whole = read(`${HEADER}\n${lines.flat().join('\n')}\n`, options).dataset;
    expect(draw(merge(parts))).toEqual(whole);
    expect(draw(merge([merge(parts.slice(0, 2), true), parts[2]]))).toEqual(whole);
  });

  it('are bins of numbers of which each part has too many to keep', () => {
    const options = { ...SUM, x: 'bin(ms, 20)', y: 'kind', value: 'count()' };
    const pieces = [0, 1, 2].map((i) =>
      Array.from({ length: 600 }, (_, k) => `,,a,${((k * 7919) % 601) * (i - 0.6)}e30`),
    );
    const [a, b, c] = pieces.map((lines, i) => reduce(lines, options, { piece: { index: i + 1, count: 3 } }));
    const whole = read(`${HEADER}\n${pieces.flat().join('\n')}\n`, options).dataset;
    expect(draw(merge([c, a, b]))).toEqual(whole);
    expect(draw(merge([a, merge([c, b], true)]))).toEqual(whole);
  });

  it('have groups of zeros whose sign is lost', () => {
    const lines = [',Oslo,-0.0,1', ',Rome,3,2'];
    for (const x of ['bin(kind)', 'bin(kind, step 2)'])
      expect(draw(merge([reduce(lines, { ...SUM, x }, {})]))).toEqual(
        read(`${HEADER}\n${lines.join('\n')}\n`, { ...SUM, x }).dataset,
      );
  });

  it('are pieces whose order is that of the categories', () => {
    const options = { x: 'city', y: 'kind', value: 'sum(ms)' };
    const lines = [[',Oslo,a,1', ',Rome,b,2'], [], [',Lima,b,3', ',Rome,a,4']];
    const parts = lines.map((records, i) => reduce(records, options, { piece: { index: i + 1, count: 3 } }));
    const { matrix } = draw(merge([parts[2], parts[1], parts[0]])).slices[0];
    expect(matrix).toMatchObject({ columnLabels: ['Oslo', 'Rome', 'Lima'], rowLabels: ['a', 'b'] });
    expect([...matrix.values]).toEqual([1, 4, 0, 0, 2, 3]);
  });
});

const SUM = { x: 'city', y: 'kind', value: 'sum(ms)' };
const LINES = ['2024-01-01,Oslo,a,1', '2024-01-02,Rome,b,2', '2024-01-03,Oslo,b,3'];
const NUMBERS = [',Oslo,5,1', ',Oslo,10,2', ',Rome,9,3'];
const piece = (index: number, options: ReadOptions = SUM, lines = [LINES[index - 1]], header = HEADER) =>
  reduce(lines, options, { piece: { index, count: 3 } }, header);

describe('parts that do not match', () => {
  const [a, b, c] = [1, 2, 3].map((index) => piece(index));
  const dates = { ...SUM, x: 'month(time)' };
  const above = { ...SUM, where: 'kind > 8' };
  const before = { ...SUM, where: 'time < 2024' };
  it.each<[string, readonly Uint8Array[]]>([
    ['part-missing: no part has piece 2 of the data', [c, a]],
    ['part-missing: no part has pieces 1 to 2 of the data', [c]],
    ['part-missing: no part has piece 3 of the data', [b, a]],
    ['part-overlap: part-0.hm and part-2.hm both have piece 1', [a, b, a, c]],
    ['"value" is "sum(ms)" in one and "max(ms)" in the other', [a, piece(2, { ...SUM, value: 'max(ms)' })]],
    ['"where" is no value in one and "ms > 1" in the other', [a, piece(2, { ...SUM, where: 'ms > 1' })]],
    [
      'they have different columns',
      [piece(1, { ...SUM, y: 2 }), piece(2, { ...SUM, y: 2 }, LINES, 'time,city,sort,ms')],
    ],
    ['only one of them was made with --piece', [a, reduce(LINES, SUM, {})]],
    ['records of different files', [reduce(LINES, SUM, { to: 1 }), reduce(LINES.slice(1), SUM, { from: 1 })]],
    ['they have 3 and 9 pieces in all', [a, reduce(LINES, SUM, { piece: { index: 2, count: 9 } })]],
    [
      '"x" has dates of the form YYYY-MM-DD in one and dates of the form DD.MM.YYYY in the other',
      [piece(1, dates), piece(2, dates, ['31.01.2024,Rome,b,2'])],
    ],
    ['"value" has plain numbers in one and numbers in % in the other', [a, piece(2, SUM, [',Rome,b,2%']), c]],
    [
      '"kind > 8" compares plain numbers in one and words in the other',
      [piece(1, above, NUMBERS), piece(2, above, [',Oslo,low,1', ',Oslo,10,2', ',Oslo,7,3'])],
    ],
    [
      '"time < 2024" compares dates of the form DD/MM/YYYY in one and dates of the form MM/DD/YYYY in the other',
      [piece(1, before, ['31/01/2023,Oslo,a,1']), piece(2, before, ['01/31/2023,Oslo,a,1'])],
    ],
    ['part-mismatch: part-1.hm has a matrix', [a, reduceMatrix()]],
    ['part-mismatch: part-1.hm has records', [reduceMatrix(), a]],
    ['repeated-cell: row "a", column "Oslo" has a value in part-1.hm and in an earlier part', repeated()],
    ['"value" has plain numbers in one and words in the other', mixed()],
  ])('fail: %s', (message, files) => {
    expect(messageOf(() => merge(files))).toContain(message);
  });

  function reduceMatrix() {
    const source = { name: 'm.csv', bytes: Buffer.from('a,b\n1,2\n3,4\n'), format: null };
    const all = { from: 0, to: Number.POSITIVE_INFINITY, fileStart: null };
    return reduceData(
      parseSpec(parseJson('spec', '{}')),
      source,
      () => source,
      all,
      () => {},
    );
  }

  function repeated() {
    const options = { ...SUM, value: 'ms' };
    return [piece(1, options), piece(2, options, [LINES[0]]), piece(3, options)];
  }

  function mixed() {
    const options = { ...SUM, value: 'ms' };
    return [piece(1, options), piece(2, options, [',Rome,b,high']), piece(3, options)];
  }
});

describe('records that cannot be reduced by parts', () => {
  it.each([
    ['part-aggregate: "median(ms)" needs all values of a cell at once', { ...SUM, value: 'median(ms)' }, {}],
    ['part-aggregate: "distinct(kind)"', { ...SUM, value: 'distinct(kind)' }, {}],
    ['part-rows: a.csv has 3 records, and --rows 3: asks for others', SUM, { from: 3 }],
    ['part-rows: a.csv has 3 records, and --rows 0:4 asks for others', SUM, { to: 4 }],
    ['part-rows: the part ends at record 9, and --row-count is 8', SUM, { fileStart: 7, rowCount: 8 }],
  ] as const)('fail: %s', (message, options, range) => {
    expect(messageOf(() => reduce(LINES, options, range))).toContain(message);
  });

  it.each([
    { select: 0 },
    { transpose: true },
    { rows: ['a'] },
    { columns: ['Oslo'] },
    { normalize: 'row' },
    { transform: ['zscore by row'] },
  ] as const)('fail for a key that changes the cells of all of them: %j', (keys) => {
    const [key] = Object.keys(keys);
    expect(messageOf(() => reduce(LINES, { ...SUM, ...keys } as ReadOptions, {}))).toBe(
      `part-unsupported: data.${key} needs all cells of the matrix at once`,
    );
  });

  it('are not drawn before they are complete, or by other fields', () => {
    const whole = reduce(LINES, SUM, {});
    expect(draw(whole, SUM).slices[0].matrix.columnLabels).toEqual(['Oslo', 'Rome']);
    expect(messageOf(() => draw(whole, { value: 'max(ms)' }))).toBe(
      'part-fields: all.hm was made with "value" "sum(ms)", and the figure asks for "max(ms)"',
    );
    expect(messageOf(() => draw(piece(2)))).toBe('part-incomplete: all.hm has only piece 2 of 3 pieces');
    expect(messageOf(() => draw(reduce([], SUM, {})))).toContain('no-rows');
  });
});

describe('a part of records that is damaged', () => {
  const bytes = reduce(LINES, SUM, {});

  it('is recognized if any byte changes or is missing', () => {
    for (let i = 8; i < bytes.length; i += 3) {
      const changed = Uint8Array.from(bytes);
      changed[i] ^= 0x10;
      expect(messageOf(() => draw(changed))).toMatch(/^part-(?:version|damaged|truncated)/);
      expect(messageOf(() => draw(bytes.subarray(0, i)))).toMatch(/^part-truncated/);
    }
  });

  const part = decodeRecordPart(bytes, 'part.hm');
  const { cells, groups } = part;
  it.each<[string, object]>([
    ['options', { options: { ...part.options, x: ['a'] } }],
    ['options', { options: { ...part.options, weekStart: 'now' } }],
    ['positions', { first: 5 }],
    ['columns', { header: [1] }],
    ['groups', { groups: { ...groups, x: null } }],
    ['cells', { cells: { ...cells, aggregate: [] } }],
    ['cells', { cells: { ...cells, x: Uint32Array.of(0, 9, 0) } }],
    ['no parts', { aggregate: 'max' }],
    ['no parts', { options: { ...part.options, value: 'median(ms)' }, aggregate: 'median' }],
    ['numbers of records', { counts: { read: -1, kept: 0, skipped: 0 } }],
    ['kinds of columns', { readings: { ...part.readings, where: [1] } }],
    ['groups', { groups: { ...groups, panel: groups.x } }],
    ['groups', { options: { ...part.options, panel: 'time' } }],
    ['groups', { groups: { ...groups, x: { ...groups.x, labels: null, keys: [0, 1] } } }],
    ['groups', { groups: { ...groups, x: NO_GROUPS } }],
  ])('is recognized by its %s: %j', (fault, change) => {
    const message = messageOf(() => draw(encodeRecords({ ...part, ...change } as typeof part)));
    expect(message).toMatch(/^part-damaged: all\.hm is damaged/);
    expect(message).toContain(fault);
  });

  const KEYS = { ...NO_GROUPS, keys: [0, 1] };
  const step = { mantissa: 1, exponent: 0 };
  it.each<[string, GroupState]>([
    ['bin(ms)', groups.x],
    ['bin(ms)', { ...KEYS, range: [-1.7e308, 1.7e308] }],
    ['bin(ms)', { ...KEYS, range: [100, 200] }],
    ['bin(ms)', { ...KEYS, range: [0, 200] }],
    ['bin(ms)', { ...KEYS, range: [0.5, 1] }],
    ['bin(ms)', KEYS],
    ['bin(ms)', { ...KEYS, range: [0, 1], step: { mantissa: 2, exponent: -3 } }],
    ['bin(ms)', { ...KEYS, range: [0, 1], step: { mantissa: 1, exponent: -0.5 } }],
    ['bin(ms)', { ...KEYS, range: [0, 1], step: { mantissa: 1, exponent: 5 } }],
    ['bin(ms)', { ...KEYS, keys: [0, 9.5, 10], range: [0, 1], step: { mantissa: 1, exponent: -1 } }],
    ['bin(ms, step 1)', { ...KEYS, range: [0, 1] }],
    ['bin(ms, step 2)', { ...KEYS, range: [0, 1], step }],
    ['bin(ms, step 1)', { ...KEYS, keys: [0, 9], range: [0, 1], step }],
    ['month(time)', groups.x],
    ['month(time)', { ...KEYS, range: [0, 1] }],
    ['month(time)', { ...KEYS, keys: [20, 21] }],
    ['month(time)', { ...KEYS, keys: [4.5, 5.5] }],
    ['weekday(time)', { ...KEYS, keys: [-1, 6] }],
    ['date(time)', { ...KEYS, keys: [1e12, 1e12 + 1] }],
  ])('is recognized by the groups of %s: %j', (x, state) => {
    const changed = { ...part, options: { ...part.options, x }, groups: { ...groups, x: state } };
    expect(messageOf(() => draw(encodeRecords(changed)))).toBe(
      'part-damaged: all.hm is damaged: its header has invalid groups',
    );
  });
});
