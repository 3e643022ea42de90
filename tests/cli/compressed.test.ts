/** Compressed input in the built program: files, pipes, batches, memory, errors. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT, temporaryFolder } from '../support/cli.js';
import { sparseNpy } from '../support/npy.js';
import { peakMemory } from '../support/peak-memory.js';
import { heatmap } from '../support/session.js';

const FIXTURES = join(ROOT, 'tests/fixtures/compressed');
const fixture = (name: string) => join(FIXTURES, name);
const folder = temporaryFolder();
const path = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const plain = heatmap(['render', fixture('table.csv')]);

describe('a compressed table', () => {
  it.each(['gz', 'bz2', 'zst', 'br'])('in .%s gives the figure of the table', (suffix) => {
    const { code, stdout } = heatmap(['render', fixture(`table.csv.${suffix}`)]);
    expect(code).toBe(0);
    expect(stdout.equals(plain.stdout)).toBe(true);
  });

  it.each(['gz', 'bz2', 'zst'])('in .%s can be piped', (suffix) => {
    const { code, stdout } = heatmap(['render'], { input: readFileSync(fixture(`table.csv.${suffix}`)) });
    expect(code).toBe(0);
    expect(stdout.equals(plain.stdout)).toBe(true);
  });

  it('can be the data of a spec, which can be compressed too', () => {
    writeFileSync(path('m.json.gz'), gzipSync('[[1, 2], [3, 4]]'));
    const spec = '{ "data": "m.json.gz" }';
    writeFileSync(path('s.json'), spec);
    writeFileSync(path('s.json.br'), brotliCompressSync(spec));
    const [a, b] = ['s.json', 's.json.br'].map((name) => heatmap(['render', path(name)]));
    expect([a.code, b.code]).toEqual([0, 0]);
    expect(b.stdout.equals(a.stdout)).toBe(true);
  });

  it('has the name of the file without both extensions in an output folder', () => {
    expect(heatmap(['render', fixture('table.csv.gz'), '-o', path('out/')]).code).toBe(0);
    expect(readdirSync(path('out'))).toEqual(['table.svg']);
  });

  it('is found by a batch, and prose in .txt.gz is not', () => {
    const input = join(folder, 'batch');
    spawnSync('mkdir', [input]);
    writeFileSync(join(input, 'a.csv.gz'), gzipSync('1,2\n3,4\n'));
    writeFileSync(join(input, 'b.txt.gz'), gzipSync('1 2\n3 4\n'));
    writeFileSync(
      join(input, 'c.txt.gz'),
      gzipSync('Hello there, this is prose.\nIt is no table.\nAt all.\n'),
    );
    writeFileSync(join(input, 'd.json.gz'), gzipSync('{ "data": [[1, 2]] }'));
    const { code } = heatmap(['batch', input, '--matrices', '-o', path('made')]);
    expect(code).toBe(0);
    expect(readdirSync(path('made')).filter((name) => name.endsWith('.svg'))).toEqual([
      'a.svg',
      'b.svg',
      'd.svg',
    ]);
  });

  it('gives a starter spec', () => {
    const { code, stdout } = heatmap(['init', fixture('table.csv.zst')]);
    expect(code).toBe(0);
    expect(stdout.toString()).toContain('table.csv.zst');
  });
});

it('400 million compressed cells need less than 300 MiB of memory, about as much as from a pipe', () => {
  sparseNpy(path('huge.npy'), '|u1', [20_000, 20_000]);
  const compressed = spawnSync('gzip', ['-1', '-c', path('huge.npy')], { maxBuffer: 2 ** 28 }).stdout;
  writeFileSync(path('huge.npy.gz'), compressed);
  expect(peakMemory(['render', path('huge.npy.gz'), '-q', '-o', path('huge.png')])).toBeLessThan(300);
});

describe('a bad compressed file', () => {
  const cases: [string, string, Buffer, string][] = [
    [
      'cut',
      'm.csv.gz',
      readFileSync(fixture('table.csv.gz')).subarray(0, 500),
      'm.csv.gz: error: the gzip data ends too early [compressed-truncated]',
    ],
    [
      'cut',
      'm.csv.bz2',
      readFileSync(fixture('table.csv.bz2')).subarray(0, 500),
      'm.csv.bz2: error: the bzip2 data ends too early [compressed-truncated]',
    ],
    [
      'cut',
      'm.csv.zst',
      readFileSync(fixture('table.csv.zst')).subarray(0, 500),
      'm.csv.zst: error: the zstd data ends too early [compressed-truncated]',
    ],
    [
      'cut',
      'm.csv.br',
      readFileSync(fixture('table.csv.br')).subarray(0, 500),
      'm.csv.br: error: the brotli data ends too early [compressed-truncated]',
    ],
    [
      'that is text',
      'm.csv.br',
      Buffer.alloc(100, 0xff),
      'm.csv.br: error: the brotli data is damaged: it cannot be decoded [compressed-damaged]',
    ],
    [
      'with a long window',
      'm.csv.zst',
      readFileSync(fixture('long-window.csv.zst')),
      'm.csv.zst: error: the zstd data needs a window of 268435456 bytes; the limit is 134217728 [compressed-unsupported]',
    ],
    [
      'with an error in its table',
      'm.csv.gz',
      gzipSync('a,b\n1,2\n3,x\n'),
      'm.csv.gz:3:3: error: "x" in row "3", column "b" is not a number [not-a-number]',
    ],
  ];
  it.each(cases)('%s: %s', (_, name, bytes, expected) => {
    writeFileSync(path(name), bytes);
    const { code, stdout, stderr } = heatmap(['render', name, '-o', 'bad.svg', '--diagnostics', 'short'], {
      cwd: folder,
    });
    expect([code, stdout.length, existsSync(path('bad.svg'))]).toEqual([1, 0, false]);
    expect(stderr.trimEnd().split('\n')[0]).toBe(expected);
  });
});
