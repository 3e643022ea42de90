/** Draws one figure and records the version of every file that it depends on. */
import { realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { drawFiles } from '../batch/draw-files.js';
import type { Task } from '../batch/task.js';
import { type Diagnostic, HeatmapError } from '../diagnostics.js';
import type { FontSet } from '../fonts/font-set.js';
import type { JobOptions } from '../host/open-job.js';
import { CONFIG_FILE, findProject } from '../host/root.js';
import type { Target } from '../host/target.js';
import { type OutputFile, writeFiles } from '../host/write.js';
import { type FileVersion, readVersion } from './file-version.js';
import { isInside } from './folder-watcher.js';

export interface DrawSettings {
  readonly job: JobOptions;
  /** Returns the current fonts. Throws a HeatmapError if a font file cannot be read. */
  readonly fonts: () => FontSet;
  readonly fontFiles: readonly string[];
  /** Writes the files. If false, they are kept in memory only. */
  readonly writesFiles: boolean;
}

export interface DrawResult {
  readonly task: Task;
  readonly diagnostics: readonly Diagnostic[];
  /** The elapsed time in ms. */
  readonly time: number;
  /** Null if the figure has errors. */
  readonly figure: FigureOutput | null;
  /**
   * The files that the figure depends on, by absolute path, each with its version just before it was read. Missing files
   * are included.
   */
  readonly dependencies: ReadonlyMap<string, FileVersion>;
}

export interface FigureOutput {
  readonly title: string;
  readonly description: string;
  readonly outputs: readonly (Target & OutputFile)[];
}

/**
 * Draws a figure. Errors are returned as diagnostics, not thrown.
 *
 * `previous` holds the dependencies of the previous drawing. They stay dependencies, so that a figure whose spec has errors
 * is still redrawn when its data changes.
 */
export async function drawTask(
  task: Task,
  { job, fonts, fontFiles, writesFiles }: DrawSettings,
  previous: ReadonlyMap<string, FileVersion>,
): Promise<DrawResult> {
  const started = performance.now();
  const dependencies = new Map<string, FileVersion>();
  const addDependency = (path: string) => {
    for (const name of [path, realPathIfExists(path)])
      if (!dependencies.has(name)) dependencies.set(name, readVersion(name, previous.get(name)));
  };
  const folder = dirname(resolve(task.input));
  [resolve(task.input), ...fontFiles.map((file) => resolve(file)), ...previous.keys()].forEach(addDependency);
  if (job.config) for (const parent of configFolders(folder)) addDependency(join(parent, CONFIG_FILE));
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) =>
    void diagnostics.push({ ...diagnostic, place: diagnostic.place ?? { file: task.input } });
  let output: FigureOutput | null = null;
  try {
    const { figure, files: outputs } = await drawFiles(task, job, fonts(), addDependency, report);
    if (writesFiles) await writeFiles(outputs);
    output = { ...figure.accessible, outputs };
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    error.diagnostics.forEach(report);
  }
  return { task, diagnostics, time: performance.now() - started, figure: output, dependencies };
}

/**
 * Returns the folders in which a configuration for `folder` is or could be created. These are the folder and those above
 * it, up to the top of the project and the current folder.
 */
export function configFolders(folder: string): string[] {
  const { root, config } = findProject(folder);
  const candidates = [resolve(root), process.cwd(), ...(config === null ? [] : [dirname(config)])];
  const topFolder = candidates
    .filter((candidate) => isInside(folder, candidate))
    .reduce((a, b) => (a.length < b.length ? a : b), folder);
  const folders = [folder];
  for (let current = folder; current !== topFolder; current = dirname(current))
    folders.push(dirname(current));
  return folders;
}

/** Returns the path with symbolic links resolved, or the path itself if it does not exist. */
function realPathIfExists(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
