/** From a file (or standard input) that a person named to a job: is it a spec or a matrix? */
import { dirname } from 'node:path';
import { detectFormat, type InputFormat } from '../input/index.js';
import type { Source } from '../input/reader.js';
import { parseJson } from '../json/parse.js';
import type { Job } from '../render.js';
import { isSpec } from '../spec/identify.js';
import { type Override, parseSpec } from '../spec/parse.js';
import { opener, readFile, readStdin, rootOf } from './io.js';

export interface JobOptions {
  readonly overrides: readonly Override[];
  readonly zoom: number;
  readonly root: string | null;
  readonly inputFormat: InputFormat | null;
}

/** `file` is a path, or "-" for standard input. */
export async function openJob(
  file: string,
  { overrides, zoom, root, inputFormat }: JobOptions,
): Promise<Job> {
  const fromStdin = file === '-';
  const source = fromStdin ? await readStdin() : readFile(file);
  const folder = fromStdin ? process.cwd() : dirname(file);
  const spec = inputFormat === null || inputFormat === 'json' ? specIn(source) : null;
  const needsStdin = spec !== null && !fromStdin && /"-"/.test(spec.text) && process.stdin.isTTY !== true;
  const open = opener(folder, root ?? rootOf(folder), needsStdin ? await readStdin() : null);
  if (spec) return { parsed: parseSpec(spec, overrides), primary: null, open, zoom };
  const bare = parseJson(source.name, '{}');
  return { parsed: parseSpec(bare, overrides), primary: { ...source, format: inputFormat }, open, zoom };
}

/** The JSON document of a source that is a spec, or null. */
function specIn(source: Source) {
  if (detectFormat(source) !== 'json') return null;
  const document = parseJson(source.name, new TextDecoder().decode(source.bytes));
  return isSpec(document) ? document : null;
}
