/** From a file (or standard input) that a person named to a job: is it a spec or a matrix? */
import { dirname } from 'node:path';
import type { Diagnostic, Report } from '../diagnostics.js';
import { held } from '../input/bytes.js';
import { detectFormat, type InputFormat } from '../input/index.js';
import { jsonText } from '../input/json.js';
import type { Source } from '../input/reader.js';
import type { JsonDocument } from '../json/node.js';
import { parseJson } from '../json/parse.js';
import type { Job } from '../render.js';
import { isSpec } from '../spec/identify.js';
import { type Override, parseSpec } from '../spec/parse.js';
import { isTyped, readFile, readStdin } from './io.js';
import { opener, rootOf } from './root.js';

export interface JobOptions {
  readonly overrides: readonly Override[];
  readonly zoom: number;
  readonly root: string | null;
  readonly inputFormat: InputFormat | null;
}

/** `file` is a path, or "-" for standard input. */
export function openJob(
  file: string,
  { overrides, zoom, root, inputFormat }: JobOptions,
  report: Report,
): Job {
  const fromStdin = file === '-';
  const found = fromStdin ? readStdin() : readFile(file);
  const folder = fromStdin ? process.cwd() : dirname(file);
  const mayBeSpec = (inputFormat ?? detectFormat(found)) === 'json';
  const source = mayBeSpec ? held(found) : found;
  const spec = mayBeSpec ? specIn(source, report) : null;
  const needsStdin = spec !== null && !fromStdin && /"-"/.test(spec.text) && !isTyped();
  const open = opener(folder, root ?? rootOf(folder), needsStdin ? readStdin : null);
  if (spec) return { parsed: parseSpec(spec, overrides), primary: null, open, zoom };
  const bare = parseJson(source.name, '{}');
  return { parsed: parseSpec(bare, overrides), primary: { ...source, format: inputFormat }, open, zoom };
}

/** The JSON document of a source that is a spec, or null. */
export function specIn(source: Source, report: Report): JsonDocument | null {
  if (detectFormat(source) !== 'json') return null;
  const said: Diagnostic[] = [];
  const document = parseJson(
    source.name,
    jsonText(source, (diagnostic) => said.push(diagnostic)),
  );
  if (!isSpec(document)) return null;
  said.forEach(report);
  return document;
}
