/** Runs `heatmap batch`: finds the figures, rebuilds the changed ones and writes the summaries. */
import { appendFileSync, existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../diagnostics.js';
import { findConfig } from '../host/config.js';
import { replaceControlCharacters } from '../host/diagnostic-formats.js';
import { EXIT, UsageError } from '../host/exit.js';
import { writeStdout } from '../host/io.js';
import type { JobOptions } from '../host/open-job.js';
import type { DiagnosticOptions } from '../host/report.js';
import { displayPath } from '../host/root.js';
import { printSettings } from '../host/settings.js';
import { writeFiles } from '../host/write.js';
import { DEFAULT_FORMAT, type OutputFormat, PAGED_FORMAT } from '../output/index.js';
import { inputFolder } from './find/candidates.js';
import { isGlob } from './find/glob.js';
import { findTasks, formatTaskList } from './find/tasks.js';
import type { BatchSettings } from './make.js';
import { rejectFigureFile, writeMergedPdf } from './merge-pdf.js';
import { findObsolete, removeObsolete } from './obsolete.js';
import { dependencyFile } from './pages/dependency-file.js';
import { createIndexHtml, createIndexMarkdown } from './pages/index-page.js';
import { createStepSummary } from './pages/step-summary.js';
import type { BatchReporter } from './reporter.js';
import { REPORTERS, type ReporterName } from './reporters/index.js';
import { type BatchOptions, findChangedTasks, mergeManifests, runBatch } from './run.js';
import { isInShard } from './shard.js';
import type { BatchResult, Task } from './task.js';

/** The command line of a batch. Null means that the flag was not given. */
export interface BatchRequest
  extends Pick<BatchOptions, 'jobs' | 'timeout' | 'shard' | 'force' | 'failFast'> {
  readonly action: 'draw' | 'list' | 'list-changed' | 'merge' | 'print-config';
  readonly inputs: readonly string[];
  /** The output folder. */
  readonly output: string | null;
  readonly formats: readonly OutputFormat[] | null;
  /** Whether figures without a spec are removed. */
  readonly prune: boolean;
  /** Also draws matrices that no spec uses. */
  readonly matrices: boolean;
  readonly mode: BatchSettings['mode'];
  /** The folder for images of differences. */
  readonly diff: string | null;
  readonly job: JobOptions;
  readonly fontFiles: readonly string[];
  readonly reporter: ReporterName | null;
  readonly diagnostics: DiagnosticOptions;
  /** Whether a warning changes the exit code. */
  readonly strict: boolean;
  /** Writes index.html and index.md. */
  readonly index: boolean;
  /** The path of one PDF with all figures. */
  readonly mergePdf: string | null;
  /** The path of the dependency file for make. */
  readonly deps: string | null;
}

const DEFAULT_FORMATS: readonly OutputFormat[] = [DEFAULT_FORMAT];

/**
 * Runs a batch; resolves to the exit code.
 *
 * @throws UsageError if there is no output folder or no spec, and as `findTasks`
 * @throws HeatmapError if the configuration is invalid or a summary cannot be written, and as `findTasks`
 */
export async function runBatchCommand(request: BatchRequest): Promise<number> {
  const { action, inputs, job, shard, jobs, timeout, force, failFast, mode, diff } = request;
  const reporter = createReporter(request);
  const config = job.config
    ? findConfig(inputFolder(inputs[0] ?? '.'), (diagnostic) => reporter.onDiagnostic(diagnostic))
    : null;
  const folder = request.output ?? (config?.output ? displayPath(config.output) : null);
  const ownFormats = request.formats ?? config?.formats ?? DEFAULT_FORMATS;
  const needsPdf = request.mergePdf !== null && !ownFormats.includes(PAGED_FORMAT);
  const formats = needsPdf ? [...ownFormats, PAGED_FORMAT] : ownFormats;
  if (folder === null) throw noOutputError(inputs);
  if (action === 'merge') {
    mergeManifests(folder, reporter);
    return EXIT.success;
  }
  const started = performance.now();
  const { tasks: allTasks, skipped } = findTasks(inputs, { folder, formats, matrices: request.matrices });
  if (action === 'print-config') {
    return printSettings(
      allTasks.map(({ input }) => input),
      request.diagnostics,
      job,
      [
        { key: 'output', flag: '--output', flagValue: request.output ?? undefined },
        {
          key: 'formats',
          flag: '--format',
          flagValue: request.formats ?? undefined,
          builtIn: DEFAULT_FORMATS,
        },
        { key: 'jobs', flag: '--jobs', flagValue: jobs ?? undefined },
      ],
    );
  }
  const tasks = shard ? allTasks.filter(({ name }) => isInShard(shard, name)) : allTasks;
  if (action === 'list') {
    await writeStdout(formatTaskList({ tasks, skipped }));
    return EXIT.success;
  }
  if (request.mergePdf !== null) rejectFigureFile(request.mergePdf, allTasks);
  const reportsObsolete = action === 'draw' && (mode === 'check' || request.prune);
  const obsolete = reportsObsolete ? findObsolete(folder, allTasks, shard) : [];
  if (allTasks.length === 0 && obsolete.length === 0)
    throw new UsageError(`there is no spec in ${inputs.join(', ')}`);
  const options: BatchOptions = {
    folder,
    settings: { job, fonts: request.fontFiles, mode, diff },
    jobs: jobs ?? config?.jobs ?? null,
    cores: availableParallelism(),
    timeout,
    shard,
    force,
    failFast,
  };
  if (action === 'list-changed') {
    const lines = findChangedTasks(tasks, options).map(({ name }) => `${replaceControlCharacters(name)}\n`);
    await writeStdout(lines.join(''));
    return EXIT.success;
  }
  const outcomes = await runBatch(tasks, options, reporter);
  const pruned = request.prune ? removeObsolete(folder, obsolete) : { figures: obsolete, errors: [] };
  for (const figure of pruned.figures) reporter.onObsoleteFigure(figure);
  for (const error of pruned.errors) reporter.onDiagnostic(error);
  const time = performance.now() - started;
  const result: BatchResult = { outcomes, obsolete: pruned.figures, skipped, formats, folder, time };
  await writeSummaries(result, tasks, request, (diagnostic) => reporter.onDiagnostic(diagnostic));
  reporter.onBatchEnd(result);
  return pruned.errors.length > 0 ? EXIT.failed : exitCode(result, request);
}

function noOutputError(inputs: readonly string[]): UsageError {
  const last = inputs.at(-1);
  const isOutput = inputs.length > 1 && last !== undefined && !isGlob(last) && !existsSync(last);
  return new UsageError(
    'no output folder: use -o DIR, or set "output" in heatmap.config.json',
    isOutput ? `there is no file or folder ${last}; to write to it, use -o ${last}` : null,
  );
}

async function writeSummaries(
  result: BatchResult,
  tasks: readonly Task[],
  { index, mergePdf, deps, reporter }: BatchRequest,
  report: Report,
): Promise<void> {
  if (index) {
    await writeFiles([
      { path: join(result.folder, 'index.html'), bytes: createIndexHtml(result) },
      { path: join(result.folder, 'index.md'), bytes: createIndexMarkdown(result) },
    ]);
  }
  if (mergePdf !== null) await writeMergedPdf(mergePdf, tasks, result.outcomes, report);
  if (deps !== null) await writeFiles([{ path: deps, bytes: dependencyFile(result.outcomes) }]);
  const summary = process.env.GITHUB_STEP_SUMMARY;
  if (reporter === 'github' && summary) appendFileSync(summary, createStepSummary(result));
}

function exitCode({ outcomes, obsolete }: BatchResult, { mode, strict }: BatchRequest): number {
  if (outcomes.some(({ status }) => status === 'failed')) return EXIT.failed;
  const isDrifted = outcomes.some(({ status }) => status === 'drifted') || obsolete.length > 0;
  const hasDrift = mode === 'check' && isDrifted;
  const hasWarning = outcomes.some(({ diagnostics }) =>
    diagnostics.some(({ severity }) => severity === 'warning'),
  );
  return hasDrift || (strict && hasWarning) ? EXIT.findings : EXIT.success;
}

/** Without `--reporter`, the format of `--diagnostics` selects the reporter. */
function createReporter({ reporter, diagnostics, mode }: BatchRequest): BatchReporter {
  const { stderr, stdout, env } = process;
  const format = diagnostics.diagnostics;
  const name = reporter ?? (format === 'json' || format === 'github' ? format : 'pretty');
  const stream = name === 'json' || name === 'junit' ? stdout : stderr;
  const out = {
    write: (text: string) => void (text && stream.write(text)),
    get columns() {
      return stream.columns ?? 80;
    },
    isTerminal: stream.isTTY === true,
    colored: stream.isTTY === true && !env.NO_COLOR,
  };
  return REPORTERS[name](out, {
    quiet: diagnostics.quiet ?? false,
    verbose: diagnostics.verbose ?? false,
    diagnosticFormat: format,
    failsOnDrift: mode === 'check',
  });
}
