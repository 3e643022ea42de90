import { draw } from '../render.js';
import { EXIT } from './exit.js';
import { loadFonts } from './font-files.js';
import { type JobOptions, openJob } from './open-job.js';
import { type DiagnosticOptions, Reporter } from './report.js';

export interface ValidateRequest {
  /** Paths of specs and matrices; "-" is standard input. */
  readonly inputs: readonly string[];
  readonly job: JobOptions;
  readonly fontFiles: readonly string[];
  /** Whether a warning changes the exit code. */
  readonly strict: boolean;
  readonly diagnostics: DiagnosticOptions;
}

/** Draws each input without writing it, and reports all errors and warnings. Resolves to the exit code. */
export async function validateFiles(request: ValidateRequest): Promise<number> {
  const { inputs, job, strict } = request;
  const reporter = new Reporter(request.diagnostics);
  const fonts = loadFonts(request.fontFiles);
  let failures = 0;
  for (const input of inputs) {
    const isValid = await reporter.attempt(input, async (report) => {
      draw({ ...openJob(input, job, report), described: false }, report, fonts);
    });
    if (!isValid) failures++;
  }
  reporter.printLine(failures ? `${failures} of ${inputs.length} invalid` : `${inputs.length} valid`);
  if (failures) return EXIT.failed;
  return strict && reporter.warnings ? EXIT.findings : EXIT.success;
}
