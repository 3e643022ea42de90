/** Diagnostics on standard error. */
import { type Diagnostic, HeatmapError, type Report } from '../diagnostics.js';
import { STYLES, type StyleName } from './diagnostic-formats.js';
import { STDIN } from './io.js';
import { allowProgress, clearProgress } from './progress.js';

export interface Reporting {
  /** Shows errors only. */
  readonly quiet?: boolean;
  /** Shows notes: what was guessed, chosen and left out. */
  readonly verbose?: boolean;
  readonly diagnostics?: StyleName;
}

/** Shows diagnostics as they come, and counts them. */
export class Reporter {
  warnings = 0;
  private readonly style: StyleName;

  constructor(private readonly reporting: Reporting) {
    this.style = reporting.diagnostics ?? 'pretty';
    allowProgress(!reporting.quiet && this.style === 'pretty');
  }

  readonly report: Report = (diagnostic) => {
    const { severity } = diagnostic;
    const { quiet, verbose } = this.reporting;
    if (severity === 'warning') this.warnings++;
    const shown = severity === 'error' || (severity === 'note' ? verbose : !quiet);
    if (shown) show(diagnostic, this.style);
  };

  /**
   * Does the work on one FILE, which diagnostics without a place are about; false if it failed, and why has
   * been shown.
   */
  async attempt(file: string, work: (report: Report) => Promise<void>): Promise<boolean> {
    const place = { file: file === '-' ? STDIN : file };
    const report: Report = (diagnostic) => this.report({ ...diagnostic, place: diagnostic.place ?? place });
    try {
      await work(report);
      return true;
    } catch (error) {
      if (!(error instanceof HeatmapError)) throw error;
      error.diagnostics.forEach(report);
      return false;
    }
  }

  /** A line for the person at the terminal. */
  say(line: string): void {
    if (!this.reporting.quiet && this.style === 'pretty') process.stderr.write(`${line}\n`);
  }
}

export function show(diagnostic: Diagnostic, style: StyleName): void {
  clearProgress();
  const colored = process.stderr.isTTY === true && !process.env.NO_COLOR;
  process.stderr.write(`${STYLES[style](diagnostic, colored)}\n`);
}
