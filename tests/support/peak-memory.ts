import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAM, temporaryFolder } from './cli.js';

/** Runs the built program in a process of its own. Returns the peak memory of the process in MiB. Fails if the program does. */
export function peakMemory(args: readonly string[]): number {
  const folder = temporaryFolder();
  const [preload, peak] = [join(folder, 'peak.cjs'), join(folder, 'peak.txt')];
  // Node reports its own peak memory at exit, on every platform.
  const code = `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(peak)}, String(process.resourceUsage().maxRSS)));`;
  writeFileSync(preload, code);
  // On Linux, the peak of a process is at least that of the process that started it: here a small shell, not that of the tests.
  const shell = ['-c', '"$0" "$@"; exit $?', process.execPath];
  const { status, stderr } = spawnSync('sh', [...shell, '--require', preload, PROGRAM, ...args]);
  if (status !== 0) throw new Error(`the program failed: ${stderr}`);
  return Number(readFileSync(peak, 'utf8')) / 1024;
}
