import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { detectFormat, READERS } from '../../../src/input/index.js';
import type { Source } from '../../../src/input/reader.js';

const FIXTURES = new URL('../../fixtures/mat/', import.meta.url);
const fixture = (name: string): Source => ({ name, bytes: readFileSync(new URL(name, FIXTURES)) });

/** What scipy.io.loadmat reads, one page A(:,:,k) after the other; see make.py. */
const expected: Record<string, { shape: number[]; values: string[] }> = JSON.parse(
  readFileSync(new URL('expected.json', FIXTURES), 'utf8'),
);
const SPECIAL: Record<string, number> = { nan: Number.NaN, inf: Infinity };

/** Reads by the detected format: level 5, or HDF5 for 7.3. */
const read = (source: Source, array?: string) =>
  READERS[detectFormat(source)].read(source, { array }, () => {});
const valuesOf = (source: Source, array?: string) =>
  read(source, array).slices.flatMap(({ matrix }) => [...matrix.values]);

function failureOf(source: Source, array?: string): HeatmapError['diagnostics'][0] {
  try {
    read(source, array);
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics[0];
    throw error;
  }
  throw new Error('no error');
}

const errorOf = (source: Source, array?: string) => {
  const { code, message } = failureOf(source, array);
  return `${code}: ${message}`;
};

/** A matrix of 3 × 2, as make.py writes it. */
const RAMP = [-3, -2.63, -2.26, -1.89, -1.52, -1.15];

describe('readMat', () => {
  it.each(['plain.mat', 'compressed.mat', 'big-endian.mat'])('recognizes %s by its first bytes', (name) => {
    expect(detectFormat({ ...fixture(name), name: 'unnamed' })).toBe('mat');
  });

  const variables = ['plain.mat', 'compressed.mat'].flatMap((name) =>
    Object.keys(expected).map((variable) => ({ name, variable })),
  );
  it.each(variables)('reads $variable of $name as scipy does', ({ name, variable }) => {
    const { slices, leadingShape } = read(fixture(name), variable);
    const { shape, values } = expected[variable];
    const { rows, columns, isBoolean } = slices[0].matrix;
    expect([rows, columns, ...leadingShape]).toEqual(shape);
    expect(valuesOf(fixture(name), variable)).toEqual(values.map((value) => SPECIAL[value] ?? Number(value)));
    expect(isBoolean ?? false).toBe(variable === 'logical');
  });

  it('reads the only array without a name, and the other byte order', () => {
    expect(valuesOf(fixture('single.mat'))).toEqual(RAMP);
    expect(valuesOf(fixture('big-endian.mat'))).toEqual(RAMP);
  });

  it('reads MATLAB 7.3 in the same orientation', () => {
    const { slices, leadingShape } = read(fixture('v7.3.mat'), 'pages');
    expect([slices[0].matrix.rows, slices[0].matrix.columns, ...leadingShape]).toEqual([2, 3, 4]);
    const values = slices.flatMap(({ matrix }) => [...matrix.values]);
    expect(values).toEqual(expected.pages.values.map(Number));
    expect(valuesOf(fixture('v7.3.mat'), 'A')).toEqual(RAMP);
    expect(errorOf(fixture('v7.3.mat'))).toBe(
      'several-arrays: the file has 2 arrays, and "array" does not name one: "A" (3, 2), "pages" (2, 3, 4)',
    );
  });

  it('lists only arrays of real numbers, and names the class of others', () => {
    const message = errorOf(fixture('plain.mat'));
    expect(message).toMatch(/^several-arrays: the file has 10 arrays.*"double" \(3, 4\), "row" \(1, 5\)/);
    expect(errorOf(fixture('plain.mat'), 'doubl')).toMatch(/^unknown-array/);
    expect(errorOf(fixture('plain.mat'), 'cell')).toMatch(
      /^mat-type: the variable "cell" is of the class cell/,
    );
    expect(errorOf(fixture('plain.mat'), 'struct')).toMatch(/of the class struct/);
    expect(errorOf(fixture('plain.mat'), 'complex')).toMatch(/^mat-type: the variable "complex" is complex/);
    expect(errorOf(fixture('words.mat'))).toMatch(/^mat-type: the variable "text" is of the class char/);
    expect(failureOf(fixture('plain.mat'), 'sparse').hints).toEqual([
      'save it as a full matrix: sparse = full(sparse)',
    ]);
  });

  it('names the version of old files', () => {
    expect(errorOf(fixture('v4.mat'))).toMatch(/^mat-version: /);
    expect(errorOf({ name: 'empty.mat', bytes: new Uint8Array(128).fill(32) })).toMatch(/^mat-version: /);
    const header = fixture('plain.mat').bytes.subarray(0, 128);
    expect(errorOf({ name: 'header.mat', bytes: header })).toMatch(/^mat-empty: /);
  });
});

describe('readMat on damaged files', () => {
  it('rejects lengths that lie', () => {
    const { bytes } = fixture('single.mat');
    const changed = (offset: number, value: number) => {
      const copy = Buffer.from(bytes);
      copy.writeUInt32LE(value, offset);
      return { name: 'changed.mat', bytes: copy };
    };
    expect(errorOf(changed(132, 2 ** 31))).toMatch(
      /^mat-damaged: .*byte 128: a part has 2147483648 bytes, but only/,
    );
    // The number of rows.
    expect(errorOf(changed(160, 2 ** 30))).toMatch(
      /^mat-damaged: the variable has 48 bytes, but \(1073741824, 2\)/,
    );
    expect(errorOf({ name: 'short.mat', bytes: bytes.subarray(0, 200) })).toMatch(/^mat-damaged/);
  });

  it('reports whatever bytes are changed as an error of the file', () => {
    const originals = ['plain.mat', 'compressed.mat', 'big-endian.mat'].map(fixture);
    const change = fc.tuple(fc.integer({ min: 124, max: 5000 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(
        fc.constantFrom(...originals),
        fc.array(change, { minLength: 1, maxLength: 10 }),
        fc.constantFrom('double', 'pages', 'A', undefined),
        (original, changes, array) => {
          const bytes = Uint8Array.from(original.bytes);
          for (const [offset, value] of changes) bytes[offset % bytes.length] = value;
          try {
            READERS.mat.read({ name: 'changed.mat', bytes }, { array }, () => {});
          } catch (error) {
            expect(error).toBeInstanceOf(HeatmapError);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
