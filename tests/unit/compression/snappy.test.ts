import { describe, expect, it } from 'vitest';
import { decompressSnappy } from '../../../src/compression/snappy.js';

/** Returns the text of a block, or null if it is damaged. */
function textOf(block: readonly number[], length: number): string | null {
  const output = new Uint8Array(length);
  return decompressSnappy(Uint8Array.from(block), output) ? Buffer.from(output).toString('latin1') : null;
}

const bytes = (text: string) => [...Buffer.from(text, 'latin1')];
const long = 'x'.repeat(300);

// The elements of the format, by its description.
describe('a block of Snappy', () => {
  it.each([
    ['a literal', [3, 2 << 2, ...bytes('abc')], 'abc'],
    ['a literal with a length of one byte', [100, 60 << 2, 99, ...bytes('y'.repeat(100))], 'y'.repeat(100)],
    ['a literal with a length of two bytes', [0xac, 2, 61 << 2, 0x2b, 1, ...bytes(long)], long],
    ['a literal with a length of four bytes', [2, 63 << 2, 1, 0, 0, 0, ...bytes('ab')], 'ab'],
    ['a copy with a distance of one byte', [7, 2 << 2, ...bytes('abc'), 1, 3], 'abcabca'],
    ['a copy with a distance of two bytes', [5, 2 << 2, ...bytes('abc'), (1 << 2) | 2, 3, 0], 'abcab'],
    ['a copy with a distance of four bytes', [5, 2 << 2, ...bytes('abc'), (1 << 2) | 3, 2, 0, 0, 0], 'abcbc'],
    ['a copy that repeats its own bytes', [8, 0, ...bytes('a'), (6 << 2) | 2, 1, 0], 'aaaaaaaa'],
    ['nothing', [0], ''],
  ])('has %s', (_, block, text) => {
    expect(textOf(block, text.length)).toBe(text);
  });

  it.each([
    ['a literal beyond the input', [3, 2 << 2, ...bytes('ab')], 3],
    ['a literal of four billion bytes', [3, 63 << 2, 0xff, 0xff, 0xff, 0xff, ...bytes('abc')], 3],
    ['a literal beyond the output', [3, 2 << 2, ...bytes('abc')], 2],
    ['less than its length', [3, 2 << 2, ...bytes('abc')], 4],
    ['a copy from before the start', [5, 0, ...bytes('a'), (1 << 2) | 2, 2, 0], 3],
    ['a copy of distance 0', [5, 0, ...bytes('a'), (1 << 2) | 2, 0, 0], 3],
    ['a copy that ends too early', [5, 0, ...bytes('a'), (1 << 2) | 3, 1, 0], 3],
    ['no end of its length', [0xff, 0xff], 1],
  ])('is damaged if it has %s', (_, block, length) => {
    expect(textOf(block, length)).toBeNull();
  });
});
