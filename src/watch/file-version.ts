/** Identifies the content of a file, so that touching a file does not count as a change. */
import { type BigIntStats, statSync } from 'node:fs';
import { hashFile } from '../batch/dependencies.js';

export interface FileVersion {
  /** Inode, size and modification time. Null if the file is so new that a later change could keep all three. */
  readonly stamp: string | null;
  /** The hash of the content; '' if there is no readable file. */
  readonly sha256: string;
}

const MISSING: FileVersion = { stamp: null, sha256: '' };
/** The coarsest resolution of modification times, in ms; FAT stores them in steps of two seconds. */
const MAX_MTIME_STEP = 2000;

/** Returns the version of a file. The file is not read if its stamp equals that of the `previous` version. */
export function readVersion(path: string, previous?: FileVersion): FileVersion {
  const stats = statIfExists(path);
  if (!stats?.isFile()) return MISSING;
  const stamp = `${stats.ino}:${stats.size}:${stats.mtimeNs}`;
  if (previous?.stamp === stamp) return previous;
  const isStable = Date.now() - Number(stats.mtimeMs) > MAX_MTIME_STEP;
  return { stamp: isStable ? stamp : null, sha256: hashFile(path) };
}

function statIfExists(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}
