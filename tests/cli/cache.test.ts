/** A damaged, foreign or missing code cache of V8 does not change any figure. */
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { npyDict, npyFile } from '../fixtures/npy/write.js';
import { ROOT, temporaryFolder } from '../support/cli.js';

const folder = temporaryFolder();
const dist = join(folder, 'dist');
const cacheName = `draw.${process.version}-${process.arch}.cache`;
const cache = join(dist, cacheName);
/** The scripts of the program. */
const SCRIPTS = ['program', 'draw', 'png', 'more', 'spec', 'shaping', 'rest'];
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

const good = readFileSync(join(ROOT, 'dist', cacheName));

afterEach(() => writeFileSync(cache, good));

describe('the cache of the compiled program', () => {
  it('is created by the build and accepted by this Node', () => {
    // Another process, because tests may have changed the flags of this one.
    const code = `const { readFileSync } = require('node:fs');
      const [source, cachedData] = [readFileSync(process.argv[1], 'latin1'), readFileSync(process.argv[2])];
      console.log(new (require('node:vm').Script)(source, { cachedData }).cachedDataRejected);`;
    const args = ['-e', code, join(dist, 'draw.cjs'), cache];
    expect(spawnSync(process.execPath, args).stdout.toString()).toBe('false\n');
  });

  it('belongs to a source in ASCII, as the launcher assumes', () => {
    for (const name of SCRIPTS)
      expect(/^[\0-\x7f]*$/.test(readFileSync(join(dist, `${name}.cjs`), 'latin1'))).toBe(true);
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

describe('the scripts that load late', () => {
  const table = join(ROOT, 'examples/data/06-token-probability.csv');

  /** Runs `check` without a script of the program. */
  function withoutScript(name: string, check: () => void) {
    const file = join(dist, `${name}.cjs`);
    const content = readFileSync(file);
    rmSync(file);
    try {
      check();
    } finally {
      writeFileSync(file, content);
    }
  }

  const draw = (input: string) => run(input, '-q', '-o', join(folder, 'figure.{svg,png}'));
  const success = { status: 0, stderr: '' };

  it('are not needed for a table without a spec, in any output format', () => {
    const hasSchema = (name: string) =>
      readFileSync(join(dist, `${name}.cjs`), 'latin1').includes('ZodMiniType');
    expect(['program', 'draw', 'png', 'more', 'spec'].filter(hasSchema)).toEqual(['spec']);
    withoutScript('rest', () => withoutScript('spec', () => expect(draw(table)).toMatchObject(success)));
    const svg = ['-q', '-o', join(folder, 'figure.svg')];
    withoutScript('more', () =>
      withoutScript('png', () => expect(run(table, ...svg)).toMatchObject(success)),
    );
    withoutScript('draw', () => expect(run('--version')).toMatchObject(success));
  });

  it('are not needed for the figure of a spec, except for the schema', () => {
    withoutScript('rest', () => {
      expect(draw(spec)).toMatchObject(success);
      expect(run('explain', 'clipped').status).not.toBe(0);
    });
    withoutScript('spec', () => expect(draw(spec).status).not.toBe(0));
    expect(run('explain', 'clipped').status).toBe(0);
  });

  it('are not needed for an array of NumPy', () => {
    const file = join(folder, 'array.npy');
    writeFileSync(
      file,
      npyFile(npyDict('<f8', [2, 3]), new Uint8Array(Float64Array.of(0.5, 1, 2, 3, 4, 5).buffer)),
    );
    withoutScript('rest', () => withoutScript('spec', () => expect(draw(file)).toMatchObject(success)));
  });
});
