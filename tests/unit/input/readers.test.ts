import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasInputExtension } from '../../../src/batch/find/content.js';
import {
  detectFormat,
  type Format,
  formatOfName,
  type InputFormat,
  READERS,
} from '../../../src/input/index.js';
import { FORMATS } from '../../../src/spec/data.js';

const INPUT = new URL('../../../src/input/', import.meta.url);

/** The file and name of every exported constant of type `Reader`. */
const exportedReaders = readdirSync(INPUT, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => {
    const code = readFileSync(new URL(file, INPUT), 'utf8');
    return [...code.matchAll(/^export const (\w+): Reader\b/gm)].map((match) => ({ file, name: match[1] }));
  });

const formats = Object.entries(READERS) as [InputFormat, Format][];
const readFunctions = formats.map(([, { read }]) => read);
const extensions = formats.flatMap(([format, { extensions = [], sharedExtensions = [] }]) =>
  [...extensions, ...sharedExtensions].map((extension) => ({ extension, format })),
);

describe('the table of readers', () => {
  it('has a reader for every format of the spec', () => {
    expect(Object.keys(READERS).sort()).toEqual([...FORMATS].sort());
  });

  it.each(exportedReaders)('contains $name of $file', async ({ file, name }) => {
    const module = await import(new URL(file, INPUT).href);
    expect(readFunctions).toContain(module[name]);
  });

  it('contains no other reader', () => {
    expect(exportedReaders).toHaveLength(new Set(readFunctions).size);
  });

  it('has each extension once', () => {
    const names = extensions.map(({ extension }) => extension);
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(extensions)('lets a batch find files named .$extension', ({ extension, format }) => {
    expect(hasInputExtension(`folder/a.${extension.toUpperCase()}`)).toBe(true);
    expect(formatOfName(`a.${extension}`)?.format).toBe(format);
  });

  it('lets no batch find other files', () => {
    for (const name of ['a.md', 'a.svg', 'csv', 'a.csv.bak', 'a.', 'a.csv/b', '.csv', 'a/.csv'])
      expect(hasInputExtension(name)).toBe(false);
  });
});

describe('the detection of the format', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1');
  it.each<[string, string, InputFormat]>([
    ['a.csv', '\x93NUMPY\x01\x00', 'npy'],
    ['a.csv', 'PK\x03\x04', 'npz'],
    ['a.csv', 'PK\x05\x06', 'npz'],
    ['a.NPY', '1,2', 'npy'],
    ['a.npz', '', 'npz'],
    ['a.ndjson', 'x', 'jsonl'],
    ['a.TSV', '[1, 2]', 'csv'],
    ['a.txt', '[1, 2]', 'csv'],
    ['a.json', 'x', 'json'],
    ['<stdin>', '[[1, 2]]', 'json'],
    ['<stdin>', '[1, 2]\n[3, 4]', 'jsonl'],
    ['<stdin>', '{"a": NaN}\n{"a": 1}', 'jsonl'],
    ['<stdin>', '[CLS],1\n', 'csv'],
    ['<stdin>', '', 'csv'],
  ])('returns for %s with the content %j: %s', (name, text, format) => {
    expect(detectFormat({ name, bytes: bytes(text) })).toBe(format);
  });
});
