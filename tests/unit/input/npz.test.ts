import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
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

function read(bytes: Uint8Array, options: ReadOptions = {}): { dataset: Dataset; said: Diagnostic[] } {
  const said: Diagnostic[] = [];
  return { dataset: readNpz({ name: 'a.npz', bytes }, options, (diagnostic) => said.push(diagnostic)), said };
}

function faults(bytes: Uint8Array, options?: ReadOptions): readonly Diagnostic[] {
  try {
    read(bytes, options);
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics;
    throw error;
  }
  throw new Error('the file was read');
}

/** An array of bytes that count up from `first`. */
function array(shape: readonly number[], first = 0): Uint8Array {
  const cells = shape.reduce((a, b) => a * b, 1);
  return npyFile(
    npyDict('|u1', shape),
    new Uint8Array(cells).map((_, i) => first + i),
  );
}

function member(key: string, content = array([2, 2]), more: Partial<Member> = {}): Member {
  return { name: `${key}.npy`, content, ...more };
}

function contents(dataset: Dataset) {
  return dataset.slices.map(({ title, matrix }) => ({
    title,
    cells: [...matrix.values].map((value) => matrix.words?.[value] ?? value),
  }));
}

describe('what numpy wrote', () => {
  it.each(archives)('$file is read as numpy reads it, array by array', ({ file, arrays }) => {
    const bytes = readFileSync(new URL(file, FIXTURES));
    for (const { key, values, words } of arrays) {
      const { dataset } = read(bytes, { array: key });
      expect(contents(dataset).flatMap(({ cells }) => cells)).toEqual(values ?? words);
    }
  });

  it.each(archives.filter(({ arrays }) => arrays.length > 1))(
    '$file is a stack titled by its keys',
    ({ file, arrays }) => {
      const { dataset, said } = read(readFileSync(new URL(file, FIXTURES)));
      expect(dataset.leading).toEqual([arrays.length]);
      expect(contents(dataset)).toEqual(
        arrays.map(({ key, values, words }) => ({ title: key, cells: values ?? words })),
      );
      expect(said).toEqual([]);
    },
  );
});

describe('an NPZ file', () => {
  it.each([
    ['stored', false, false],
    ['deflated', true, false],
    ['stored, in ZIP64', false, true],
    ['deflated, in ZIP64', true, true],
  ])('is read when its arrays are %s', (_, deflate, zip64) => {
    const bytes = zipFile(
      [member('b', array([2, 1]), { deflate }), member('a', array([3], 7), { deflate })],
      zip64,
    );
    expect(contents(read(bytes).dataset)).toEqual([
      { title: 'b', cells: [0, 1] },
      { title: 'a', cells: [7, 8, 9] },
    ]);
  });

  it('may have a header as long as numpy reads', () => {
    const noise = createHash('shake256', { outputLength: 4800 })
      .digest('hex')
      .replace(/[0-7]/g, ' ')
      .replace(/\w/g, '\t');
    const content = npyFile(npyDict('|u1', [2]) + noise, Uint8Array.of(5, 6));
    expect(contents(read(zipFile([member('a', content, { deflate: true })])).dataset)[0].cells).toEqual([
      5, 6,
    ]);
  });

  it('may end with a comment, even one that looks like the end of a directory', () => {
    const bytes = Buffer.from(zipFile([member('a')]));
    const comment = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(30)]);
    bytes.writeUInt16LE(comment.length, bytes.length - 2);
    expect(contents(read(Buffer.concat([bytes, comment])).dataset)).toHaveLength(1);
  });

  it('may comment on its members', () => {
    const bytes = zipFile([
      member('a', undefined, { comment: 'first' }),
      member('b', undefined, { comment: 'PK' }),
    ]);
    expect(contents(read(bytes).dataset).map(({ title }) => title)).toEqual(['a', 'b']);
  });

  it('of one array is that array, untitled, with as many axes as it has', () => {
    const { dataset } = read(zipFile([member('attention', array([2, 3, 1, 2]))]));
    expect(dataset.leading).toEqual([2]);
    expect(dataset.slices.map((slice) => [slice.title, slice.matrix.rows])).toEqual([
      [null, 3],
      [null, 3],
    ]);
  });

  it('gives the array that was asked for, with or without ".npy"', () => {
    const bytes = zipFile([
      member('a', array([1], 1)),
      member('b', array([2, 2, 2], 2)),
      member('b.npy', array([1], 3)),
    ]);
    expect(contents(read(bytes, { array: 'a' }).dataset)).toEqual([{ title: null, cells: [1] }]);
    expect(contents(read(bytes, { array: 'a.npy' }).dataset)).toEqual([{ title: null, cells: [1] }]);
    expect(read(bytes, { array: 'b' }).dataset.leading).toEqual([2]);
    expect(contents(read(bytes, { array: 'b.npy' }).dataset)).toEqual([{ title: null, cells: [3] }]);
  });

  it('takes names for labels, whatever path they look like', () => {
    const names = ['../../etc/passwd', '/root', 'C:\\x', '__proto__', 'layer/0', '\ufeffa', ''];
    const { dataset } = read(zipFile(names.map((name) => member(name))));
    expect(dataset.slices.map((slice) => slice.title)).toEqual(names);
  });

  it('warns of files that are not arrays, unless an array was asked for', () => {
    const bytes = zipFile([
      { name: 'readme.txt', content: Buffer.from('hi') },
      { name: 'folder/', content: Buffer.alloc(0) },
      member('a'),
    ]);
    expect(read(bytes).said).toMatchObject([{ severity: 'warning', code: 'npz-other-file' }]);
    expect(read(bytes).said[0].message).toMatch(/not read: "readme.txt"$/);
    expect(read(bytes, { array: 'a' }).said).toEqual([]);
  });
});

describe('a faulty NPZ file', () => {
  const good = Buffer.from(zipFile([member('a', array([40, 40]), { deflate: true })]));
  const changed = (at: number, byte: number) =>
    Buffer.concat([good.subarray(0, at), Buffer.of(byte), good.subarray(at + 1)]);

  const lonelyEnd = Uint8Array.from(zipFile([])).fill(0xff, 10, 20);

  it.each([
    ['another magic', Buffer.from('\x93NUMPY'), 'npz-magic'],
    ['nothing', Buffer.alloc(0), 'npz-magic'],
    ['only a beginning', good.subarray(0, 100), 'zip-truncated'],
    ['its last byte missing', good.subarray(0, -1), 'zip-truncated'],
    ['its first half missing', Buffer.concat([Buffer.from('PK'), good.subarray(70)]), 'zip-damaged'],
    ['a member whose name goes beyond the end', changed(27, 0xff), 'zip-damaged'],
    ['a directory that should be in ZIP64 and is not', lonelyEnd, 'zip-damaged'],
    ['no member', zipFile([]), 'npz-empty'],
    ['no array', zipFile([{ name: 'readme.txt', content: Buffer.from('hi') }]), 'npz-empty'],
    ['two arrays of one name', zipFile([member('a'), member('a')]), 'npz-duplicate-array'],
    ['encryption', zipFile([member('a', undefined, { flags: 1 })]), 'zip-encrypted'],
    ['another compression', zipFile([member('a', undefined, { method: 12 })]), 'zip-method'],
    ['a wrong checksum', zipFile([member('a', undefined, { checksum: 1 })]), 'zip-checksum'],
    [
      'a wrong checksum, deflated',
      zipFile([member('a', undefined, { deflate: true, checksum: 1 })]),
      'zip-checksum',
    ],
    ['garbage as deflated bytes', changed(35, 0xff), 'zip-damaged'],
    [
      'a deflated member that grows beyond its size',
      zipFile([member('a', undefined, { deflate: true, size: 10 })]),
      'zip-damaged',
    ],
    [
      'a stored member of another size',
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
  ])('with %s is refused', (_, bytes, code) => {
    const found = faults(bytes);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ severity: 'error', code, place: { file: 'a.npz' } });
  });

  it('does not unpack what claims to be too large, or holds too many cells', () => {
    const content = npyFile(npyDict('|u1', [30_000, 30_000]), new Uint8Array(1000));
    const claim = (size: number) => zipFile([member('a', content, { deflate: true, size })]);
    expect(faults(claim(2 ** 32 - 2))[0].code).toBe('npz-too-large');
    expect(faults(claim(content.length - 1000 + 9e8))[0].code).toBe('too-large');
  });

  it('says only once that its arrays are too large', () => {
    const huge = Array.from({ length: 3 }, (_, i) => member(`${i}`, undefined, { deflate: true, size: 2e9 }));
    expect(faults(zipFile(huge)).map(({ code }) => code)).toEqual(['npz-too-large']);
  });

  it('does not unpack an object array to refuse it', () => {
    const pickle = createHash('shake256', { outputLength: 60_000 }).digest();
    const content = npyFile("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", pickle);
    const beginning = deflateRawSync(content).subarray(0, 30_000);
    const bytes = zipFile([{ name: 'a.npy', content: beginning, method: 8, size: content.length }]);
    expect(faults(bytes)[0].code).toBe('npy-object');
  });

  it('cannot have one part of it read many times over', () => {
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
    expect(faults(bomb)[0].code).toBe('zip-damaged');
  });

  it('names every array that cannot be drawn, and says how to draw one alone', () => {
    const bytes = zipFile([
      member('ok'),
      member('stack', array([2, 2, 2])),
      member('bad', npyFile(npyDict('|O', [1]), Buffer.alloc(1))),
    ]);
    const found = faults(bytes);
    expect(found.map(({ code }) => code)).toEqual(['npz-panel', 'npy-object']);
    expect(found[0].message).toBe(
      'array "stack": the shape is (2, 2, 2); each of several arrays is a panel and has two axes',
    );
    expect(
      found.every(({ hints }) => hints?.at(-1) === 'to draw one array alone, name it with "array"'),
    ).toBe(true);
    expect(read(bytes, { array: 'stack' }).dataset.leading).toEqual([2]);
  });

  it('stops after twenty faults', () => {
    const bytes = zipFile(Array.from({ length: 100 }, (_, i) => member(`a${i}`, array([2, 2, 2]))));
    expect(faults(bytes)).toHaveLength(20);
  });

  it('says which arrays there are when another is asked for', () => {
    const bytes = zipFile([member('attention'), member('tokens')]);
    expect(faults(bytes, { array: 'atention' })).toMatchObject([
      {
        code: 'unknown-array',
        message: 'there is no array "atention" in the file; it holds "attention", "tokens"',
        hints: ['did you mean "attention"?'],
      },
    ]);
    expect(faults(bytes, { array: 'quite other' })[0].hints).toEqual([]);
  });

  it('has the lists in its messages cut', () => {
    const bytes = zipFile(Array.from({ length: 30 }, (_, i) => member(`${i}-${'x'.repeat(2000)}`)));
    const { message } = faults(bytes, { array: 'a' })[0];
    expect(message).toMatch(/and 10 more$/);
    expect(message.length).toBeLessThan(2000);
  });
});
