/** Whatever happens to a batch: no partial figure under its final name, no good one lost, and the next run repairs. */
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
import { Reading } from '../../src/batch/dependencies.js';
import { heatmap, PROGRAM, temporaryFolder } from '../support/cli.js';
import { sparseNpy } from '../support/npy.js';

const isRoot = process.getuid?.() === 0;

function project(count: number, cell = (i: number) => i): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'figs'));
  for (let i = 0; i < count; i++) {
    const data = [
      [cell(i), 1, 2],
      [3, i % 7, 4],
    ];
    writeFileSync(join(folder, `figs/f${i}.json`), JSON.stringify({ title: `Figure ${i}`, data }));
  }
  return folder;
}

function figures(folder: string): Map<string, Buffer> {
  const out = join(folder, 'out');
  const names = existsSync(out) ? readdirSync(out).filter((name) => /\.(svg|png)$/.test(name)) : [];
  return new Map(names.map((name) => [name, readFileSync(join(out, name))]));
}

const leftovers = (folder: string) =>
  readdirSync(join(folder, 'out')).filter((name) => name.endsWith('.tmp'));

/** The figures as they are when nothing disturbs. */
function undisturbed(folder: string, ...flags: string[]): Map<string, Buffer> {
  const { code } = heatmap(['batch', 'figs', '-o', 'reference', '-q', ...flags], { cwd: folder });
  expect(code).toBe(0);
  const all = join(folder, 'reference');
  return new Map(
    readdirSync(all)
      .filter((name) => /\.(svg|png)$/.test(name))
      .map((name) => [name, readFileSync(join(all, name))]),
  );
}

function started(folder: string, ...flags: string[]): ChildProcess {
  return spawn(process.execPath, [PROGRAM, 'batch', 'figs', '-o', 'out', '-q', ...flags], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

const closed = (child: ChildProcess) =>
  new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }));
  });

const until = async (condition: () => boolean) => {
  const end = Date.now() + 30_000;
  while (!condition() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(condition()).toBe(true);
};

/** Only root can, and not in every container. */
function canMount(): boolean {
  const folder = temporaryFolder();
  if (spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', folder]).status !== 0) return false;
  return spawnSync('umount', [folder]).status === 0;
}

describe('a batch that is killed', () => {
  it.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
    'by %s at any moment leaves whole figures, and the next run makes the rest',
    async (signal) => {
      const folder = project(60);
      const reference = undisturbed(folder);
      for (const [jobs, wanted] of [
        ['1', 9],
        ['2', 1],
        ['2', 31],
      ] as const) {
        rmSync(join(folder, 'out'), { recursive: true, force: true });
        const child = started(folder, '--jobs', jobs);
        const end = closed(child);
        await until(() => figures(folder).size >= wanted);
        child.kill(signal);
        const { code, signal: by } = await end;
        expect(by ?? code).toBe(signal);
        for (const [name, bytes] of figures(folder)) expect(bytes.equals(reference.get(name)!)).toBe(true);
        const again = heatmap(['batch', 'figs', '-o', 'out', '--reporter', 'json'], { cwd: folder });
        expect(again.code).toBe(0);
        expect(figures(folder)).toEqual(reference);
      }
      await until(
        () =>
          heatmap(['batch', 'figs', '-o', 'out', '-q'], { cwd: folder }).code === 0 &&
          !leftovers(folder).length,
      );
    },
    120_000,
  );

  it('loses one figure when a worker is killed, says so, and makes it on the next run', async () => {
    const folder = project(200);
    const reference = undisturbed(folder);
    const child = started(folder, '--jobs', '2');
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const end = closed(child);
    await until(() => figures(folder).size >= 2);
    const workers = execFileSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)], { encoding: 'utf8' });
    process.kill(Number(workers.trim().split('\n')[0]), 'SIGKILL');
    const { code } = await end;
    expect(code).toBe(1);
    expect(said).toContain('worker-died');
    expect(figures(folder).size).toBe(199);
    expect(heatmap(['batch', 'figs', '-o', 'out', '-q'], { cwd: folder }).code).toBe(0);
    expect(figures(folder)).toEqual(reference);
  }, 60_000);
});

describe('a batch with nowhere to write', () => {
  it.skipIf(!canMount())(
    'says that the disk is full, keeps what is whole, and repairs it once there is room',
    () => {
      const folder = project(40);
      const reference = undisturbed(folder);
      const out = join(folder, 'out');
      mkdirSync(out);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', out]);
      try {
        for (const jobs of ['1', '2']) {
          const { code, stderr } = heatmap(['batch', 'figs', '-o', 'out', '--jobs', jobs], { cwd: folder });
          expect(code).toBe(1);
          expect(stderr).toContain('the disk is full');
          expect(leftovers(folder)).toEqual([]);
          for (const [name, bytes] of figures(folder)) expect(bytes.equals(reference.get(name)!)).toBe(true);
        }
        execFileSync('mount', ['-o', 'remount,size=8m', out]);
        expect(heatmap(['batch', 'figs', '-o', 'out', '-q'], { cwd: folder }).code).toBe(0);
        expect(figures(folder)).toEqual(reference);
      } finally {
        execFileSync('umount', ['-l', out]);
      }
    },
    60_000,
  );

  it.skipIf(isRoot)('says that the folder is read-only', () => {
    const folder = project(3);
    mkdirSync(join(folder, 'out'));
    chmodSync(join(folder, 'out'), 0o500);
    const { code, stderr } = heatmap(['batch', 'figs', '-o', 'out'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain('no permission');
  });

  it('says that the output folder is a file', () => {
    const folder = project(3);
    writeFileSync(join(folder, 'out'), 'a file');
    const { code, stderr } = heatmap(['batch', 'figs', '-o', 'out'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain('a part of its path is a file');
    expect(readFileSync(join(folder, 'out'), 'utf8')).toBe('a file');
  });

  it('goes on when the folder is taken away, and the next run makes what went with it', async () => {
    const folder = project(60);
    const reference = undisturbed(folder);
    const child = started(folder, '--jobs', '2');
    const end = closed(child);
    await until(() => figures(folder).size >= 5);
    renameSync(join(folder, 'out'), join(folder, 'gone'));
    const { code, signal } = await end;
    expect(signal).toBeNull();
    expect([0, 1]).toContain(code);
    expect(heatmap(['batch', 'figs', '-o', 'out', '-q'], { cwd: folder }).code).toBe(0);
    expect(figures(folder)).toEqual(reference);
  }, 60_000);
});

describe('a batch whose figures misbehave', () => {
  it('gives up what takes too long, and makes the others', () => {
    const folder = project(3);
    // Thirty thousand million zeros take minutes.
    sparseNpy(join(folder, 'figs/slow.npy'), '<f4', [180_000, 180_000]);
    writeFileSync(join(folder, 'figs/slow.json'), '{ "data": "slow.npy" }');
    const flags = ['--format', 'png', '--timeout', '1'];
    const { code, stderr } = heatmap(['batch', 'figs', '-o', 'out', ...flags], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain('[timeout]');
    expect([...figures(folder).keys()].sort()).toEqual(['f0.png', 'f1.png', 'f2.png']);
  }, 60_000);

  it('loses none but the figure that takes more memory than there is', () => {
    const folder = project(10);
    const records = Array.from({ length: 400_000 }, (_, i) => ({
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
    expect(stderr).toContain('the figure took more memory than there is [worker-died]');
    expect(figures(folder).size).toBe(10);
  }, 60_000);

  it('makes none from data that is half of the old and half of the new', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'data.csv');
    writeFileSync(path, '1,2\n');
    const reading = new Reading();
    reading.opens(path);
    expect(reading.finish()).toEqual([{ path, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    writeFileSync(path, '1,3\n');
    expect(() => reading.finish()).toThrow('changed while the figure was made');
  });

  it('stops at the first that fails, if that is asked for', () => {
    const folder = project(20);
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

describe('two batches in one folder at once', () => {
  it('make whole figures between them, and leave nothing to do', async () => {
    const folder = project(60);
    const reference = undisturbed(folder);
    const both = [started(folder, '--jobs', '2'), started(folder, '--jobs', '1')].map(closed);
    for (const { code } of await Promise.all(both)) expect(code).toBe(0);
    expect(figures(folder)).toEqual(reference);
    expect(leftovers(folder)).toEqual([]);
    expect(heatmap(['batch', 'figs', '-o', 'out', '--check', '-q'], { cwd: folder }).code).toBe(0);
  }, 60_000);
});

describe('what a batch remembers', () => {
  it('is of no consequence when it is damaged: figures are made again', () => {
    const folder = project(5);
    const reference = undisturbed(folder);
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
      expect(figures(folder)).toEqual(reference);
    }
  });
});
