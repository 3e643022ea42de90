import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dependencyFile } from '../../../src/batch/pages/dependency-file.js';
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

function toFailed({ task }: Outcome): Outcome {
  return { task, diagnostics: [], time: 1, status: 'failed' };
}

/** Creates all files of a batch with the same time, and a makefile that prints the targets it makes. */
function createProject(outcomes: readonly Outcome[]): string {
  const folder = temporaryFolder();
  for (const each of outcomes) {
    const sources =
      each.status === 'failed'
        ? []
        : each.dependencies.map(({ path }) => path.slice(process.cwd().length + 1));
    for (const path of [...each.task.targets.map(({ path }) => path), ...sources])
      writeEmptyFile(folder, path);
  }
  writeFileSync(join(folder, 'figures.d'), dependencyFile(outcomes));
  // A pattern rule, because the names themselves are tested.
  writeFileSync(
    join(folder, 'Makefile'),
    "%.svg:\n\t@printf '%s\\n' '$@'\n\n.DEFAULT_GOAL := none\nnone:\nall: $(subst :,\\:,$(wildcard build/*.svg))\n\ninclude figures.d\n",
  );
  return folder;
}

const OLD_TIME = new Date('2020-01-01');

function writeEmptyFile(folder: string, path: string, time = OLD_TIME): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  utimesSync(file, time, time);
}

function makeTarget(folder: string, target: string): string[] {
  // On the command line, a name with "=" would set a variable.
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

describe.skipIf(!hasMake)('the dependency file, read by make', () => {
  it.each(NAMES)('%s.csv: the figure is made again only if this file is newer', (name) => {
    const data = `data/${name}.csv`;
    const folder = createProject([outcome('build/one.svg', ['one.json', data])]);
    expect(makeTarget(folder, 'build/one.svg')).toEqual([]);
    writeEmptyFile(folder, data, new Date('2021-01-01'));
    expect(makeTarget(folder, 'build/one.svg')).toEqual(['build/one.svg']);
  });

  it.each(NAMES)('%s.svg: is a valid name of a figure', (name) => {
    const target = `build/${name}.svg`;
    const folder = createProject([outcome(target, ['one.json'])]);
    expect(makeTarget(folder, target)).toEqual([]);
    writeEmptyFile(folder, 'one.json', new Date('2021-01-01'));
    expect(makeTarget(folder, target)).toEqual([target]);
  });

  it('missing data does not stop make, and the figure is made again', () => {
    const folder = createProject([outcome('build/one.svg', ['one.json', 'data/with space.csv'])]);
    rmSync(join(folder, 'data/with space.csv'));
    expect(makeTarget(folder, 'build/one.svg')).toEqual(['build/one.svg']);
  });

  it('a figure that failed is out of date, the others are not', () => {
    const bad = outcome('build/bad.svg', ['bad.json']);
    const folder = createProject([toFailed(bad), outcome('build/good.svg', ['good.json'])]);
    writeEmptyFile(folder, 'build/bad.svg', new Date('2022-01-01'));
    expect(makeTarget(folder, 'build/bad.svg')).toEqual(['build/bad.svg']);
    expect(makeTarget(folder, 'build/good.svg')).toEqual([]);
  });

  it('no part of a name is executed', () => {
    const folder = createProject([
      outcome('build/$(shell touch pwned).svg', ['`touch pwned`', '$(shell touch pwned)']),
    ]);
    makeTarget(folder, 'none');
    expect(execFileSync('ls', { cwd: folder, encoding: 'utf8' })).not.toContain('pwned\n');
  });

  it('names that make does not support are left out, and the file stays valid', () => {
    const evil = [
      'a|b.csv',
      'a;touch pwned',
      'tab\t.csv',
      'line\nall:\n\ttouch pwned',
      'back\\slash',
      'end\\',
    ];
    const text = dependencyFile([
      outcome('build/one.svg', ['one.json', ...evil]),
      outcome('a|b.svg', ['two.json']),
    ]);
    for (const name of ['|', ';', '\t', 'pwned', 'slash', 'end', 'two']) expect(text).not.toContain(name);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'Makefile'), `none:\n${text}`);
    expect(makeTarget(folder, 'none')).toEqual([]);
  });
});

describe('paths in the dependency file', () => {
  it('are relative or absolute like the input', () => {
    expect(dependencyFile([outcome('build/one.svg', ['figures/one.json', 'one.csv'])])).toBe(
      'build/one.svg: \\\n  figures/one.json \\\n  one.csv\n\nfigures/one.json:\n\none.csv:\n\nFORCE:\n',
    );
    expect(dependencyFile([outcome('build/one.svg', ['/figures/one.json'])])).toContain(
      '  /figures/one.json\n',
    );
  });
});
