/** Runs `heatmap watch`: decides what to watch and where each figure is written, then starts the watcher. */
import { statSync } from 'node:fs';
import { devNull } from 'node:os';
import { inputFolder } from '../batch/find/candidates.js';
import type { FontSet } from '../fonts/font-set.js';
import { type Config, findConfig } from '../host/config.js';
import { UsageError } from '../host/exit.js';
import { fontFilesOf, loadFonts } from '../host/font-files.js';
import { writeStdout } from '../host/io.js';
import type { JobOptions } from '../host/open-job.js';
import { type DiagnosticOptions, Reporter } from '../host/report.js';
import { displayPath } from '../host/root.js';
import { isFolderPath, rejectDuplicates, resolveTargets, stem } from '../host/target.js';
import { DEFAULT_FORMAT, type OutputFormat } from '../output/index.js';
import { readVersion } from './file-version.js';
import { createSearch, type TaskSearch } from './search.js';
import { serveFigures } from './server.js';
import { createTerminalView } from './terminal-view.js';
import { Watcher } from './watcher.js';

export interface WatchRequest {
  readonly inputs: readonly string[];
  /** The paths given with `-o`, or null. */
  readonly outputs: readonly string[] | null;
  /** The formats given with `--format`, or null. */
  readonly formats: readonly OutputFormat[] | null;
  /** Whether the figure is shown in the terminal, without a picture. */
  readonly onlyCharacters: boolean;
  /** Serves the figures on this port; null chooses any free port. */
  readonly server: { readonly port: number | null } | null;
  readonly job: JobOptions;
  readonly fontFiles: readonly string[];
  readonly diagnostics: DiagnosticOptions;
}

/** Runs until the process is interrupted. */
export async function runWatch(request: WatchRequest): Promise<never> {
  const { outputs, server, job, fontFiles, onlyCharacters } = request;
  const reporter = new Reporter(request.diagnostics);
  const inTerminal = isInTerminal(request);
  if (onlyCharacters && !inTerminal)
    throw new UsageError('--format terminal shows one file in a terminal, without -o and --serve');
  const search = searchFor(request, inTerminal);
  const page = server ? await serveFigures(server.port) : null;
  if (page) await writeStdout(`${page.address}\n`);
  const fonts = currentFonts(fontFiles);
  const view = inTerminal ? createTerminalView(job, fonts, onlyCharacters, reporter.report) : page;
  const settings = {
    job,
    fonts,
    fontFiles: fontFilesOf(fontFiles),
    writesFiles: !inTerminal && (server === null || outputs !== null),
  };
  return new Watcher(search, settings, reporter, view).run();
}

function isSingleFile(inputs: readonly string[]): boolean {
  return inputs.length === 1 && statSync(inputs[0], { throwIfNoEntry: false })?.isFile() === true;
}

/** Whether the figure is shown in the terminal: one file, for which no other output is named. */
function isInTerminal({ inputs, outputs, formats, onlyCharacters, server, job }: WatchRequest): boolean {
  if (outputs || formats || server || process.stdout.isTTY !== true || !isSingleFile(inputs)) return false;
  return onlyCharacters || !(job.config && findConfig(inputFolder(inputs[0]), () => {})?.output);
}

/** Returns the figures to watch and the files to write. */
function searchFor({ inputs, outputs, formats, server, job }: WatchRequest, inTerminal: boolean): TaskSearch {
  const [input] = inputs;
  if (inTerminal || (isSingleFile(inputs) && outputs && !outputs.every(isFolderPath))) {
    const name = stem(input);
    const task = {
      name,
      input,
      kind: 'spec',
      targets: inTerminal ? [] : resolveTargets(outputs ?? [], formatsFor(null), name),
    } as const;
    rejectDuplicates(task.targets);
    return { tasks: () => [task], folders: () => [] };
  }
  if (outputs && outputs.length > 1) throw new UsageError('-o must name one folder for all figures');
  return createSearch(inputs, () => {
    const config = job.config ? findConfig(inputFolder(input), () => {}) : null;
    const configuredFolder = server === null && config?.output ? displayPath(config.output) : null;
    // Figures that are only served get paths inside the null device, where no input file can be.
    const folder = outputs?.[0] ?? configuredFolder ?? (server ? devNull : null);
    if (folder === null)
      throw new UsageError('no output folder: use -o DIR, or --serve to show the figures in a browser');
    return { folder, formats: formatsFor(config), matrices: false };
  });

  function formatsFor(config: Config | null): readonly OutputFormat[] {
    return formats ?? config?.formats ?? [DEFAULT_FORMAT];
  }
}

/** Returns a function that returns the fonts. It reads them again if one of the files has changed. */
function currentFonts(references: readonly string[]): () => FontSet {
  const files = fontFilesOf(references);
  let fonts: FontSet | null = null;
  let loadedHashes = '';
  return () => {
    const hashes = files.map((file) => readVersion(file).sha256).join();
    if (fonts === null || hashes !== loadedHashes) fonts = loadFonts(references);
    loadedHashes = hashes;
    return fonts;
  };
}
