/** Runs a batch: makes the figures that changed and records them in the manifest. */
import { readdirSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { HeatmapError } from '../diagnostics.js';
import { findProject } from '../host/root.js';
import { memoize } from '../memoize.js';
import { VERSION } from '../version.js';
import { hashContent } from './dependencies.js';
import type { BatchSettings } from './make.js';
import { Manifest } from './manifest.js';
import { runPool } from './pool.js';
import type { BatchReporter } from './reporter.js';
import type { Shard } from './shard.js';
import { type Machine, runSharedWork } from './shared-work.js';
import type { Outcome, Task } from './task.js';
import { TaskQueue } from './task-queue.js';

export interface BatchOptions {
  /** The output folder. */
  readonly folder: string;
  readonly settings: BatchSettings;
  /** The number of processes; null: this one, and up to one for each other core if they save time. */
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
/** Node has four threads for zlib. */
const MAX_DEPTH = 4;

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

  const onStart = (task: Task) => {
    if (isRecording) manifest.start(task);
    reporter.onFigureStart(task.name);
  };
  const onEnd = (outcome: Outcome): boolean => {
    const { task, diagnostics } = outcome;
    if (outcome.status === 'failed') {
      // A figure that ended a worker process would end the next batch if it were drawn in the process of the batch.
      if (isRecording && !diagnostics.some(({ code }) => code === 'worker-died')) manifest.end(task);
    } else if (isRecording && outcome.status !== 'unchanged') {
      try {
        manifest.add(task, cacheKey(task), diagnostics, outcome);
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
  const common = { previousSnapshot, onStart, onEnd };
  const { jobs, timeout, cores } = options;
  if ((jobs ?? 1) > 1 || timeout !== null) {
    const poolSize = jobs ?? (changed.length < MIN_PARALLEL_FIGURES ? 1 : cores);
    await runPool(new TaskQueue(changed), settings, { ...common, jobs: poolSize, timeout });
  } else {
    const suspects = changed.filter(({ name }) => manifest.wasInterrupted(name));
    const queue = new TaskQueue(changed.filter((task) => !suspects.includes(task)));
    // One of these figures ended the process of the last batch. A worker process loses only that one, and names it.
    await runPool(new TaskQueue(suspects), settings, {
      ...common,
      jobs: 1,
      timeout,
      onEnd: (outcome) => {
        const continues = onEnd(outcome);
        if (!continues) queue.stop();
        return continues;
      },
    });
    const depth = failFast ? 1 : Math.min(cores, MAX_DEPTH);
    await runSharedWork(queue, settings, {
      ...common,
      depth,
      machine: jobs === null ? describeMachine(cores) : null,
    });
  }
  if (isRecording && changed.length > 0 && !manifest.removeIfEmpty() && !shard)
    compactManifest(manifest, reporter);
  return tasks.flatMap((task) => outcomes.get(task) ?? []);
}

function describeMachine(cores: number): Machine {
  return {
    cores,
    // This process has only begun, so it is hardly in the mean of the last minute.
    load: loadavg()[0],
    now: () => performance.now(),
    cpuTime: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    },
  };
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
