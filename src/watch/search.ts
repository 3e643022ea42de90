/** Which figures there are, time and again. */
import { statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { candidatesOf, folderOfInput } from '../batch/find/candidates.js';
import { type FindOptions, findTasks } from '../batch/find/find.js';
import { type Glob, globOf } from '../batch/find/glob.js';
import { filesBelow } from '../batch/find/walk.js';
import type { Task } from '../batch/task.js';
import { HeatmapError } from '../diagnostics.js';
import { UsageError } from '../host/exit.js';
import { foldersAbove } from './draw.js';

export interface Search {
  /**
   * The figures that there are now. A file that a person named stays one, be it there or not.
   *
   * @throws UsageError, HeatmapError as `findTasks`; after the first time not for inputs that have gone
   */
  readonly tasks: () => readonly Task[];
  /** The folders, by absolute paths, in which a file may come to be a figure, or the configuration of all. */
  readonly folders: () => readonly string[];
}

/** `options` says how they are looked for at the time. */
export function searchOf(inputs: readonly string[], options: () => FindOptions): Search {
  const named = new Set(inputs.filter(isFile).map((input) => resolve(input)));
  const areas = inputs.filter((input) => !named.has(resolve(input))).map(areaOf);
  let last: { readonly tasks: readonly Task[]; readonly folder: string } | null = null;
  return {
    tasks() {
      const now = options();
      const found = findTasks(last ? inputs.filter((input) => leads(input, now)) : inputs, now).tasks;
      const there = new Set(found.map(({ input }) => resolve(input)));
      const isLost = (path: string) => named.has(path) && !there.has(path);
      const lost = last?.tasks.filter(({ input }) => isLost(resolve(input))) ?? [];
      last = { tasks: [...found, ...lost], folder: now.folder };
      return last.tasks;
    },
    folders: () => areas.flatMap((area) => foldersOf(area, last?.folder ?? options().folder)),
  };
}

/** Whether there is anything that an input leads to. */
function leads(input: string, { folder, matrices }: FindOptions): boolean {
  try {
    candidatesOf(input, { output: folder, matrices, skip: ignore });
    return true;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}

/** Where figures come from: a folder, and which of those below it are gone through. */
type Area = Pick<Glob, 'base' | 'reaches'>;

function areaOf(input: string): Area {
  const base = resolve(folderOfInput(input));
  const isFolder = base === resolve(input);
  return {
    base,
    reaches: isFolder ? () => true : globOf(sep === '/' ? input : input.replaceAll(sep, '/')).reaches,
  };
}

/** The folders that are gone through, and those above them. */
function foldersOf({ base, reaches }: Area, output: string): string[] {
  const found = new Set([base]);
  try {
    filesBelow(base, {
      output,
      enters(folder) {
        const enters = reaches(folder);
        if (enters) found.add(resolve(base, folder));
        return enters;
      },
      skip: (path) => found.delete(resolve(path)),
    });
  } catch (error) {
    // One that cannot be listed has nothing to be found in it.
    if (!(error instanceof HeatmapError)) throw error;
  }
  return [...foldersAbove(base), ...found];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function ignore(): void {}
