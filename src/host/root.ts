/** Restricts the files that a spec may read to its root folder. */
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fail } from '../diagnostics.js';
import type { OpenFile } from '../input/load.js';
import type { Source } from '../input/reader.js';
import { isUrl, readFile } from './io.js';

/** The project's configuration file; it also marks the top folder of the project. */
export const CONFIG_FILE = 'heatmap.config.json';

/** The project that a spec belongs to, found in the folder of the spec and in the folders above it. */
export interface Project {
  /**
   * The folder whose files the spec may read: the nearest one with a configuration or `.git`, otherwise the folder of the
   * spec.
   */
  readonly root: string;
  /** The path of the nearest configuration, which can be above the root. */
  readonly config: string | null;
}

/** Finds the project of `folder` by looking in the folder and in all folders above it. */
export function findProject(folder: string): Project {
  let root: string | null = null;
  for (let current = resolve(folder); ; current = dirname(current)) {
    const config = join(current, CONFIG_FILE);
    if (existsSync(config)) return { root: root ?? current, config };
    if (root === null && existsSync(join(current, '.git'))) root = current;
    if (dirname(current) === current) return { root: root ?? folder, config: null };
  }
}

/**
 * Returns a function that opens the files which a spec in `folder` names. It rejects files outside `root`, after
 * resolving symbolic links, except `readableFiles`. "-" reads `stdin`, which is null if nothing is piped in.
 */
export function createFileOpener(
  folder: string,
  root: string,
  stdin: (() => Source) | null,
  readableFiles: readonly string[] = [],
): OpenFile {
  return (path, place) => {
    if (path === '-') {
      return (
        stdin?.() ??
        fail('no-stdin', 'the spec takes its data from standard input, but nothing is piped in', place)
      );
    }
    const full = resolve(folder, path);
    if (!readableFiles.includes(full) && !isRealPathInside(full, root)) {
      fail(
        'outside-root',
        `${path} is outside ${join(root, '/')}, the folder that this spec may read`,
        place,
        ...outsideRootHints(full, folder),
      );
    }
    return readFile(full, isUrl(path) ? path : displayPath(full), place);
  };
}

/** Returns hints on how a spec in `folder` may read `file`, an absolute path outside its root. */
export function outsideRootHints(file: string, folder: string): string[] {
  const fileFolder = dirname(resolveLinks(file));
  const shared = sharedFolder(fileFolder, resolve(folder));
  const isWholeDisk = dirname(shared) === shared;
  const root = displayPath(isWholeDisk ? fileFolder : shared) || '.';
  const hints = [`allow this folder with --root ${quoteForShell(root)}`];
  const { config } = findProject(folder);
  if (config === null && !isWholeDisk) {
    const path = displayPath(join(shared, CONFIG_FILE));
    hints.push(`or allow it for all specs: write { "root": "." } into the new file ${path}`);
  } else if (config !== null && isRealPathInside(file, dirname(config))) {
    const path = JSON.stringify(relative(dirname(config), shared) || '.');
    hints.push(`or allow it for all specs: set "root": ${path} in ${displayPath(config)}`);
  }
  return hints;
}

/** Returns the nearest folder that contains both folders. */
function sharedFolder(a: string, b: string): string {
  let shared = b;
  while (!isRealPathInside(a, shared) && dirname(shared) !== shared) shared = dirname(shared);
  return shared;
}

/** Returns a path as a shell reads it: in quotes if it has characters with a meaning. */
function quoteForShell(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

/** Returns an absolute path as a message shows it: relative to the current folder if it is inside. */
export function displayPath(full: string): string {
  const name = relative(process.cwd(), full);
  return name.startsWith('..') ? full : name;
}

/** True if `path` is `root` or inside it after symbolic links are resolved. Neither needs to exist. */
export function isRealPathInside(path: string, root: string): boolean {
  const fromRoot = relative(resolveLinks(root), resolveLinks(path));
  return fromRoot !== '..' && !fromRoot.startsWith(`..${sep}`) && !isAbsolute(fromRoot);
}

/** PATH_MAX of Linux; longer paths are not resolved. */
const MAX_PATH_LENGTH = 4096;

/** Resolves the symbolic links in the part of `path` that exists. */
function resolveLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const full = resolve(path);
    return full.length > MAX_PATH_LENGTH || dirname(full) === full
      ? full
      : join(resolveLinks(dirname(full)), basename(full));
  }
}
