import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { COMMAND, temporaryFolder } from '../support/cli.js';
import { sparseNpy } from '../support/npy.js';

const FIGURES = 100;

/** Draws many figures and sends `signal` while they are written. Resolves to the signal that ended the process. */
function drawAndKill(
  cwd: string,
  signal: 'SIGINT' | 'SIGTERM',
  out: string,
  delay: number,
): Promise<string | null> {
  const names = Array.from({ length: FIGURES }, (_, i) => `${i}.csv`);
  // The last matrix takes minutes to read, so the process never ends before the signal arrives.
  const args = [...COMMAND.slice(1), 'render', ...names, 'huge.npy', '-q', '-o', `${out}/`];
  const child = spawn(COMMAND[0], args, { cwd, stdio: 'ignore' });
  const poll = setInterval(() => {
    if (!existsSync(join(cwd, out))) return;
    clearInterval(poll);
    setTimeout(() => child.kill(signal), delay);
  }, 1);
  return new Promise((resolve) =>
    child.on('exit', (_, exitSignal) => {
      clearInterval(poll);
      resolve(exitSignal);
    }),
  );
}

it('an interrupted run is ended by its signal and leaves only complete figures', async () => {
  const cwd = temporaryFolder();
  for (let i = 0; i < FIGURES; i++) writeFileSync(join(cwd, `${i}.csv`), 'a,b\n1,2\n');
  sparseNpy(join(cwd, 'huge.npy'), '<f8', [200_000, 200_000]);
  for (let run = 0; run < 12; run++) {
    const signal = run % 2 ? 'SIGINT' : 'SIGTERM';
    // A shell reports this as exit code 130 or 143.
    expect(await drawAndKill(cwd, signal, `out${run}`, run * 2)).toBe(signal);
    for (const file of readdirSync(join(cwd, `out${run}`))) {
      expect(file).toMatch(/^\d+\.svg$/);
      expect(readFileSync(join(cwd, `out${run}`, file), 'utf8')).toMatch(/<\/svg>\s*$/);
    }
  }
});
