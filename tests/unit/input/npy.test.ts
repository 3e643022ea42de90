import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { arrayLayout, datasetFromArray } from '../../../src/input/array.js';
import { readNpy } from '../../../src/input/npy.js';
import type { Dataset } from '../../../src/matrix/matrix.js';
import { fileOrder, npyDict, npyFile, numberBytes, type Version } from '../../fixtures/npy/write.js';

const FIXTURES = new URL('../../fixtures/npy/', import.meta.url);

interface Expected {
  readonly readable: readonly {
    readonly file: string;
    readonly shape: readonly number[];
    readonly values?: readonly (number | string)[];
    readonly words?: readonly string[];
  }[];
  readonly refused: readonly { readonly file: string; readonly code: string }[];
}

const expected: Expected = JSON.parse(readFileSync(new URL('expected.json', FIXTURES), 'utf8'));

function read(bytes: Uint8Array): { dataset: Dataset; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  return {
    dataset: readNpy({ name: 'a.npy', bytes }, {}, (diagnostic) => diagnostics.push(diagnostic)),
    diagnostics,
  };
}

function errorOf(bytes: Uint8Array): Diagnostic {
  try {
    read(bytes);
  } catch (error) {
    if (error instanceof HeatmapError && error.diagnostics.length === 1) return error.diagnostics[0];
    throw error;
  }
  throw new Error('the file was read');
}

function valuesOf(dataset: Dataset): number[] {
  return dataset.slices.flatMap(({ matrix }) => [...matrix.values]);
}

/** Returns an NPY file with an array of bytes. */
function bytes(shape: readonly number[], length = shape.reduce((a, b) => a * b, 1)): Uint8Array {
  return npyFile(
    npyDict('|u1', shape),
    new Uint8Array(length).map((_, i) => i),
  );
}

describe('files written by numpy', () => {
  it('all have an expected result', () => {
    const files = readdirSync(FIXTURES).filter((file) => file.endsWith('.npy'));
    expect([...expected.readable, ...expected.refused].map(({ file }) => file).sort()).toEqual(files.sort());
  });

  it.each(expected.readable)('$file is read as numpy reads it', ({ file, values, words }) => {
    const { dataset, diagnostics } = read(readFileSync(new URL(file, FIXTURES)));
    const special: Record<string, number> = { nan: Number.NaN, inf: Infinity, '-inf': -Infinity };
    if (values) {
      expect(valuesOf(dataset)).toEqual(values.map((v) => (typeof v === 'string' ? special[v] : v)));
      expect(dataset.slices[0].matrix.categories).toBeNull();
    } else {
      const { matrix } = dataset.slices[0];
      expect([...matrix.values].map((v) => (Number.isNaN(v) ? '' : matrix.categories?.[v]))).toEqual(words);
      expect(matrix.categories).not.toContain('');
    }
    expect(diagnostics).toEqual([]);
  });

  it.each(expected.refused)('$file fails with $code and a hint, if one is possible', ({ file, code }) => {
    const error = errorOf(readFileSync(new URL(file, FIXTURES)));
    expect(error).toMatchObject({ severity: 'error', code, place: { file: 'a.npy' } });
    expect(error.hints?.length).toBe(code === 'empty-array' ? 0 : 1);
  });
});

describe('an NPY file', () => {
  const types = ['b1', 'i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'f4', 'f8'];
  const variants = types.flatMap((type) =>
    ['<', '>', '=', '|'].flatMap((order) =>
      [false, true].flatMap((fortran) =>
        ([1, 2, 3] as Version[]).map((version) => ({ descr: order + type, fortran, version })),
      ),
    ),
  );

  it.each(variants)(
    'with $descr, Fortran order $fortran and version $version is read',
    ({ descr, fortran, version }) => {
      const values = [1, 0, descr[1] === 'b' ? 1 : 100, 0, 1, 1];
      const data = fileOrder([3, 2], fortran).map((i) => numberBytes(descr, values[i]));
      const { dataset } = read(npyFile(npyDict(descr, [3, 2], fortran), Buffer.concat(data), version));
      expect(dataset).toEqual({
        slices: [
          {
            title: null,
            matrix: {
              rows: 3,
              columns: 2,
              values: Float64Array.from(values),
              rowLabels: null,
              columnLabels: null,
              categories: null,
              ...(descr[1] === 'b' && { isBoolean: true }),
            },
          },
        ],
        leadingShape: [],
        names: { x: null, y: null, value: null },
      });
    },
  );

  it('of booleans is marked as such, for any shape and order', () => {
    for (const shape of [[4], [2, 2], [1, 2, 2], [2, 2, 1]])
      for (const fortran of [false, true]) {
        const { dataset } = read(npyFile(npyDict('|b1', shape, fortran), Uint8Array.of(0, 1, 1, 0)));
        expect(dataset.slices.map(({ matrix }) => matrix.isBoolean)).toEqual(dataset.slices.map(() => true));
      }
  });

  it('can have any header that Python accepts', () => {
    const { dataset } = read(
      npyFile(
        `\t{ "shape" :( 2L ,3L),'fortran_order':True,\n"descr":"|u1" }`,
        Uint8Array.of(1, 2, 3, 4, 5, 6),
      ),
    );
    expect(valuesOf(dataset)).toEqual([1, 3, 5, 2, 4, 6]);
  });

  it('can start anywhere in a larger buffer', () => {
    const file = Buffer.concat([
      Buffer.from('xyz'),
      npyFile(npyDict('<f8', [1, 1]), numberBytes('<f8', 0.1)),
    ]);
    expect(valuesOf(read(file.subarray(3)).dataset)).toEqual([0.1]);
  });

  it('can have doubles at any byte offset; only the selected slices are read', () => {
    const values = Float64Array.from({ length: 12 }, (_, i) => (i === 5 ? Number.NaN : i / 7));
    for (const fortran of [false, true]) {
      for (let shift = 0; shift < 8; shift++) {
        const data = fileOrder([6, 2], fortran).map((i) => numberBytes('<f8', values[i]));
        const file = Buffer.concat([
          Buffer.alloc(shift),
          npyFile(npyDict('<f8', fortran ? [6, 2] : [3, 2, 2], fortran), Buffer.concat(data)),
        ]);
        const source = { name: 'a.npy', bytes: file.subarray(shift) };
        expect(valuesOf(readNpy(source, {}, () => {}))).toEqual([...values]);
        if (fortran) continue;
        const select = { indices: [1], place: { file: 'spec' } };
        const { slices } = readNpy(source, {}, () => {}, { maxCells: 4, reduction: null, select });
        expect(slices.map(({ matrix }) => [...matrix.values])).toEqual([[...values.subarray(4, 8)]]);
      }
    }
  });

  it('has booleans that are true for every byte except 0', () => {
    expect(valuesOf(read(npyFile(npyDict('|b1', [3]), Uint8Array.of(0, 1, 2))).dataset)).toEqual([0, 1, 1]);
  });

  it('has exact half-precision numbers: subnormal, normal, infinite and NaN', () => {
    const halves = [0x0001, 0x83ff, 0x0400, 0x3555, 0xfbff, 0x7c00, 0xfc00, 0x7e00, 0x8000];
    const { dataset } = read(
      npyFile(npyDict('>f2', [9]), Buffer.concat(halves.map((h) => numberBytes('>u2', h)))),
    );
    expect(valuesOf(dataset)).toEqual([
      2 ** -24,
      -1023 * 2 ** -24,
      2 ** -14,
      0.333251953125,
      -65504,
      Infinity,
      -Infinity,
      Number.NaN,
      -0,
    ]);
  });

  it('has categories in row-major order, in C and Fortran order', () => {
    const words = ['b', 'a', 'a', 'c'];
    const ucs4 = fileOrder([2, 2], true).map((i) => numberBytes('<u4', words[i].charCodeAt(0)));
    const { matrix } = read(npyFile(npyDict('<U1', [2, 2], true), Buffer.concat(ucs4))).dataset.slices[0];
    expect(matrix.categories).toEqual(['b', 'a', 'c']);
    expect([...matrix.values]).toEqual([0, 1, 1, 2]);
  });

  it('has the missing values of a table and those of the user', () => {
    const file = npyFile(npyDict('|S4', [5]), Buffer.from('nan\0up\0\0?\0\0\0None\0\0\0\0'));
    const { matrix } = readNpy({ name: 'a.npy', bytes: file }, { missingValues: ['?'] }, () => {}).slices[0];
    expect(matrix.categories).toEqual(['up']);
    expect([...matrix.values]).toEqual([NaN, 0, NaN, NaN, NaN]);
  });

  it('keeps a byte order mark in its strings', () => {
    const { matrix } = read(npyFile(npyDict('|S4', [1]), Buffer.from('\ufeffa'))).dataset.slices[0];
    expect(matrix.categories).toEqual(['\ufeffa']);
  });

  it('has as many slices as its leading axes define', () => {
    const { slices, leadingShape } = read(bytes([2, 1, 2, 3])).dataset;
    expect(leadingShape).toEqual([2]);
    expect(slices.map(({ matrix }) => [...matrix.values])).toEqual([
      [0, 1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10, 11],
    ]);
  });

  it('warns of bytes after the array', () => {
    const { dataset, diagnostics } = read(bytes([2], 5));
    expect(valuesOf(dataset)).toEqual([0, 1]);
    expect(diagnostics).toMatchObject([
      { severity: 'warning', code: 'npy-trailing-bytes', place: { file: 'a.npy' } },
    ]);
    expect(diagnostics[0].message).toBe('the array ends at byte 130; the 3 bytes after it are ignored');
  });
});

describe('an invalid NPY file', () => {
  const u1 = "'descr': '|u1', 'fortran_order': False";
  const dict = (text: string) => npyFile(text, Uint8Array.of(1));

  it.each([
    ['nothing', Buffer.alloc(0), 'npy-magic'],
    ['another magic number', Buffer.from('PK\x03\x04 and more'), 'npy-magic'],
    ['a truncated magic number', bytes([1]).subarray(0, 5), 'npy-magic'],
    ['no version', bytes([1]).subarray(0, 6), 'npy-header-truncated'],
    ['half a header length', bytes([1]).subarray(0, 9), 'npy-header-truncated'],
    ['half a header', bytes([1]).subarray(0, 60), 'npy-header-truncated'],
    ['the last byte of its header missing', bytes([1]).subarray(0, 127), 'npy-header-truncated'],
    ['a header that is too long', npyFile(' '.repeat(20_000), Uint8Array.of(1), 2), 'npy-header-length'],
    [
      'a header length larger than any file',
      Buffer.from('\x93NUMPY\x02\0\xff\xff\xff\xff', 'latin1'),
      'npy-header-length',
    ],
    ['an unknown version', Buffer.from('\x93NUMPY\x04\0\0\0\0\0', 'latin1'), 'npy-version'],
    ['an unknown minor version', Buffer.from('\x93NUMPY\x01\x01\0\0\0\0', 'latin1'), 'npy-version'],
    ['an empty header', dict(''), 'npy-header'],
    ['a garbled header', dict('\xff\0\x07'), 'npy-header'],
    ['code as its header', dict("__import__('os')"), 'npy-header'],
    ['an unclosed dict', dict(`{${u1}, 'shape': (1,)`), 'npy-header'],
    ['an unclosed shape', dict(`{${u1}, 'shape': (1,`), 'npy-header'],
    ['an unclosed string', dict("{'descr: 1"), 'npy-header'],
    ['something after the dict', dict(`{${u1}, 'shape': (1,)} 1`), 'npy-header'],
    ['a missing key', dict(`{${u1}}`), 'npy-header'],
    ['an unknown key', dict(`{${u1}, 'shape': (1,), 'more': 1}`), 'npy-header'],
    ['a repeated key', dict(`{${u1}, 'shape': (1,), 'shape': (1,)}`), 'npy-header'],
    ['a repeated order', dict(`{${u1}, 'fortran_order': False, 'shape': (1,)}`), 'npy-header'],
    ['two commas', dict(`{${u1},, 'shape': (1,)}`), 'npy-header'],
    ['a shape that is a number', dict(`{${u1}, 'shape': 1}`), 'npy-header'],
    ['a length that is a string', dict(`{${u1}, 'shape': ('1',)}`), 'npy-header'],
    ['a fractional length', dict(`{${u1}, 'shape': (1.5,)}`), 'npy-header'],
    ['a length that is too large', dict(`{${u1}, 'shape': (${'9'.repeat(400)}, 0)}`), 'npy-header'],
    ['an order that is a number', dict("{'descr': '|u1', 'fortran_order': 0, 'shape': (1,)}"), 'npy-header'],
    ['a negative length', dict(`{${u1}, 'shape': (1, -1)}`), 'npy-negative-shape'],
    ['cells of no bytes', npyFile(npyDict('<U0', [1e12]), Buffer.alloc(0)), 'npy-type'],
    ['an unknown size', dict(npyDict('<f3', [1])), 'npy-type'],
    ['a type named after a method', dict(npyDict('toString', [1])), 'npy-type'],
    ['nested structure', dict(`{'descr': ${'['.repeat(5000)}`), 'npy-structured'],
    ['a length of zero', dict(npyDict('<f4', [3, 0])), 'empty-array'],
    ['a code point beyond Unicode', npyFile(npyDict('<U1', [1]), numberBytes('<u4', 0x110000)), 'npy-text'],
    ['half a surrogate pair', npyFile(npyDict('<U1', [1]), numberBytes('<u4', 0xd800)), 'npy-text'],
    ['bytes that are not UTF-8', npyFile(npyDict('|S1', [1]), Uint8Array.of(0xff)), 'npy-text'],
  ])('with %s is an error', (_, file, code) => {
    expect(errorOf(file)).toMatchObject({ severity: 'error', code, place: { file: 'a.npy' } });
  });

  it('reports what the header has and what is expected', () => {
    expect(errorOf(dict("{'descr': 5}")).message).toBe(
      'expected the type of the values in the header, found "5"',
    );
    expect(errorOf(dict(`{${u1}`)).message).toBe('expected "," or "}" in the header, found nothing');
  });

  it('cannot make the reader allocate memory for cells that it does not have', () => {
    expect(errorOf(npyFile(npyDict('<f8', [1_000_000, 1_000_000]), new Uint8Array(24))).message).toBe(
      'the header announces 8000000000000 bytes ((1000000, 1000000) of "<f8"), but 24 bytes follow',
    );
    expect(errorOf(npyFile(npyDict('<U9999999', [2 ** 53 - 1, 2 ** 53 - 1]), new Uint8Array(24))).code).toBe(
      'npy-truncated',
    );
    expect(errorOf(bytes([2, 3], 5)).code).toBe('npy-truncated');
  });

  it('fails quickly even with thousands of axes', () => {
    const many = Array.from({ length: 2500 }, () => 1);
    expect(valuesOf(read(npyFile(npyDict('|u1', many, true), Uint8Array.of(7))).dataset)).toEqual([7]);
    expect(errorOf(npyFile(npyDict('|u1', many.fill(2)), Uint8Array.of(7))).message).toMatch(
      /^the header announces more bytes than any file has \(\(2, 2, 2, 2, 2, 2, 2, 2, …\)/,
    );
  });
});

describe('the layout of an array', () => {
  it.each([
    [[], { leadingShape: [], rows: 1, columns: 1 }],
    [[5], { leadingShape: [], rows: 1, columns: 5 }],
    [[1], { leadingShape: [], rows: 1, columns: 1 }],
    [[5, 1], { leadingShape: [], rows: 5, columns: 1 }],
    [[1, 5], { leadingShape: [], rows: 1, columns: 5 }],
    [[1, 12, 31], { leadingShape: [], rows: 12, columns: 31 }],
    [[1, 1, 12, 31], { leadingShape: [], rows: 12, columns: 31 }],
    [[12, 1, 31], { leadingShape: [], rows: 12, columns: 31 }],
    [[1, 12, 1], { leadingShape: [], rows: 12, columns: 1 }],
    [[1, 1, 12], { leadingShape: [], rows: 1, columns: 12 }],
    [[1, 1, 1], { leadingShape: [], rows: 1, columns: 1 }],
    [[3, 12, 31], { leadingShape: [3], rows: 12, columns: 31 }],
    [[3, 1, 12, 31], { leadingShape: [3], rows: 12, columns: 31 }],
    [[3, 4, 12, 31], { leadingShape: [3, 4], rows: 12, columns: 31 }],
    [[1, 3, 4, 1, 12, 31], { leadingShape: [3, 4], rows: 12, columns: 31 }],
  ])('with shape %j is %j', (shape, layout) => {
    expect(arrayLayout(shape, 'a')).toEqual(layout);
  });

  it('gives slices that are views of the values, with titles in order', () => {
    const values = Float64Array.from({ length: 8 }, (_, i) => i);
    const { slices, leadingShape } = datasetFromArray([2, 2, 2], values, ['word'], {
      name: 'a',
      titles: ['p', 'q'],
    });
    expect(leadingShape).toEqual([2]);
    expect(slices.map(({ title, matrix }) => [title, ...matrix.values])).toEqual([
      ['p', 0, 1, 2, 3],
      ['q', 4, 5, 6, 7],
    ]);
    expect(slices.every(({ matrix }) => matrix.values.buffer === values.buffer)).toBe(true);
    expect(slices.every(({ matrix }) => matrix.categories?.[0] === 'word')).toBe(true);
  });
});
