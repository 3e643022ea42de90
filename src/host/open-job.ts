/** Opens an input file or standard input: detects whether it is a spec or a matrix, and applies flags and configuration. */
import { dirname } from 'node:path';
import type { Diagnostic, Report } from '../diagnostics.js';
import { readAll } from '../input/bytes.js';
import { detectFormat, type InputFormat } from '../input/index.js';
import { readJsonText } from '../input/json.js';
import type { Source } from '../input/reader.js';
import type { JsonDocument } from '../json/node.js';
import { parseJson } from '../json/parse.js';
import type { Job } from '../render.js';
import { isSpec } from '../spec/identify.js';
import { type Override, parseSpec } from '../spec/parse.js';
import { type Config, readConfig } from './config.js';
import { hasPipedInput, readFile, readStdin } from './io.js';
import { createFileOpener, findProject } from './root.js';

export interface JobOptions {
  readonly overrides: readonly Override[];
  readonly zoom: number;
  readonly root: string | null;
  readonly inputFormat: InputFormat | null;
  /** Whether `heatmap.config.json` is used. */
  readonly config: boolean;
}

/** A job with the root folder and the configuration that it uses. */
export interface OpenedJob extends Job {
  /** The folder that the spec may read. */
  readonly root: string;
  readonly config: Config | null;
}

/** Opens a job; `file` is a path, or "-" for standard input. */
export function openJob(file: string, options: JobOptions, report: Report): OpenedJob {
  const { overrides, zoom, inputFormat } = options;
  const fromStdin = file === '-';
  const opened = fromStdin ? readStdin() : readFile(file);
  const folder = baseFolder(file);
  const isJson = (inputFormat ?? detectFormat(opened)) === 'json';
  const source = isJson ? readAll(opened) : opened;
  const spec = isJson ? parseIfSpec(source, report) : null;
  const needsStdin = spec !== null && !fromStdin && /"-"/.test(spec.text) && hasPipedInput();
  const project = findProject(folder);
  const config = options.config && project.config !== null ? readConfig(project.config, report) : null;
  const root = options.root ?? config?.root ?? project.root;
  return {
    parsed: parseSpec(spec ?? parseJson(source.name, '{}'), overrides, config?.defaults),
    primary: spec ? null : { ...source, format: inputFormat },
    open: createFileOpener(folder, root, needsStdin ? readStdin : null),
    zoom,
    root,
    config,
  };
}

/** Returns the folder to which paths in `file` are relative. The search for a configuration starts there. */
export function baseFolder(file: string): string {
  return file === '-' ? process.cwd() : dirname(file);
}

/** Parses a source that is a spec; returns null if it is anything else. */
export function parseIfSpec(source: Source, report: Report): JsonDocument | null {
  if (detectFormat(source) !== 'json') return null;
  const diagnostics: Diagnostic[] = [];
  const document = parseJson(
    source.name,
    readJsonText(source, (diagnostic) => diagnostics.push(diagnostic)),
  );
  if (!isSpec(document)) return null;
  diagnostics.forEach(report);
  return document;
}
