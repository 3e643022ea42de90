/** What a spec may read: files below its root, and nothing else. */
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fail } from '../diagnostics.js';
import type { Open } from '../input/load.js';
import type { Source } from '../input/reader.js';
import { isAddress, readFile } from './io.js';

/** What marks the top of a project: files below it may be read by the specs in it. */
const MARKS = ['.git', 'heatmap.config.json'];

/** Below which folder a spec in `folder` may read files: the nearest with a mark of a project, else its own. */
export function rootOf(folder: string): string {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (MARKS.some((mark) => existsSync(join(at, mark)))) return at;
    if (dirname(at) === at) return folder;
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
    const name = relative(process.cwd(), full);
    return readFile(full, isAddress(path) ? path : name.startsWith('..') ? full : name, place);
  };
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
