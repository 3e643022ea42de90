/** Writes output files atomically: a file is complete or does not exist. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeError } from './io.js';
import { deferSignals } from './signals.js';

export interface OutputFile {
  readonly path: string;
  readonly bytes: Uint8Array | string;
}

/**
 * Writes files one after another. A signal takes effect after the last file is written.
 *
 * With `durable` the files survive a power failure (fsync). That takes longer than drawing a small figure.
 */
export async function writeFiles(outputs: readonly OutputFile[], durable = true): Promise<void> {
  deferSignals();
  try {
    for (const { path, bytes } of outputs) writeFile(path, bytes, durable);
  } finally {
    // Node delivers a pending signal after at most two turns of the event loop.
    await new Promise(setImmediate);
    await new Promise(setImmediate);
  }
}

/** Writes a temporary file in the same folder, then renames it. An existing file is replaced, never opened. */
function writeFile(path: string, bytes: Uint8Array | string, durable: boolean): void {
  const unique = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  const temporary = join(dirname(path), `.heatmap-${unique}.tmp`);
  try {
    const file = openCreatingFolder(temporary, 'wx');
    try {
      writeFileSync(file, bytes);
      if (durable) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    removeIfExists(temporary);
    throw writeError(path, error as NodeJS.ErrnoException);
  }
}

/** Opens a file for writing; creates its folder if necessary. */
export function openCreatingFolder(path: string, flags: 'a' | 'wx'): number {
  try {
    return openSync(path, flags);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, flags);
  }
}

/** Removes a file if possible; never throws. */
export function removeIfExists(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The caller reports the write error, which is the cause.
  }
}
