/** Finds the figures of a batch. */
import { basename, dirname, join, resolve } from 'node:path';
import { replaceControlCharacters } from '../../host/diagnostic-formats.js';
import { UsageError } from '../../host/exit.js';
import { CONFIG_FILE } from '../../host/root.js';
import { comparablePath } from '../../host/target.js';
import type { OutputFormat } from '../../output/index.js';
import type { SkippedFile, Task } from '../task.js';
import { type FileCandidate, findCandidates } from './candidates.js';
import { detectFileContent, type FileContent, MAX_SPEC_MIB } from './content.js';

export interface FindOptions {
  /** The output folder. */
  readonly folder: string;
  readonly formats: readonly OutputFormat[];
  /** Whether matrices that no spec uses are drawn. */
  readonly matrices: boolean;
}

export interface FoundTasks {
  /** Sorted by name, in code point order. */
  readonly tasks: readonly Task[];
  /** Sorted by path, in code point order. */
  readonly skipped: readonly SkippedFile[];
}

/**
 * Finds the specs and matrices in folders (with their subfolders), globs and files. A file that several inputs contain is
 * drawn once, with the name from the first input.
 *
 * @throws UsageError if an input contains no file, or two figures have the same output (letter case is ignored)
 * @throws HeatmapError `no-permission`, `unreadable-file` if a folder cannot be listed
 */
export function findTasks(inputs: readonly string[], options: FindOptions): FoundTasks {
  const skipped = new Map<string, SkippedFile>();
  const onSkip = (path: string, reason: string) => void skipped.set(resolve(path), { path, reason });
  const { folder, matrices } = options;
  const candidateOptions = { output: folder, matrices, onSkip };
  const candidates = mergeDuplicates(inputs.flatMap((input) => findCandidates(input, candidateOptions)));
  for (const input of inputs) skipped.delete(resolve(input));

  const contents = new Map(candidates.map((candidate) => [candidate, detectFileContent(candidate.path)]));
  const specOfData = mapDataToSpecs(contents);
  const tasks: Task[] = [];
  for (const [candidate, content] of contents) {
    const reason = fileSkipReason(candidate, content, specOfData);
    if (reason === null) tasks.push(createTask(candidate, content, options));
    else onSkip(candidate.path, reason);
  }
  tasks.sort((a, b) => compareCodePoints(a.name, b.name));
  assertDistinctOutputs(tasks);
  return { tasks, skipped: [...skipped.values()].sort((a, b) => compareCodePoints(a.path, b.path)) };
}

/** Merges candidates of the same file. The first one sets the name; a flag is set if any of them sets it. */
function mergeDuplicates(candidates: readonly FileCandidate[]): FileCandidate[] {
  const byPath = new Map<string, FileCandidate>();
  for (const candidate of candidates) {
    const path = resolve(candidate.path);
    const first = byPath.get(path) ?? candidate;
    const isExplicit = first.isExplicit || candidate.isExplicit;
    byPath.set(path, { ...first, isExplicit, allowsMatrix: first.allowsMatrix || candidate.allowsMatrix });
  }
  return [...byPath.values()];
}

/** Returns a spec for each file that specs name as data. */
function mapDataToSpecs(contents: ReadonlyMap<FileCandidate, FileContent>): ReadonlyMap<string, string> {
  const entries = [...contents].flatMap(([{ path }, content]) =>
    content.kind === 'spec'
      ? content.dataFiles.map((file) => [resolve(dirname(path), file), path] as const)
      : [],
  );
  return new Map(entries);
}

/** Returns why a file is not drawn; null if it is drawn. */
function fileSkipReason(
  { path, isExplicit, allowsMatrix }: FileCandidate,
  { kind }: FileContent,
  specOfData: ReadonlyMap<string, string>,
): string | null {
  if (isExplicit) return null;
  if (basename(path) === CONFIG_FILE) return 'the configuration';
  if (kind === 'spec') return null;
  if (kind === 'neither') return 'neither a spec nor a matrix';
  if (kind === 'too-large') return `larger than ${MAX_SPEC_MIB} MiB; name the file itself to draw it`;
  const spec = specOfData.get(resolve(path));
  if (spec !== undefined) return `the data of ${spec}`;
  return allowsMatrix ? null : 'a matrix without a spec; use --matrices to draw it';
}

function createTask({ name, path }: FileCandidate, { kind }: FileContent, options: FindOptions): Task {
  return {
    name,
    input: path,
    kind: kind === 'spec' ? 'spec' : 'matrix',
    targets: options.formats.map((format) => ({ path: join(options.folder, `${name}.${format}`), format })),
  };
}

function assertDistinctOutputs(tasks: readonly Task[]): void {
  const inputOf = new Map<string, string>();
  for (const { input, targets } of tasks) {
    for (const { path } of targets) {
      const key = comparablePath(path);
      const other = inputOf.get(key);
      if (other !== undefined)
        throw new UsageError(`${other} and ${input} have the same output ${path}; rename one of them`);
      inputOf.set(key, input);
    }
  }
}

function compareCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Formats the list for `--list`: the figures with their inputs, then the skipped files with the reasons. */
export function formatTaskList({ tasks, skipped }: FoundTasks): string {
  const figures = alignColumns(tasks.map(({ name, input }) => [name, input]));
  const others = alignColumns(skipped.map(({ path, reason }) => [path, reason]));
  return [...figures, ...others.map((line) => `skipped: ${line}`)].map((line) => `${line}\n`).join('');
}

function alignColumns(rows: readonly (readonly [string, string])[]): string[] {
  const safeRows = rows.map((row) => row.map(replaceControlCharacters));
  const width = safeRows.reduce((max, [first]) => Math.max(max, first.length), 0);
  return safeRows.map(([first, second]) => `${first.padEnd(width)}  ${second}`);
}
