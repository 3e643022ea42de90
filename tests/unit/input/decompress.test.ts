import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { decompress, withoutCompressionSuffix } from '../../../src/input/decompress.js';
import { detectFormat } from '../../../src/input/index.js';
import type { Source } from '../../../src/input/reader.js';

const runs = Number(process.env.TORTURE ?? 40);

const FIXTURES = new URL('../../fixtures/compressed/', import.meta.url);
const fixture = (name: string) => readFileSync(new URL(name, FIXTURES));

const TABLE = fixture('table.csv');
const RUNS = Buffer.from(
  Array.from({ length: 269 }, (_, i) => 'abc'[(i + 1) % 3].repeat(i + 1)).join('') + '0'.repeat(1_200_000),
);

/** A source whose bytes arrive in chunks of this length, all in one buffer, as from a pipe. */
function stream(name: string, bytes: Uint8Array, length: number): Source {
  const buffer = new Uint8Array(length);
  let position = Math.min(bytes.length, Math.max(length, 64));
  const next = () => {
    if (position >= bytes.length) return null;
    const part = bytes.subarray(position, position + length);
    position += part.length;
    buffer.set(part);
    return buffer.subarray(0, part.length);
  };
  return { name, bytes: Uint8Array.from(bytes.subarray(0, position)), rest: { size: null, next } };
}

function contents({ bytes, rest }: Source): Buffer {
  const chunks = [bytes];
  for (let chunk = rest?.next() ?? null; chunk !== null; chunk = rest?.next() ?? null) {
    chunks.push(Uint8Array.from(chunk));
  }
  return Buffer.concat(chunks);
}

function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics[0].code;
    throw error;
  }
  return 'no error';
}

const FILES: [string, Buffer][] = [
  ['table.csv.gz', TABLE],
  ['table.csv.bz2', TABLE],
  ['table.csv.zst', TABLE],
  ['table.csv.br', TABLE],
  ['members.csv.gz', TABLE],
  ['members.csv.bz2', TABLE],
  ['members.csv.zst', TABLE],
  ['skippable.csv.zst', TABLE],
  ['runs.txt.gz', RUNS],
  ['runs.txt.bz2', RUNS],
  ['runs.txt.zst', RUNS],
];

describe('files written by gzip, bzip2, zstd and brotli', () => {
  it.each(FILES)('reads %s', (name, expected) => {
    expect(contents(decompress({ name, bytes: fixture(name) })).equals(expected)).toBe(true);
  });

  it.each(FILES.flatMap(([name, expected]) => [1, 1000].map((length) => ({ name, expected, length }))))(
    'reads $name from a pipe in chunks of $length',
    ({ name, expected, length }) => {
      expect(contents(decompress(stream(name, fixture(name), length))).equals(expected)).toBe(true);
    },
  );

  it.each(['gz', 'bz2', 'zst'])('recognizes .%s by its first bytes, with any name', (suffix) => {
    const source = { name: '<stdin>', bytes: fixture(`table.csv.${suffix}`) };
    expect(contents(decompress(source)).equals(TABLE)).toBe(true);
  });
});

describe('the name of a compressed file', () => {
  it.each([
    ['a.csv.gz', 'a.csv'],
    ['folder.gz/a.JSON.BZ2', 'folder.gz/a.JSON'],
    ['a.zst', 'a'],
    ['a.csv', 'a.csv'],
    ['.gz', '.gz'],
    ['folder/.gz', 'folder/.gz'],
  ])('is %s; without the suffix, %s', (name, inner) => {
    expect(withoutCompressionSuffix(name)).toBe(inner);
  });

  it('decides the format without its suffix, and stays in diagnostics', () => {
    const source = decompress({ name: 'a.ndjson.gz', bytes: gzipSync('[1, 2]') });
    expect([source.name, detectFormat(source)]).toEqual(['a.ndjson.gz', 'jsonl']);
  });

  it('does not matter for a file that was decompressed already', () => {
    const source = decompress({ name: 'a.ndjson.gz', bytes: Buffer.from('[1, 2]') });
    expect([contents(source).toString(), detectFormat(source)]).toEqual(['[1, 2]', 'jsonl']);
  });

  it('is the only sign of brotli', () => {
    const bytes = brotliCompressSync('1,2');
    expect(contents(decompress({ name: 'a.csv', bytes })).equals(bytes)).toBe(true);
    expect(contents(decompress({ name: 'a.csv.br', bytes })).toString()).toBe('1,2');
  });
});

describe('decompression', () => {
  it('is done once', () => {
    const twice = gzipSync(gzipSync('1,2'));
    const once = decompress({ name: 'a.gz', bytes: twice });
    expect(contents(decompress(once)).equals(gzipSync('1,2'))).toBe(true);
  });

  it('does not change a text that starts with BZh', () => {
    const bytes = Buffer.from('BZh9,1\nx,2\n');
    expect(decompress({ name: 'a.csv', bytes }).bytes).toBe(bytes);
  });

  it('restores any bytes that gzip compressed, in any members and chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 9 }),
        (parts, length, level) => {
          const bytes = Buffer.concat(parts.map((part) => gzipSync(part, { level })));
          const all = Buffer.concat(parts);
          expect(contents(decompress({ name: 'a', bytes })).equals(all)).toBe(true);
          expect(contents(decompress(stream('a', bytes, length))).equals(all)).toBe(true);
        },
      ),
      { numRuns: runs },
    );
  });

  it('keeps at most 32 MiB of a large file, and streams the rest', () => {
    const text = Buffer.alloc(40 * 2 ** 20, '0123456789,abcdef\n');
    const source = decompress({ name: 'a.csv.gz', bytes: gzipSync(text, { level: 1 }) });
    expect(source.bytes.length).toBe(2 ** 25);
    expect(contents(source).equals(text)).toBe(true);
  });
});

describe('a damaged file', () => {
  const names = ['table.csv.gz', 'table.csv.bz2', 'table.csv.zst', 'table.csv.br', 'members.csv.gz'];
  const isWhole = (name: string, bytes: Uint8Array) => decompress({ name, bytes });
  const isStream = (name: string, bytes: Uint8Array) => contents(decompress(stream(name, bytes, 100)));

  it.each(names)('%s, cut anywhere, is an error', (name) => {
    const bytes = fixture(name);
    fc.assert(
      fc.property(fc.integer({ min: 6, max: bytes.length - 1 }), (length) => {
        for (const read of [isWhole, isStream]) {
          const code = codeOf(() => read(name, bytes.subarray(0, length)));
          expect(['compressed-truncated', 'compressed-damaged']).toContain(code);
        }
      }),
      {
        numRuns: Math.ceil(runs / 2),
        examples: [[bytes.length - 1], [bytes.length - 4], [bytes.length - 8]],
      },
    );
  });

  it.each(['table.csv.gz', 'table.csv.bz2', 'members.csv.gz', 'members.csv.bz2'])(
    '%s with another bit is an error, or its contents do not depend on the bit',
    (name) => {
      const bytes = fixture(name);
      fc.assert(
        fc.property(fc.integer({ min: 6, max: bytes.length - 1 }), fc.nat(7), (position, bit) => {
          const bad = Uint8Array.from(bytes);
          bad[position] ^= 1 << bit;
          for (const read of [isWhole, isStream]) {
            const code = codeOf(() => {
              const result = read(name, bad);
              expect(Buffer.from('bytes' in result ? result.bytes : result).equals(TABLE)).toBe(true);
            });
            expect(['compressed-truncated', 'compressed-damaged', 'no error']).toContain(code);
          }
        }),
        { numRuns: runs },
      );
    },
  );

  it('of zstd ends with an error or with text, never with another exception', () => {
    const bytes = fixture('table.csv.zst');
    fc.assert(
      fc.property(fc.integer({ min: 4, max: bytes.length - 1 }), fc.nat(255), (position, byte) => {
        const bad = Uint8Array.from(bytes);
        bad[position] = byte;
        const code = codeOf(() => isStream('a.zst', bad));
        expect(code).toMatch(/^(?:compressed-(?:truncated|damaged|unsupported)|no error)$/);
      }),
      { numRuns: 2 * runs },
    );
  });
});

describe('a hostile file', () => {
  it('of zstd with a window of 256 MiB is rejected before the window is allocated', () => {
    const before = process.memoryUsage().arrayBuffers;
    expect(codeOf(() => decompress({ name: 'a', bytes: fixture('long-window.csv.zst') }))).toBe(
      'compressed-unsupported',
    );
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 26);
  });

  it('of zstd that needs a dictionary is rejected', () => {
    // The frame header has a dictionary field of one byte.
    const bytes = Buffer.from('28b52ffd2107050900001000', 'hex');
    expect(codeOf(() => decompress({ name: 'a', bytes }))).toBe('compressed-unsupported');
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(2 ** 24))],
    // A block of 128 KiB of one byte, 64 times. The last block of the frame is empty.
    [
      'zstd',
      Buffer.concat([
        Buffer.from('28b52ffd0038', 'hex'),
        ...Array<Buffer>(64).fill(Buffer.from('02001030', 'hex')),
        Buffer.from('010000', 'hex'),
      ]),
    ],
  ])('of %s that expands too much fails before it is decompressed completely', (name, part) => {
    let left = 100;
    const rest = { size: null, next: () => (left-- > 0 ? part : null) };
    const maxExpansion = { bytes: 2 ** 26, ratio: 100 };
    const source = decompress({ name: `a.${name}`, bytes: part, rest }, maxExpansion);
    let total = source.bytes.length;
    const code = codeOf(() => {
      for (let chunk = source.rest?.next(); chunk; chunk = source.rest?.next()) total += chunk.length;
    });
    expect(code).toBe('expands-too-much');
    expect(total).toBeLessThanOrEqual(maxExpansion.bytes);
  });
});
