/** Opens an input file or standard input: detects whether it is a spec or a matrix, and applies flags and configuration. */
import { basename, dirname } from 'node:path';
import type { Report } from '../diagnostics.js';
import { type CarriedContent, carriedFiles, openCarried } from '../embed/carried-files.js';
import { openFigure } from '../embed/open-figure.js';
import { createRecorder } from '../embed/recorder.js';
import { readAll, rewind } from '../input/bytes.js';
import { decodeText } from '../input/decode.js';
import { type InputFormat, isJsonFile } from '../input/index.js';
import { readJsonText } from '../input/json-text.js';
import type { OpenFile } from '../input/load.js';
import type { Source } from '../input/reader.js';
import { nodeAt, placeAt } from '../json/locate.js';
import type { JsonDocument } from '../json/node.js';
import { parseJson } from '../json/parse.js';
import { formatOfFigure } from '../output/index.js';
import type { Job } from '../render.js';
import { isSpecText } from '../spec/identify.js';
import { type Override, type Path, parseSpec } from '../spec/parse.js';
import { type Config, readConfig } from './config.js';
import { hasPipedInput, readFile, readStdin, STDIN_NAME } from './io.js';
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
  const read = () => (fromStdin ? readStdin() : readFile(file));
  const first = read();
  const figureFormat = inputFormat === null ? formatOfFigure(first.bytes) : null;
  const isFigure = figureFormat !== null;
  const opened = isFigure ? openFigure(first, figureFormat) : first;
  const folder = baseFolder(file);
  const isJson = inputFormat === null ? isJsonFile(opened) : inputFormat === 'json';
  const source = isJson && !startsAsList(opened) ? readAll(opened) : opened;
  const spec = isJson ? parseIfSpec(source, report) : null;
  const namesStdin =
    (spec !== null && /"-"/.test(spec.text)) || options.readableFiles?.includes('-') === true;
  const needsStdin = namesStdin && !fromStdin && hasPipedInput();
  const project = findProject(folder);
  // The defaults of a project are in the spec of a figure already.
  const config =
    options.config && !isFigure && project.config !== null ? readConfig(project.config, report) : null;
  const root = options.root ?? config?.root ?? project.root;
  const openFile = createFileOpener(folder, root, needsStdin ? readStdin : null, options.readableFiles);
  const carried = spec && nodeAt(spec.root, ['files']) ? carriedFiles(spec, STDIN_NAME) : null;
  const openAny = spec && carried ? openCarried(carried, spec, openFile, isFigure) : openFile;
  /** The path of the matrix that is drawn without a spec. */
  const ownPath = spec ? pathOfCarriedMatrix(spec, carried) : fromStdin ? '-' : basename(file);
  const own = ownPath === null ? null : spec ? openAny(ownPath, placeAt(spec, ['files', ownPath])) : source;
  const open: OpenFile = (path, place) => (own && path === ownPath ? rewind(own) : openAny(path, place));
  const allOverrides = ownPath === null ? overrides : [...dataOverrides(ownPath, options), ...overrides];
  const parsed = parseSpec(spec ?? parseJson(source.name, '{}'), allOverrides, config?.defaults);
  const recorder = parsed.spec.embed ? createRecorder() : null;
  if (ownPath !== null && own) recorder?.record(ownPath, own, spec ? () => openAny(ownPath, { file }) : read);
  return {
    parsed,
    primary: own && { ...own, format: inputFormat },
    open: recorder
      ? (path, place) => recorder.record(path, open(path, place), () => open(path, place))
      : open,
    ...(recorder && { attach: () => recorder.attachment(parsed, report) }),
    zoom,
    root,
    config,
  };
}

/** Returns the path of the first file that a spec without data carries; null for other specs. */
function pathOfCarriedMatrix(
  { root }: JsonDocument,
  carried: ReadonlyMap<string, CarriedContent> | null,
): string | null {
  const panels = nodeAt(root, ['panels'])?.node;
  const panelCount = panels?.kind === 'array' ? panels.items.length : 0;
  const hasData = (path: Path) => nodeAt(root, [...path, 'data']) !== undefined;
  if (hasData([]) || Array.from({ length: panelCount }, (_, i) => i).some((i) => hasData(['panels', i])))
    return null;
  return carried?.keys().next().value ?? null;
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
