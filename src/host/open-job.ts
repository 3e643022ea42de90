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
import { type Config, readConfig } from './config.js';
import { isTyped, readFile, readStdin } from './io.js';
import { opener, projectOf } from './root.js';

export interface JobOptions {
  readonly overrides: readonly Override[];
  readonly zoom: number;
  readonly root: string | null;
  readonly inputFormat: InputFormat | null;
  /** Whether the configuration of the project is looked at. */
  readonly config: boolean;
}

/** A job, and what of its surroundings it is made with. */
export interface OpenedJob extends Job {
  /** The folder below which the spec may read files. */
  readonly root: string;
  readonly config: Config | null;
}

/** `file` is a path, or "-" for standard input. */
export function openJob(file: string, options: JobOptions, report: Report): OpenedJob {
  const { overrides, zoom, inputFormat } = options;
  const fromStdin = file === '-';
  const found = fromStdin ? readStdin() : readFile(file);
  const folder = folderOf(file);
  const mayBeSpec = (inputFormat ?? detectFormat(found)) === 'json';
  const source = mayBeSpec ? held(found) : found;
  const spec = mayBeSpec ? specIn(source, report) : null;
  const needsStdin = spec !== null && !fromStdin && /"-"/.test(spec.text) && !isTyped();
  const project = projectOf(folder);
  const config = options.config && project.config !== null ? readConfig(project.config, report) : null;
  const root = options.root ?? config?.root ?? project.root;
  return {
    parsed: parseSpec(spec ?? parseJson(source.name, '{}'), overrides, config?.defaults),
    primary: spec ? null : { ...source, format: inputFormat },
    open: opener(folder, root, needsStdin ? readStdin : null),
    zoom,
    root,
    config,
  };
}

/** The folder that paths in a file start from, and above which its configuration is looked for. */
export function folderOf(file: string): string {
  return file === '-' ? process.cwd() : dirname(file);
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
