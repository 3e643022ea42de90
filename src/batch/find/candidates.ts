/** The files that the inputs of a batch lead to. */
import { type Stats, statSync } from 'node:fs';
import { basename, dirname, extname, join, sep } from 'node:path';
import { UsageError } from '../../host/exit.js';
import { globOf, isGlob } from './glob.js';
import { mayBeDrawn } from './kind.js';
import { filesBelow, type Walk } from './walk.js';

/** A file that may be drawn. */
export interface Candidate {
  readonly path: string;
  /** The path from the folder that was given, or the fixed part of the glob; "/" between folders, no extension. */
  readonly name: string;
  /** Whether a person named this very file, from which something is drawn then, whatever it holds. */
  readonly named: boolean;
  /** Whether it is drawn if it is a matrix that no spec uses. */
  readonly wanted: boolean;
}

export interface Looking extends Pick<Walk, 'output' | 'skip'> {
  readonly matrices: boolean;
}

/** @throws UsageError where there is nothing of that name */
export function candidatesOf(input: string, looking: Looking): Candidate[] {
  const what = statOf(input);
  if (what?.isFile()) return [candidate(dirname(input), basename(input), { named: true, wanted: true })];
  if (what?.isDirectory()) return below(input, looking);
  if (what) throw new UsageError(`${input} is neither a file nor a folder`);
  if (!isGlob(input)) throw new UsageError(`there is no file or folder ${input}`);
  return matching(input, looking);
}

/** The folder that holds what an input leads to, and above which the configuration of a batch is looked for. */
export function folderOfInput(input: string): string {
  const what = statOf(input);
  if (what?.isDirectory()) return input;
  return !what && isGlob(input) ? globOf(withSlashes(input)).base : dirname(input);
}

function below(folder: string, { output, matrices, skip }: Looking): Candidate[] {
  return filesBelow(folder, { output, enters: () => true, skip })
    .filter(mayBeDrawn)
    .map((path) => candidate(folder, path, { named: false, wanted: matrices }));
}

/** A glob that names an extension, such as `*.csv`, asks for the files that have it, be they matrices. */
function matching(input: string, { output, matrices, skip }: Looking): Candidate[] {
  const pattern = withSlashes(input);
  const { base, matches, reaches } = globOf(pattern);
  const last = pattern.slice(pattern.lastIndexOf('/') + 1);
  const asked = new Set([...last.matchAll(/[.{,](\w+)(?=$|[,}])/g)].map(([, word]) => word.toLowerCase()));
  const isAsked = (path: string) => asked.has(extname(path).slice(1).toLowerCase());
  const found = statOf(base)?.isDirectory()
    ? filesBelow(base, { output, enters: reaches, skip }).filter(matches)
    : [];
  if (found.length === 0) throw new UsageError(`there is no file ${input}`);
  return found
    .filter((path) => mayBeDrawn(path) || isAsked(path))
    .map((path) =>
      candidate(base, path, {
        named: false,
        wanted: matrices || (isAsked(path) && extname(path) !== '.json'),
      }),
    );
}

function candidate(folder: string, path: string, why: Pick<Candidate, 'named' | 'wanted'>): Candidate {
  return { path: join(folder, path), name: path.slice(0, path.length - extname(path).length), ...why };
}

function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
