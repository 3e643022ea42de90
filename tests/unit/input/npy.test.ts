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

function read(bytes: Uint8Array): { dataset: Dataset; said: Diagnostic[] } {
  const said: Diagnostic[] = [];
  return { dataset: readNpy({ name: 'a.npy', bytes }, {}, (diagnostic) => said.push(diagnostic)), said };
}

function fault(bytes: Uint8Array): Diagnostic {
  try {
    read(bytes);
  } catch (error) {
    if (error instanceof HeatmapError && error.diagnostics.length === 1) return error.diagnostics[0];
    throw error;
  }
  throw new Error('the file was read');
}

function cells(dataset: Dataset): number[] {
  return dataset.slices.flatMap(({ matrix }) => [...matrix.values]);
}

/** An 8-bit array. */
function bytes(shape: readonly number[], length = shape.reduce((a, b) => a * b, 1)): Uint8Array {
  return npyFile(
    npyDict('|u1', shape),
    new Uint8Array(length).map((_, i) => i),
  );
}

describe('what numpy wrote', () => {
  it('is covered file by file', () => {
    const files = readdirSync(FIXTURES).filter((file) => file.endsWith('.npy'));
    expect([...expected.readable, ...expected.refused].map(({ file }) => file).sort()).toEqual(files.sort());
  });

  it.each(expected.readable)('$file is read as numpy reads it', ({ file, values, words }) => {
    const { dataset, said } = read(readFileSync(new URL(file, FIXTURES)));
    const special: Record<string, number> = { nan: Number.NaN, inf: Infinity, '-inf': -Infinity };
    if (values) {
      expect(cells(dataset)).toEqual(values.map((v) => (typeof v === 'string' ? special[v] : v)));
      expect(dataset.slices[0].matrix.words).toBeNull();
    } else {
      const { matrix } = dataset.slices[0];
      expect([...matrix.values].map((v) => (Number.isNaN(v) ? '' : matrix.words?.[v]))).toEqual(words);
      expect(matrix.words).not.toContain('');
    }
    expect(said).toEqual([]);
  });

  it.each(expected.refused)(
    '$file is refused with $code and a way out where there is one',
    ({ file, code }) => {
      const found = fault(readFileSync(new URL(file, FIXTURES)));
      expect(found).toMatchObject({ severity: 'error', code, place: { file: 'a.npy' } });
      expect(found.hints?.length).toBe(code === 'empty-array' ? 0 : 1);
    },
  );
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
    'of $descr, Fortran order $fortran, version $version is read',
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
              words: null,
            },
          },
        ],
        leading: [],
        names: { x: null, y: null, value: null },
      });
    },
  );

  it('may order the keys of its header, quote, space and end it as Python allows', () => {
    const { dataset } = read(
      npyFile(
        `\t{ "shape" :( 2L ,3L),'fortran_order':True,\n"descr":"|u1" }`,
        Uint8Array.of(1, 2, 3, 4, 5, 6),
      ),
    );
    expect(cells(dataset)).toEqual([1, 3, 5, 2, 4, 6]);
  });

  it('may lie anywhere in a larger buffer', () => {
    const file = Buffer.concat([
      Buffer.from('xyz'),
      npyFile(npyDict('<f8', [1, 1]), numberBytes('<f8', 0.1)),
    ]);
    expect(cells(read(file.subarray(3)).dataset)).toEqual([0.1]);
  });

  it('may have its doubles on any byte, of which the wanted slices are read', () => {
    const values = Float64Array.from({ length: 12 }, (_, i) => (i === 5 ? Number.NaN : i / 7));
    for (const fortran of [false, true]) {
      for (let shift = 0; shift < 8; shift++) {
        const data = fileOrder([6, 2], fortran).map((i) => numberBytes('<f8', values[i]));
        const file = Buffer.concat([
          Buffer.alloc(shift),
          npyFile(npyDict('<f8', fortran ? [6, 2] : [3, 2, 2], fortran), Buffer.concat(data)),
        ]);
        const source = { name: 'a.npy', bytes: file.subarray(shift) };
        expect(cells(readNpy(source, {}, () => {}))).toEqual([...values]);
        if (fortran) continue;
        const select = { indices: [1], place: { file: 'spec' } };
        const { slices } = readNpy(source, {}, () => {}, { budget: 4, reduce: null, select });
        expect(slices.map(({ matrix }) => [...matrix.values])).toEqual([[...values.subarray(4, 8)]]);
      }
    }
  });

  it('reads any byte but 0 of a boolean as true', () => {
    expect(cells(read(npyFile(npyDict('|b1', [3]), Uint8Array.of(0, 1, 2))).dataset)).toEqual([0, 1, 1]);
  });

  it('reads halves exactly: subnormal, normal, infinite and not a number', () => {
    const halves = [0x0001, 0x83ff, 0x0400, 0x3555, 0xfbff, 0x7c00, 0xfc00, 0x7e00, 0x8000];
    const { dataset } = read(
      npyFile(npyDict('>f2', [9]), Buffer.concat(halves.map((h) => numberBytes('>u2', h)))),
    );
    expect(cells(dataset)).toEqual([
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

  it('numbers its words in the order in which they are read, row by row, whatever the order of the file', () => {
    const words = ['b', 'a', 'a', 'c'];
    const ucs4 = fileOrder([2, 2], true).map((i) => numberBytes('<u4', words[i].charCodeAt(0)));
    const { matrix } = read(npyFile(npyDict('<U1', [2, 2], true), Buffer.concat(ucs4))).dataset.slices[0];
    expect(matrix.words).toEqual(['b', 'a', 'c']);
    expect([...matrix.values]).toEqual([0, 1, 1, 2]);
  });

  it('takes for missing what a table does, and what the user says', () => {
    const file = npyFile(npyDict('|S4', [5]), Buffer.from('nan\0up\0\0?\0\0\0None\0\0\0\0'));
    const { matrix } = readNpy({ name: 'a.npy', bytes: file }, { missingValues: ['?'] }, () => {}).slices[0];
    expect(matrix.words).toEqual(['up']);
    expect([...matrix.values]).toEqual([NaN, 0, NaN, NaN, NaN]);
  });

  it('keeps a byte order mark in its texts', () => {
    const { matrix } = read(npyFile(npyDict('|S4', [1]), Buffer.from('\ufeffa'))).dataset.slices[0];
    expect(matrix.words).toEqual(['\ufeffa']);
  });

  it('has as many slices as its leading axes say', () => {
    const { slices, leading } = read(bytes([2, 1, 2, 3])).dataset;
    expect(leading).toEqual([2]);
    expect(slices.map(({ matrix }) => [...matrix.values])).toEqual([
      [0, 1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10, 11],
    ]);
  });

  it('warns of bytes after the array', () => {
    const { dataset, said } = read(bytes([2], 5));
    expect(cells(dataset)).toEqual([0, 1]);
    expect(said).toMatchObject([
      { severity: 'warning', code: 'npy-trailing-bytes', place: { file: 'a.npy' } },
    ]);
    expect(said[0].message).toBe('the array ends at byte 130; the 3 bytes after it were not read');
  });
});

describe('a faulty NPY file', () => {
  const u1 = "'descr': '|u1', 'fortran_order': False";
  const dict = (text: string) => npyFile(text, Uint8Array.of(1));

  it.each([
    ['nothing', Buffer.alloc(0), 'npy-magic'],
    ['another magic', Buffer.from('PK\x03\x04 and more'), 'npy-magic'],
    ['a cut magic', bytes([1]).subarray(0, 5), 'npy-magic'],
    ['no version', bytes([1]).subarray(0, 6), 'npy-header-truncated'],
    ['half a header length', bytes([1]).subarray(0, 9), 'npy-header-truncated'],
    ['half a header', bytes([1]).subarray(0, 60), 'npy-header-truncated'],
    ['the last byte of its header missing', bytes([1]).subarray(0, 127), 'npy-header-truncated'],
    ['an endless header', npyFile(' '.repeat(20_000), Uint8Array.of(1), 2), 'npy-header-length'],
    [
      'a header length beyond any file',
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
    ['an unclosed text', dict("{'descr: 1"), 'npy-header'],
    ['something after the dict', dict(`{${u1}, 'shape': (1,)} 1`), 'npy-header'],
    ['a missing key', dict(`{${u1}}`), 'npy-header'],
    ['an unknown key', dict(`{${u1}, 'shape': (1,), 'more': 1}`), 'npy-header'],
    ['a repeated key', dict(`{${u1}, 'shape': (1,), 'shape': (1,)}`), 'npy-header'],
    ['a repeated order', dict(`{${u1}, 'fortran_order': False, 'shape': (1,)}`), 'npy-header'],
    ['two commas', dict(`{${u1},, 'shape': (1,)}`), 'npy-header'],
    ['a shape that is a number', dict(`{${u1}, 'shape': 1}`), 'npy-header'],
    ['a length that is a text', dict(`{${u1}, 'shape': ('1',)}`), 'npy-header'],
    ['a broken length', dict(`{${u1}, 'shape': (1.5,)}`), 'npy-header'],
    ['a length beyond counting', dict(`{${u1}, 'shape': (${'9'.repeat(400)}, 0)}`), 'npy-header'],
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
  ])('with %s is refused', (_, file, code) => {
    expect(fault(file)).toMatchObject({ severity: 'error', code, place: { file: 'a.npy' } });
  });

  it('says what a header has and what belongs there', () => {
    expect(fault(dict("{'descr': 5}")).message).toBe(
      'the header has "5" where the type of the values belongs',
    );
    expect(fault(dict(`{${u1}`)).message).toBe('the header has nothing where "," or "}" belongs');
  });

  it('cannot make the reader take memory for cells it does not hold', () => {
    expect(fault(npyFile(npyDict('<f8', [1_000_000, 1_000_000]), new Uint8Array(24))).message).toBe(
      'the header promises 8000000000000 bytes ((1000000, 1000000) of "<f8"), but 24 follow it',
    );
    expect(fault(npyFile(npyDict('<U9999999', [2 ** 53 - 1, 2 ** 53 - 1]), new Uint8Array(24))).code).toBe(
      'npy-truncated',
    );
    expect(fault(bytes([2, 3], 5)).code).toBe('npy-truncated');
  });

  it('is refused quickly though it names thousands of axes', () => {
    const many = Array.from({ length: 2500 }, () => 1);
    expect(cells(read(npyFile(npyDict('|u1', many, true), Uint8Array.of(7))).dataset)).toEqual([7]);
    expect(fault(npyFile(npyDict('|u1', many.fill(2)), Uint8Array.of(7))).message).toMatch(
      /^the header promises countless bytes \(\(2, 2, 2, 2, 2, 2, 2, 2, …\)/,
    );
  });
});

describe('the layout of an array', () => {
  it.each([
    [[], { leading: [], rows: 1, columns: 1 }],
    [[5], { leading: [], rows: 1, columns: 5 }],
    [[1], { leading: [], rows: 1, columns: 1 }],
    [[5, 1], { leading: [], rows: 5, columns: 1 }],
    [[1, 5], { leading: [], rows: 1, columns: 5 }],
    [[1, 12, 31], { leading: [], rows: 12, columns: 31 }],
    [[1, 1, 12, 31], { leading: [], rows: 12, columns: 31 }],
    [[12, 1, 31], { leading: [], rows: 12, columns: 31 }],
    [[1, 12, 1], { leading: [], rows: 12, columns: 1 }],
    [[1, 1, 12], { leading: [], rows: 1, columns: 12 }],
    [[1, 1, 1], { leading: [], rows: 1, columns: 1 }],
    [[3, 12, 31], { leading: [3], rows: 12, columns: 31 }],
    [[3, 1, 12, 31], { leading: [3], rows: 12, columns: 31 }],
    [[3, 4, 12, 31], { leading: [3, 4], rows: 12, columns: 31 }],
    [[1, 3, 4, 1, 12, 31], { leading: [3, 4], rows: 12, columns: 31 }],
  ])('of shape %j is %j', (shape, layout) => {
    expect(arrayLayout(shape, 'a')).toEqual(layout);
  });

  it('gives slices that are views of the values, titled in their order', () => {
    const values = Float64Array.from({ length: 8 }, (_, i) => i);
    const { slices, leading } = datasetFromArray([2, 2, 2], values, ['word'], {
      name: 'a',
      titles: ['p', 'q'],
    });
    expect(leading).toEqual([2]);
    expect(slices.map(({ title, matrix }) => [title, ...matrix.values])).toEqual([
      ['p', 0, 1, 2, 3],
      ['q', 4, 5, 6, 7],
    ]);
    expect(slices.every(({ matrix }) => matrix.values.buffer === values.buffer)).toBe(true);
    expect(slices.every(({ matrix }) => matrix.words?.[0] === 'word')).toBe(true);
  });
});
