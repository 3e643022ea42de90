/** Where figures are written: what `-o` says. */
import { basename, extname, join, resolve } from 'node:path';
import { nearest } from '../diagnostics.js';
import { OUTPUT_FORMATS, type OutputFormat } from '../output/index.js';
import { UsageError } from './exit.js';

export interface Target {
  readonly path: string;
  readonly format: OutputFormat;
}

/** The files one figure is written to. `name` is the input's, without folder and extension. */
export function targets(
  outputs: readonly string[],
  formats: readonly OutputFormat[],
  name: string,
): Target[] {
  return outputs.flatMap(braces).flatMap((output): Target[] => {
    if (isFolder(output)) {
      return (formats.length ? formats : (['svg'] as const)).map((format) => ({
        path: join(output, `${name}.${format}`),
        format,
      }));
    }
    return [{ path: output, format: formatOf(output) }];
  });
}

/** Two figures, or the two formats of one, cannot have the same name. */
export function refuseTwice(all: readonly Target[]): void {
  const taken = new Set<string>();
  for (const { path } of all) {
    if (taken.has(resolve(path))) throw new UsageError(`${path} would be written twice`);
    taken.add(resolve(path));
  }
}

export function isFolder(output: string): boolean {
  return /[\\/]$/.test(output);
}

export function stem(file: string): string {
  return basename(file, extname(file)) || 'figure';
}

/** `fig.{svg,png}` names two files. */
function braces(output: string): string[] {
  const match = /^(.*)\{([^{}]+)\}(.*)$/.exec(output);
  return match ? match[2].split(',').map((part) => `${match[1]}${part.trim()}${match[3]}`) : [output];
}

function formatOf(output: string): OutputFormat {
  const extension = extname(output).slice(1).toLowerCase();
  const format = OUTPUT_FORMATS.find((known) => known === extension);
  if (format) return format;
  const known = OUTPUT_FORMATS.map((f) => `.${f}`).join(' or ');
  throw new UsageError(
    extension
      ? `cannot write .${extension} files (${output}), only ${known}${suggestion(extension)}`
      : `${output} has no extension that tells its format; end it with ${known}, or with / for a folder`,
  );
}

export function parseFormats(text: string): OutputFormat[] {
  return text.split(',').map((part) => {
    const format = OUTPUT_FORMATS.find((known) => known === part.trim().toLowerCase());
    if (!format)
      throw new UsageError(
        `unknown format "${part.trim()}", expected ${OUTPUT_FORMATS.join(' or ')}${suggestion(part.trim())}`,
      );
    return format;
  });
}

function suggestion(word: string): string {
  const near = nearest(word, OUTPUT_FORMATS);
  return near.length ? `; did you mean ${near[0]}?` : '';
}
