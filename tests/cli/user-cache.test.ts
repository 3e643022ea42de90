/**
 * For a Node version without built caches, the program keeps its own in a folder of the user, if it can trust the folder. The
 * launcher runs in this process with small scripts in place of the program, except where the test is about the figure.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { beforeEach, describe, expect, it } from 'vitest';
import { ROOT, temporaryFolder } from '../support/cli.js';

const root = temporaryFolder();
const home = join(root, 'home');
const folder = join(home, '.cache/heatmap');
const scripts = join(root, 'scripts');
const uid = process.geteuid?.();

const launcher = compileFunction(readFileSync(join(ROOT, 'dist/heatmap.cjs'), 'utf8').replace(/^#!.*/, ''), [
  'require',
  '__dirname',
  'process',
]) as (require: NodeJS.Require, dirname: string, process: object) => void;

const MODULES = {
  program: `'src/cli/main.ts': () => ({
    async main([names, draw, code]) {
      for (const name of names) draw(getModule(name, 'draw').draw());
      return code;
    } })`,
  draw: `draw: () => ({ draw: () => 'by draw' })`,
  png: `draw: () => ({ draw: () => 'by png' })`,
};

mkdirSync(scripts);
let starts = 0;

/** Writes sources of the same lengths each time, but others: V8 keeps the code of those that this process has compiled. */
function writeScripts() {
  const count = String(starts++).padStart(4, '0');
  for (const [name, modules] of Object.entries(MODULES)) {
    const source = `(function (require, filename, dirname, getModule) { /* ${count} */ return { ${modules} }; })`;
    writeFileSync(join(scripts, `${name}.cjs`), source);
  }
}

interface Start {
  readonly env?: Record<string, string>;
  /** The scripts that the program loads. */
  readonly names?: readonly string[];
  readonly code?: number;
  readonly user?: number;
}

/** Runs the launcher until the end of its process. Returns what the scripts have drawn. */
function start({ env = { HOME: home }, names = ['draw'], code = 0, user = uid }: Start = {}) {
  writeScripts();
  return new Promise<readonly string[]>((resolve) => {
    const drawn: string[] = [];
    launcher(createRequire(import.meta.url), scripts, {
      ...{ version: process.version, arch: process.arch, pid: process.pid, env },
      argv: ['node', 'heatmap', names, (part: string) => drawn.push(part), code],
      ...(user !== undefined && { geteuid: () => user }),
      once(_: string, end: (code: number) => void) {
        end(code);
        resolve(drawn);
      },
      exit() {},
    });
  });
}

const list = (path = folder) => (existsSync(path) ? readdirSync(path).sort() : []);
const scriptsOf = (files: readonly string[]) => files.map((file) => file.split('.')[0]);
const pathOf = (name: string) => join(folder, list().find((file) => file.startsWith(`${name}.`)) as string);
const contents = () => list().map((file) => readFileSync(join(folder, file)));

/** Sets the time of all caches to the past. */
function age() {
  for (const file of list()) utimesSync(join(folder, file), 1, 1);
}
const areUnchanged = () => list().every((file) => statSync(join(folder, file)).mtimeMs === 1000);

beforeEach(() => {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home);
});

describe('the caches of the user', () => {
  it('are written by the first run, private, and accepted by the second one', async () => {
    expect(await start()).toEqual(['by draw']);
    expect(scriptsOf(list())).toEqual(['draw', 'program']);
    const modes = [folder, ...list().map((file) => join(folder, file))].map((path) => statSync(path).mode);
    expect(modes.map((mode) => mode & 0o777)).toEqual([0o700, 0o600, 0o600]);
    age();
    expect(await start()).toEqual(['by draw']);
    expect(areUnchanged()).toBe(true);
  });

  it('are written again when a run loads another script', async () => {
    await start();
    age();
    expect(await start({ names: ['draw', 'png'] })).toEqual(['by draw', 'by png']);
    expect(scriptsOf(list())).toEqual(['draw', 'png', 'program']);
    expect(list().some((file) => statSync(join(folder, file)).mtimeMs === 1000)).toBe(false);
  });

  it('are not written by a run that fails', async () => {
    expect(await start({ code: 1 })).toEqual(['by draw']);
    expect(list()).toEqual([]);
  });

  it('are not written if the user does not want them', async () => {
    await start({ env: { HOME: home, NODE_DISABLE_COMPILE_CACHE: '1' } });
    expect(list()).toEqual([]);
  });

  it('replace the oldest files when there are many', async () => {
    await start();
    const names = list();
    for (let i = 0; i < 50; i++) {
      writeFileSync(join(folder, `draw.${'0'.repeat(14)}${i + 10}.v20.1.0-x64.cache`), '');
      writeFileSync(join(folder, `${i}.txt`), 'a file of the user');
    }
    age();
    rmSync(pathOf('program'));
    await start();
    expect(list().filter((name) => name.endsWith('.txt'))).toHaveLength(50);
    expect(list()).toHaveLength(90);
    expect(list()).toEqual(expect.arrayContaining(names));
  });

  it('are in the folder that the environment names', async () => {
    const [xdg, node] = ['xdg', 'node'].map((name) => join(root, name));
    await start({ env: { HOME: home, XDG_CACHE_HOME: xdg } });
    await start({ env: { HOME: home, XDG_CACHE_HOME: xdg, NODE_COMPILE_CACHE: node } });
    expect([xdg, node].map((path) => list(join(path, 'heatmap')).length)).toEqual([2, 2]);
    expect(list()).toEqual([]);
  });

  it('are those of the built program too, and damaged ones change no figure', () => {
    const dist = join(root, 'dist');
    cpSync(join(ROOT, 'dist'), dist, { recursive: true, filter: (path) => !/\.cache$|types/.test(path) });
    cpSync(join(ROOT, 'package.json'), join(root, 'package.json'));
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
    writeFileSync(join(root, 'table.csv'), ',a,b\nc,1,2\nd,3,4\n');
    const {
      NODE_COMPILE_CACHE: _,
      NODE_DISABLE_COMPILE_CACHE: __,
      XDG_CACHE_HOME: ___,
      ...env
    } = process.env;
    const draw = (more: Record<string, string> = {}) => {
      const args = [join(dist, 'heatmap.cjs'), 'table.csv', '-q', '--format', 'svg'];
      const options = { cwd: root, env: { ...env, HOME: home, ...more }, encoding: 'utf8' } as const;
      const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
      return { status, stdout, stderr };
    };
    const expected = draw({ NODE_DISABLE_COMPILE_CACHE: '1' });
    expect(expected).toMatchObject({ status: 0, stderr: '' });
    expect(list()).toEqual([]);
    expect(draw()).toEqual(expected);
    expect(scriptsOf(list())).toEqual(['draw', 'program']);
    age();
    expect(draw()).toEqual(expected);
    expect(areUnchanged()).toBe(true);
    cpSync(pathOf('draw'), pathOf('program'));
    const bytes = readFileSync(pathOf('draw'));
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(pathOf('draw'), bytes);
    expect(draw()).toEqual(expected);
    expect(areUnchanged()).toBe(false);
  });
});

describe('caches that cannot be used', () => {
  const flip = (part: number) => (bytes: Buffer) => {
    bytes[Math.floor(part * (bytes.length - 1))] ^= 1;
    return bytes;
  };
  const damages: Record<string, (bytes: Buffer) => Buffer> = {
    'is empty': () => Buffer.alloc(0),
    'is cut short': (bytes) => bytes.subarray(0, bytes.length / 2),
    'is garbage': () => Buffer.from('garbage'.repeat(1000)),
    'consists of zeros': (bytes) => Buffer.alloc(bytes.length),
    'has a wrong bit in its checksum': flip(0),
    'has a wrong bit in the middle': flip(0.5),
    'has a wrong last byte': flip(1),
    'belongs to another script': () => readFileSync(pathOf('program')),
  };

  it.each(Object.keys(damages))('are replaced when one %s', async (name) => {
    await start();
    const good = contents();
    writeFileSync(pathOf('draw'), damages[name](readFileSync(pathOf('draw'))));
    expect(contents()).not.toEqual(good);
    age();
    expect(await start()).toEqual(['by draw']);
    expect(areUnchanged()).toBe(false);
    age();
    expect(await start()).toEqual(['by draw']);
    expect(areUnchanged()).toBe(true);
  });

  it('change nothing when a cache or the folder is of another kind', async () => {
    await start();
    const path = pathOf('draw');
    rmSync(path);
    mkdirSync(path);
    expect(await start()).toEqual(['by draw']);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    expect(await start()).toEqual(['by draw']);
    expect(readFileSync(folder, 'utf8')).toBe('');
  });

  const environments: Record<string, Record<string, string>> = {
    'a folder that cannot be made': { XDG_CACHE_HOME: '/proc/none/cache' },
    'a home that does not exist': { HOME: join(root, 'none/home') },
    'a relative home': { HOME: 'home' },
  };

  it.each(Object.keys(environments))('are not written with %s', async (name) => {
    expect(await start({ env: environments[name] })).toEqual(['by draw']);
    expect(list()).toEqual([]);
    expect(existsSync(join(root, 'none'))).toBe(false);
    expect(existsSync('home')).toBe(false);
  });

  it.skipIf(uid === undefined)('are not read when others can write the folder or a file', async () => {
    await start();
    rmSync(pathOf('program'));
    chmodSync(folder, 0o777);
    expect(await start()).toEqual(['by draw']);
    expect(scriptsOf(list())).toEqual(['draw']);
    chmodSync(folder, 0o700);
    await start();
    chmodSync(pathOf('draw'), 0o666);
    age();
    expect(await start()).toEqual(['by draw']);
    expect(areUnchanged()).toBe(false);
    expect(statSync(pathOf('draw')).mode & 0o777).toBe(0o600);
  });

  it.skipIf(uid === undefined)('are neither read nor written in a folder of another user', async () => {
    await start();
    rmSync(pathOf('program'));
    const user = (uid as number) + 1;
    expect(await start({ user })).toEqual(['by draw']);
    expect(scriptsOf(list())).toEqual(['draw']);
    rmSync(join(home, '.cache'), { recursive: true });
    expect(await start({ user })).toEqual(['by draw']);
    expect(existsSync(join(home, '.cache'))).toBe(false);
  });
});
