/** Finds and removes figures whose spec no longer exists. */
import { existsSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Diagnostic, HeatmapError } from '../diagnostics.js';
import { writeError } from '../host/io.js';
import { displayPath, isRealPathInside } from '../host/root.js';
import { comparablePath } from '../host/target.js';
import { hashFile } from './dependencies.js';
import { Manifest, type ManifestEntry } from './manifest.js';
import { isInShard, type Shard } from './shard.js';
import type { ObsoleteFigure, ObsoleteFile, Task } from './task.js';

/**
 * Returns the figures of the manifest whose spec or matrix no longer exists, if at least one of their files exists. Files
 * that one of `tasks` makes do not count. `tasks` are those of all shards.
 */
export function findObsolete(folder: string, tasks: readonly Task[], shard: Shard | null): ObsoleteFigure[] {
  const manifest = new Manifest(folder, shard);
  const made = new Set(tasks.flatMap(({ targets }) => targets.map(({ path }) => fileKey(path))));
  const figures: ObsoleteFigure[] = [];
  for (const entry of manifest.entries()) {
    if (existsSync(manifest.resolvePath(entry.input))) continue;
    if (shard && !isInShard(shard, entry.name)) continue;
    const files = existingFiles(entry, folder).filter(({ path }) => !made.has(fileKey(path)));
    const input = displayPath(manifest.resolvePath(entry.input));
    if (files.length > 0) figures.push({ name: entry.name, input, files });
  }
  return figures.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Returns the files of a figure that exist inside the output folder. A manifest from elsewhere could name other files. */
function existingFiles({ outputs }: ManifestEntry, folder: string): ObsoleteFile[] {
  return outputs.flatMap(({ path, sha256 }): ObsoleteFile[] => {
    const file = join(folder, path);
    if (!existsSync(file) || !isRealPathInside(file, folder)) return [];
    return [{ path: file, state: hashFile(file) === sha256 ? 'unchanged' : 'changed' }];
  });
}

function fileKey(path: string): string {
  return comparablePath(resolve(path));
}

/**
 * Removes the files of obsolete figures that are unchanged since they were made, and the folders that become empty.
 *
 * @returns the figures with the new states of their files, and one error for each file that could not be removed
 */
export function removeObsolete(
  folder: string,
  figures: readonly ObsoleteFigure[],
): { readonly figures: readonly ObsoleteFigure[]; readonly errors: readonly Diagnostic[] } {
  const errors: Diagnostic[] = [];
  const remove = (file: ObsoleteFile): ObsoleteFile => {
    if (file.state !== 'unchanged') return file;
    try {
      rmSync(file.path);
      removeEmptyFolders(dirname(file.path), folder);
      return { ...file, state: 'removed' };
    } catch (error) {
      const reported = writeError(file.path, error as NodeJS.ErrnoException);
      if (!(reported instanceof HeatmapError)) throw reported;
      for (const diagnostic of reported.diagnostics) errors.push(diagnostic);
      return file;
    }
  };
  const pruned = figures.map((figure) => ({ ...figure, files: figure.files.map(remove) }));
  if (pruned.length > 0) new Manifest(folder, null).compact();
  return { figures: pruned, errors };
}

/** Removes `folder` and its parents inside `top`, as long as they are empty. */
function removeEmptyFolders(folder: string, top: string): void {
  for (let current = folder; relative(top, current) !== ''; current = dirname(current)) {
    try {
      rmdirSync(current);
    } catch {
      return;
    }
  }
}
