/** Which figures there are: the tasks of a batch. */
import { basename, dirname, join, resolve } from 'node:path';
import { visible } from '../../host/diagnostic-formats.js';
import { UsageError } from '../../host/exit.js';
import { CONFIG_FILE } from '../../host/root.js';
import type { OutputFormat } from '../../output/index.js';
import type { Skipped, Task } from '../task.js';
import { type Candidate, candidatesOf } from './candidates.js';
import { type Kind, kindOf, MOST_MIB } from './kind.js';

export interface FindOptions {
  /** Where figures go. */
  readonly folder: string;
  readonly formats: readonly OutputFormat[];
  /** Whether a matrix is drawn that no spec uses. */
  readonly matrices: boolean;
}

export interface Found {
  /** By name, in the order of code points. */
  readonly tasks: readonly Task[];
  /** By path. */
  readonly skipped: readonly Skipped[];
}

/**
 * Looks through folders with all below them, globs and files. A file that is found twice is drawn once, with the name
 * that it was found with first.
 *
 * @throws UsageError where nothing is what an input names, or two figures would be one file, letter case apart
 * @throws HeatmapError `no-permission`, `unreadable-file` where a folder cannot be listed
 */
export function findTasks(inputs: readonly string[], options: FindOptions): Found {
  const skipped = new Map<string, Skipped>();
  const skip = (path: string, why: string) => void skipped.set(resolve(path), { path, why });
  const { folder, matrices } = options;
  const candidates = once(inputs.flatMap((input) => candidatesOf(input, { output: folder, matrices, skip })));
  for (const input of inputs) skipped.delete(resolve(input));

  const kinds = new Map(candidates.map((candidate) => [candidate, kindOf(candidate.path)]));
  const users = usersOf(kinds);
  const tasks: Task[] = [];
  for (const [candidate, kind] of kinds) {
    const why = whyNot(candidate, kind, users);
    if (why === null) tasks.push(taskOf(candidate, kind, options));
    else skip(candidate.path, why);
  }
  tasks.sort((a, b) => byCodePoints(a.name, b.name));
  refuseOneFileTwice(tasks);
  return { tasks, skipped: [...skipped.values()].sort((a, b) => byCodePoints(a.path, b.path)) };
}

/** Each file once, by the name that it was found with first, and as all that found it would have it. */
function once(candidates: readonly Candidate[]): Candidate[] {
  const files = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = resolve(candidate.path);
    const before = files.get(key) ?? candidate;
    const named = before.named || candidate.named;
    files.set(key, { ...before, named, wanted: before.wanted || candidate.wanted });
  }
  return [...files.values()];
}

/** Of each file that a spec names as data, one such spec. */
function usersOf(kinds: ReadonlyMap<Candidate, Kind>): ReadonlyMap<string, string> {
  const named = [...kinds].flatMap(([{ path }, kind]) =>
    kind.is === 'spec' ? kind.data.map((file) => [resolve(dirname(path), file), path] as const) : [],
  );
  return new Map(named);
}

/** Why nothing is drawn from a file, null if something is. */
function whyNot(
  { path, named, wanted }: Candidate,
  kind: Kind,
  users: ReadonlyMap<string, string>,
): string | null {
  if (named) return null;
  if (basename(path) === CONFIG_FILE) return 'the configuration';
  if (kind.is === 'spec') return null;
  if (kind.is === 'neither') return 'neither a spec nor a matrix';
  if (kind.is === 'too-large') return `larger than ${MOST_MIB} MiB; name the very file to have it drawn`;
  const user = users.get(resolve(path));
  if (user !== undefined) return `the data of ${user}`;
  return wanted ? null : 'a matrix without a spec; --matrices draws it';
}

function taskOf({ name, path }: Candidate, kind: Kind, { folder, formats }: FindOptions): Task {
  return {
    name,
    input: path,
    kind: kind.is === 'spec' ? 'spec' : 'matrix',
    targets: formats.map((format) => ({ path: join(folder, `${name}.${format}`), format })),
  };
}

/** Some file systems do not tell letter case apart, nor one way to write an accented letter from another. */
function refuseOneFileTwice(tasks: readonly Task[]): void {
  const taken = new Map<string, string>();
  for (const { input, targets } of tasks) {
    for (const { path } of targets) {
      const key = path.normalize().toLowerCase();
      const other = taken.get(key);
      if (other !== undefined)
        throw new UsageError(`${other} and ${input} would both be written to ${path}; rename one of them`);
      taken.set(key, input);
    }
  }
}

function byCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** What would be drawn from what, then what would not be and why: a line each, in two columns. */
export function listText({ tasks, skipped }: Found): string {
  const made = columns(tasks.map(({ name, input }) => [name, input]));
  const left = columns(skipped.map(({ path, why }) => [path, why])).map((line) => `not made: ${line}`);
  return [...made, ...left].map((line) => `${line}\n`).join('');
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const shown = rows.map((row) => row.map(visible));
  const width = shown.reduce((most, [first]) => Math.max(most, first.length), 0);
  return shown.map(([first, second]) => `${first.padEnd(width)}  ${second}`);
}
