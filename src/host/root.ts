/** What a spec may read: files below its root, and nothing else. */
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fail } from '../diagnostics.js';
import type { Open } from '../input/load.js';
import type { Source } from '../input/reader.js';
import { isAddress, readFile } from './io.js';

/** The settings of a project, which mark its top as well. */
export const CONFIG_FILE = 'heatmap.config.json';

/** What the folders above a spec say. */
export interface Project {
  /** Below which folder the spec may read files: the nearest with a mark of a project, else its own. */
  readonly root: string;
  /** The nearest configuration, which may lie above the root. */
  readonly config: string | null;
}

export function projectOf(folder: string): Project {
  let root: string | null = null;
  for (let at = resolve(folder); ; at = dirname(at)) {
    const config = join(at, CONFIG_FILE);
    if (existsSync(config)) return { root: root ?? at, config };
    if (root === null && existsSync(join(at, '.git'))) root = at;
    if (dirname(at) === at) return { root: root ?? folder, config: null };
  }
}

/** Opens the files that a spec in `folder` names, none outside of `root`, symbolic links followed, and `stdin`, where there is any. */
export function opener(folder: string, root: string, stdin: (() => Source) | null): Open {
  return (path, place) => {
    if (path === '-') {
      return (
        stdin?.() ??
        fail('no-stdin', 'the spec takes its data from standard input, but nothing is piped in', place)
      );
    }
    const full = resolve(folder, path);
    if (!isBelow(full, root)) {
      fail(
        'outside-root',
        `${path} lies outside of ${join(root, '/')}, the folder below which this spec may read`,
        place,
        'move the file, or widen the folder with --root',
      );
    }
    return readFile(full, isAddress(path) ? path : shortName(full), place);
  };
}

/** An absolute path as a person says it: from the current folder, if it lies below that. */
export function shortName(full: string): string {
  const name = relative(process.cwd(), full);
  return name.startsWith('..') ? full : name;
}

/** Whether `path` is `root` or lies below it once links are followed, be it there or not. */
export function isBelow(path: string, root: string): boolean {
  const inside = relative(realPath(root), realPath(path));
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}

/** No system knows longer paths. */
const LONGEST = 4096;

/** `path` with the links followed in as much of it as there is. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const full = resolve(path);
    return full.length > LONGEST || dirname(full) === full
      ? full
      : join(realPath(dirname(full)), basename(full));
  }
}
