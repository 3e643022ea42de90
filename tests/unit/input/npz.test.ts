import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openMember, zipMembers } from '../../../src/compression/zip.js';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { readNpz } from '../../../src/input/npz.js';
import type { Dataset } from '../../../src/matrix/matrix.js';
import type { ReadOptions } from '../../../src/spec/data.js';
import { type Member, npyDict, npyFile, zipFile } from '../../fixtures/npy/write.js';

const FIXTURES = new URL('../../fixtures/npy/', import.meta.url);

interface Archive {
  readonly file: string;
  readonly arrays: readonly { readonly key: string; readonly values?: number[]; readonly words?: string[] }[];
}

const { archives }: { archives: Archive[] } = JSON.parse(
  readFileSync(new URL('expected.json', FIXTURES), 'utf8'),
);

function read(bytes: Uint8Array, options: ReadOptions = {}): { dataset: Dataset; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  return {
    dataset: readNpz({ name: 'a.npz', bytes }, options, (diagnostic) => diagnostics.push(diagnostic)),
    diagnostics,
  };
}

function errorsOf(bytes: Uint8Array, options?: ReadOptions): readonly Diagnostic[] {
  try {
    read(bytes, options);
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics;
    throw error;
  }
  throw new Error('the file was read');
}

/** Returns an array of bytes that count up from `first`. */
function array(shape: readonly number[], first = 0): Uint8Array {
  const cells = shape.reduce((a, b) => a * b, 1);
  return npyFile(
    npyDict('|u1', shape),
    new Uint8Array(cells).map((_, i) => first + i),
  );
}

function member(key: string, content = array([2, 2]), overrides: Partial<Member> = {}): Member {
  return { name: `${key}.npy`, content, ...overrides };
}

function contents(dataset: Dataset) {
  return dataset.slices.map(({ title, matrix }) => ({
    title,
    cells: [...matrix.values].map((value) => matrix.categories?.[value] ?? value),
  }));
}

describe('files written by numpy', () => {
  it.each(archives)('$file gives the same arrays as in numpy', ({ file, arrays }) => {
    const bytes = readFileSync(new URL(file, FIXTURES));
    for (const { key, values, words } of arrays) {
      const { dataset } = read(bytes, { array: key });
      expect(contents(dataset).flatMap(({ cells }) => cells)).toEqual(values ?? words);
    }
  });

  it.each(archives.filter(({ arrays }) => arrays.length > 1))(
    '$file is a stack with its keys as titles',
    ({ file, arrays }) => {
      const { dataset, diagnostics } = read(readFileSync(new URL(file, FIXTURES)));
      expect(dataset.leadingShape).toEqual([arrays.length]);
      expect(contents(dataset)).toEqual(
        arrays.map(({ key, values, words }) => ({ title: key, cells: values ?? words })),
      );
      expect(diagnostics).toEqual([]);
    },
  );
});

describe('an NPZ file', () => {
  it.each([
    ['stored', false, false],
    ['deflated', true, false],
    ['stored, in ZIP64', false, true],
    ['deflated, in ZIP64', true, true],
  ])('can have arrays that are %s', (_, deflate, zip64) => {
    const bytes = zipFile(
      [member('b', array([2, 1]), { deflate }), member('a', array([3], 7), { deflate })],
      zip64,
    );
    expect(contents(read(bytes).dataset)).toEqual([
      { title: 'b', cells: [0, 1] },
      { title: 'a', cells: [7, 8, 9] },
    ]);
  });

  it('can have a header as long as numpy accepts', () => {
    const noise = createHash('shake256', { outputLength: 4800 })
      .digest('hex')
      .replace(/[0-7]/g, ' ')
      .replace(/\w/g, '\t');
    const content = npyFile(npyDict('|u1', [2]) + noise, Uint8Array.of(5, 6));
    expect(contents(read(zipFile([member('a', content, { deflate: true })])).dataset)[0].cells).toEqual([
      5, 6,
    ]);
  });

  it('can end with a comment, even one that looks like the end of a directory', () => {
    const bytes = Buffer.from(zipFile([member('a')]));
    const comment = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(30)]);
    bytes.writeUInt16LE(comment.length, bytes.length - 2);
    expect(contents(read(Buffer.concat([bytes, comment])).dataset)).toHaveLength(1);
  });

  it('can have comments on its members', () => {
    const bytes = zipFile([
      member('a', undefined, { comment: 'first' }),
      member('b', undefined, { comment: 'PK' }),
    ]);
    expect(contents(read(bytes).dataset).map(({ title }) => title)).toEqual(['a', 'b']);
  });

  it('with one array is this array, without a title, with all its axes', () => {
    const { dataset } = read(zipFile([member('attention', array([2, 3, 1, 2]))]));
    expect(dataset.leadingShape).toEqual([2]);
    expect(dataset.slices.map((slice) => [slice.title, slice.matrix.rows])).toEqual([
      [null, 3],
      [null, 3],
    ]);
  });

  it('gives the requested array, with or without ".npy"', () => {
    const bytes = zipFile([
      member('a', array([1], 1)),
      member('b', array([2, 2, 2], 2)),
      member('b.npy', array([1], 3)),
    ]);
    expect(contents(read(bytes, { array: 'a' }).dataset)).toEqual([{ title: null, cells: [1] }]);
    expect(contents(read(bytes, { array: 'a.npy' }).dataset)).toEqual([{ title: null, cells: [1] }]);
    expect(read(bytes, { array: 'b' }).dataset.leadingShape).toEqual([2]);
    expect(contents(read(bytes, { array: 'b.npy' }).dataset)).toEqual([{ title: null, cells: [3] }]);
  });

  it('uses names as labels, even if they look like paths', () => {
    const names = ['../../etc/passwd', '/root', 'C:\\x', '__proto__', 'layer/0', '\ufeffa', ''];
    const { dataset } = read(zipFile(names.map((name) => member(name))));
    expect(dataset.slices.map((slice) => slice.title)).toEqual(names);
  });

  it('warns about files that are not arrays, unless an array is requested', () => {
    const bytes = zipFile([
      { name: 'readme.txt', content: Buffer.from('hi') },
      { name: 'folder/', content: Buffer.alloc(0) },
      member('a'),
    ]);
    expect(read(bytes).diagnostics).toMatchObject([{ severity: 'warning', code: 'npz-other-file' }]);
    expect(read(bytes).diagnostics[0].message).toMatch(/skipped files .*: "readme.txt"$/);
    expect(read(bytes, { array: 'a' }).diagnostics).toEqual([]);
  });
});

describe('an invalid NPZ file', () => {
  const good = Buffer.from(zipFile([member('a', array([40, 40]), { deflate: true })]));
  const withByte = (position: number, byte: number) =>
    Buffer.concat([good.subarray(0, position), Buffer.of(byte), good.subarray(position + 1)]);

  const endWithoutZip64 = Uint8Array.from(zipFile([])).fill(0xff, 10, 20);

  it.each([
    ['another magic number', Buffer.from('\x93NUMPY'), 'npz-magic'],
    ['nothing', Buffer.alloc(0), 'npz-magic'],
    ['only its first bytes', good.subarray(0, 100), 'zip-truncated'],
    ['its last byte missing', good.subarray(0, -1), 'zip-truncated'],
    ['its first half missing', Buffer.concat([Buffer.from('PK'), good.subarray(70)]), 'zip-damaged'],
    ['a member name that extends beyond the end', withByte(27, 0xff), 'zip-damaged'],
    ['a directory without the required ZIP64 fields', endWithoutZip64, 'zip-damaged'],
    ['no member', zipFile([]), 'npz-empty'],
    ['no array', zipFile([{ name: 'readme.txt', content: Buffer.from('hi') }]), 'npz-empty'],
    ['two arrays with the same name', zipFile([member('a'), member('a')]), 'npz-duplicate-array'],
    ['encryption', zipFile([member('a', undefined, { flags: 1 })]), 'zip-encrypted'],
    ['another compression', zipFile([member('a', undefined, { method: 12 })]), 'zip-method'],
    ['a wrong checksum', zipFile([member('a', undefined, { checksum: 1 })]), 'zip-checksum'],
    [
      'a wrong checksum, deflated',
      zipFile([member('a', undefined, { deflate: true, checksum: 1 })]),
      'zip-checksum',
    ],
    ['invalid deflated bytes', withByte(35, 0xff), 'zip-damaged'],
    [
      'a deflated member larger than its stated size',
      zipFile([member('a', undefined, { deflate: true, size: 10 })]),
      'zip-damaged',
    ],
    [
      'a stored member with another size',
      zipFile([member('a', array([4]).subarray(0, -1), { size: 132 })]),
      'zip-damaged',
    ],
    ['a member that is not an array', zipFile([member('a', Buffer.from('hello, world'))]), 'npy-magic'],
    ['an array that ends early', zipFile([member('a', array([9]).subarray(0, -1))]), 'npy-truncated'],
    [
      'more than an array in its member',
      zipFile([member('a', Buffer.concat([array([9]), Buffer.of(1)]))]),
      'npz-array-size',
    ],
  ])('with %s is an error', (_, bytes, code) => {
    const errors = errorsOf(bytes);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ severity: 'error', code, place: { file: 'a.npz' } });
  });

  it('does not unpack a member that is too large or has too many cells', () => {
    const content = npyFile(npyDict('|u1', [30_000, 30_000]), new Uint8Array(1000));
    const withSize = (size: number) => zipFile([member('a', content, { deflate: true, size })]);
    expect(errorsOf(withSize(2 ** 32 - 2))[0].code).toBe('npz-too-large');
    expect(errorsOf(withSize(content.length - 1000 + 9e8))[0].code).toBe('too-large');
  });

  it('reports only once that its arrays are too large', () => {
    const huge = Array.from({ length: 3 }, (_, i) => member(`${i}`, undefined, { deflate: true, size: 2e9 }));
    expect(errorsOf(zipFile(huge)).map(({ code }) => code)).toEqual(['npz-too-large']);
  });

  it('unpacks a large array of little content in small parts', () => {
    const size = 2 ** 27;
    const content = Buffer.concat([
      npyFile(npyDict('|u1', [1, size]), new Uint8Array(0)),
      Buffer.alloc(size),
    ]);
    const bytes = zipFile([{ name: 'a.npy', content, deflate: true }]);
    expect(bytes.length).toBeLessThan(2 ** 18);
    const [packed] = zipMembers(bytes, 'a.npz');
    const { rest, bytes: head } = openMember(packed, 1000, 'a.npz');
    let [largest, length] = [head.length, head.length];
    for (let chunk = rest?.next(); chunk; chunk = rest?.next()) {
      largest = Math.max(largest, chunk.length);
      length += chunk.length;
    }
    expect(length).toBe(content.length);
    expect(largest).toBeLessThan(2 ** 25);

    const damaged = openMember({ ...packed, checksum: packed.checksum ^ 1 }, 1000, 'a.npz');
    expect(() => {
      while (damaged.rest?.next());
    }).toThrow('a checksum does not match');
    const short = openMember({ ...packed, size: packed.size - 1 }, 1000, 'a.npz');
    expect(() => {
      while (short.rest?.next());
    }).toThrow('the archive is damaged');
  });

  it('rejects an object array without unpacking it', () => {
    const pickle = createHash('shake256', { outputLength: 60_000 }).digest();
    const content = npyFile("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", pickle);
    const beginning = deflateRawSync(content).subarray(0, 30_000);
    const bytes = zipFile([{ name: 'a.npy', content: beginning, method: 8, size: content.length }]);
    expect(errorsOf(bytes)[0].code).toBe('npy-object');
  });

  it('cannot make one part be read many times', () => {
    const single = Buffer.from(zipFile([member('a', array([100, 10]))]));
    const directory = single.indexOf('PK\x01\x02');
    const entry = single.subarray(directory, -22);
    const end = Buffer.from(single.subarray(-22));
    end.writeUInt16LE(50, 10);
    const bomb = Buffer.concat([
      single.subarray(0, directory),
      ...Array.from({ length: 50 }, () => entry),
      end,
    ]);
    expect(errorsOf(bomb)[0].code).toBe('zip-damaged');
  });

  it('reports every array that cannot be drawn, with a hint to draw a single one', () => {
    const bytes = zipFile([
      member('ok'),
      member('stack', array([2, 2, 2])),
      member('bad', npyFile(npyDict('|O', [1]), Buffer.alloc(1))),
    ]);
    const errors = errorsOf(bytes);
    expect(errors.map(({ code }) => code)).toEqual(['npz-panel', 'npy-object']);
    expect(errors[0].message).toBe(
      'array "stack": the shape is (2, 2, 2); in a file with several arrays, each one must have two axes',
    );
    expect(
      errors.every(({ hints }) => hints?.at(-1) === 'to draw a single array, set "array" to its name'),
    ).toBe(true);
    expect(read(bytes, { array: 'stack' }).dataset.leadingShape).toEqual([2]);
  });

  it('stops after twenty errors', () => {
    const bytes = zipFile(Array.from({ length: 100 }, (_, i) => member(`a${i}`, array([2, 2, 2]))));
    expect(errorsOf(bytes)).toHaveLength(20);
  });

  it('lists the arrays if an unknown one is requested', () => {
    const bytes = zipFile([member('attention'), member('tokens')]);
    expect(errorsOf(bytes, { array: 'atention' })).toMatchObject([
      {
        code: 'unknown-array',
        message: 'no array is named "atention"; the file has "attention", "tokens"',
        hints: ['did you mean "attention"?'],
      },
    ]);
    expect(errorsOf(bytes, { array: 'quite other' })[0].hints).toEqual([]);
  });

  it('has truncated lists in its messages', () => {
    const bytes = zipFile(Array.from({ length: 30 }, (_, i) => member(`${i}-${'x'.repeat(2000)}`)));
    const { message } = errorsOf(bytes, { array: 'a' })[0];
    expect(message).toMatch(/and 10 more$/);
    expect(message.length).toBeLessThan(2000);
  });
});
