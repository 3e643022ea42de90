/** Makes one figure of a batch: draws it, then writes its files or compares them with those on disk. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Diagnostic, HeatmapError } from '../diagnostics.js';
import { isSameOutput, pixelDifference } from '../diff/compare.js';
import { describeChanges } from '../diff/describe-changes.js';
import { DIFFERENCE_EXTENSION, renderDifference } from '../diff/difference-picture.js';
import { createSnapshot, readSnapshot, type Snapshot } from '../diff/snapshot.js';
import type { FontSet } from '../fonts/font-set.js';
import { fontFilesOf } from '../host/font-files.js';
import type { JobOptions } from '../host/open-job.js';
import { writeFiles } from '../host/write.js';
import { WRITERS } from '../output/index.js';
import { DependencyTracker, hashContent } from './dependencies.js';
import { type DrawnFile, drawFiles } from './draw-files.js';
import type { Outcome, Task } from './task.js';

/** The settings of all figures of a batch: plain data, because worker processes receive it. */
export interface BatchSettings {
  readonly job: JobOptions;
  /** The fonts of flags, as they name them. */
  readonly fonts: readonly string[];
  /** `write` writes all files, `check` only compares them with the files on disk, `update` writes those that differ. */
  readonly mode: 'write' | 'check' | 'update';
  /** The folder for pictures of differences, or null. */
  readonly diff: string | null;
}

/** Characters of a snapshot. */
const MAX_SNAPSHOT_LENGTH = 1 << 18;
/** A figure is drawn again if one of its files changes while it is drawn. */
const MAX_ATTEMPTS = 3;

/** Makes a figure. `previous` is its last snapshot. Input errors become the outcome; only program defects are thrown. */
export async function makeFigure(
  task: Task,
  settings: BatchSettings,
  fonts: FontSet,
  previous: Snapshot | null,
): Promise<Outcome> {
  const started = performance.now();
  for (let attempt = 1; ; attempt++) {
    const diagnostics: Diagnostic[] = [];
    const place = { file: task.input };
    const report = (diagnostic: Diagnostic) =>
      void diagnostics.push({ ...diagnostic, place: diagnostic.place ?? place });
    const outcome = () => ({ task, diagnostics, time: performance.now() - started });
    try {
      const tracker = new DependencyTracker();
      for (const file of fontFilesOf(settings.fonts)) tracker.track(resolve(file));
      const onRead = (path: string) => tracker.track(path);
      const { figure, spec, files } = await drawFiles(task, settings.job, fonts, onRead, report);
      const dependencies = tracker.finish();
      const snapshot = createSnapshot(figure, spec, MAX_SNAPSHOT_LENGTH);
      const outputs = files.map(({ path, bytes }) => ({ path, sha256: hashContent(bytes) }));
      const record = { ...figure.accessible, outputs, dependencies, snapshot };
      if (settings.mode === 'write') {
        // Files need not be durable: after a power failure their hashes show the next run what is damaged.
        await writeFiles(files, false);
        return { ...outcome(), status: 'made', ...record };
      }
      const changes = await compareFiles(task, files, settings, previous, snapshot);
      return changes.length === 0
        ? { ...outcome(), status: 'same', ...record }
        : { ...outcome(), status: 'drifted', changes, ...record };
    } catch (error) {
      if (!(error instanceof HeatmapError)) throw error;
      const hasChanged = error.diagnostics.some(({ code }) => code === 'changed-while-read');
      if (hasChanged && attempt < MAX_ATTEMPTS) continue;
      error.diagnostics.forEach(report);
      return { ...outcome(), status: 'failed' };
    }
  }
}

/** Compares the drawn files with those on disk and describes the changes. With `update`, replaces those that differ. */
async function compareFiles(
  task: Task,
  files: readonly DrawnFile[],
  { mode, diff }: BatchSettings,
  previous: Snapshot | null,
  current: Snapshot | null,
): Promise<string[]> {
  const pairs = files.map((drawn) => ({ drawn, existing: readIfExists(drawn.path) }));
  const different = pairs.filter(
    ({ drawn, existing }) => !existing || !isSameOutput(drawn.format, existing, drawn.bytes),
  );
  if (different.length === 0) return [];
  const missing = different.filter(({ existing }) => !existing);
  const summary = current && readSnapshot(current);
  const changes =
    missing.length < different.length && summary
      ? describeChanges(previous && readSnapshot(previous), summary)
      : [];
  const pixelChanges = different.flatMap(({ drawn, existing }) =>
    existing && !WRITERS[drawn.format].vector ? describePixelChanges(drawn, existing) : [],
  );
  if (diff !== null) {
    const { drawn, existing } = different.find(({ drawn }) => !WRITERS[drawn.format].vector) ?? different[0];
    const before = existing && { format: drawn.format, bytes: existing };
    const path = join(diff, `${task.name}.${DIFFERENCE_EXTENSION}`);
    await writeFiles([{ path, bytes: renderDifference(before, drawn) }]);
  }
  if (mode === 'update') await writeFiles(different.map(({ drawn }) => drawn));
  const sentences = [
    ...missing.map(({ drawn }) => `${drawn.path} does not exist`),
    ...changes,
    ...pixelChanges,
  ];
  return sentences.length > 0
    ? sentences
    : different.map(({ drawn }) => `${drawn.path} was changed by hand or by another program`);
}

function readIfExists(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

function describePixelChanges({ path, format, bytes }: DrawnFile, existing: Uint8Array): string[] {
  const difference = pixelDifference(format, existing, bytes);
  if (!difference) return [];
  const { count, box } = difference;
  const pixels = count === 1 ? '1 pixel' : `${count} pixels`;
  return [
    `${pixels} of ${path} changed, between (${box.left}, ${box.top}) and (${box.right}, ${box.bottom})`,
  ];
}
