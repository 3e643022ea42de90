/** Failures of a batch: no figure is incomplete, no valid figure is lost, and the next run repairs the batch. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DependencyTracker } from '../../src/batch/dependencies.js';
import { COMMAND, temporaryFolder } from '../support/cli.js';
import { sparseNpy } from '../support/npy.js';
import { heatmap } from '../support/session.js';

const isRoot = process.getuid?.() === 0;

function createProject(count: number): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'figs'));
  for (let i = 0; i < count; i++) {
    const data = [
      [i, 1, 2],
      [3, i % 7, 4],
    ];
    writeFileSync(join(folder, `figs/f${i}.json`), JSON.stringify({ title: `Figure ${i}`, data }));
  }
  return folder;
}

function readFigures(folder: string): Map<string, Buffer> {
  const out = join(folder, 'out');
  const names = existsSync(out) ? readdirSync(out).filter((name) => /\.(svg|png)$/.test(name)) : [];
  return new Map(names.map((name) => [name, readFileSync(join(out, name))]));
}

const temporaryFiles = (folder: string) =>
  readdirSync(join(folder, 'out')).filter((name) => name.endsWith('.tmp'));

/** The largest number of figures for which `referenceOf` is called. */
const MAX_FIGURES = 40;
let allFigures: Map<string, Buffer> | null = null;

/** Returns the figures of a project without failures. They do not depend on its folder, so one batch makes those of all tests. */
function referenceOf(count: number): Map<string, Buffer> {
  if (!allFigures) {
    const folder = createProject(MAX_FIGURES);
    expect(heatmap(['batch', 'figs', '-o', 'out', '-q'], { cwd: folder }).code).toBe(0);
    allFigures = readFigures(folder);
    expect(allFigures.size).toBe(MAX_FIGURES);
  }
  const names = Array.from({ length: count }, (_, i) => `f${i}.svg`);
  return new Map(names.map((name) => [name, allFigures!.get(name)!]));
}

function startBatch(folder: string, ...flags: string[]): ChildProcess {
  return spawn(COMMAND[0], [...COMMAND.slice(1), 'batch', 'figs', '-o', 'out', '-q', ...flags], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

const waitForClose = (child: ChildProcess) =>
  new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }));
  });

const waitUntil = async (condition: () => boolean) => {
  const end = Date.now() + 300_000;
  while (!condition() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(condition()).toBe(true);
};

/** Mounting needs root, and does not work in every container. */
function canMount(): boolean {
  const folder = temporaryFolder();
  if (spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', folder]).status !== 0) return false;
  return spawnSync('umount', [folder]).status === 0;
}

describe('a batch that is killed', () => {
  const folder = createProject(16);

  // A batch of one process and one of several end in other ways; a crash must be survived in both.
  it.each([
    [
      'SIGKILL',
      [
        ['1', 5],
        ['2', 7],
      ],
    ],
    ['SIGTERM', [['2', 7]]],
    ['SIGINT', [['1', 5]]],
  ] as const)(
    'by %s at any moment leaves complete figures, and the next run makes the others',
    async (signal, runs) => {
      const reference = referenceOf(16);
      for (const [jobs, minCount] of runs) {
        const killBatch = async () => {
          rmSync(join(folder, 'out'), { recursive: true, force: true });
          const child = startBatch(folder, '--jobs', jobs);
          const end = waitForClose(child);
          await waitUntil(() => readFigures(folder).size >= minCount);
          child.kill(signal);
          return end;
        };
        let killed = await killBatch();
        // On a busy machine, the batch may end before the signal arrives.
        while (killed.code === 0) killed = await killBatch();
        expect(killed.signal ?? killed.code).toBe(signal);
        for (const [name, bytes] of readFigures(folder))
          expect(bytes.equals(reference.get(name)!)).toBe(true);
        const again = heatmap(['batch', 'figs', '-o', 'out', '--reporter', 'json'], { cwd: folder });
        expect(again.code).toBe(0);
        expect(readFigures(folder)).toEqual(reference);
      }
      await waitUntil(
        () =>
          heatmap(['batch', 'figs', '-o', 'out', '-q'], { cwd: folder }).code === 0 &&
          !temporaryFiles(folder).length,
      );
    },
  );

  it('loses one figure if a worker is killed, reports it, and makes it in the next run', async () => {
    const folder = createProject(40);
    const reference = referenceOf(40);
    const child = startBatch(folder, '--jobs', '2');
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const end = waitForClose(child);
    await waitUntil(() => readFigures(folder).size >= 2);
    const workers = execFileSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)], { encoding: 'utf8' });
    process.kill(Number(workers.trim().split('\n')[0]), 'SIGKILL');
    const { code } = await end;
    expect(code).toBe(1);
    expect(stderr).toContain('worker-died');
    expect(readFigures(folder).size).toBe(39);
    expect(heatmap(['batch', 'figs', '-o', 'out', '-q'], { cwd: folder }).code).toBe(0);
    expect(readFigures(folder)).toEqual(reference);
  });
});

describe('a batch that cannot write', () => {
  it.skipIf(!canMount())(
    'reports a full disk, keeps complete figures, and makes the others when there is space',
    () => {
      const folder = createProject(20);
      const reference = referenceOf(20);
      const out = join(folder, 'out');
      mkdirSync(out);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', out]);
      try {
        for (const jobs of ['1', '2']) {
          const { code, stderr } = heatmap(['batch', 'figs', '-o', 'out', '--jobs', jobs], { cwd: folder });
          expect(code).toBe(1);
          expect(stderr).toContain('the disk is full');
          expect(temporaryFiles(folder)).toEqual([]);
          for (const [name, bytes] of readFigures(folder))
            expect(bytes.equals(reference.get(name)!)).toBe(true);
        }
        execFileSync('mount', ['-o', 'remount,size=8m', out]);
        expect(heatmap(['batch', 'figs', '-o', 'out', '-q'], { cwd: folder }).code).toBe(0);
        expect(readFigures(folder)).toEqual(reference);
      } finally {
        execFileSync('umount', ['-l', out]);
      }
    },
  );

  it.skipIf(isRoot)('reports a read-only folder', () => {
    const folder = createProject(3);
    mkdirSync(join(folder, 'out'));
    chmodSync(join(folder, 'out'), 0o500);
    const { code, stderr } = heatmap(['batch', 'figs', '-o', 'out'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain('no permission');
  });

  it('reports an output folder that is a file', () => {
    const folder = createProject(3);
    writeFileSync(join(folder, 'out'), 'a file');
    const { code, stderr } = heatmap(['batch', 'figs', '-o', 'out'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain('a part of the path is a file');
    expect(readFileSync(join(folder, 'out'), 'utf8')).toBe('a file');
  });

  it('continues if the output folder is moved, and the next run makes the missing figures', async () => {
    const folder = createProject(30);
    const reference = referenceOf(30);
    const child = startBatch(folder, '--jobs', '2');
    const end = waitForClose(child);
    await waitUntil(() => readFigures(folder).size >= 5);
    renameSync(join(folder, 'out'), join(folder, 'gone'));
    const { code, signal } = await end;
    expect(signal).toBeNull();
    expect([0, 1]).toContain(code);
    expect(heatmap(['batch', 'figs', '-o', 'out', '-q'], { cwd: folder }).code).toBe(0);
    expect(readFigures(folder)).toEqual(reference);
  });
});

describe('a batch with a figure that fails', () => {
  it('stops a figure that takes too long, and makes the others', () => {
    const folder = createProject(3);
    const started = performance.now();
    const make = ['batch', 'figs', '--format', 'png'];
    expect(heatmap([...make, '-o', 'first', '-q', '--jobs', '2'], { cwd: folder }).code).toBe(0);
    // Longer than all valid figures take together, also on a busy machine.
    const seconds = Math.max(2, Math.ceil((2 * (performance.now() - started)) / 1000));
    // 32 billion zeros take minutes.
    sparseNpy(join(folder, 'figs/slow.npy'), '<f4', [180_000, 180_000]);
    writeFileSync(join(folder, 'figs/slow.json'), '{ "data": "slow.npy" }');
    const { code, stderr } = heatmap([...make, '-o', 'out', '--timeout', `${seconds}`], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain('[timeout]');
    expect([...readFigures(folder).keys()].sort()).toEqual(['f0.png', 'f1.png', 'f2.png']);
  });

  it('loses only the figure that needs more memory than is available', () => {
    const folder = createProject(4);
    const records = Array.from({ length: 250_000 }, (_, i) => ({
      x: `c${i % 700}`,
      y: `r${i}`,
      value: i % 13,
    }));
    writeFileSync(join(folder, 'figs/records.json'), JSON.stringify(records));
    const data = { file: 'records.json', x: 'x', y: 'y', value: 'value' };
    writeFileSync(join(folder, 'figs/large.json'), JSON.stringify({ data }));
    const { code, stderr } = heatmap(['batch', 'figs', '-o', 'out', '--jobs', '2'], {
      cwd: folder,
      env: { ...process.env, NODE_OPTIONS: '--max-old-space-size=60' },
    });
    expect(code).toBe(1);
    expect(stderr).toContain('the figure needs more memory than is available [worker-died]');
    expect(readFigures(folder).size).toBe(4);
  });

  it.each([
    ['1', 'callback(new Error("no memory"))', '[not-compressed]'],
    ['2', 'process.abort()', '[worker-died]'],
  ])('loses only the figure that dies in deflate, with --jobs %s', (jobs, death, code) => {
    const folder = createProject(4);
    const data = [[1, 2]];
    writeFileSync(
      join(folder, 'figs/large.json'),
      JSON.stringify({ data, size: { width: 1200, height: 1200 } }),
    );
    const patch = `const zlib = require('node:zlib'), { deflate } = zlib;
      zlib.deflate = (bytes, options, callback) =>
        bytes.length > 2 ** 21 ? ${death} : deflate(bytes, options, callback);`;
    writeFileSync(join(folder, 'patch.cjs'), patch);
    const flags = ['--format', 'png', '--jobs', jobs];
    const run = heatmap(['batch', 'figs', '-o', 'out', ...flags], {
      cwd: folder,
      env: { ...process.env, NODE_OPTIONS: `--require ${join(folder, 'patch.cjs')}` },
    });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(code);
    expect(run.stderr).toContain('large.json');
    const names = Array.from({ length: 4 }, (_, i) => `f${i}.png`);
    expect([...readFigures(folder).keys()].sort()).toEqual(names);
    expect(temporaryFiles(folder)).toEqual([]);
    expect(heatmap(['f3.json', '-o', 'f3.png'], { cwd: join(folder, 'figs') }).code).toBe(0);
    expect(readFileSync(join(folder, 'figs/f3.png')).equals(readFileSync(join(folder, 'out/f3.png')))).toBe(
      true,
    );
  });

  it('names a figure that ends the whole batch in the next run, and makes the others', () => {
    const folder = createProject(6);
    writeFileSync(
      join(folder, 'figs/f3.json'),
      JSON.stringify({ data: [[1, 2]], size: { width: 1200, height: 1200 } }),
    );
    writeFileSync(join(folder, 'figs/broken.json'), '{ "data": "none.csv" }');
    writeFileSync(
      join(folder, 'patch.cjs'),
      `const zlib = require('node:zlib'), { deflate } = zlib;
      zlib.deflate = (bytes, ...rest) => (bytes.length > 2 ** 21 ? process.abort() : deflate(bytes, ...rest));`,
    );
    const patch = { NODE_OPTIONS: `--require ${join(folder, 'patch.cjs')}` };
    const run = (env: NodeJS.ProcessEnv) =>
      heatmap(['batch', 'figs', '-o', 'out', '--format', 'png'], {
        cwd: folder,
        env: { ...process.env, ...env },
      });
    expect(run(patch).stderr).not.toContain('worker-died');
    expect(readFigures(folder).size).toBeLessThan(6);
    const others = ['f0.png', 'f1.png', 'f2.png', 'f4.png', 'f5.png'];
    for (let i = 0; i < 2; i++) {
      const { code, stderr } = run(patch);
      expect(code).toBe(1);
      expect(stderr.match(/\S+\.json: error: .* SIGABRT.*\[worker-died\]/g)).toEqual([
        expect.stringContaining('f3.json'),
      ]);
      expect([...readFigures(folder).keys()].sort()).toEqual(others);
    }
    rmSync(join(folder, 'figs/broken.json'));
    expect(run({}).code).toBe(0);
    expect(readFigures(folder).size).toBe(6);
    expect(readFileSync(join(folder, 'out/.heatmap-manifest.jsonl'), 'utf8')).not.toContain('"start"');
  });

  it('leaves no folder and no manifest if no figure can be made', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'figs'));
    writeFileSync(join(folder, 'figs/broken.json'), '{ "data": "none.csv" }');
    expect(heatmap(['batch', 'figs', '-o', 'deep/out'], { cwd: folder }).code).toBe(1);
    expect(readdirSync(folder)).toEqual(['figs']);
  });

  it('writes a merged PDF of the others, and names the figure that it lacks', () => {
    const folder = createProject(2);
    writeFileSync(join(folder, 'figs/broken.json'), '{ "data": "none.csv" }');
    const flags = ['-q', '--merge-pdf', 'all.pdf'];
    const { code, stderr } = heatmap(['batch', 'figs', '-o', 'out', ...flags], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain('the merged PDF lacks 1 figure: "broken" [merged-pdf-incomplete]');
    expect(existsSync(join(folder, 'all.pdf'))).toBe(true);
    const only = heatmap(['batch', 'figs/broken.json', '-o', 'out', '--merge-pdf', 'none.pdf'], {
      cwd: folder,
    });
    expect(only.stderr).toContain('the merged PDF was not written, because no figure was made');
    expect(existsSync(join(folder, 'none.pdf'))).toBe(false);
  });

  it('makes no figure from a file that changes while it is read', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'data.csv');
    writeFileSync(path, '1,2\n');
    const tracker = new DependencyTracker();
    tracker.track(path);
    expect(tracker.finish()).toEqual([{ path, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    writeFileSync(path, '1,3\n');
    expect(() => tracker.finish()).toThrow('changed while the figure was being drawn');
  });

  it('stops at the first failure with --fail-fast', () => {
    const folder = createProject(20);
    writeFileSync(join(folder, 'figs/a.json'), '{ "data": "none.csv" }');
    for (const jobs of ['1', '2']) {
      const { code } = heatmap(['batch', 'figs', '-o', `out${jobs}`, '--fail-fast', '--jobs', jobs], {
        cwd: folder,
      });
      expect(code).toBe(1);
      const made = existsSync(join(folder, `out${jobs}`))
        ? readdirSync(join(folder, `out${jobs}`)).length
        : 0;
      expect(made).toBeLessThan(20);
    }
  });
});

describe('two simultaneous batches in one folder', () => {
  it('make complete figures', async () => {
    const folder = createProject(16);
    const reference = referenceOf(16);
    const both = [startBatch(folder, '--jobs', '2'), startBatch(folder, '--jobs', '1')].map(waitForClose);
    for (const { code } of await Promise.all(both)) expect(code).toBe(0);
    expect(readFigures(folder)).toEqual(reference);
    expect(temporaryFiles(folder)).toEqual([]);
    expect(heatmap(['batch', 'figs', '-o', 'out', '--check', '-q'], { cwd: folder }).code).toBe(0);
  });
});

describe('a damaged manifest', () => {
  it('is ignored, and the figures are made again', () => {
    const folder = createProject(3);
    const reference = referenceOf(3);
    expect(heatmap(['batch', 'figs', '-o', 'out', '-q'], { cwd: folder }).code).toBe(0);
    const manifest = join(folder, 'out/.heatmap-manifest.jsonl');
    const whole = readFileSync(manifest, 'utf8');
    for (const text of [
      whole.slice(0, whole.length / 2),
      whole.replaceAll('"', ''),
      '\0\n{}\n{"name":"f1"}\n',
      '',
    ]) {
      writeFileSync(manifest, text);
      expect(heatmap(['batch', 'figs', '-o', 'out', '-q'], { cwd: folder }).code).toBe(0);
      expect(readFigures(folder)).toEqual(reference);
    }
  });
});
