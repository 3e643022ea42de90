/** Files that are too large to be kept in memory as a whole. */
import { appendFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readFile } from '../../../src/host/io.js';
import { readAll, rewind } from '../../../src/input/bytes.js';
import { temporaryFolder } from '../../support/cli.js';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, 'large.bin');
const SIZE = 2 ** 24 + 5;
writeFileSync(path, 'start');
truncateSync(path, SIZE - 3);
appendFileSync(path, 'end');

describe('a file of more than 16 MiB', () => {
  const ends = (bytes: Uint8Array) => [bytes.length, ...[bytes.slice(0, 6), bytes.slice(-4)].map(String)];
  const expected = [SIZE, '115,116,97,114,116,0', '0,101,110,100'];

  it('is read in chunks, and again from its start', () => {
    const source = readFile(path);
    expect(source.bytes.length).toBeLessThan(2 ** 20);
    expect(ends(readAll(source).bytes)).toEqual(expected);
    // Nothing is left of the stream.
    expect(readAll(source).bytes.length).toBe(source.bytes.length);
    const again = rewind(source);
    rewind(again).rest?.close?.();
    expect(ends(readAll(rewind(again)).bytes)).toEqual(expected);
  });

  it('is not read again after it changed', () => {
    const source = readFile(path);
    appendFileSync(path, '!');
    expect(() => rewind(source)).toThrow('the file changed while the figure was being drawn');
  });
});

it('a smaller file is in memory', () => {
  writeFileSync(join(folder, 'small.bin'), 'abc');
  const source = readFile(join(folder, 'small.bin'));
  expect([String(source.bytes), source.rest]).toEqual(['abc', undefined]);
  expect(rewind(source)).toBe(source);
});
