/** Writing figures: every file whole or not at all. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unwritable } from './io.js';

export interface Output {
  readonly path: string;
  readonly bytes: Uint8Array | string;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Writes files one after another. Meanwhile a signal ends the process between two files, never within one: Node hands
 * it over when the event loop turns, which it does here when all are written.
 */
export async function writeFiles(outputs: readonly Output[]): Promise<void> {
  for (const signal of SIGNALS) process.once(signal, endBy);
  try {
    for (const { path, bytes } of outputs) writeFile(path, bytes);
  } finally {
    // In the loop's second turn at the latest.
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    for (const signal of SIGNALS) process.off(signal, endBy);
  }
}

/** As if nobody had listened. */
function endBy(signal: NodeJS.Signals): void {
  for (const each of SIGNALS) process.off(each, endBy);
  process.kill(process.pid, signal);
}

/** Into a temporary file beside it, which then takes its name; a file that is there already is not opened. */
function writeFile(path: string, bytes: Uint8Array | string): void {
  const unique = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  const temporary = join(dirname(path), `.heatmap-${unique}.tmp`);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(temporary, 'wx');
    try {
      writeFileSync(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    removeIfThere(temporary);
    throw unwritable(path, error as NodeJS.ErrnoException);
  }
}

/** Its folder may be no folder, or forbid removing what could not be written in it. */
function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The fault that is told is why nothing was written.
  }
}
