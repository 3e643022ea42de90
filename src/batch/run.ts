/** Runs a batch: makes the figures that changed and records them in the manifest. */
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HeatmapError } from '../diagnostics.js';
import { loadFonts } from '../host/font-files.js';
import { findProject } from '../host/root.js';
import { memoize } from '../memoize.js';
import { VERSION } from '../version.js';
import { hashContent } from './dependencies.js';
import { type BatchSettings, makeFigure } from './make.js';
import { Manifest } from './manifest.js';
import { runPool } from './pool.js';
import type { BatchReporter } from './reporter.js';
import type { Shard } from './shard.js';
import type { Outcome, Task } from './task.js';

export interface BatchOptions {
  /** The output folder. */
  readonly folder: string;
  readonly settings: BatchSettings;
  /** The number of processes; null: one for each core, or a single one if there are few figures. */
  readonly jobs: number | null;
  readonly cores: number;
  /** Seconds for one figure; null: no limit. */
  readonly timeout: number | null;
  readonly shard: Shard | null;
  /** Whether unchanged figures are made too. */
  readonly force: boolean;
  /** Whether the batch stops at the first figure that fails. */
  readonly failFast: boolean;
}

/** With fewer figures, starting processes takes longer than it saves. */
const MIN_PARALLEL_FIGURES = 8;

/** Makes the figures that changed. Resolves to the outcomes in the order of the tasks; `reporter` gets each at once. */
export async function runBatch(
  tasks: readonly Task[],
  options: BatchOptions,
  reporter: BatchReporter,
): Promise<Outcome[]> {
  const { folder, settings, shard, failFast } = options;
  const manifest = new Manifest(folder, shard);
  const writesFiles = settings.mode !== 'check';
  if (writesFiles) removeStaleTemporaryFiles(tasks);
  const cacheKey = createCacheKey(settings);
  const outcomes = new Map<Task, Outcome>();
  let isRecording = writesFiles;
  let hasNewEntries = false;

  const onEnd = (outcome: Outcome): boolean => {
    const { task, diagnostics } = outcome;
    if (isRecording && outcome.status !== 'failed' && outcome.status !== 'unchanged') {
      try {
        manifest.add(task, cacheKey(task), diagnostics, outcome);
        hasNewEntries = true;
      } catch (error) {
        reportDiagnostics(error, reporter);
        isRecording = false;
      }
    }
    // The snapshot is in the manifest. Thousands of snapshots would take too much memory.
    const withoutSnapshot = outcome.status === 'failed' ? outcome : { ...outcome, snapshot: null };
    outcomes.set(task, withoutSnapshot);
    reporter.onFigureEnd(withoutSnapshot);
    return !(failFast && outcome.status === 'failed');
  };

  reporter.onBatchStart(tasks.length);
  const isUnchanged = createUnchangedCheck(manifest, options);
  const changed: Task[] = [];
  for (const task of tasks) {
    const entry = isUnchanged(task) ? manifest.get(task.name) : null;
    if (entry) onEnd({ task, time: 0, status: 'unchanged', ...manifest.toRecord(entry) });
    else changed.push(task);
  }

  const previousSnapshot = (task: Task) =>
    settings.mode === 'write' ? null : (manifest.get(task.name)?.snapshot ?? null);
  const onStart = (task: Task) => reporter.onFigureStart(task.name);
  const jobs = options.jobs ?? (changed.length < MIN_PARALLEL_FIGURES ? 1 : options.cores);
  if (jobs > 1 || options.timeout !== null) {
    const { timeout } = options;
    await runPool(changed, settings, { jobs, timeout, previousSnapshot, onStart, onEnd });
  } else {
    const fonts = loadFonts(settings.fonts);
    for (const task of changed) {
      onStart(task);
      if (!onEnd(await makeFigure(task, settings, fonts, previousSnapshot(task)))) break;
    }
  }
  if (isRecording && hasNewEntries && !shard) compactManifest(manifest, reporter);
  return tasks.flatMap((task) => outcomes.get(task) ?? []);
}

/** Returns the tasks that `runBatch` would make. */
export function findChangedTasks(tasks: readonly Task[], options: BatchOptions): Task[] {
  const isUnchanged = createUnchangedCheck(new Manifest(options.folder, options.shard), options);
  return tasks.filter((task) => !isUnchanged(task));
}

/** Merges the manifests of all shards into one. */
export function mergeManifests(folder: string, reporter: BatchReporter): void {
  compactManifest(new Manifest(folder, null), reporter);
}

function createUnchangedCheck(
  manifest: Manifest,
  { settings, force }: BatchOptions,
): (task: Task) => boolean {
  const hashes = new Map<string, string>();
  const cacheKey = createCacheKey(settings);
  return (task) => settings.mode === 'write' && !force && manifest.isUnchanged(task, cacheKey(task), hashes);
}

/** Returns a function that hashes everything that a figure is made with, except the files that it reads. */
function createCacheKey(settings: BatchSettings): (task: Task) => string {
  const common = { version: VERSION, job: settings.job, fonts: settings.fonts };
  // The dependencies of a figure do not contain a configuration file that is created later.
  const configPath = memoize((folder: string) => findProject(folder).config ?? '');
  const hash = memoize(hashContent);
  return ({ input, kind, targets }) => {
    const config = settings.job.config && configPath(dirname(input)) !== '';
    return hash(JSON.stringify({ ...common, config, kind, formats: targets.map(({ format }) => format) }));
  };
}

function compactManifest(manifest: Manifest, reporter: BatchReporter): void {
  try {
    manifest.compact();
  } catch (error) {
    reportDiagnostics(error, reporter);
  }
}

function reportDiagnostics(error: unknown, reporter: BatchReporter): void {
  if (!(error instanceof HeatmapError)) throw error;
  for (const diagnostic of error.diagnostics) reporter.onDiagnostic(diagnostic);
}

/** Removes temporary files of processes that no longer run. */
function removeStaleTemporaryFiles(tasks: readonly Task[]): void {
  const folders = new Set(tasks.flatMap(({ targets }) => targets.map(({ path }) => dirname(path))));
  for (const folder of folders) {
    for (const name of listNames(folder)) {
      const processId = /^\.heatmap-(\d+)-\w+\.tmp$/.exec(name)?.[1];
      if (processId && !isRunning(Number(processId))) rmSync(join(folder, name), { force: true });
    }
  }
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
