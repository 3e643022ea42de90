/** What is in a file, so that only a real change of it counts as one. */
import { type BigIntStats, statSync } from 'node:fs';
import { hashOfFile } from '../batch/dependencies.js';

export interface Content {
  /** Tells it from what comes after, without reading either; null while it might not. */
  readonly state: string | null;
  /** '' where there is no file, or none that can be read. */
  readonly sha256: string;
}

const NOTHING: Content = { state: null, sha256: '' };
/** Some disks know to two seconds only when a file was changed, ms. */
const COARSE = 2000;

/** `before` is what was in the file when it was last looked at: it is not read again if it surely is the same. */
export function contentOf(path: string, before?: Content): Content {
  const stats = statOf(path);
  if (!stats?.isFile()) return NOTHING;
  const state = `${stats.ino}:${stats.size}:${stats.mtimeNs}`;
  if (before?.state === state) return before;
  const isSure = Date.now() - Number(stats.mtimeMs) > COARSE;
  return { state: isSure ? state : null, sha256: hashOfFile(path) };
}

function statOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}
