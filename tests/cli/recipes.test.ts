/** Runs the recipes of examples/ci with the programs for which they are written, if these are installed. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, SHELL_COMMAND, temporaryFolder } from '../support/cli.js';
import { heatmap } from '../support/session.js';

const RECIPES = join(ROOT, 'examples/ci');
const isInstalled = (program: string) => spawnSync(program, ['--version']).status === 0;

/** Creates three figures, two of them from one table. "heatmap" and "npx heatmap" run the built program. */
function createProject(): string {
  const folder = temporaryFolder();
  for (const path of ['figures/deep', 'data', 'bin']) mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(join(folder, 'data/m 1.csv'), 'a,b\n1,2\n3,4\n');
  const spec = { data: '../data/m 1.csv', colorbar: false };
  writeFileSync(join(folder, 'figures/one.json'), JSON.stringify(spec));
  writeFileSync(join(folder, 'figures/two.json'), JSON.stringify({ ...spec, title: 'Two' }));
  writeFileSync(join(folder, 'figures/deep/three.json'), '{ "data": [[1, 2]], "colorbar": false }');
  const program = `exec ${SHELL_COMMAND} "$@"`;
  writeScript(join(folder, 'bin/heatmap'), program);
  writeScript(
    join(folder, 'bin/npx'),
    `[ "$1" = --no-install ] && [ "$2" = heatmap ] || exit 9\nshift 2\n${program}`,
  );
  writeScript(join(folder, 'bin/srun'), 'exec "$@"');
  // Specs may read all files of the repository.
  run(folder, 'git', ['init', '--quiet']);
  return folder;
}

function writeScript(path: string, body: string): void {
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
}

function run(folder: string, program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      // The variable of the tests has the name of a variable of the Makefile.
      HEATMAP: undefined,
      ...env,
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      GIT_CONFIG_GLOBAL: '/dev/null',
    },
  });
  return { code: status, text: stdout + stderr };
}

/** Writes a file with a modification time in the future, so that it is newer than the figures drawn from it. */
function writeNewer(folder: string, path: string, text: string): void {
  writeFileSync(join(folder, path), text);
  const future = new Date(Date.now() + 2000);
  utimesSync(join(folder, path), future, future);
}

function builtFigures(folder: string): string[] {
  return readdirSync(join(folder, 'build'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:svg|png)$/.test(path))
    .sort();
}

const SVG = ['deep/three.svg', 'one.svg', 'two.svg'];
const BOTH = SVG.flatMap((path) => [path.replace('.svg', '.png'), path]);

describe.skipIf(!isInstalled('make'))('the Makefile', () => {
  const make = (folder: string, ...args: string[]) => run(folder, 'make', args);
  const createMakeProject = () => {
    const folder = createProject();
    copyFileSync(join(RECIPES, 'Makefile'), join(folder, 'Makefile'));
    return folder;
  };

  it('draws all figures, and none the second time', () => {
    const folder = createMakeProject();
    expect(make(folder)).toMatchObject({ code: 0, text: expect.stringContaining('3 made') });
    expect(builtFigures(folder)).toEqual(SVG);
    expect(make(folder).text).toContain('Nothing to be done');
    expect(make(folder, 'check')).toMatchObject({ code: 0, text: expect.stringContaining('3 same') });
  });

  it('redraws the figures that depend on changed data', () => {
    const folder = createMakeProject();
    make(folder);
    writeNewer(folder, 'data/m 1.csv', 'a,b\n1,2\n3,9\n');
    expect(make(folder).text).toContain('2 made, 1 unchanged');
    expect(readFileSync(join(folder, 'build/one.svg'), 'utf8')).toContain('to 9');
  });

  it('fails while a data file is missing', () => {
    const folder = createMakeProject();
    make(folder);
    renameSync(join(folder, 'data/m 1.csv'), join(folder, 'away'));
    for (let i = 0; i < 2; i++)
      expect(make(folder)).toMatchObject({
        code: 2,
        text: expect.stringContaining('there is no file data/m 1.csv'),
      });
    renameSync(join(folder, 'away'), join(folder, 'data/m 1.csv'));
    expect(make(folder)).toMatchObject({ code: 0, text: expect.stringContaining('3 unchanged') });
    expect(make(folder).text).toContain('Nothing to be done');
  });
});

const MERGE = ['batch', '-o', 'build', '--merge'];
const BATCH_ARGS = ['batch', 'figures', '-o', 'build', '--format', 'svg,png'];

describe.skipIf(!isInstalled('parallel'))('GNU parallel', () => {
  it('runs the shards of the README, which merge to one batch', () => {
    const folder = createProject();
    const line = /^ *parallel .*$/m.exec(readFileSync(join(RECIPES, 'README.md'), 'utf8'))?.[0] ?? '';
    expect(line).toContain('--shard {}/4');
    expect(run(folder, 'bash', ['-c', line])).toMatchObject({ code: 0 });
    expect(heatmap(MERGE, { cwd: folder }).code).toBe(0);
    expect(builtFigures(folder)).toEqual(BOTH);
    expect(heatmap(BATCH_ARGS, { cwd: folder }).stderr).toContain('3 unchanged');
  });

  it('fails when a shard is killed, and draws its figures on the next run', () => {
    const folder = createProject();
    // Enough figures that a shard is still drawing when it is killed.
    const names = Array.from({ length: 100 }, (_, i) => `f${i}`);
    const all = [...SVG, ...names.map((name) => `${name}.svg`)].sort();
    for (const name of names)
      writeFileSync(join(folder, `figures/${name}.json`), '{ "data": [[1, 2]], "colorbar": false }');
    const shards = "parallel 'heatmap batch figures -o build -q --shard {}/4 --jobs 1' ::: 1 2 3 4";
    // The second shard is killed after its first figure.
    const killCommand = `if [ "$HEATMAP_KILL" ] && echo "$*" | grep -q 2/4; then
      ${SHELL_COMMAND} "$@" & child=$!
      while [ ! -s build/.heatmap-manifest.2-of-4.jsonl ]; do sleep 0.002; done
      kill -9 $child; wait $child; exit $?
    fi`;
    const program = `exec ${SHELL_COMMAND} "$@"`;
    writeScript(join(folder, 'bin/heatmap'), `${killCommand}\n${program}`);
    expect(run(folder, 'bash', ['-c', shards], { HEATMAP_KILL: '1' }).code).not.toBe(0);
    expect(builtFigures(folder).length).toBeLessThan(all.length);
    expect(run(folder, 'bash', ['-c', shards]).code).toBe(0);
    expect(builtFigures(folder)).toEqual(all);
    expect(heatmap(MERGE, { cwd: folder }).code).toBe(0);
    expect(heatmap(['batch', 'figures', '-o', 'build'], { cwd: folder }).stderr).toContain(
      `${all.length} unchanged`,
    );
  });
});

describe('the Slurm job', () => {
  it('draws one shard, and all shards merge to one batch', () => {
    const folder = createProject();
    for (const part of ['1', '2'])
      expect(
        run(folder, 'bash', [join(RECIPES, 'figures.slurm')], {
          SLURM_ARRAY_TASK_ID: part,
          SLURM_ARRAY_TASK_COUNT: '2',
          SLURM_CPUS_PER_TASK: '1',
        }),
      ).toMatchObject({ code: 0 });
    expect(heatmap(MERGE, { cwd: folder }).code).toBe(0);
    expect(builtFigures(folder)).toEqual(BOTH);
    expect(heatmap(BATCH_ARGS, { cwd: folder }).stderr).toContain('3 unchanged');
  });
});

describe.skipIf(!isInstalled('snakemake'))('the Snakefile', () => {
  it('draws all figures and the index page, and nothing the second time', () => {
    const folder = createProject();
    copyFileSync(join(RECIPES, 'Snakefile'), join(folder, 'Snakefile'));
    const args = ['--cores', '2', '--set-threads', 'shard=1'];
    expect(run(folder, 'snakemake', args)).toMatchObject({ code: 0 });
    expect(builtFigures(folder)).toEqual(BOTH);
    expect(existsSync(join(folder, 'build/index.html'))).toBe(true);
    expect(run(folder, 'snakemake', args).text).toContain('Nothing to be done');
  });
});

describe('the git hook', () => {
  it('rejects a commit with a figure that does not match its data', () => {
    const folder = createProject();
    const commit = (message: string) => {
      run(folder, 'git', ['add', 'figures', 'data', 'build']);
      const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b'];
      return run(folder, 'git', [...identity, 'commit', '--quiet', '-m', message]);
    };
    heatmap(BATCH_ARGS, { cwd: folder });
    copyFileSync(join(RECIPES, 'pre-commit'), join(folder, '.git/hooks/pre-commit'));
    expect(commit('first')).toEqual({ code: 0, text: '' });
    writeFileSync(join(folder, 'data/m 1.csv'), 'a,b\n1,2\n3,9\n');
    expect(commit('second')).toMatchObject({
      code: 1,
      text: expect.stringContaining('drifted build/one.svg'),
    });
    heatmap([...BATCH_ARGS, '--update'], { cwd: folder });
    expect(commit('second')).toEqual({ code: 0, text: '' });
  });
});
