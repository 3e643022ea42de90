/** Opens an input file or standard input: detects whether it is a spec or a matrix, and applies flags and configuration. */
import { basename, dirname } from 'node:path';
import type { Report } from '../diagnostics.js';
import { readAll } from '../input/bytes.js';
import { decodeText } from '../input/decode.js';
import { type InputFormat, isJsonFile } from '../input/index.js';
import { readJsonText } from '../input/json.js';
import type { Source } from '../input/reader.js';
import type { JsonDocument } from '../json/node.js';
import { parseJson } from '../json/parse.js';
import type { Job } from '../render.js';
import { isSpecText } from '../spec/identify.js';
import { type Override, parseSpec } from '../spec/parse.js';
import { type Config, readConfig } from './config.js';
import { hasPipedInput, readFile, readStdin } from './io.js';
import { createFileOpener, findProject } from './root.js';

export interface JobOptions {
  readonly overrides: readonly Override[];
  /** Absolute paths of files that flags name; the figure may read them wherever they are. */
  readonly readableFiles?: readonly string[];
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
  const isJson = inputFormat === null ? isJsonFile(opened) : inputFormat === 'json';
  const source = isJson && !startsAsList(opened) ? readAll(opened) : opened;
  const spec = isJson ? parseIfSpec(source, report) : null;
  const namesStdin =
    (spec !== null && /"-"/.test(spec.text)) || options.readableFiles?.includes('-') === true;
  const needsStdin = namesStdin && !fromStdin && hasPipedInput();
  const project = findProject(folder);
  const config = options.config && project.config !== null ? readConfig(project.config, report) : null;
  const root = options.root ?? config?.root ?? project.root;
  const open = createFileOpener(folder, root, needsStdin ? readStdin : null, options.readableFiles);
  const ownPath = fromStdin ? '-' : basename(file);
  const allOverrides = spec ? overrides : [...dataOverrides(ownPath, options), ...overrides];
  return {
    parsed: parseSpec(spec ?? parseJson(source.name, '{}'), allOverrides, config?.defaults),
    primary: spec ? null : { ...source, format: inputFormat },
    open: (path, place) => (!spec && path === ownPath ? source : open(path, place)),
    zoom,
    root,
    config,
  };
}

/**
 * Returns overrides that make the matrix at `path` the "data" of a spec. They are needed if the matrix has no spec and
 * flags set a key of "data", such as `data.transpose`.
 */
function dataOverrides(path: string, { overrides, inputFormat }: JobOptions): Override[] {
  if (!overrides.some((override) => override.path[0] === 'data' && override.path.length > 1)) return [];
  const data = { file: path, ...(inputFormat !== null && { format: inputFormat }) };
  return [{ path: ['data'], value: data, flag: path }];
}

/** Returns the folder to which paths in `file` are relative. The search for a configuration starts there. */
export function baseFolder(file: string): string {
  return file === '-' ? process.cwd() : dirname(file);
}

/** Whether a text is a list, which is never a spec. */
function startsAsList({ bytes }: Source): boolean {
  return /^\s*\[/.test(new TextDecoder().decode(bytes.subarray(0, 100)));
}

/** Parses a source that is a spec; returns null if it is anything else. A matrix is not parsed, because it can be large. */
export function parseIfSpec(source: Source, report: Report): JsonDocument | null {
  if (!isJsonFile(source) || startsAsList(source)) return null;
  if (!isSpecText(decodeText(source, () => {}))) return null;
  return parseJson(source.name, readJsonText(source, report));
}
