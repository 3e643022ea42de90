/** Finds the files that the inputs of a batch name. */
import { type Stats, statSync } from 'node:fs';
import { basename, dirname, extname, join, sep } from 'node:path';
import { UsageError } from '../../host/exit.js';
import { withoutCompressionSuffix } from '../../input/decompress.js';
import { hasInputExtension } from './content.js';
import { compileGlob, isGlob } from './glob.js';
import { listFiles, type WalkOptions } from './walk.js';

/** A file that may be drawn. */
export interface FileCandidate {
  readonly path: string;
  /** The path in the given folder or in the base folder of the glob, without extension, with "/" between folders. */
  readonly name: string;
  /** Whether the input is this file itself. Such a file is always drawn, whatever it contains. */
  readonly isExplicit: boolean;
  /** Whether the file is drawn if it is a matrix that no spec uses. */
  readonly allowsMatrix: boolean;
}

export interface CandidateOptions extends Pick<WalkOptions, 'output' | 'onSkip'> {
  /** Whether matrices without a spec are drawn. */
  readonly matrices: boolean;
}

/**
 * Finds the files that a folder, a glob or a path names.
 *
 * @throws UsageError if there is none
 * @throws HeatmapError as `listFiles`
 */
export function findCandidates(input: string, options: CandidateOptions): FileCandidate[] {
  const stats = statIfExists(input);
  if (stats?.isFile()) {
    return [createCandidate(dirname(input), basename(input), { isExplicit: true, allowsMatrix: true })];
  }
  if (stats?.isDirectory()) return candidatesInFolder(input, options);
  if (stats) throw new UsageError(`${input} is neither a file nor a folder`);
  if (!isGlob(input)) throw new UsageError(`there is no file or folder ${input}`);
  return candidatesOfGlob(input, options);
}

/** Returns the folder of an input. The search for the configuration starts there. */
export function inputFolder(input: string): string {
  const stats = statIfExists(input);
  if (stats?.isDirectory()) return input;
  return !stats && isGlob(input) ? compileGlob(useSlashes(input)).base : dirname(input);
}

function candidatesInFolder(folder: string, { output, matrices, onSkip }: CandidateOptions): FileCandidate[] {
  return listFiles(folder, { output, shouldEnter: () => true, onSkip })
    .filter(hasInputExtension)
    .map((path) => createCandidate(folder, path, { isExplicit: false, allowsMatrix: matrices }));
}

/** A glob that names an extension, such as `*.csv`, also selects matrices with this extension. */
function candidatesOfGlob(input: string, { output, matrices, onSkip }: CandidateOptions): FileCandidate[] {
  const pattern = useSlashes(input);
  const { base, matches, mayMatchInside } = compileGlob(pattern);
  const namePattern = pattern.slice(pattern.lastIndexOf('/') + 1);
  const extensionMatches = namePattern.matchAll(/[.{,](\w+)(?=$|[,}])/g);
  const extensions = new Set([...extensionMatches].map(([, extension]) => extension.toLowerCase()));
  const hasNamedExtension = (path: string) => extensions.has(extname(path).slice(1).toLowerCase());
  const paths = statIfExists(base)?.isDirectory()
    ? listFiles(base, { output, shouldEnter: mayMatchInside, onSkip }).filter(matches)
    : [];
  if (paths.length === 0) throw new UsageError(`no file matches ${input}`);
  return paths
    .filter((path) => hasInputExtension(path) || hasNamedExtension(path))
    .map((path) =>
      createCandidate(base, path, {
        isExplicit: false,
        allowsMatrix: matrices || (hasNamedExtension(path) && extname(path) !== '.json'),
      }),
    );
}

function createCandidate(
  folder: string,
  path: string,
  flags: Pick<FileCandidate, 'isExplicit' | 'allowsMatrix'>,
): FileCandidate {
  const inner = withoutCompressionSuffix(path);
  return { path: join(folder, path), name: inner.slice(0, inner.length - extname(inner).length), ...flags };
}

function useSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

function statIfExists(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
