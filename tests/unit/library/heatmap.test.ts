import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics.js';
import { type HeatmapData, HeatmapError, type HeatmapOptions, heatmap } from '../../../src/index.js';

const encode = (text: string) => new TextEncoder().encode(text);
const CSV = 'layer,a,b\nL0,1,2\nL1,3,\n';
const ROWS = [
  [1, 2],
  [3, null],
];
const LABELS = { rows: ['L0', 'L1'], columns: ['a', 'b'] };
const RECORDS = [
  { layer: 'L0', token: 'a', auc: 1 },
  { layer: 'L0', token: 'b', auc: 2 },
  { layer: 'L1', token: 'a', auc: 3 },
];
const NAMED = { x: { title: 'token' }, y: { title: 'layer' }, colorbar: { title: 'auc' } };
const COLUMNS = { x: 'token', y: 'layer', value: 'auc' };

/** Returns the diagnostics of an error, or [] if there is none. */
function errorsOf(data: unknown, options?: unknown): readonly Diagnostic[] {
  try {
    heatmap(data as HeatmapData, options as HeatmapOptions);
    return [];
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics;
    throw error;
  }
}

function reportsOf(data: HeatmapData, options: HeatmapOptions = {}): string[] {
  const reports: string[] = [];
  heatmap(data, { ...options, report: ({ code, message }) => reports.push(`${code}: ${message}`) });
  return reports;
}

describe('the same figure is drawn from', () => {
  const expected = heatmap({ values: ROWS, ...LABELS }, NAMED);

  const values = [1, 2, 3, Number.NaN];
  const cases: [string, HeatmapData, HeatmapOptions?][] = [
    [
      'rows that are typed arrays',
      { values: [Float32Array.of(1, 2), Float32Array.of(3, Number.NaN)], ...LABELS },
    ],
    ['doubles with a shape', { values: Float64Array.from(values), shape: [2, 2], ...LABELS }],
    ['floats with a shape', { values: Float32Array.from(values), shape: [2, 2], ...LABELS }],
    ['numbers with a shape', { values, shape: [1, 2, 2], ...LABELS }],
    ['records', RECORDS, COLUMNS],
    ['records in any number of columns', RECORDS.map((r) => ({ ...r, id: {}, n: null })), COLUMNS],
    [
      'a long table by column',
      { layer: ['L0', 'L0', 'L1'], token: ['a', 'b', 'a'], auc: Int8Array.of(1, 2, 3) },
      COLUMNS,
    ],
    ['bytes of a CSV file', encode(CSV)],
    ['a Buffer', Buffer.from(CSV)],
    ['an ArrayBuffer', encode(CSV).buffer as ArrayBuffer],
    ['a compressed file', gzipSync(CSV)],
    ['a file in a given format', encode(CSV), { data: { format: 'csv', header: true } }],
    ['bytes of a long table', encode('layer,token,auc\nL0,a,1\nL0,b,2\nL1,a,3\n'), COLUMNS],
    ['the columns of a table', { a: [1, 3], b: [2, null] }, { y: { ...NAMED.y, labels: LABELS.rows } }],
  ];
  it.each(cases)('%s', (_, data, options) => {
    expect(heatmap(data, { ...NAMED, ...options, ...(options?.x === 'token' && withTitles(options)) })).toBe(
      expected,
    );
  });

  /** The shorthands take the place of the axes, so the titles come from the names of the columns. */
  function withTitles({ x, y, value }: HeatmapOptions): HeatmapOptions {
    return { x, y, value };
  }
});

describe('a shaped array', () => {
  it.each([
    [BigInt64Array.of(1n, -2n, 3n, 4n)],
    [Int16Array.of(1, -2, 3, 4)],
    [Float64Array.of(1, -2, 3, 4)],
  ])('has the values of its type: %o', (values) => {
    expect(heatmap({ values, shape: [2, 2] })).toBe(
      heatmap([
        [1, -2],
        [3, 4],
      ]),
    );
  });

  it('with more axes is a stack with titles, or a grid', () => {
    const values = Float32Array.from({ length: 12 }, (_, i) => i);
    const nested = [
      [
        [0, 1, 2],
        [3, 4, 5],
      ],
      [
        [6, 7, 8],
        [9, 10, 11],
      ],
    ];
    const panels = ['first', 'second'];
    expect(heatmap({ values, shape: [2, 2, 3], panels })).toBe(heatmap({ values: nested, panels }));
    expect(heatmap({ values, shape: [1, 2, 2, 3] })).toBe(heatmap(nested));
    expect(heatmap({ values, shape: [2, 2, 3] }, { data: { select: 1 } })).toBe(heatmap(nested[1]));
    const selected = heatmap({ values, shape: [2, 2, 3], panels }, { data: { select: 1 } });
    expect(selected).toBe(heatmap({ values: [nested[1]], panels: ['second'] }));
  });

  it('is not changed', () => {
    const values = Float64Array.of(1, 2, 3, Number.NaN);
    heatmap(
      { values, shape: [2, 2] },
      { transform: 'log2, zscore by row, fill(0)', data: { normalize: 'row' } },
    );
    expect(values).toEqual(Float64Array.of(1, 2, 3, Number.NaN));
  });

  it('that is large is reduced, with exact statistics, also of transformed values', () => {
    const values = new Uint8Array(2100 * 2000);
    values[1_234_567] = 255;
    const svg = heatmap(
      { values, shape: [2100, 2000] },
      { cells: { reduce: 'max' }, transform: 'negate, abs' },
    );
    expect(svg).toContain('Values range from 0 in');
    expect(svg).toContain('to 255 at row 617, column 567');
  });
});

describe('records', () => {
  it('may have dates, bigints, booleans, and fields that are absent', () => {
    const day = new Date(Date.UTC(2024, 1, 29));
    const records = [
      { day, n: 5n, ok: true },
      { day, ok: false },
      { day: new Date(Number.NaN), n: 7, ok: true },
    ];
    const svg = heatmap(records, { x: 'ok', y: 'day', value: 'n', cells: { values: true } });
    expect(svg).toContain('2024-02-29T00:00:00.000Z');
    expect(svg).toContain('Values range from 5');
  });

  it('do not read inherited properties', () => {
    expect(errorsOf([{ a: 1 }], { x: 'constructor', y: 'a', value: 'a' })).toMatchObject([
      { code: 'unknown-column' },
    ]);
    const records = [{ a: 1, b: 2, c: 3 }, Object.create({ a: 9, b: 9, c: 9 }, {})];
    expect(heatmap(records, { x: 'a', y: 'b', value: 'c' })).not.toContain('>9<');
  });

  it('name the record and the key in errors', () => {
    const records = [...RECORDS, { layer: 'L1', token: 'b', auc: 'high' }];
    expect(errorsOf(records, COLUMNS)).toMatchObject([
      { code: 'not-a-number', place: { file: 'data[3].auc' } },
    ]);
    expect(errorsOf([...RECORDS, RECORDS[1]], COLUMNS)).toMatchObject([
      { code: 'repeated-cell', place: { file: 'data[3].auc' } },
    ]);
  });

  it('that can be drawn in several ways are an error with calls that work', () => {
    const records = ['x', 'y', 'z'].flatMap((variety, i) =>
      ['north', 'south'].flatMap((site, j) =>
        ['wet', 'dry'].map((season, k) => ({ variety, site, season, crop: 3 * i + 2 * j + k + 0.5 })),
      ),
    );
    const [{ code, hints = [] }] = errorsOf(records);
    expect([code, hints.length > 0]).toEqual(['undecided-table', true]);
    for (const hint of hints) {
      const options = /^try: heatmap\(data, (\{.*\})\)$/.exec(hint)?.[1] ?? '';
      const json = options.replace(/(\w+): /g, '"$1": ');
      expect(errorsOf(records, JSON.parse(json))).toEqual([]);
    }
  });

  it('are aggregated', () => {
    const repeated = [...RECORDS, { ...RECORDS[2], auc: 5 }];
    const options = { ...COLUMNS, colorbar: { title: 'auc' } };
    const expected = heatmap(repeated, { ...options, aggregate: 'min' });
    expect(heatmap(repeated, { ...options, data: { aggregate: 'min' } })).toBe(expected);
    expect(expected).toContain('Values range from 1 at row L0, column a, to 3 at row L1, column a.');
    expect(errorsOf(repeated, options)).toMatchObject([{ code: 'repeated-cell' }]);
  });
});

describe('the options', () => {
  it('are the keys of a spec', () => {
    const svg = heatmap(ROWS, {
      title: 'AUC',
      x: { labels: ['p', 'q'] },
      theme: 'dark',
      transform: 'negate',
    });
    expect(svg).toContain('AUC');
    expect(svg).toContain('Values range from −3');
    expect(heatmap(ROWS, { data: { transpose: true } })).toBe(
      heatmap([
        [1, 3],
        [2, null],
      ]),
    );
  });

  it('give a PNG, with more pixels if it is zoomed', () => {
    const widthOf = (png: Uint8Array) => Buffer.from(png).readUInt32BE(16);
    const png = heatmap(ROWS, { format: 'png' });
    expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
    expect(widthOf(heatmap(ROWS, { format: 'png', zoom: 2 }))).toBe(2 * widthOf(png));
  });

  it('report warnings and notes, and print nothing', () => {
    const reports = reportsOf(
      { values: [[1, 2]], columns: ['a', 'b'] },
      {
        transform: { minus: { values: [[1]], columns: ['a'] } },
      },
    );
    expect(reports.join('\n')).toContain('join-partial: 1 column of data is left out');
    expect(reportsOf(ROWS, { lint: false, colorbar: { title: 'n' } }).join('\n')).not.toContain('missing:');
  });

  it('are not changed', () => {
    const options = Object.freeze({ x: 'token', y: 'layer', value: 'auc', data: Object.freeze({}) });
    heatmap(Object.freeze(RECORDS), options);
    expect(options).toEqual({ x: 'token', y: 'layer', value: 'auc', data: {} });
  });

  it.each([
    [{ colour: {} }, 'unknown-key', 'unknown key "colour"'],
    [{ x: { titel: 'T' } }, 'unknown-key', 'unknown key "titel" in x'],
    [{ format: 'tiff' }, 'invalid-value', 'format is "tiff", but must be svg, png, pdf or html'],
    [{ zoom: 0 }, 'invalid-value', 'zoom is 0, but must be a number from 0.01 to 100'],
    [{ zoom: '2' }, 'invalid-value', 'zoom is "2", but must be a number from 0.01 to 100'],
    [{ font: 'Inter' }, 'invalid-value', 'font must be the bytes of a font, or a list of them'],
    [{ font: [new Uint8Array(4)] }, 'bad-font', 'this is not a font'],
    [{ report: 'console' }, 'invalid-value', 'report must be a function'],
    [{ data: { file: 'a.csv' } }, 'invalid-value', 'data.file is set, but the data is the first argument'],
    [{ data: 'a.csv' }, 'invalid-value', 'data must be an object'],
    [{ transform: 'minus(base.csv)' }, 'no-file-access', '"base.csv" is not read: heatmap() reads no files'],
    [{ panels: [{ data: 'a.csv' }] }, 'no-file-access', '"a.csv" is not read'],
    [null, 'invalid-value', 'the options must be an object'],
    ['png', 'invalid-value', 'the options must be an object'],
  ])('that are wrong are an error: %j', (options, code, message) => {
    const [error] = errorsOf(ROWS, options);
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
  });
});

describe('data that cannot be drawn is an error', () => {
  const cyclic: unknown[] = [[1]];
  cyclic.push(cyclic);
  it.each<[string, unknown, string, string]>([
    ['a path', 'auc.csv', 'unsupported-data', 'the data is a string'],
    ['nothing', undefined, 'unsupported-data', 'the data is of type undefined'],
    ['null', null, 'unsupported-data', 'the data is null'],
    ['a function', () => 1, 'unsupported-data', 'the data is of type function'],
    ['a typed array', Float32Array.of(1, 2), 'unsupported-data', 'the data is a typed array without a shape'],
    ['an empty list', [], 'empty-array', 'this list is empty'],
    ['no bytes', new Uint8Array(0), 'empty-file', ''],
    ['rows of different lengths', [[1, 2], [3]], 'ragged-row', 'row 2 has 1 value, but the first row has 2'],
    ['a cyclic list', cyclic, 'not-json', 'an object that contains itself'],
    ['a map', new Map([['a', 1]]), 'not-json', 'a value of type Map'],
    ['no shape', { values: Float32Array.of(1) }, 'array-shape', '"shape" must list the length of each axis'],
    [
      'a wrong shape',
      { values: Float32Array.of(1), shape: [1, 2] },
      'array-shape',
      'the shape (1, 2) has 2 cells, but "values" has 1',
    ],
    ['a negative shape', { values: [1, 2], shape: [-1, -2] }, 'array-shape', '"shape" must list'],
    ['a fractional shape', { values: [1], shape: [0.5, 2] }, 'array-shape', '"shape" must list'],
    ['a huge shape', { values: [], shape: [2 ** 52, 2 ** 52] }, 'array-shape', 'cells, but "values" has 0'],
    ['a shape without cells', { values: [], shape: [0, 2] }, 'empty-array', 'has no cells'],
    [
      'words with a shape',
      { values: ['1'], shape: [1, 1] },
      'unsupported-data',
      '"values" beside "shape" must be',
    ],
    [
      'too few labels',
      { values: [1, 2], shape: [1, 2], columns: ['a'] },
      'label-count',
      '"columns" has 1 labels, but the data has 2 columns',
    ],
    ['too many axes', { values: [1, 2], shape: [1, 1, 1, 1, 2] }, 'none', ''],
    [
      'many axes',
      { values: new Uint8Array(32), shape: [2, 2, 2, 2, 2] },
      'too-many-dimensions',
      'the data has the shape (2, 2, 2, 2, 2)',
    ],
    ['an object as a cell', [[1, {}]], 'nested-cell', ''],
  ])('%s', (_, data, code, message) => {
    const [error = { code: 'none', message: '' }] = errorsOf(data);
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
  });

  it('names the array if columns are given', () => {
    expect(errorsOf({ values: [1], shape: [1, 1] }, COLUMNS)).toMatchObject([{ code: 'not-a-table' }]);
    const field = errorsOf([{ layer: 1, token: {}, auc: 3 }], COLUMNS);
    expect(field).toMatchObject([{ code: 'unsupported-data', place: { file: 'data[0].token' } }]);
  });
});
