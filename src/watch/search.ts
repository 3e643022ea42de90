/** Finds the figures to watch, repeatedly. */
import { statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { findCandidates, inputFolder } from '../batch/find/candidates.js';
import { compileGlob, type Glob } from '../batch/find/glob.js';
import { type FindOptions, findTasks } from '../batch/find/tasks.js';
import { listFiles } from '../batch/find/walk.js';
import type { Task } from '../batch/task.js';
import { HeatmapError } from '../diagnostics.js';
import { UsageError } from '../host/exit.js';
import { configFolders } from './draw-task.js';

export interface TaskSearch {
  /**
   * Returns the current figures. A file that was named on the command line remains a figure after it is deleted.
   *
   * @throws UsageError, HeatmapError as `findTasks`; after the first call, missing inputs are not an error
   */
  readonly tasks: () => readonly Task[];
  /** Returns the folders (absolute paths) in which a new file may be a figure or the configuration. */
  readonly folders: () => readonly string[];
}

/** `options` is called before each search, because the configuration may have changed. */
export function createSearch(inputs: readonly string[], options: () => FindOptions): TaskSearch {
  const namedFiles = new Set(inputs.filter(isFile).map((input) => resolve(input)));
  const roots = inputs.filter((input) => !namedFiles.has(resolve(input))).map(searchRoot);
  let previous: { readonly tasks: readonly Task[]; readonly folder: string } | null = null;
  return {
    tasks() {
      const current = options();
      const existing = previous ? inputs.filter((input) => hasCandidates(input, current)) : inputs;
      const { tasks } = findTasks(existing, current);
      const paths = new Set(tasks.map(({ input }) => resolve(input)));
      const isDeleted = (path: string) => namedFiles.has(path) && !paths.has(path);
      const deleted = previous?.tasks.filter(({ input }) => isDeleted(resolve(input))) ?? [];
      previous = { tasks: [...tasks, ...deleted], folder: current.folder };
      return previous.tasks;
    },
    folders: () => roots.flatMap((root) => searchedFolders(root, previous?.folder ?? options().folder)),
  };
}

/** True if the input leads to at least one file. */
function hasCandidates(input: string, { folder, matrices }: FindOptions): boolean {
  try {
    findCandidates(input, { output: folder, matrices, onSkip: ignore });
    return true;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}

/** A folder that is searched, and a test for the subfolders that are searched too. */
type SearchRoot = Pick<Glob, 'base' | 'mayMatchInside'>;

function searchRoot(input: string): SearchRoot {
  const base = resolve(inputFolder(input));
  const isFolder = base === resolve(input);
  return {
    base,
    mayMatchInside: isFolder
      ? () => true
      : compileGlob(sep === '/' ? input : input.replaceAll(sep, '/')).mayMatchInside,
  };
}

/** Returns the folders that are searched, and the folders above them that may hold the configuration. */
function searchedFolders({ base, mayMatchInside }: SearchRoot, output: string): string[] {
  const folders = new Set([base]);
  try {
    listFiles(base, {
      output,
      shouldEnter(folder) {
        const enters = mayMatchInside(folder);
        if (enters) folders.add(resolve(base, folder));
        return enters;
      },
      onSkip: (path) => folders.delete(resolve(path)),
    });
  } catch (error) {
    // A folder that cannot be listed contains no figures.
    if (!(error instanceof HeatmapError)) throw error;
  }
  return [...configFolders(base), ...folders];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function ignore(): void {}
