/** The interface of reporters, and what all reporters share. */
import type { Diagnostic } from '../diagnostics.js';
import { DIAGNOSTIC_FORMATS, type DiagnosticFormat } from '../host/diagnostic-formats.js';
import type { BatchResult, ObsoleteFigure, Outcome } from './task.js';
import { changedFiles } from './terminal/lines.js';

/** Reports the progress of a batch; `--reporter` selects one. */
export interface BatchReporter {
  onBatchStart(figureCount: number): void;
  onFigureStart(name: string): void;
  onFigureEnd(outcome: Outcome): void;
  /** Is called after all figures, for each one whose spec no longer exists. */
  onObsoleteFigure(figure: ObsoleteFigure): void;
  /** Is called for diagnostics that concern the batch, not one figure. */
  onDiagnostic(diagnostic: Diagnostic): void;
  onBatchEnd(result: BatchResult): void;
}

export type ReporterFactory = (output: ReporterOutput, options: ReporterOptions) => BatchReporter;

/** The stream that a reporter writes to. */
export interface ReporterOutput {
  write(text: string): void;
  /** The width of the terminal in characters. It may change at any time. */
  readonly columns: number;
  readonly isTerminal: boolean;
  readonly colored: boolean;
}

export interface ReporterOptions {
  /** Shows only errors and failures. */
  readonly quiet: boolean;
  /** Shows notes. */
  readonly verbose: boolean;
  /** The format of diagnostics in `pretty` and `plain`. In other formats than "pretty", they write nothing else. */
  readonly diagnosticFormat?: DiagnosticFormat;
  /** Whether a figure that drifted is a failure, as with `--check`. The default is true. */
  readonly failsOnDrift?: boolean;
}

/** Selects the diagnostics that the options show. */
export function selectDiagnostics(
  diagnostics: readonly Diagnostic[],
  { quiet, verbose }: ReporterOptions,
): readonly Diagnostic[] {
  return diagnostics.filter(
    ({ severity }) => severity === 'error' || (severity === 'note' ? verbose : !quiet),
  );
}

export function isFailure({ status }: Outcome, { failsOnDrift = true }: ReporterOptions): boolean {
  return status === 'failed' || (status === 'drifted' && failsOnDrift);
}

/** Returns the diagnostic for a figure without a spec; null if it was removed. */
export function obsoleteDiagnostic(figure: ObsoleteFigure, failsOnDrift: boolean): Diagnostic | null {
  const files = figure.files.filter(({ state }) => state !== 'removed').map(({ path }) => path);
  if (files.length === 0) return null;
  return {
    severity: failsOnDrift ? 'error' : 'warning',
    code: 'obsolete',
    message: [
      `${figure.input}, from which ${files.join(', ')} was made, does not exist`,
      ...changedFiles(figure),
    ].join('; '),
    place: { file: files[0] },
    hints: ['remove files without a spec with --prune'],
  };
}

/** Formats each diagnostic for people, without colours. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map((diagnostic) => DIAGNOSTIC_FORMATS.pretty(diagnostic, false));
}
