/** Which files a figure was made from, and what was in them. */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { fail } from '../diagnostics.js';
import type { Dependency } from './task.js';

/** The files that are read while a figure is made. */
export class Reading {
  private readonly states = new Map<string, string>();

  /** To be called before `path` is opened. */
  opens(path: string): void {
    if (!this.states.has(path)) this.states.set(path, stateOf(path));
  }

  /** What was read. Error: `changed-while-read`, where a file is not what it was when it was opened. */
  finish(): Dependency[] {
    return [...this.states].map(([path, before]) => {
      const sha256 = hashOfFile(path);
      if (stateOf(path) !== before) {
        fail('changed-while-read', 'the file was changed while the figure was made from it', { file: path });
      }
      return { path, sha256 };
    });
  }
}

/** Tells one content of a file from the next, without reading it; '' for none. */
function stateOf(path: string): string {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats ? `${stats.ino}:${stats.size}:${stats.mtimeNs}` : '';
}

/** What all files go through, a piece after another. */
let piece: Buffer | undefined;
const PIECE = 1 << 20;

/** The hash of what is in a file; '' where it cannot be read. */
export function hashOfFile(path: string): string {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return '';
  }
  try {
    const hash: Hash = createHash('sha256');
    piece ??= Buffer.allocUnsafeSlow(PIECE);
    for (let length = readSync(file, piece); length > 0; length = readSync(file, piece)) {
      hash.update(piece.subarray(0, length));
    }
    return hash.digest('hex');
  } catch {
    return '';
  } finally {
    closeSync(file);
  }
}

export function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
