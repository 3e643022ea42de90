/** One figure of a batch, from its spec to its files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, HeatmapError } from '../diagnostics.js';
import { pixelDifference, sameOutput } from '../diff/compare.js';
import { driftWords } from '../diff/diff.js';
import { diffPicture } from '../diff/picture.js';
import { readSnapshot, type Snapshot, snapshotOf } from '../diff/snapshot.js';
import type { FontSet } from '../fonts/fonts.js';
import type { JobOptions } from '../host/open-job.js';
import { writeFiles } from '../host/write.js';
import { hashOf, Reading } from './dependencies.js';
import { type Drawn, drawFiles } from './files.js';
import type { Outcome, Task } from './task.js';

/** What all figures of a batch are made with: plain data, as it goes to other processes. */
export interface Settings {
  readonly job: JobOptions;
  readonly fonts: readonly string[];
  /** `write` makes the files; `check` only compares with those that are there; `update` makes those that differ. */
  readonly mode: 'write' | 'check' | 'update';
  /** Where pictures of differences go. */
  readonly diff: string | null;
}

/** So many characters of a snapshot are kept at most. */
const MOST_KEPT = 1 << 18;
/** So often is a figure begun anew because its data changed meanwhile. */
const ATTEMPTS = 3;

/** Makes a figure, or says why it cannot be made; never throws but for a defect. `before` is what it showed last. */
export async function makeFigure(
  task: Task,
  settings: Settings,
  fonts: FontSet,
  before: Snapshot | null,
): Promise<Outcome> {
  const started = performance.now();
  for (let attempt = 1; ; attempt++) {
    const diagnostics: Diagnostic[] = [];
    const place = { file: task.input };
    const report = (diagnostic: Diagnostic) =>
      void diagnostics.push({ ...diagnostic, place: diagnostic.place ?? place });
    const outcome = () => ({ task, diagnostics, time: performance.now() - started });
    try {
      const reading = new Reading();
      const { figure, spec, files } = drawFiles(
        task,
        settings.job,
        fonts,
        (path) => reading.opens(path),
        report,
      );
      const dependencies = reading.finish();
      const snapshot = snapshotOf(figure, spec, MOST_KEPT);
      const outputs = files.map(({ path, bytes }) => ({ path, sha256: hashOf(bytes) }));
      const made = { ...figure.accessible, outputs, dependencies, snapshot };
      if (settings.mode === 'write') {
        // The manifest's hashes tell the next run what a power failure has damaged.
        await writeFiles(files, false);
        return { ...outcome(), status: 'made', ...made };
      }
      const changes = await compared(task, files, settings, before, snapshot);
      return changes.length === 0
        ? { ...outcome(), status: 'same', ...made }
        : { ...outcome(), status: 'drifted', changes, ...made };
    } catch (error) {
      if (!(error instanceof HeatmapError)) throw error;
      const again = error.diagnostics.some(({ code }) => code === 'changed-while-read');
      if (again && attempt < ATTEMPTS) continue;
      error.diagnostics.forEach(report);
      return { ...outcome(), status: 'failed' };
    }
  }
}

/** What the files that are there show otherwise, in words; with `update` they are made anew. */
async function compared(
  task: Task,
  files: Drawn['files'],
  { mode, diff }: Settings,
  before: Snapshot | null,
  after: Snapshot | null,
): Promise<string[]> {
  const pairs = files.map((made) => ({ made, committed: committed(made.path) }));
  const different = pairs.filter(
    ({ made, committed }) => !committed || !sameOutput(made.format, committed, made.bytes),
  );
  if (different.length === 0) return [];
  const missing = different.flatMap(({ made, committed }) =>
    committed ? [] : [`${made.path} is not there`],
  );
  const shown = after && readSnapshot(after);
  const words =
    missing.length < different.length && shown ? driftWords(before && readSnapshot(before), shown) : [];
  const pixels = different.flatMap(({ made, committed }) =>
    committed && made.format === 'png' ? pixelWords(made.path, committed, made.bytes) : [],
  );
  if (diff !== null) {
    const { made, committed } = different.find(({ made }) => made.format === 'png') ?? different[0];
    const old = committed && { format: made.format, bytes: committed };
    await writeFiles([{ path: join(diff, `${task.name}.png`), bytes: diffPicture(old, made) }]);
  }
  if (mode === 'update') await writeFiles(different.map(({ made }) => made));
  const said = [...missing, ...words, ...pixels];
  return said.length > 0
    ? said
    : different.map(({ made }) => `${made.path} was changed by hand, or by another program`);
}

function committed(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

function pixelWords(path: string, committed: Uint8Array, made: Uint8Array): string[] {
  const difference = pixelDifference(committed, made);
  if (!difference) return [];
  const { count, box } = difference;
  return [
    `${count} pixels of ${path} differ, between (${box.left}, ${box.top}) and (${box.right}, ${box.bottom})`,
  ];
}
