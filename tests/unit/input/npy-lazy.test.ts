/** Large NPY files are read from the file each time their values are needed. The figures must be those of values in memory. */
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics.js';
import { readNpy } from '../../../src/input/npy.js';
import type { Source } from '../../../src/input/reader.js';
import { fromValue } from '../../../src/json/from-value.js';
import { unreadRows, valueChunks, valueCount } from '../../../src/matrix/lazy-matrix.js';
import { draw } from '../../../src/render.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { npyHeader } from '../../support/npy.js';

/** Rows of 1040 bytes; shorter ones are stored. */
const [ROWS, COLUMNS] = [90, 130];
const NUMBERS = Float64Array.from({ length: ROWS * COLUMNS }, (_, i) =>
  i % 97 === 0 ? Number.NaN : i === 1234 ? Number.POSITIVE_INFINITY : Math.sin(i * i),
);
const FILE = fileOf('<f8', NUMBERS);
const PLAN = {
  maxCells: 1e5,
  reduction: {
    reducer: 'mean',
    stats: { low: null, high: null, histogram: false },
    mapValues: null,
  },
} as const;

function fileOf(
  descr: '<f8' | '<f4' | '|u1',
  values: Float64Array | Float32Array | Uint8Array,
  rows = ROWS,
): Buffer {
  return Buffer.concat([npyHeader(descr, rows, values.length / rows), Buffer.from(values.buffer)]);
}

/** A file that is read in chunks of an odd size. `counts` counts how often it was opened again, and closed after that. */
function inChunks(bytes: Uint8Array, counts = { opened: 0, closed: 0 }, again = bytes): Source {
  const stream = (content: Uint8Array, close: () => void): Source => {
    let position = 300;
    const next = () => {
      const chunk = content.slice(position, position + 1001);
      position += chunk.length;
      return chunk.length > 0 ? chunk : null;
    };
    return { name: 'a.npy', bytes: content.subarray(0, 300), rest: { size: bytes.length, next, close } };
  };
  const reopen = () => {
    counts.opened++;
    return stream(again, () => counts.closed++);
  };
  return { ...stream(bytes, () => {}), reopen };
}

function read(source: Source, plan: Parameters<typeof readNpy>[3] = PLAN) {
  return readNpy(source, {}, () => {}, plan).slices[0].matrix;
}

describe('a file that can be opened again', () => {
  it.each([
    ['<f8', ROWS, NUMBERS],
    ['<f4', 45, Float32Array.from(NUMBERS)],
    ['|u1', 10, Uint8Array.from(NUMBERS, (v) => (Math.abs(v) < 1 ? 200 * Math.abs(v) : 0))],
  ] as const)('has the same values as in memory, %s', (descr, rowCount, values) => {
    const counts = { opened: 0, closed: 0 };
    const matrix = read(inChunks(fileOf(descr, values, rowCount), counts));
    const expected = Array.from(values);
    const rows = [...valueChunks(matrix)].length;
    expect([rows, valueCount(matrix), counts]).toEqual([rowCount, values.length, { opened: 1, closed: 1 }]);
    const chunks: number[] = [];
    for (const chunk of valueChunks(matrix)) chunks.push(...chunk);
    expect(chunks).toEqual(expected);
    expect(Array.from(matrix.values)).toEqual(expected);
    // Now they are stored.
    expect(unreadRows(matrix)).toBeNull();
    expect(Array.from({ ...matrix }.values)).toEqual(expected);
    expect(counts).toEqual({ opened: 3, closed: 3 });
  });

  it('has short rows in memory', () => {
    const counts = { opened: 0, closed: 0 };
    const matrix = read(inChunks(fileOf('<f8', NUMBERS, COLUMNS), counts));
    expect(Array.from(matrix.values)).toEqual(Array.from(NUMBERS));
    expect(counts.opened).toBe(0);
  });

  it('is closed if not all rows are needed', () => {
    const counts = { opened: 0, closed: 0 };
    for (const _ of valueChunks(read(inChunks(FILE, counts)))) break;
    expect(counts).toEqual({ opened: 1, closed: 1 });
  });

  it('is read at once if a key needs all values, or without a way to open it again', () => {
    const counts = { opened: 0, closed: 0 };
    const { reopen: _, ...once } = inChunks(FILE);
    for (const matrix of [read(inChunks(FILE, counts), { ...PLAN, reduction: null }), read(once)])
      expect(Array.from(matrix.values)).toEqual(Array.from(NUMBERS));
    expect(counts.opened).toBe(0);
  });

  it('is an error if it became shorter', () => {
    const matrix = read(inChunks(FILE, undefined, FILE.subarray(0, 5000)));
    expect(() => matrix.values).toThrow('the file became shorter while it was read');
  });
});

describe('the figure of such a file', () => {
  const small = { size: { width: 150, height: 130, dpi: 96 }, color: { domain: [0, 1] } };

  it.each<[string, object]>([
    ['a given domain', small],
    ['an automatic domain', { ...small, color: {} }],
    ['every cell', { size: { width: 300, height: 300 } }],
    ['a log scale', { ...small, color: { scale: 'log' } }],
    ['a robust domain', { ...small, color: { domain: 'robust' } }],
    ['another reducer', { ...small, cells: { reduce: 'absmax' } }],
    ['reversed rows', { ...small, y: { order: 'reverse' } }],
    [
      'hidden cells',
      {
        size: { width: 150, height: 150 },
        data: { file: 'a.npy', rows: { from: 0, to: 69 } },
        cells: { hide: 'upper' },
      },
    ],
    ['normalized rows', { ...small, data: { file: 'a.npy', normalize: 'row' } }],
    ['a transposed matrix', { ...small, data: { file: 'a.npy', transpose: true } }],
    ['a transform', { ...small, data: { file: 'a.npy', transform: ['abs'] } }],
    ['several panels', { ...small, panels: [{ data: 'a.npy' }, { data: 'a.npy' }] }],
  ])('with %s is that of values in memory', (_, keys) => {
    const render = (open: () => Source) => {
      const diagnostics: Diagnostic[] = [];
      const spec = 'panels' in keys ? keys : { data: 'a.npy', ...keys };
      const job = { parsed: parseSpec(fromValue(spec)), primary: null, open, zoom: 1 };
      const { figure, scene } = draw(job, (diagnostic) => diagnostics.push(diagnostic));
      return { description: figure.accessible, items: scene.items, diagnostics };
    };
    const counts = { opened: 0, closed: 0 };
    const streamed = render(() => inChunks(FILE, counts));
    expect(streamed).toEqual(render(() => ({ name: 'a.npy', bytes: FILE })));
    expect(counts.closed).toBe(counts.opened);
  });
});
