/** The recipes of examples/ci, with the programs that they are for, where those are. */
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
import { heatmap, ROOT, temporaryFolder } from '../support/cli.js';

const RECIPES = join(ROOT, 'examples/ci');
const has = (program: string) => spawnSync(program, ['--version']).status === 0;

/** Three figures, two of them from one table; "heatmap" and "npx heatmap" run the built program. */
function project(): string {
  const folder = temporaryFolder();
  for (const path of ['figures/deep', 'data', 'bin']) mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(join(folder, 'data/m 1.csv'), 'a,b\n1,2\n3,4\n');
  const spec = { data: '../data/m 1.csv', colorbar: false };
  writeFileSync(join(folder, 'figures/one.json'), JSON.stringify(spec));
  writeFileSync(join(folder, 'figures/two.json'), JSON.stringify({ ...spec, title: 'Two' }));
  writeFileSync(join(folder, 'figures/deep/three.json'), '{ "data": [[1, 2]], "colorbar": false }');
  const program = `exec '${process.execPath}' '${join(ROOT, 'dist/heatmap.cjs')}' "$@"`;
  script(join(folder, 'bin/heatmap'), program);
  script(
    join(folder, 'bin/npx'),
    `[ "$1" = --no-install ] && [ "$2" = heatmap ] || exit 9\nshift 2\n${program}`,
  );
  script(join(folder, 'bin/srun'), 'exec "$@"');
  // A repository is the folder below which specs may read.
  run(folder, 'git', ['init', '--quiet']);
  return folder;
}

function script(path: string, body: string): void {
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
}

function run(folder: string, program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      ...env,
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      GIT_CONFIG_GLOBAL: '/dev/null',
    },
  });
  return { code: status, text: stdout + stderr };
}

/** Files are told apart by their times: some are made newer than what came of them, without waiting for that. */
function change(folder: string, path: string, text: string): void {
  writeFileSync(join(folder, path), text);
  const soon = new Date(Date.now() + 2000);
  utimesSync(join(folder, path), soon, soon);
}

function figures(folder: string): string[] {
  return readdirSync(join(folder, 'build'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:svg|png)$/.test(path))
    .sort();
}

const SVG = ['deep/three.svg', 'one.svg', 'two.svg'];
const BOTH = SVG.flatMap((path) => [path.replace('.svg', '.png'), path]);

describe.skipIf(!has('make'))('the Makefile', () => {
  const made = (folder: string, ...args: string[]) => run(folder, 'make', args);
  const begun = () => {
    const folder = project();
    copyFileSync(join(RECIPES, 'Makefile'), join(folder, 'Makefile'));
    return folder;
  };

  it('makes all figures, and nothing the second time', () => {
    const folder = begun();
    expect(made(folder)).toMatchObject({ code: 0, text: expect.stringContaining('3 made') });
    expect(figures(folder)).toEqual(SVG);
    expect(made(folder).text).toContain('Nothing to be done');
    expect(made(folder, 'check')).toMatchObject({ code: 0, text: expect.stringContaining('3 same') });
  });

  it('makes anew what new data concerns', () => {
    const folder = begun();
    made(folder);
    change(folder, 'data/m 1.csv', 'a,b\n1,2\n3,9\n');
    expect(made(folder).text).toContain('2 made, 1 unchanged');
    expect(readFileSync(join(folder, 'build/one.svg'), 'utf8')).toContain('to 9');
  });

  it('fails where data is gone, until it is back', () => {
    const folder = begun();
    made(folder);
    renameSync(join(folder, 'data/m 1.csv'), join(folder, 'away'));
    for (let i = 0; i < 2; i++)
      expect(made(folder)).toMatchObject({
        code: 2,
        text: expect.stringContaining('there is no file data/m 1.csv'),
      });
    renameSync(join(folder, 'away'), join(folder, 'data/m 1.csv'));
    expect(made(folder)).toMatchObject({ code: 0, text: expect.stringContaining('3 unchanged') });
    expect(made(folder).text).toContain('Nothing to be done');
  });
});

const MERGE = ['batch', '-o', 'build', '--merge'];
const AGAIN = ['batch', 'figures', '-o', 'build', '--format', 'svg,png'];

describe.skipIf(!has('parallel'))('GNU parallel', () => {
  it('runs the shards that README names, which join to one batch', () => {
    const folder = project();
    const line = /^ *parallel .*$/m.exec(readFileSync(join(RECIPES, 'README.md'), 'utf8'))?.[0] ?? '';
    expect(line).toContain('--shard {}/4');
    expect(run(folder, 'bash', ['-c', line])).toMatchObject({ code: 0 });
    expect(heatmap(MERGE, { cwd: folder }).code).toBe(0);
    expect(figures(folder)).toEqual(BOTH);
    expect(heatmap(AGAIN, { cwd: folder }).stderr).toContain('3 unchanged');
  });

  it('fails when a shard is killed, and makes its figures on the next run', () => {
    const folder = project();
    // So many that the killing is not slower than the making.
    const many = Array.from({ length: 200 }, (_, i) => `f${i}`);
    const all = many.length + SVG.length;
    for (const name of many)
      writeFileSync(join(folder, `figures/${name}.json`), '{ "data": [[1, 2]], "colorbar": false }');
    const shards = "parallel 'heatmap batch figures -o build -q --shard {}/4 --jobs 1' ::: 1 2 3 4";
    // The second shard kills itself once it has made something.
    const killed = `if [ "$HEATMAP_KILL" ] && echo "$*" | grep -q 2/4; then
      '${process.execPath}' '${join(ROOT, 'dist/heatmap.cjs')}' "$@" & child=$!
      while [ ! -s build/.heatmap-manifest.2-of-4.jsonl ]; do sleep 0.002; done
      kill -9 $child; wait $child; exit $?
    fi`;
    const program = `exec '${process.execPath}' '${join(ROOT, 'dist/heatmap.cjs')}' "$@"`;
    script(join(folder, 'bin/heatmap'), `${killed}\n${program}`);
    expect(run(folder, 'bash', ['-c', shards], { HEATMAP_KILL: '1' }).code).not.toBe(0);
    expect(figures(folder).length).toBeLessThan(all);
    expect(run(folder, 'bash', ['-c', shards]).code).toBe(0);
    expect(figures(folder)).toEqual([...SVG, ...many.map((name) => `${name}.svg`)].sort());
    expect(heatmap(MERGE, { cwd: folder }).code).toBe(0);
    expect(heatmap(['batch', 'figures', '-o', 'build'], { cwd: folder }).stderr).toContain(
      `${all} unchanged`,
    );
  }, 60_000);
});

describe('the job of Slurm', () => {
  it('draws its part, and all parts join to one batch', () => {
    const folder = project();
    for (const part of ['1', '2'])
      expect(
        run(folder, 'bash', [join(RECIPES, 'figures.slurm')], {
          SLURM_ARRAY_TASK_ID: part,
          SLURM_ARRAY_TASK_COUNT: '2',
          SLURM_CPUS_PER_TASK: '1',
        }),
      ).toMatchObject({ code: 0 });
    expect(heatmap(MERGE, { cwd: folder }).code).toBe(0);
    expect(figures(folder)).toEqual(BOTH);
    expect(heatmap(AGAIN, { cwd: folder }).stderr).toContain('3 unchanged');
  });
});

describe.skipIf(!has('snakemake'))('the Snakefile', () => {
  it('makes all figures and the page about them, and nothing the second time', () => {
    const folder = project();
    copyFileSync(join(RECIPES, 'Snakefile'), join(folder, 'Snakefile'));
    expect(run(folder, 'snakemake', ['--cores', '2'])).toMatchObject({ code: 0 });
    expect(figures(folder)).toEqual(BOTH);
    expect(existsSync(join(folder, 'build/index.html'))).toBe(true);
    expect(run(folder, 'snakemake', ['--cores', '2']).text).toContain('Nothing to be done');
  });
});

describe('the hook of git', () => {
  it('lets no figure through that shows something else than its data', () => {
    const folder = project();
    const commit = (message: string) => {
      run(folder, 'git', ['add', 'figures', 'data', 'build']);
      const user = ['-c', 'user.name=a', '-c', 'user.email=a@b'];
      return run(folder, 'git', [...user, 'commit', '--quiet', '-m', message]);
    };
    heatmap(AGAIN, { cwd: folder });
    copyFileSync(join(RECIPES, 'pre-commit'), join(folder, '.git/hooks/pre-commit'));
    expect(commit('first')).toEqual({ code: 0, text: '' });
    writeFileSync(join(folder, 'data/m 1.csv'), 'a,b\n1,2\n3,9\n');
    expect(commit('second')).toMatchObject({
      code: 1,
      text: expect.stringContaining('drifted build/one.svg'),
    });
    heatmap([...AGAIN, '--update'], { cwd: folder });
    expect(commit('second')).toEqual({ code: 0, text: '' });
  });
});
