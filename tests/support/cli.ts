import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = new URL('../..', import.meta.url).pathname;
export const PROGRAM = join(ROOT, 'dist/heatmap.cjs');

export interface Run {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs the built program in its own process. `input` is its standard input, by default empty. */
export function heatmap(
  args: readonly string[],
  options: { input?: string | Buffer; cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
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
