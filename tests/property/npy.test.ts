import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../src/diagnostics.js';
import { readNpy } from '../../src/input/npy.js';
import { readNpz } from '../../src/input/npz.js';
import type { Reader } from '../../src/input/reader.js';
import type { Dataset } from '../../src/matrix/matrix.js';
import { isMissing } from '../../src/table/missing.js';
import { fileOrder, npyDict, npyFile, numberBytes, type Version, zipFile } from '../fixtures/npy/write.js';

const axis = fc.integer({ min: 1, max: 5 });
const shapes = fc.array(axis, { maxLength: 4 });
const versions = fc.constantFrom<Version[]>(1, 2, 3);

function numbersOf(type: string): fc.Arbitrary<number | bigint> {
  if (type === 'f4') return fc.float();
  if (type === 'f8') return fc.double();
  const bits = 8 * Number(type[1]);
  return type[0] === 'i'
    ? fc.bigInt({ min: -(2n ** BigInt(bits - 1)), max: 2n ** BigInt(bits - 1) - 1n })
    : fc.bigInt({ min: 0n, max: type === 'b1' ? 1n : 2n ** BigInt(bits) - 1n });
}

/** Any array of numbers, with row-major cells. */
const arrays = fc
  .record({
    order: fc.constantFrom('<', '>'),
    type: fc.constantFrom('b1', 'i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'f4', 'f8'),
    shape: shapes,
    fortran: fc.boolean(),
    version: versions,
  })
  .chain(({ order, type, shape, ...rest }) => {
    const cells = shape.reduce((a, b) => a * b, 1);
    return fc
      .array(numbersOf(type), { minLength: cells, maxLength: cells })
      .map((values) => ({ descr: order + type, shape, values, ...rest }));
  });

type Numbers = typeof arrays extends fc.Arbitrary<infer T> ? T : never;

function fileOf({ descr, shape, values, fortran, version }: Numbers): Uint8Array {
  const data = fileOrder(shape, fortran).map((i) => numberBytes(descr, values[i]));
  return npyFile(npyDict(descr, shape, fortran), Buffer.concat(data), version);
}

function cellsOf(dataset: Dataset): number[] {
  return dataset.slices.flatMap(({ matrix }) => [...matrix.values]);
}

const ignore = () => {};

describe('an array', () => {
  it('is read exactly as it was written', () => {
    fc.assert(
      fc.property(arrays, (array) => {
        const { slices, leadingShape: leading } = readNpy(
          { name: 'a.npy', bytes: fileOf(array) },
          {},
          ignore,
        );
        expect(slices.length).toBe(leading.reduce((a, b) => a * b, 1));
        for (const { matrix } of slices) expect(matrix.values.length).toBe(matrix.rows * matrix.columns);
        expect(cellsOf({ slices, leadingShape: leading, names: { x: null, y: null, value: null } })).toEqual(
          array.values.map(Number),
        );
      }),
    );
  });

  it('is read exactly, without trailing NUL, if it contains strings', () => {
    const strings = fc.array(fc.string({ unit: 'binary', maxLength: 4 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(strings, fc.constantFrom('<', '>'), (texts, order) => {
        const data = texts.map((text) => {
          const points = [...text].map((c) => c.codePointAt(0) ?? 0);
          return Buffer.concat(
            Array.from({ length: 4 }, (_, i) => numberBytes(`${order}u4`, points[i] ?? 0)),
          );
        });
        const bytes = npyFile(npyDict(`${order}U4`, [texts.length]), Buffer.concat(data));
        const { matrix } = readNpy({ name: 'a.npy', bytes }, {}, ignore).slices[0];
        expect([...matrix.values].map((value) => matrix.categories?.[value] ?? 'missing')).toEqual(
          texts.map((text) => text.replace(/\0+$/, '')).map((text) => (isMissing(text) ? 'missing' : text)),
        );
        expect(matrix.categories === null).toBe(matrix.values.every(Number.isNaN));
        expect(new Set(matrix.categories).size).toBe(matrix.categories?.length ?? 0);
      }),
    );
  });

  it('gives the same dataset in an archive', () => {
    fc.assert(
      fc.property(arrays, fc.boolean(), fc.boolean(), (array, deflate, zip64) => {
        const content = fileOf(array);
        const bytes = zipFile([{ name: 'a.npy', content, deflate }], zip64);
        expect(readNpz({ name: 'a.npz', bytes }, {}, ignore)).toEqual(
          readNpy({ name: 'a.npy', bytes: content }, {}, ignore),
        );
      }),
    );
  });
});

describe('corrupted bytes', () => {
  const damages = fc.record({
    edits: fc.array(
      fc.record({ at: fc.nat(), byte: fc.oneof(fc.nat(255), fc.constantFrom(0, 0xff, 0x28, 0x39, 0x50)) }),
      { maxLength: 6 },
    ),
    keep: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true })),
  });

  function applyDamage(
    bytes: Uint8Array,
    { edits, keep }: typeof damages extends fc.Arbitrary<infer T> ? T : never,
  ) {
    const copy = Uint8Array.from(bytes);
    for (const { at, byte } of edits) copy[at % copy.length] = byte;
    return copy.subarray(0, Math.ceil(copy.length * keep));
  }

  /** Expects a dataset or a HeatmapError, and never more cells than `maxCells`. */
  function expectResultOrError(reader: Reader, bytes: Uint8Array, maxCells: number): void {
    let dataset: Dataset;
    try {
      dataset = reader({ name: 'a', bytes }, {}, ignore);
    } catch (error) {
      expect(error).toBeInstanceOf(HeatmapError);
      return;
    }
    const cells = dataset.slices.map(({ matrix }) => matrix.rows * matrix.columns);
    expect(dataset.slices.map(({ matrix }) => matrix.values.length)).toEqual(cells);
    expect(cells.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(maxCells);
  }

  it('give an array or an error in an NPY file', () => {
    fc.assert(
      fc.property(arrays, damages, (array, damage) => {
        const bytes = applyDamage(fileOf(array), damage);
        expectResultOrError(readNpy, bytes, bytes.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('give arrays or an error in an NPZ file', () => {
    fc.assert(
      fc.property(
        fc.array(arrays, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom('arrays', 'archive'),
        damages,
        (all, deflate, zip64, target, damage) => {
          const files = all
            .map(fileOf)
            .map((file) => (target === 'arrays' ? applyDamage(file, damage) : file));
          const archive = zipFile(
            files.map((content, i) => ({ name: `${i}.npy`, content, deflate })),
            zip64,
          );
          const bytes = target === 'archive' ? applyDamage(archive, damage) : archive;
          expectResultOrError(readNpz, bytes, bytes.length * 1032);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('give an array or an error after a magic number', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (tail) => {
        expectResultOrError(
          readNpy,
          Buffer.concat([Buffer.from('\x93NUMPY\x01\0', 'latin1'), tail]),
          tail.length,
        );
        expectResultOrError(readNpz, Buffer.concat([Buffer.from('PK\x03\x04'), tail]), tail.length);
      }),
    );
  });

  it('give an array or an error in a header of random Python tokens', () => {
    const tokens = fc.constantFrom(
      ...[
        "'descr'",
        "'fortran_order'",
        "'shape'",
        ':',
        ',',
        '{',
        '}',
        '(',
        ')',
        '[',
        "'|u1'",
        "'<U9'",
        'True',
        'False',
        '1',
        '-1',
        '0',
        '99999999',
        "'",
        '"',
        ' ',
        '\\',
      ],
    );
    fc.assert(
      fc.property(fc.array(tokens, { maxLength: 30 }), versions, (dict, version) => {
        expectResultOrError(readNpy, npyFile(dict.join(''), new Uint8Array(40), version), 40);
      }),
      { numRuns: 1000 },
    );
  });
});
