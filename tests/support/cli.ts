import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const ROOT = new URL('../..', import.meta.url).pathname;
/** The program as a script of Node. */
export const PROGRAM = join(ROOT, 'dist/heatmap.cjs');
/** The command under test: the executable that the environment variable `HEATMAP` names, or Node with `PROGRAM`. */
export const COMMAND: readonly [string, ...string[]] = process.env.HEATMAP
  ? [resolve(process.env.HEATMAP)]
  : [process.execPath, PROGRAM];
/** The command under test for a shell. */
export const SHELL_COMMAND = COMMAND.map((word) => `'${word}'`).join(' ');

export interface Run {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs the command under test. `input` is its standard input, by default empty. */
export function heatmap(
  args: readonly string[],
  options: { input?: string | Buffer; cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Run {
  const { status, stdout, stderr } = spawnSync(COMMAND[0], [...COMMAND.slice(1), ...args], {
    cwd: options.cwd ?? ROOT,
    input: options.input ?? '',
    env: options.env ?? process.env,
    maxBuffer: 1 << 28,
  });
  return { code: status, stdout, stderr: stderr.toString() };
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'heatmap-test-'));
}
