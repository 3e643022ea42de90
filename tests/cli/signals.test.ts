import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, temporaryFolder } from '../support/cli.js';

// Enough to be still at it when the signal comes.
const FIGURES = 400;

/** Draws many figures and is killed while it writes them; the signal it died of. */
function killed(
  cwd: string,
  signal: 'SIGINT' | 'SIGTERM',
  out: string,
  after: number,
): Promise<string | null> {
  const names = Array.from({ length: FIGURES }, (_, i) => `${i}.csv`);
  const program = [join(ROOT, 'dist/heatmap.cjs'), 'render', ...names, '-q', '-o', `${out}/`];
  const child = spawn(process.execPath, program, { cwd, stdio: 'ignore' });
  const watch = setInterval(() => {
    if (!existsSync(join(cwd, out))) return;
    clearInterval(watch);
    setTimeout(() => child.kill(signal), after);
  }, 1);
  return new Promise((done) =>
    child.on('exit', (_, by) => {
      clearInterval(watch);
      done(by);
    }),
  );
}

it('an interrupted run dies of its signal and leaves whole figures only', async () => {
  const cwd = temporaryFolder();
  for (let i = 0; i < FIGURES; i++) writeFileSync(join(cwd, `${i}.csv`), 'a,b\n1,2\n');
  for (let run = 0; run < 12; run++) {
    const signal = run % 2 ? 'SIGINT' : 'SIGTERM';
    // A shell shows this as 130 and 143.
    expect(await killed(cwd, signal, `out${run}`, run * 2)).toBe(signal);
    for (const file of readdirSync(join(cwd, `out${run}`))) {
      expect(file).toMatch(/^\d+\.svg$/);
      expect(readFileSync(join(cwd, `out${run}`, file), 'utf8')).toMatch(/<\/svg>\s*$/);
    }
  }
});
