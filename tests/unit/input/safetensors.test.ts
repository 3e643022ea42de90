import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { detectFormat } from '../../../src/input/index.js';
import type { Source } from '../../../src/input/reader.js';
import { readSafetensors } from '../../../src/input/safetensors.js';
import { NO_REDUCTION } from '../../../src/matrix/limits.js';

const FIXTURES = new URL('../../fixtures/safetensors/', import.meta.url);
const fixture = (name: string): Source => ({
  name,
  bytes: readFileSync(new URL(name, FIXTURES)),
  openSibling: fixture,
});

const expected: Record<string, (number | string)[]> = JSON.parse(
  readFileSync(new URL('expected.json', FIXTURES), 'utf8'),
);

const read = (source: Source, array?: string) => readSafetensors(source, { array }, () => {});
const values = (source: Source, array?: string) => [...read(source, array).slices[0].matrix.values];

function errorOf(source: Source, array?: string): string {
  try {
    read(source, array);
  } catch (error) {
    if (error instanceof HeatmapError) return `${error.diagnostics[0].code}: ${error.diagnostics[0].message}`;
    throw error;
  }
  return 'no error';
}

/** A file with this header, then `size` bytes. */
function file(header: unknown, size = 24, name = 'a.safetensors'): Source {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return { name, bytes: Buffer.concat([length, text, Buffer.alloc(size)]) };
}

const tensor = (shape: unknown, offsets: unknown, dtype: unknown = 'F32') => ({
  dtype,
  shape,
  data_offsets: offsets,
});

describe('the types of a safetensors file', () => {
  it.each(Object.keys(expected))('has the values of %s', (type) => {
    expect(values(fixture('types.safetensors'), type)).toEqual(expected[type].map(Number));
  });

  it('are all tested', () => {
    expect(errorOf(file({ a: tensor([1], [0, 1], 'F4') }))).toBe(
      `safetensors-type: the values have the unsupported type "F4"; the supported types are ${[
        ...['BOOL', 'I8', 'I16', 'I32', 'I64', 'U8', 'U16', 'U32', 'U64', 'F16', 'F32', 'F64'],
        ...['BF16', 'F8_E4M3', 'F8_E5M2', 'F8_E8M0'],
      ].join(' ')}`,
    );
    expect(Object.keys(expected)).toHaveLength(16);
  });
});

describe('a safetensors file', () => {
  it.each([
    ['types.safetensors', 'safetensors'],
    ['model.safetensors.index.json', 'safetensors'],
  ])('%s is recognized', (name, format) => {
    expect(detectFormat(fixture(name))).toBe(format);
    if (!name.endsWith('json')) expect(detectFormat({ ...fixture(name), name: '<stdin>' })).toBe(format);
  });

  it('is read without a name if it has one tensor; three axes are a stack', () => {
    const { slices, leadingShape } = read(fixture('one.safetensors'));
    expect(leadingShape).toEqual([2]);
    expect(slices.map(({ matrix }) => [matrix.rows, matrix.columns])).toEqual([
      [3, 4],
      [3, 4],
    ]);
    expect([...slices[1].matrix.values]).toEqual(Array.from({ length: 12 }, (_, i) => i + 12));
  });

  it('reads only the selected slice', () => {
    const select = { indices: [1], place: { file: 's.json' } };
    const plan = { ...NO_REDUCTION, select };
    const { slices } = readSafetensors(fixture('one.safetensors'), {}, () => {}, plan);
    expect(slices.map(({ matrix }) => matrix.values[0])).toEqual([12]);
  });

  it('lists its tensors if several are there, or if none has the name', () => {
    expect(errorOf(fixture('model-00002-of-00002.safetensors'))).toBe(
      'several-arrays: the file has 2 arrays, and "array" does not name one: "b.weight" (3, 2), "b.bias" (2,)',
    );
    expect(errorOf(fixture('model-00002-of-00002.safetensors'), 'b.wieght')).toContain(
      'unknown-array: no array is named "b.wieght"; the file has "b.weight" (3, 2)',
    );
  });

  it('gives the same values in chunks of any length, also with a header longer than the first chunk', () => {
    const { bytes } = fixture('types.safetensors');
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 3000 }), fc.boolean(), (length, isPipe) => {
        let position = length;
        const next = () => {
          const chunk = bytes.subarray(position, position + length);
          position += length;
          return chunk.length > 0 ? chunk : null;
        };
        const rest = { size: isPipe ? null : bytes.length, next };
        const source = { name: 'a', bytes: bytes.subarray(0, length), rest };
        expect(values(source, 'F8_E4M3')).toEqual(expected.F8_E4M3.map(Number));
      }),
    );
  });
});

describe('an index of several files', () => {
  it('opens the file of the tensor', () => {
    expect(values(fixture('model.safetensors.index.json'), 'b.weight')).toEqual([6, 7, 8, 9, 10, 11]);
    expect(values(fixture('model.safetensors.index.json'), 'a.weight')).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('lists the tensors', () => {
    expect(errorOf(fixture('model.safetensors.index.json'))).toBe(
      'several-arrays: the file has 3 arrays, and "array" does not name one: "a.weight", "b.weight", "b.bias"',
    );
  });

  const index = (content: unknown) => ({
    ...fixture('model.safetensors.index.json'),
    bytes: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
  });
  it.each([
    ['{', 'the index has no "weight_map", an object with a file for each tensor'],
    [{}, 'the index has no "weight_map", an object with a file for each tensor'],
    [{ weight_map: {} }, 'the index has no "weight_map", an object with a file for each tensor'],
    [{ weight_map: null }, 'the index has no "weight_map", an object with a file for each tensor'],
    [
      { weight_map: { a: '../../etc/passwd.safetensors' } },
      'the file of tensor "a" is "../../etc/passwd.safetensors"; it must be the name of a .safetensors file in the same folder',
    ],
    [
      { weight_map: { a: 3 } },
      'the file of tensor "a" is no string; it must be the name of a .safetensors file in the same folder',
    ],
  ])('%j is an error', (content, message) => {
    expect(errorOf(index(content))).toBe(`safetensors-index: ${message}`);
  });

  it('that names itself is an error', () => {
    const loop = { weight_map: { a: 'model.safetensors' } };
    const source: Source = { ...index(loop), openSibling: () => index(loop) };
    expect(errorOf(source)).toMatch(/^safetensors-header: /);
  });
});

describe('a damaged or hostile safetensors file', () => {
  // biome-ignore format: a table
  it.each<[string, Source, string]>([
    ['no header', { name: 'a.safetensors', bytes: Buffer.from('abc') }, 'safetensors-header: the data does not start with the length of a header and a JSON object, as every safetensors file must'],
    ['a long header', { name: 'a', bytes: Buffer.from([0, 0, 0, 255, 0, 0, 0, 0, 0x7b]) }, 'safetensors-header: the header has 4278190088 bytes; the limit is 33554432'],
    ['an incomplete header', { name: 'a', bytes: file({ a: 1 }).bytes.subarray(0, 12) }, 'safetensors-truncated: the header ends at byte 15, but the file has 12 bytes'],
    ['invalid JSON', file('{"a": }'), 'safetensors-header: the header is not a JSON object'],
    ['invalid UTF-8', { name: 'a', bytes: Buffer.concat([Buffer.from([3, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{\xff}', 'latin1')]) }, 'safetensors-header: the header is not a JSON object'],
    ['no tensors', file({ __metadata__: {} }), 'safetensors-empty: the file has no tensors'],
    ['an entry that is no object', file({ a: 1 }), 'safetensors-header: the entry of tensor "a" in the header is not an object'],
    ['no type', file({ a: { shape: [1], data_offsets: [0, 4] } }), 'safetensors-header: the entry of tensor "a" in the header has no "dtype"'],
    ['a negative length', file({ a: tensor([-1], [0, 4]) }), 'safetensors-header: the entry of tensor "a" in the header has no "shape", a list of lengths'],
    ['a fraction', file({ a: tensor([1], [0, 0.5]) }), 'safetensors-header: the entry of tensor "a" in the header has no "data_offsets", a start and an end'],
    ['reversed offsets', file({ a: tensor([1], [4, 0]) }), 'safetensors-header: the entry of tensor "a" in the header has no "data_offsets", a start and an end'],
    ['offsets after the end', file({ a: tensor([7], [0, 28]) }), 'safetensors-truncated: the tensors end at byte 91, but the file has 87 bytes'],
    ['offsets of another size', file({ a: tensor([2, 3], [0, 20]) }), 'safetensors-size: the tensor has 20 bytes, but (2, 3) of F32 needs 24'],
    ['a huge shape', file({ a: tensor([2 ** 40, 2 ** 40], [0, 24]) }), `safetensors-size: the tensor has 24 bytes, but (${2 ** 40}, ${2 ** 40}) of F32 needs ${2 ** 82}`],
    ['an empty tensor', file({ a: tensor([0, 3], [0, 0]) }), 'empty-array: the array has shape (0, 3), so it has no cells'],
  ])('with %s is an error', (_, source, message) => {
    expect(errorOf(source)).toBe(message);
  });

  it('ends with a diagnostic or values if any bytes are changed', () => {
    const { bytes } = fixture('types.safetensors');
    fc.assert(
      fc.property(
        fc.nat(1500),
        fc.nat(255),
        fc.integer({ min: 1, max: bytes.length }),
        (position, byte, length) => {
          const bad = Uint8Array.from(bytes.subarray(0, length));
          if (position < length) bad[position] = byte;
          expect(errorOf({ name: 'a.safetensors', bytes: bad }, 'F32')).toMatch(/^(?:[a-z-]+: |no error$)/);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('from a pipe that ends early is an error', () => {
    const { bytes } = fixture('one.safetensors');
    const rest = { size: null, next: () => null };
    expect(errorOf({ name: '<stdin>', bytes: bytes.subarray(0, 120), rest })).toMatch(
      /^safetensors-truncated: /,
    );
  });
});
