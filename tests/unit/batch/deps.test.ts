import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { depsFile } from '../../../src/batch/pages/deps.js';
import type { Outcome } from '../../../src/batch/task.js';
import { temporaryFolder } from '../../support/cli.js';

const hasMake = spawnSync('make', ['--version']).status === 0;

function outcome(target: string, sources: readonly string[]): Outcome {
  return {
    task: { name: 'x', input: sources[0], kind: 'spec', targets: [{ path: target, format: 'svg' }] },
    diagnostics: [],
    time: 1,
    status: 'made',
    title: '',
    description: '',
    dependencies: sources.map((path) => ({ path: resolve(path), sha256: '' })),
    outputs: [],
    snapshot: null,
  };
}

function failed({ task }: Outcome): Outcome {
  return { task, diagnostics: [], time: 1, status: 'failed' };
}

/** A folder with all files of a batch, as old as each other, and a makefile that says which figures are made anew. */
function project(outcomes: readonly Outcome[]): string {
  const folder = temporaryFolder();
  for (const each of outcomes) {
    const sources =
      each.status === 'failed'
        ? []
        : each.dependencies.map(({ path }) => path.slice(process.cwd().length + 1));
    for (const path of [...each.task.targets.map(({ path }) => path), ...sources]) write(folder, path);
  }
  writeFileSync(join(folder, 'figures.d'), depsFile(outcomes));
  // Recipes by a pattern, as the names themselves are what is tested.
  writeFileSync(
    join(folder, 'Makefile'),
    "%.svg:\n\t@printf '%s\\n' '$@'\n\n.DEFAULT_GOAL := none\nnone:\nall: $(subst :,\\:,$(wildcard build/*.svg))\n\ninclude figures.d\n",
  );
  return folder;
}

const OLD = new Date('2020-01-01');

function write(folder: string, path: string, time = OLD): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  utimesSync(file, time, time);
}

function made(folder: string, target: string): string[] {
  // On the command line a name with "=" would set a variable.
  const goal = target.includes('=') ? 'all' : target;
  const { status, stdout, stderr } = spawnSync('make', [goal], { cwd: folder, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.split('\n').filter((line) => line && !/up to date|Nothing to be done/.test(line));
}

const NAMES = [
  'plain',
  'with space',
  'cost in $',
  '$(shell touch pwned)',
  'run #3',
  'C: drive',
  'lr=0.1',
  'a:=b',
  'all (two)',
  'quoted "x"',
  'attn[0]',
  'what?',
  'star*',
  '~home',
  'Grüße',
  '-dash',
  '!bang & co',
  'comma, semi',
];

describe.skipIf(!hasMake)('the dependencies of figures, read by make', () => {
  it.each(NAMES)('%s.csv: the figure is made anew when it is newer, and only then', (name) => {
    const data = `data/${name}.csv`;
    const folder = project([outcome('build/one.svg', ['one.json', data])]);
    expect(made(folder, 'build/one.svg')).toEqual([]);
    write(folder, data, new Date('2021-01-01'));
    expect(made(folder, 'build/one.svg')).toEqual(['build/one.svg']);
  });

  it.each(NAMES)('%s.svg: a figure may be called so', (name) => {
    const target = `build/${name}.svg`;
    const folder = project([outcome(target, ['one.json'])]);
    expect(made(folder, target)).toEqual([]);
    write(folder, 'one.json', new Date('2021-01-01'));
    expect(made(folder, target)).toEqual([target]);
  });

  it('data that is gone does not stop make, and the figure is made anew', () => {
    const folder = project([outcome('build/one.svg', ['one.json', 'data/with space.csv'])]);
    rmSync(join(folder, 'data/with space.csv'));
    expect(made(folder, 'build/one.svg')).toEqual(['build/one.svg']);
  });

  it('a figure that failed is out of date, the others are not', () => {
    const bad = outcome('build/bad.svg', ['bad.json']);
    const folder = project([failed(bad), outcome('build/good.svg', ['good.json'])]);
    write(folder, 'build/bad.svg', new Date('2022-01-01'));
    expect(made(folder, 'build/bad.svg')).toEqual(['build/bad.svg']);
    expect(made(folder, 'build/good.svg')).toEqual([]);
  });

  it('nothing of a name is run', () => {
    const folder = project([
      outcome('build/$(shell touch pwned).svg', ['`touch pwned`', '$(shell touch pwned)']),
    ]);
    made(folder, 'none');
    expect(execFileSync('ls', { cwd: folder, encoding: 'utf8' })).not.toContain('pwned\n');
  });

  it('names that make cannot have are left out, and the file stays readable', () => {
    const evil = [
      'a|b.csv',
      'a;touch pwned',
      'tab\t.csv',
      'line\nall:\n\ttouch pwned',
      'back\\slash',
      'end\\',
    ];
    const text = depsFile([
      outcome('build/one.svg', ['one.json', ...evil]),
      outcome('a|b.svg', ['two.json']),
    ]);
    for (const name of ['|', ';', '\t', 'pwned', 'slash', 'end', 'two']) expect(text).not.toContain(name);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'Makefile'), `none:\n${text}`);
    expect(made(folder, 'none')).toEqual([]);
  });
});

describe('the dependencies of figures', () => {
  it('are relative for an input that is, and absolute for one that is', () => {
    expect(depsFile([outcome('build/one.svg', ['figures/one.json', 'one.csv'])])).toBe(
      'build/one.svg: \\\n  figures/one.json \\\n  one.csv\n\nfigures/one.json:\n\none.csv:\n\nFORCE:\n',
    );
    expect(depsFile([outcome('build/one.svg', ['/figures/one.json'])])).toContain('  /figures/one.json\n');
  });
});
