/** One figure, from its task to the bytes of its files, and what it was made from. */
import { realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { drawFiles } from '../batch/files.js';
import type { Task } from '../batch/task.js';
import { type Diagnostic, HeatmapError } from '../diagnostics.js';
import type { FontSet } from '../fonts/fonts.js';
import type { JobOptions } from '../host/open-job.js';
import { CONFIG_FILE, projectOf } from '../host/root.js';
import type { Target } from '../host/target.js';
import { type Output, writeFiles } from '../host/write.js';
import { type Content, contentOf } from './content.js';
import { isWithin } from './folder-watch.js';

export interface DrawSettings {
  readonly job: JobOptions;
  /** Throws a HeatmapError if one of the files cannot be read. */
  readonly fonts: () => FontSet;
  readonly fontFiles: readonly string[];
  /** Whether the files are written, not only held. */
  readonly writes: boolean;
}

export interface Drawing {
  readonly task: Task;
  readonly diagnostics: readonly Diagnostic[];
  /** How long it took, ms. */
  readonly time: number;
  /** Null where the figure could not be made. */
  readonly made: Made | null;
  /** By absolute path what was in each file that decides over the figure when it was about to be read, be it there or not. */
  readonly read: ReadonlyMap<string, Content>;
}

export interface Made {
  readonly title: string;
  readonly description: string;
  readonly outputs: readonly (Target & Output)[];
}

/** Never throws but for a defect. `known` is what the figure was made from before; it goes on to decide over it. */
export async function drawTask(
  task: Task,
  { job, fonts, fontFiles, writes }: DrawSettings,
  known: ReadonlyMap<string, Content>,
): Promise<Drawing> {
  const started = performance.now();
  const read = new Map<string, Content>();
  const notes = (path: string) => {
    for (const each of [path, realPath(path)])
      if (!read.has(each)) read.set(each, contentOf(each, known.get(each)));
  };
  const folder = dirname(resolve(task.input));
  [resolve(task.input), ...fontFiles.map((file) => resolve(file)), ...known.keys()].forEach(notes);
  if (job.config) for (const above of foldersAbove(folder)) notes(join(above, CONFIG_FILE));
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) =>
    void diagnostics.push({ ...diagnostic, place: diagnostic.place ?? { file: task.input } });
  let made: Made | null = null;
  try {
    const { figure, files: outputs } = drawFiles(task, job, fonts(), notes, report);
    if (writes) await writeFiles(outputs);
    made = { ...figure.accessible, outputs };
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    error.diagnostics.forEach(report);
  }
  return { task, diagnostics, time: performance.now() - started, made, read };
}

/** In which a configuration for `folder` stands or would: itself and those above it, to the top of the project and to where we are. */
export function foldersAbove(folder: string): string[] {
  const { root, config } = projectOf(folder);
  const tops = [resolve(root), process.cwd(), ...(config === null ? [] : [dirname(config)])];
  const top = tops
    .filter((each) => isWithin(folder, each))
    .reduce((a, b) => (a.length < b.length ? a : b), folder);
  const folders = [folder];
  for (let at = folder; at !== top; at = dirname(at)) folders.push(dirname(at));
  return folders;
}

/** The path with links followed, if there is anything. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
