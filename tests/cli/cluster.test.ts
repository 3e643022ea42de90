/**
 * Runs the scripts of examples/cluster with the engines for which they are written, if these are installed. In each run, the
 * first part is killed while it is made. Snakemake and Slurm need seconds to start, so they run with HEATMAP_TEST_CLUSTER=1.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { heatmap, ROOT, SHELL_COMMAND, temporaryFolder } from '../support/cli.js';
import { npyHeader } from '../support/npy.js';

const SCRIPTS = join(ROOT, 'examples/cluster');
const ROWS = 40;
const STEP = 16;
const isInstalled = (program: string, ...args: string[]) => spawnSync(program, args).error === undefined;
const isFull = process.env.HEATMAP_TEST_CLUSTER === '1';
const skipNote = (programs: string) =>
  isFull ? `(skipped: ${programs} must be installed)` : '(skipped: set HEATMAP_TEST_CLUSTER=1)';

/** Creates a matrix, its figure, and a program that kills the first part it makes. */
function createProject() {
  const folder = temporaryFolder();
  const values = Float64Array.from({ length: ROWS * 6 }, (_, i) => Math.sin(i));
  const npy = Buffer.concat([npyHeader('<f8', ROWS, 6), Buffer.from(values.buffer)]);
  writeFileSync(join(folder, 'big.npy'), npy);
  const program = SHELL_COMMAND;
  const kill = `if [ "$1" = reduce ] && mkdir '${folder}/killed' 2>/dev/null; then
  ${program} "$@" & kill -9 $!
  wait $!; exit 137
fi`;
  const path = join(folder, 'heatmap');
  writeFileSync(path, `#!/bin/sh\n${kill}\nexec ${program} "$@"\n`);
  chmodSync(path, 0o755);
  expect(heatmap(['big.npy', '-q', '-o', 'whole.svg'], { cwd: folder }).code).toBe(0);
  return { folder, program: path };
}

function run(folder: string, program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, text: stdout + stderr };
}

function expectWholeFigure(folder: string, text: string): void {
  expect(existsSync(join(folder, 'killed')), text).toBe(true);
  expect(existsSync(join(folder, 'figure.svg')), text).toBe(true);
  expect(readFileSync(join(folder, 'figure.svg'), 'utf8')).toBe(
    readFileSync(join(folder, 'whole.svg'), 'utf8'),
  );
}

describe('one matrix on many machines', () => {
  it.skipIf(!isInstalled('parallel', '--version'))(
    'is drawn by GNU parallel, which makes a killed part again (skipped without GNU parallel)',
    () => {
      const { folder, program } = createProject();
      const env = {
        MATRIX: 'big.npy',
        ROWS: String(ROWS),
        STEP: String(STEP),
        HEATMAP: program,
        HOME: folder,
      };
      const { status, text } = run(folder, 'sh', [join(SCRIPTS, 'parallel.sh')], env);
      expect(status, text).toBe(0);
      expectWholeFigure(folder, text);
    },
  );

  it.skipIf(!isFull || !isInstalled('snakemake', '--version'))(
    `is drawn by Snakemake, which makes a killed part again ${skipNote('Snakemake')}`,
    () => {
      const { folder, program } = createProject();
      const config = ['--config', 'matrix=big.npy', `rows=${ROWS}`, `step=${STEP}`, `heatmap=${program}`];
      const file = ['--snakefile', join(SCRIPTS, 'Snakefile'), '--directory', folder];
      const args = [...file, '--cores', '2', '--retries', '2', ...config];
      const { status, text } = run(folder, 'snakemake', args, { HOME: folder });
      expect(status, text).toBe(0);
      expectWholeFigure(folder, text);
    },
  );

  it.skipIf(!isFull || !isInstalled('slurmctld', '-V') || !isInstalled('slurmd', '-V'))(
    `is drawn by Slurm on two nodes; submitted again, it makes the killed part ${skipNote('Slurm')}`,
    async () => {
      const { folder, program } = createProject();
      const cluster = await startSlurm(folder);
      try {
        const env = {
          ...cluster.env,
          MATRIX: 'big.npy',
          ROWS: String(ROWS),
          STEP: String(STEP),
          HEATMAP: program,
        };
        const submit = () => run(folder, 'sh', [join(SCRIPTS, 'submit.sh')], env);
        const first = submit();
        expect(first.status, first.text).not.toBe(0);
        expect(existsSync(join(folder, 'figure.svg'))).toBe(false);
        const second = submit();
        expect(second.status, second.text).toBe(0);
        expectWholeFigure(folder, second.text);
      } finally {
        cluster.stop();
      }
    },
    120_000,
  );
});

describe('the recipes for records', () => {
  const blocks = [
    ...readFileSync(join(SCRIPTS, 'README.md'), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```/gm),
  ].map(([, code]) => code);
  const recipe = (start: string) => blocks.find((code) => code.startsWith(start)) ?? '';

  /** Runs a recipe as it is written, in a folder where "heatmap" is the built program. */
  const runRecipe = (folder: string, code: string) => {
    mkdirSync(join(folder, 'bin'));
    const path = join(folder, 'bin/heatmap');
    writeFileSync(path, `#!/bin/sh\nexec ${SHELL_COMMAND} "$@"\n`);
    chmodSync(path, 0o755);
    const { status, text } = run(folder, 'sh', ['-e', '-c', code], {
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
    });
    expect(status, text).toBe(0);
  };

  it('draw the parts of two files as if they were one', () => {
    const folder = temporaryFolder();
    const lines = ['2024-05-06 07:10,Rome,0.1', '2024-05-06 09:00,Oslo,0.2', '2024-05-07 07:30,Rome,0.3'];
    const header = 'time,city,ms';
    writeFileSync(join(folder, 'log-1.csv'), `${header}\n${lines[0]}\n`);
    writeFileSync(join(folder, 'log-2.csv'), `${header}\n${lines[1]}\n${lines[2]}\n`);
    writeFileSync(join(folder, 'log.csv'), `${header}\n${lines.join('\n')}\n`);
    runRecipe(folder, recipe('heatmap reduce log-1.csv'));
    const flags = ['--x', 'hour(time)', '--y', 'city', '--value', 'mean(ms)', '-q'];
    expect(heatmap(['log.csv', ...flags, '-o', 'whole.svg'], { cwd: folder }).code).toBe(0);
    expect(readFileSync(join(folder, 'records.svg'))).toEqual(readFileSync(join(folder, 'whole.svg')));
  });

  // Sunday is day 0 for DuckDB, and day 1 for Spark.
  const expectLatency = (folder: string, monday: number) => {
    const rows = [`${monday},7,1.5`, `${monday},9,4`, `${monday + 1},7,8`];
    writeFileSync(join(folder, 'expected.csv'), `day,hour,ms\n${rows.join('\n')}\n`);
    const flags = ['--x', 'hour', '--y', 'day', '--value', 'ms', '-q'];
    expect(heatmap(['expected.csv', ...flags, '-o', 'expected.svg'], { cwd: folder }).code).toBe(0);
    expect(readFileSync(join(folder, 'latency.svg'), 'utf8')).toBe(
      readFileSync(join(folder, 'expected.svg'), 'utf8'),
    );
  };
  const VALUES = `(VALUES (TIMESTAMP '2024-05-06 07:10:00', 1.0), (TIMESTAMP '2024-05-06 07:50:00', 2.0),
    (TIMESTAMP '2024-05-06 09:00:00', 4.0), (TIMESTAMP '2024-05-07 07:30:00', 8.0)) AS log(time, ms)`;
  const COPY = `COPY (SELECT * FROM ${VALUES}) TO 'log/1.parquet' (FORMAT parquet)`;

  it.skipIf(!isInstalled('duckdb', '--version'))(
    'run with DuckDB (skipped without the command duckdb)',
    () => {
      const folder = temporaryFolder();
      mkdirSync(join(folder, 'log'));
      expect(run(folder, 'duckdb', ['-c', COPY]).status).toBe(0);
      runRecipe(folder, recipe('duckdb'));
      expectLatency(folder, 1);
    },
  );

  const packages = [join(ROOT, 'node_modules'), ...(process.env.NODE_PATH ?? '').split(':')].find(
    (path) => path !== '' && existsSync(join(path, '@duckdb/node-api')),
  );
  it.skipIf(packages === undefined)(
    'run with the package of DuckDB (skipped without @duckdb/node-api in NODE_PATH)',
    () => {
      const folder = temporaryFolder();
      mkdirSync(join(folder, 'log'));
      symlinkSync(packages as string, join(folder, 'node_modules'));
      copyFileSync(join(SCRIPTS, 'duckdb.mjs'), join(folder, 'duckdb.mjs'));
      const write = readFileSync(join(SCRIPTS, 'duckdb.mjs'), 'utf8').replace(
        /`COPY[^`]*`/,
        'process.argv[2]',
      );
      writeFileSync(join(folder, 'write.mjs'), write);
      const { status, text } = run(folder, process.execPath, ['write.mjs', COPY]);
      expect(status, text).toBe(0);
      runRecipe(folder, recipe('node duckdb.mjs'));
      expectLatency(folder, 1);
    },
  );

  it.skipIf(!isInstalled('spark-sql', '--version'))(
    'run with Spark (skipped without the command spark-sql)',
    () => {
      const folder = temporaryFolder();
      const write = `CREATE TABLE log USING parquet LOCATION '${folder}/log' AS SELECT * FROM ${VALUES}`;
      expect(run(folder, 'spark-sql', ['-e', write]).status).toBe(0);
      runRecipe(folder, recipe('spark-sql'));
      expectLatency(folder, 2);
    },
  );
});

/** Starts a controller and two nodes on the loopback interface. */
async function startSlurm(folder: string) {
  const host = hostname().split('.')[0];
  const state = join(folder, 'slurm');
  for (const name of ['state', 'n1', 'n2']) mkdirSync(join(state, name), { recursive: true });
  const settings = [
    'ClusterName=test',
    `SlurmctldHost=${host}(127.0.0.1)`,
    'SlurmctldPort=26817',
    'AuthType=auth/none',
    'CredType=cred/none',
    'SlurmUser=root',
    'SlurmdUser=root',
    `StateSaveLocation=${state}/state`,
    `SlurmdSpoolDir=${state}/%n`,
    `SlurmctldPidFile=${state}/controller.pid`,
    `SlurmdPidFile=${state}/%n.pid`,
    'ProctrackType=proctrack/linuxproc',
    'TaskPlugin=task/none',
    'SwitchType=switch/none',
    'MpiDefault=none',
    'ReturnToService=2',
    'SchedulerParameters=sched_interval=1',
    'SelectType=select/cons_tres',
    ...[1, 2].map((i) => `NodeName=n${i} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${26820 + i} CPUs=1`),
    'PartitionName=all Nodes=ALL Default=YES State=UP',
  ];
  const path = join(state, 'slurm.conf');
  writeFileSync(path, `${settings.join('\n')}\n`);
  const env = { SLURM_CONF: path };
  const start = (...[program, ...args]: string[]): ChildProcess =>
    spawn(program, args, { env: { ...process.env, ...env }, stdio: 'ignore' });
  const processes = [
    start('slurmctld', '-D'),
    start('slurmd', '-D', '-N', 'n1'),
    start('slurmd', '-D', '-N', 'n2'),
  ];
  const stop = () => {
    for (const process of processes) process.kill();
  };
  for (let i = 0; i < 100; i++) {
    if (run(folder, 'sinfo', ['--noheader', '--format=%D %t'], env).text.trim() === '2 idle')
      return { env, stop };
    await sleep(200);
  }
  stop();
  throw new Error('the nodes did not start');
}
