/** Prints diagnostics to standard error. */
import { type Diagnostic, HeatmapError, type Report } from '../diagnostics.js';
import { DIAGNOSTIC_FORMATS, type DiagnosticFormat, replaceControlCharacters } from './diagnostic-formats.js';
import { STDIN_NAME } from './io.js';
import { limitErrors } from './limit-errors.js';
import { clearProgress, enableProgress } from './progress.js';

export interface DiagnosticOptions {
  /** Prints errors only. */
  readonly quiet?: boolean;
  /** Prints notes too: what was guessed or chosen. */
  readonly verbose?: boolean;
  readonly diagnostics?: DiagnosticFormat;
}

/** Prints diagnostics as they arrive and counts the warnings. */
export class Reporter {
  warnings = 0;
  private readonly format: DiagnosticFormat;

  constructor(private readonly options: DiagnosticOptions) {
    this.format = options.diagnostics ?? 'pretty';
    enableProgress(!options.quiet && this.format === 'pretty');
  }

  readonly report: Report = (diagnostic) => {
    const { severity } = diagnostic;
    const { quiet, verbose } = this.options;
    if (severity === 'warning') this.warnings++;
    const isPrinted = severity === 'error' || (severity === 'note' ? verbose : !quiet);
    if (isPrinted) printDiagnostic(diagnostic, this.format);
  };

  /**
   * Runs `work` on one file and prints its errors. Diagnostics without a place get the file as their place.
   * Resolves to false if the work failed.
   */
  async attempt(file: string, work: (report: Report) => Promise<void>): Promise<boolean> {
    const place = { file: file === '-' ? STDIN_NAME : file };
    const report: Report = (diagnostic) => this.report({ ...diagnostic, place: diagnostic.place ?? place });
    try {
      await work(report);
      return true;
    } catch (error) {
      if (!(error instanceof HeatmapError)) throw error;
      const { verbose = false } = this.options;
      limitErrors(error.diagnostics, { format: this.format, verbose }).forEach(report);
      return false;
    }
  }

  /** Prints a line of status text for the user at the terminal. */
  printLine(line: string): void {
    if (!this.options.quiet && this.format === 'pretty') process.stderr.write(`${line}\n`);
  }
}

export function printDiagnostic(diagnostic: Diagnostic, format: DiagnosticFormat): void {
  clearProgress();
  const colored = process.stderr.isTTY === true && !process.env.NO_COLOR;
  process.stderr.write(`${DIAGNOSTIC_FORMATS[format](diagnostic, colored)}\n`);
}

/** Prints an error that concerns no file: as plain text for people, as a diagnostic for programs. */
export function printError(
  code: string,
  message: string,
  hint: string | null,
  format: DiagnosticFormat,
): void {
  const line = message.replace(/\s*\n\s*/g, ' ');
  if (format === 'pretty') {
    process.stderr.write(
      `heatmap: ${replaceControlCharacters(line)}\n${hint === null ? '' : `  hint: ${hint}\n`}`,
    );
  } else {
    printDiagnostic({ severity: 'error', code, message: line, hints: hint === null ? [] : [hint] }, format);
  }
}
