/** A damaged, foreign or missing code cache of V8 does not change any figure. */
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, temporaryFolder } from '../support/cli.js';

const folder = temporaryFolder();
const dist = join(folder, 'dist');
const cache = join(dist, `program.${process.version}-${process.arch}.cache`);
const spec = join(ROOT, 'examples/01-cosine-similarity.json');

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(dist, 'heatmap.cjs'), ...args]);
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}

beforeAll(() => {
  cpSync(join(ROOT, 'dist'), dist, { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
});

const good = readFileSync(join(ROOT, 'dist', `program.${process.version}-${process.arch}.cache`));

afterEach(() => writeFileSync(cache, good));

describe('the cache of the compiled program', () => {
  it('is created by the build and accepted by this Node', () => {
    const source = readFileSync(join(dist, 'program.cjs'), 'latin1');
    const script = new Script(source, { cachedData: readFileSync(cache) });
    expect(script.cachedDataRejected).toBe(false);
  });

  it('belongs to a source in ASCII, as the launcher assumes', () => {
    for (const name of ['program.cjs', 'rest.cjs'])
      expect(/^[\0-\x7f]*$/.test(readFileSync(join(dist, name), 'latin1'))).toBe(true);
  });

  const cacheContents: Record<string, () => Buffer> = {
    'no bytes': () => Buffer.alloc(0),
    'all but its last byte': () => good.subarray(0, -1),
    'random text': () => Buffer.from('garbage'.repeat(1000)),
    'its first half': () => good.subarray(0, good.length / 2),
    'the cache of another Node version': () =>
      Buffer.concat([good.subarray(0, 4), Buffer.alloc(4, 7), good.subarray(8)]),
    'the cache of another program': () => new Script('let other = 1;').createCachedData(),
  };

  it.each(Object.keys(cacheContents))('changes no figure when it contains %s', (name) => {
    const expected = run(spec);
    writeFileSync(cache, cacheContents[name]());
    expect(run(spec)).toEqual(expected);
    expect(expected.status).toBe(0);
  });

  it('changes no figure when it is missing', () => {
    const expected = run(spec);
    rmSync(cache);
    expect(run(spec)).toEqual(expected);
  });
});

describe('the second script of the program', () => {
  it('is not needed for a figure of a spec or a table, in any output format', () => {
    const rest = join(dist, 'rest.cjs');
    const content = readFileSync(rest);
    const table = join(ROOT, 'examples/data/06-token-probability.csv');
    rmSync(rest);
    try {
      for (const input of [spec, table]) {
        expect(run(input, '-q', '-o', join(folder, 'figure.{svg,png}'))).toMatchObject({
          status: 0,
          stderr: '',
        });
      }
      expect(run('explain', 'clipped').status).not.toBe(0);
    } finally {
      writeFileSync(rest, content);
    }
    expect(run('explain', 'clipped').status).toBe(0);
  });
});
