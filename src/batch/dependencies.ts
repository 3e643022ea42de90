/** Hashes files, and tracks the files that a figure is made from. */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { fail } from '../diagnostics.js';
import { memoize } from '../memoize.js';
import type { HashedFile } from './task.js';

/** Records the files that are read for one figure. */
export class DependencyTracker {
  private readonly states = new Map<string, string>();

  /** Must be called before `path` is opened. */
  track(path: string): void {
    if (!this.states.has(path)) this.states.set(path, fileState(path));
  }

  /**
   * Returns the files with their hashes.
   *
   * @throws HeatmapError `changed-while-read` if a file changed after it was tracked
   */
  finish(): HashedFile[] {
    return [...this.states].map(([path, state]) => {
      const sha256 = hashOfState(`${state}\n${path}`);
      if (fileState(path) !== state) {
        fail('changed-while-read', 'the file changed while the figure was being drawn', { file: path });
      }
      return { path, sha256 };
    });
  }
}

/** Returns a text that changes when the file changes, without reading the file; '' if there is no file. */
function fileState(path: string): string {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats ? `${stats.ino}:${stats.size}:${stats.mtimeNs}` : '';
}

/** Figures share large files, such as fonts, so each is hashed once in each of its states. */
const MAX_HASHES = 1000;
const hashOfState = memoize((stateAndPath: string) => {
  return hashFile(stateAndPath.slice(stateAndPath.indexOf('\n') + 1));
}, MAX_HASHES);

const BUFFER_SIZE = 1 << 20;
/** Reused for all files. */
let buffer: Buffer | undefined;

/** Returns the SHA-256 hash of a file; '' if the file cannot be read. */
export function hashFile(path: string): string {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return '';
  }
  try {
    const hash: Hash = createHash('sha256');
    buffer ??= Buffer.allocUnsafeSlow(BUFFER_SIZE);
    for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
      hash.update(buffer.subarray(0, length));
    }
    return hash.digest('hex');
  } catch {
    return '';
  } finally {
    closeSync(file);
  }
}

/** Returns the SHA-256 hash of a text or of bytes. */
export function hashContent(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
