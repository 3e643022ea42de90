/** A batch, from its tasks to what became of them. */
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HeatmapError } from '../diagnostics.js';
import { fontsWith } from '../host/font-files.js';
import { projectOf } from '../host/root.js';
import { remembering } from '../memoize.js';
import { VERSION } from '../version.js';
import { hashOf, hashOfFile } from './dependencies.js';
import { makeFigure, type Settings } from './make.js';
import { Manifest } from './manifest.js';
import { runPool } from './pool.js';
import type { BatchReporter } from './reporter.js';
import type { Shard } from './shard.js';
import type { Outcome, Task } from './task.js';

export interface BatchOptions {
  readonly folder: string;
  readonly settings: Settings;
  /** Null: as many as there is work for. */
  readonly jobs: number | null;
  readonly cores: number;
  /** Seconds for one figure, or null. */
  readonly timeout: number | null;
  readonly shard: Shard | null;
  /** Makes figures that nothing has changed of, too. */
  readonly force: boolean;
  readonly failFast: boolean;
}

/** With fewer figures another process would not be worth its start. */
const FEW = 8;

/** Makes the figures of which anything has changed; `reporter` hears of each. What became of them, in their order. */
export async function runBatch(
  tasks: readonly Task[],
  options: BatchOptions,
  reporter: BatchReporter,
): Promise<Outcome[]> {
  const { folder, settings, shard, failFast } = options;
  const manifest = new Manifest(folder, shard);
  const writes = settings.mode !== 'check';
  if (writes) removeLeftovers(tasks);
  const keyOf = keysOf(settings);
  const outcomes = new Map<Task, Outcome>();
  let remembers = writes;
  let hasNews = false;

  const done = (outcome: Outcome): boolean => {
    const { task, diagnostics } = outcome;
    if (remembers && outcome.status !== 'failed' && outcome.status !== 'unchanged') {
      try {
        manifest.add(task, keyOf(task), diagnostics, outcome);
        hasNews = true;
      } catch (error) {
        if (!(error instanceof HeatmapError)) throw error;
        for (const diagnostic of error.diagnostics) reporter.say(diagnostic);
        remembers = false;
      }
    }
    // What it showed is in the manifest now; of ten thousand figures it would be too much to hold.
    const light = outcome.status === 'failed' ? outcome : { ...outcome, snapshot: null };
    outcomes.set(task, light);
    reporter.done(light);
    return !(failFast && outcome.status === 'failed');
  };

  reporter.begin(tasks.length);
  const isUnchanged = unchangedBy(manifest, options);
  const changed: Task[] = [];
  for (const task of tasks) {
    const entry = isUnchanged(task) ? manifest.get(task.name) : null;
    if (entry) done({ task, time: 0, status: 'unchanged', ...manifest.made(entry) });
    else changed.push(task);
  }

  const before = (task: Task) =>
    settings.mode === 'write' ? null : (manifest.get(task.name)?.snapshot ?? null);
  const working = (task: Task) => reporter.working(task.name);
  const jobs = options.jobs ?? (changed.length < FEW ? 1 : options.cores);
  if (jobs > 1 || options.timeout !== null) {
    await runPool(changed, settings, { jobs, timeout: options.timeout, before, working, done });
  } else {
    const fonts = fontsWith(settings.fonts);
    for (const task of changed) {
      working(task);
      if (!done(await makeFigure(task, settings, fonts, before(task)))) break;
    }
  }
  if (remembers && hasNews && !shard) compact(manifest, reporter);
  return tasks.flatMap((task) => outcomes.get(task) ?? []);
}

/** The tasks whose figures would be made. */
export function changedTasks(tasks: readonly Task[], options: BatchOptions): Task[] {
  const isUnchanged = unchangedBy(new Manifest(options.folder, options.shard), options);
  return tasks.filter((task) => !isUnchanged(task));
}

/** Whether a figure can be left as it is. */
function unchangedBy(manifest: Manifest, { settings, force }: BatchOptions): (task: Task) => boolean {
  const hashes = new Map<string, string>();
  const keyOf = keysOf(settings);
  return (task) => settings.mode === 'write' && !force && manifest.isUnchanged(task, keyOf(task), hashes);
}

/** The hash of everything but files that a figure is made with. */
function keysOf(settings: Settings): (task: Task) => string {
  const common = { version: VERSION, job: settings.job, fonts: settings.fonts.map(hashOfFile) };
  // A configuration that was not there before is none of the files a figure was made from.
  const configOf = remembering((folder: string) => projectOf(folder).config ?? '');
  const hashed = remembering(hashOf);
  return ({ input, kind, targets }) => {
    const config = settings.job.config && configOf(dirname(input)) !== '';
    return hashed(JSON.stringify({ ...common, config, kind, formats: targets.map(({ format }) => format) }));
  };
}

/** Joins what the shards of a batch remember. */
export function mergeManifests(folder: string, reporter: BatchReporter): void {
  compact(new Manifest(folder, null), reporter);
}

function compact(manifest: Manifest, reporter: BatchReporter): void {
  try {
    manifest.compact();
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    for (const diagnostic of error.diagnostics) reporter.say(diagnostic);
  }
}

/** Files that were never finished, by processes that are no more. */
function removeLeftovers(tasks: readonly Task[]): void {
  const folders = new Set(tasks.flatMap(({ targets }) => targets.map(({ path }) => dirname(path))));
  for (const folder of folders) {
    for (const name of namesIn(folder)) {
      const process = /^\.heatmap-(\d+)-\w+\.tmp$/.exec(name)?.[1];
      if (process && !isRunning(Number(process))) rmSync(join(folder, name), { force: true });
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
