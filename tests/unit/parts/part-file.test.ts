/** Part files: what is written is read again, and no damage goes unnoticed. */
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { readPart } from '../../../src/input/part.js';
import { reducePart } from '../../../src/input/reduce-part.js';
import { parseJson } from '../../../src/json/parse.js';
import type { PartRows, ReductionOptions } from '../../../src/matrix/reduction.js';
import { decodePart } from '../../../src/parts/decode.js';
import { encodePart } from '../../../src/parts/encode.js';
import { mergeParts } from '../../../src/parts/merge.js';
import { parseSpec } from '../../../src/spec/parse.js';

const TABLE = 'id,a,b,c\nr0,1,2,3\nr1,-0,5,6\nr2,7,,9\nr3,10,1e300,12\n';

function reduce(text: string, rows: Partial<PartRows>, spec = '{}') {
  const source = { name: 'table.csv', bytes: Buffer.from(text), format: null };
  const all = { from: 0, to: Number.POSITIVE_INFINITY, fileStart: null, ...rows };
  return encodePart(
    reducePart(
      parseSpec(parseJson('spec', spec)),
      source,
      () => source,
      all,
      () => {},
    ),
  );
}

const parts = () => [reduce(TABLE, { to: 1 }), reduce(TABLE, { from: 1, to: 3 }), reduce(TABLE, { from: 3 })];

const merge = (files: readonly Uint8Array[], isPartial = false) =>
  mergeParts(
    files.map((bytes, i) => ({ name: `part-${i}.hm`, read: () => decodePart(bytes, `part-${i}.hm`) })),
    isPartial,
  );

function errorOf(action: () => unknown): { code: string; message: string } {
  try {
    action();
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics[0];
    throw error;
  }
  throw new Error('there was no error');
}

const codeOf = (action: () => unknown) => errorOf(action).code;

function read(bytes: Uint8Array, reduction: ReductionOptions | null = null) {
  const plan = { maxCells: 2 ** 22, reduction };
  return readPart({ name: 'all.hm', bytes }, {}, () => {}, plan).slices[0].matrix;
}

interface MutableHeader extends Record<string, unknown> {
  readonly runs: { step: number; position: number; length: number }[];
  readonly rowLabels: unknown[];
  stats?: { readonly min: { row: number } };
}

/** Returns a part with a changed header and the right checksum, as another program could write it. */
function withHeader(bytes: Uint8Array, change: (header: MutableHeader) => void): Uint8Array {
  const source = Buffer.from(bytes);
  const end = 24 + source.readUInt32LE(12);
  const header = JSON.parse(source.toString('utf8', 24, end));
  change(header);
  const text = Buffer.from(JSON.stringify(header));
  const rest = source.subarray(Math.ceil(end / 8) * 8, -4);
  const padding = Buffer.alloc(Math.ceil((24 + text.length) / 8) * 8 - 24 - text.length);
  const file = Buffer.concat([source.subarray(0, 24), text, padding, rest, Buffer.alloc(4)]);
  file.writeUInt32LE(text.length, 12);
  file.writeBigUInt64LE(BigInt(file.length), 16);
  file.writeUInt32LE(crc32(file.subarray(0, -4)), file.length - 4);
  return file;
}

describe('a part file', () => {
  it('keeps the sign of a zero that is an extreme value, but not that of an end of the domain', () => {
    const { part, domain } = decodePart(reduce('a,b\n-0,3\n', {}, '{"color":{"domain":[-0,5]}}'), 'part.hm');
    expect(part.stats.min?.value).toBe(-0);
    expect(domain).toEqual([0, 5]);
  });

  it('has the rows, labels and names of its part, and a merged one those of the matrix', () => {
    const [, second] = parts();
    const part = decodePart(second, 'part.hm');
    expect(part).toMatchObject({
      columns: 3,
      rowCount: 4,
      rowLabels: ['r1', 'r2'],
      columnLabels: ['a', 'b', 'c'],
    });
    expect(part.part).toMatchObject({ firstRow: 1, endRow: 3 });
    expect(part.part.stats).toMatchObject({ cells: 6, missing: 1, max: { value: 9, row: 2, column: 2 } });
    const matrix = read(encodePart(merge(parts().reverse())));
    expect([...matrix.values]).toEqual([1, 2, 3, -0, 5, 6, 7, Number.NaN, 9, 10, 1e300, 12]);
    expect(matrix).toMatchObject({ rows: 4, columns: 3, rowLabels: ['r0', 'r1', 'r2', 'r3'] });
    expect(matrix.reduction).toBeUndefined();
  });

  it('is the same file whichever way its parts were joined', () => {
    const [a, b, c] = parts();
    const whole = encodePart(merge([a, b, c]));
    expect(encodePart(merge([c, a, b]))).toEqual(whole);
    const pair = encodePart(merge([c, b], true));
    expect(encodePart(merge([pair, a]))).toEqual(whole);
  });

  it('is recognized as damaged if any byte changes, and as truncated if any is missing', () => {
    const [bytes] = parts();
    for (let i = 0; i < bytes.length; i++) {
      const changed = Uint8Array.from(bytes);
      changed[i] ^= 0x10;
      const code = codeOf(() => decodePart(changed, 'part.hm'));
      const codes = i < 8 ? ['part-format'] : i < 12 ? ['part-version'] : ['part-damaged', 'part-truncated'];
      expect(codes).toContain(code);
    }
    for (let length = 8; length < bytes.length; length += 7)
      expect(codeOf(() => decodePart(bytes.subarray(0, length), 'part.hm'))).toBe('part-truncated');
    expect(codeOf(() => decodePart(Buffer.concat([bytes, Buffer.alloc(1)]), 'part.hm'))).toBe('part-damaged');
  });

  const huge = 2 ** 52;
  const hostile: Record<string, (header: MutableHeader) => void> = {
    'no columns': (header) => (header.columns = 0),
    'too many columns': (header) => (header.columns = huge),
    'a huge number of rows': (header) => (header.endRow = huge),
    'blocks of other rows': (header) => (header.runs[0].position = 5),
    'a run without strips': (header) => (header.runs[0].length = 0),
    'a run of very many strips': (header) => (header.runs[0].length = huge),
    'a run after very many steps': (header) => (header.runs[0].step = huge),
    'no runs': (header) => header.runs.pop(),
    'an unknown reducer': (header) => (header.reducer = 'median'),
    'labels of other rows': (header) => header.rowLabels.push('r9'),
    'labels that are no texts': (header) => header.rowLabels.fill(7),
    'a binade that does not exist': (header) => (header.binades = [5000]),
    'a long histogram': (header) => (header.histogramBytes = huge),
    'an empty histogram': (header) => (header.histogramBytes = 0),
    'no statistics': (header) => delete header.stats,
    'an extremum in another part': ({ stats }) => stats && (stats.min.row = 3),
    'other names': (header) => (header.names = { x: 1 }),
  };
  it.each(Object.keys(hostile))('is damaged if its header has %s', (name) => {
    const [bytes] = parts();
    expect(
      decodePart(
        withHeader(bytes, () => {}),
        'part.hm',
      ).columns,
    ).toBe(3);
    expect(codeOf(() => decodePart(withHeader(bytes, hostile[name]), 'part.hm'))).toBe('part-damaged');
  });
});

describe('parts that do not match', () => {
  const [a, b, c] = parts();

  it.each([
    ['part-missing', 'no part has rows 1 to 2 of the matrix', [a, c]],
    ['part-missing', 'no part has row 0 of the matrix', [b, c]],
    ['part-missing', 'no part has row 3 of the matrix', [a, b]],
    ['part-overlap', 'part-1.hm and part-2.hm both have rows 1 to 2', [a, b, b, c]],
    ['part-mismatch', '3 and 2 columns', [a, reduce('id,a,b\nr1,1,2\n', { fileStart: 1 })]],
    ['part-mismatch', 'different column labels', [a, reduce('id,a,b,x\nr1,1,2,3\n', { fileStart: 1 })]],
    ['part-mismatch', 'rows of different files', [a, reduce(TABLE.replace('12', '13'), { from: 1 })]],
    [
      'part-mismatch',
      'the reducers "mean" and "max"',
      [a, reduce(TABLE, { from: 1 }, '{"cells":{"reduce":"max"}}')],
    ],
    ['part-mismatch', 'the colour domains', [a, reduce(TABLE, { from: 1 }, '{"color":{"domain":[0,1]}}')]],
    ['part-mismatch', '4 and 9 rows', [a, reduce(TABLE, { from: 1, rowCount: 9 })]],
  ] as const)('fail with %s: %s', (code, message, files) => {
    const error = errorOf(() => merge([...files]));
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
  });

  it('are not drawn as if they were the matrix', () => {
    expect(errorOf(() => read(b)).message).toBe('all.hm has only rows 1 to 2 of a matrix of 4 rows');
    expect(codeOf(() => read(encodePart(merge([b, c], true))))).toBe('part-incomplete');
  });
});

describe('data that cannot be reduced by parts', () => {
  it.each([
    ['part-unsupported', '{"y":{"order":"mean"}}', TABLE],
    ['part-unsupported', '{"data":{"file":"t.csv","rows":[1]}}', TABLE],
    ['part-unsupported', '{"data":{"file":"t.csv","transform":"log1p"}}', TABLE],
    ['part-unsupported', '{}', 'day,hour,ms\nMon,1,2\nMon,2,3\nTue,1,4\nTue,2,5\nWed,1,6\n'],
    ['part-unsupported', '{"panels":[{},{}]}', TABLE],
    ['part-unsupported', '{"data":[[1,2]]}', TABLE],
    ['part-unsupported', '{}', 'id,a\nr0,low\nr1,high\n'],
  ])('fails with %s for the spec %s', (code, spec, text) => {
    expect(codeOf(() => reduce(text, {}, spec))).toBe(code);
  });

  it('fails for rows that do not exist', () => {
    expect(errorOf(() => reduce(TABLE, { from: 4 })).message).toBe(
      'table.csv has 4 rows, and --rows 4: asks for others',
    );
    expect(codeOf(() => reduce(TABLE, { to: 5 }))).toBe('part-rows');
    expect(codeOf(() => reduce(TABLE, { fileStart: 7, rowCount: 8 }))).toBe('part-rows');
  });
});

describe('a merged matrix that is reduced', () => {
  const rows = Array.from({ length: 2050 }, (_, i) =>
    Float64Array.from({ length: 2050 }, (_, j) => (i * j) % 7),
  );
  const text = rows.map((row) => row.join(',')).join('\n');
  const bytes = reduce(
    text,
    {},
    '{"data":{"file":"t.csv","header":false,"rowLabels":false},"color":{"domain":[1,null]}}',
  );
  const stats = { low: 1, high: null, histogram: false };

  it('has the statistics that the figure asks for', () => {
    const { reduction } = read(bytes, { reducer: 'mean', stats });
    const zeros = rows.reduce((sum, row) => sum + row.filter((v) => v < 1).length, 0);
    expect(reduction?.sourceStats).toMatchObject({
      cells: 2050 ** 2,
      below: zeros,
      above: 0,
      histogram: null,
    });
    expect(reduction?.factor).toEqual({ rows: 1, columns: 2 });
  });

  it('is not used for a figure that it does not fit', () => {
    expect(codeOf(() => read(bytes))).toBe('too-large');
    expect(codeOf(() => read(bytes, { reducer: 'max', stats }))).toBe('part-reducer');
    expect(codeOf(() => read(bytes, { reducer: 'mean', stats: { ...stats, high: 3 } }))).toBe('part-domain');
    expect(read(bytes, { reducer: 'mean', stats: { ...stats, high: 6 } }).reduction?.sourceStats.above).toBe(
      0,
    );
    expect(codeOf(() => read(bytes, { reducer: 'mean', stats, mapValues: () => {} }))).toBe('part-transform');
  });
});
