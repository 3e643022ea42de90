/** Writing figures: every file whole or not at all. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unwritable } from './io.js';
import { guard } from './signals.js';

export interface Output {
  readonly path: string;
  readonly bytes: Uint8Array | string;
}

/**
 * Writes files one after another, guarded from signals, which are heeded when all are written. What is `lasting` is on the disk by then,
 * should the power fail; to wait for that takes longer than to draw a small figure.
 */
export async function writeFiles(outputs: readonly Output[], lasting = true): Promise<void> {
  guard();
  try {
    for (const { path, bytes } of outputs) writeFile(path, bytes, lasting);
  } finally {
    // In the loop's second turn at the latest.
    await new Promise(setImmediate);
    await new Promise(setImmediate);
  }
}

/** Into a temporary file beside it, which then takes its name; a file that is there already is not opened. */
function writeFile(path: string, bytes: Uint8Array | string, lasting: boolean): void {
  const unique = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  const temporary = join(dirname(path), `.heatmap-${unique}.tmp`);
  try {
    const file = openInFolder(temporary, 'wx');
    try {
      writeFileSync(file, bytes);
      if (lasting) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    removeIfThere(temporary);
    throw unwritable(path, error as NodeJS.ErrnoException);
  }
}

/** Opens a file to write to; its folder is made if it is not there. */
export function openInFolder(path: string, flags: 'a' | 'wx'): number {
  try {
    return openSync(path, flags);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, flags);
  }
}

/** Its folder may be no folder, or forbid removing what could not be written in it. */
export function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The fault that is told is why nothing was written.
  }
}
