/** Resolves the paths given with `-o` to output files. */
import { basename, extname, join, resolve } from 'node:path';
import { withoutCompressionSuffix } from '../input/decompress.js';
import { DEFAULT_FORMAT, OUTPUT_FORMATS, type OutputFormat, WRITERS } from '../output/index.js';
import { joinItems } from '../phrases.js';
import { didYouMean } from './did-you-mean.js';
import { UsageError } from './exit.js';

export interface Target {
  readonly path: string;
  readonly format: OutputFormat;
}

/** Returns the files to write for one figure. `name` is the input's file name without folder and extension. */
export function resolveTargets(
  outputs: readonly string[],
  formats: readonly OutputFormat[],
  name: string,
): Target[] {
  return outputs.flatMap(expandBraces).flatMap((output): Target[] => {
    if (isFolderPath(output)) {
      return (formats.length ? formats : [DEFAULT_FORMAT]).map((format) => ({
        path: join(output, `${name}.${WRITERS[format].extension}`),
        format,
      }));
    }
    return [{ path: output, format: formatFromExtension(output) }];
  });
}

/** @throws UsageError if two targets have the same path */
export function rejectDuplicates(all: readonly Target[]): void {
  const paths = new Set<string>();
  for (const { path } of all) {
    if (paths.has(resolve(path))) throw new UsageError(`${path} would be written twice`);
    paths.add(resolve(path));
  }
}

/** @throws UsageError if an output is an input too, which would be lost */
export function rejectInputs(outputs: readonly string[], inputs: readonly string[]): void {
  const comparable = (path: string) => comparablePath(resolve(path));
  const paths = new Set(inputs.map(comparable));
  for (const output of outputs) {
    if (paths.has(comparable(output)))
      throw new UsageError(`-o ${output} would overwrite the input`, 'name another file');
  }
}

/** Returns a path to compare, because some file systems ignore letter case and the Unicode form of accented letters. */
export function comparablePath(path: string): string {
  return path.normalize().toLowerCase();
}

/** True if a path given with `-o` ends with a slash and so names a folder. */
export function isFolderPath(output: string): boolean {
  return /[\\/]$/.test(output);
}

/** Returns the file name without folder, extension and the suffix of a compression. */
export function stem(file: string): string {
  const name = withoutCompressionSuffix(file);
  return basename(name, extname(name)) || 'figure';
}

/** Expands `fig.{svg,png}` to two paths. */
function expandBraces(output: string): string[] {
  const match = /^(.*)\{([^{}]+)\}(.*)$/.exec(output);
  return match ? match[2].split(',').map((part) => `${match[1]}${part.trim()}${match[3]}`) : [output];
}

function formatFromExtension(output: string): OutputFormat {
  const extension = extname(output).slice(1).toLowerCase();
  const format = OUTPUT_FORMATS.find((candidate) => WRITERS[candidate].extension === extension);
  if (format) return format;
  const extensions = OUTPUT_FORMATS.map((candidate) => WRITERS[candidate].extension);
  const known = joinItems(
    extensions.map((each) => `.${each}`),
    'or',
  );
  const isFormatName = OUTPUT_FORMATS.some((name) => name === output.toLowerCase());
  throw new UsageError(
    extension
      ? `cannot write .${extension} files (${output}), only ${known}${didYouMean(extension, extensions)}`
      : `${output} has no extension; end it with ${known}, or with / for a folder`,
    isFormatName ? `to choose a format, use --format ${output}` : null,
  );
}
