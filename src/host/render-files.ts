import { proofSheet } from '../layout/proof-sheet.js';
import { DEFAULT_FORMAT, type OutputFormat, WRITERS } from '../output/index.js';
import { draw, write } from '../render.js';
import { findConfig } from './config.js';
import { type Stage, serializeStage } from './emit.js';
import { EXIT } from './exit.js';
import { loadFonts } from './font-files.js';
import { writeStdout } from './io.js';
import { baseFolder, type JobOptions, openJob } from './open-job.js';
import { type DiagnosticOptions, Reporter } from './report.js';
import { isFolderPath, rejectDuplicates, resolveTargets, stem } from './target.js';
import { showInTerminal, type TerminalOptions } from './terminal.js';
import { writeFiles } from './write.js';

export interface RenderRequest {
  /** Paths of specs and matrices; "-" is standard input. */
  readonly inputs: readonly string[];
  /** The paths given with `-o`. If there are none, the figure is written to standard output. */
  readonly outputs: readonly string[];
  /** The formats given with `--format`. */
  readonly formats: readonly OutputFormat[] | null;
  /** How a figure without `outputs` is shown in a terminal; null: it is written as a file. */
  readonly inTerminal: TerminalOptions | null;
  /** Whether a proof sheet is drawn instead of the figure. */
  readonly proof: boolean;
  /** Prints the value of this stage instead of a figure. */
  readonly stage: Stage | null;
  readonly job: JobOptions;
  readonly fontFiles: readonly string[];
  /** Whether a warning changes the exit code. */
  readonly strict: boolean;
  readonly diagnostics: DiagnosticOptions;
}

/** Draws each input and writes its files. A failed input does not stop the others. Resolves to the exit code. */
export async function renderFiles(request: RenderRequest): Promise<number> {
  const { inputs, outputs, formats, inTerminal, stage, job, strict } = request;
  const fonts = loadFonts(request.fontFiles);
  const plans = inputs.map((input) => ({
    input,
    targets: resolveTargets(outputs, folderFormats(input, request), input === '-' ? 'figure' : stem(input)),
  }));
  rejectDuplicates(plans.flatMap(({ targets }) => targets));

  const reporter = new Reporter(request.diagnostics);
  let failures = 0;
  for (const { input, targets } of plans) {
    const stdoutFormat = formats?.[0] ?? DEFAULT_FORMAT;
    const written = targets.length ? targets.map(({ format }) => format) : [stdoutFormat];
    const described = stage !== null || written.some((format) => WRITERS[format].accessible);
    const isDrawn = await reporter.attempt(input, async (report) => {
      if (inTerminal) return showInTerminal(openJob(input, job, report), fonts, inTerminal, report);
      const { attach, ...opened } = openJob(input, job, report);
      // A proof sheet carries no spec, because the spec draws one figure.
      const carried = attach && !request.proof ? { attach } : {};
      const { figure, scene: drawn, fonts: used } = draw({ ...opened, ...carried, described }, report, fonts);
      const scene = request.proof ? proofSheet(drawn, figure.theme, used) : drawn;
      if (stage !== null) return writeStdout(serializeStage(stage, figure, scene));
      await writeFiles(targets.map(({ path, format }) => ({ path, bytes: write(scene, format, used) })));
      if (!targets.length) await writeStdout(write(scene, stdoutFormat, used));
    });
    if (!isDrawn) failures++;
  }
  if (failures && inputs.length > 1) reporter.printLine(`${failures} of ${inputs.length} files failed`);
  if (failures) return EXIT.failed;
  return strict && reporter.warnings ? EXIT.findings : EXIT.success;
}

/** Returns the formats for output folders. A file path needs none, because its extension is its format. */
function folderFormats(input: string, { formats, outputs, job }: RenderRequest): readonly OutputFormat[] {
  if (formats || !job.config || !outputs.some(isFolderPath)) return formats ?? [];
  // Warnings about the configuration are reported later, when the job is opened.
  return findConfig(baseFolder(input), () => {})?.formats ?? [];
}
