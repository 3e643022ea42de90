/** The executable that `npm run standalone` builds. `HEATMAP=standalone/heatmap` runs the other tests of this folder with it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROGRAM, ROOT, temporaryFolder } from '../support/cli.js';

const EXECUTABLE = join(ROOT, 'standalone/heatmap');

describe.skipIf(!existsSync(EXECUTABLE))('the executable (needs npm run standalone)', () => {
  /** Runs a command without any variable of the environment but the folder of temporary files. */
  function run(command: readonly string[], ...args: string[]) {
    const folder = temporaryFolder();
    const temporary = join(folder, 'temporary');
    mkdirSync(temporary);
    for (const [name, value] of [
      ['a', 4],
      ['b', 5],
    ])
      writeFileSync(join(folder, `${name}.csv`), `x,y\n1,2\n3,${value}\n`);
    const [program, ...others] = [...command, ...args];
    const { status, stderr } = spawnSync(program, others, { cwd: folder, env: { TMPDIR: temporary } });
    const figures = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(?:svg|png|pdf|html)$/.test(name),
    );
    const contents = figures.sort().map((name) => [name, readFileSync(join(folder, name))]);
    return { status, stderr: stderr.toString(), contents, temporary: readdirSync(temporary) };
  }

  it.each([
    ['all formats', ['a.csv', '--title', 'نص क्षि', '-o', 'fig.{svg,png,pdf,html}']],
    ['a batch of several processes', ['batch', '*.csv', '-o', 'out', '--format', 'png', '--jobs', '2', '-q']],
    ['the difference of two pictures', ['diff', 'a.csv', 'b.csv', '-o', 'diff.svg']],
  ])('draws %s as the program in Node does, and leaves no files', (_, args) => {
    const drawn = run([EXECUTABLE], ...args);
    expect(drawn.contents.length).toBeGreaterThan(0);
    expect(drawn.temporary).toEqual([]);
    const expected = run([process.execPath, PROGRAM], ...args);
    expect(drawn).toEqual(expected);
  });

  it('has all parts that figures need', () => {
    const { status, stdout } = spawnSync(EXECUTABLE, ['doctor'], { env: {} });
    expect([status, stdout.toString()]).toEqual([0, expect.not.stringContaining('problem')]);
  });

  it('rasterizes figures with the fonts of the program', () => {
    const [first, second] = ['a', 'b'].map((name) => `${name}.svg`);
    const folder = temporaryFolder();
    for (const name of [first, second]) {
      writeFileSync(
        join(folder, name),
        `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><text y="15">${name}</text></svg>`,
      );
    }
    const args = ['diff', first, second];
    const [drawn, expected] = [[EXECUTABLE], [process.execPath, PROGRAM]].map(([program, ...others]) => {
      const { status, stdout } = spawnSync(program, [...others, ...args], { cwd: folder, env: {} });
      return [status, stdout.toString()];
    });
    expect(drawn).toEqual(expected);
    expect(drawn[0]).toBe(3);
  });
});
