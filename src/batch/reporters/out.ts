/** What every reporter is given. */
import type { Diagnostic } from '../../diagnostics.js';
import { STYLES, type StyleName } from '../../host/diagnostic-formats.js';
import type { BatchReporter } from '../reporter.js';
import type { Outcome } from '../task.js';

/** Where a reporter writes. */
export interface Out {
  write(text: string): void;
  /** How wide the terminal is, in characters; asked for anew at each line. */
  readonly columns: number;
  readonly isTerminal: boolean;
  readonly colored: boolean;
}

export interface ReporterOptions {
  /** Shows errors and failures only. */
  readonly quiet: boolean;
  /** Shows notes. */
  readonly verbose: boolean;
  /** How `pretty` and `plain` write diagnostics; in another style than "pretty" they write nothing else. */
  readonly style?: StyleName;
  /** Whether a figure that has drifted is a failure, as with `--check`, or news; a failure if not given. */
  readonly driftFails?: boolean;
}

export type ReporterMaker = (out: Out, options: ReporterOptions) => BatchReporter;

/** Those that are to be shown. */
export function shown(
  diagnostics: readonly Diagnostic[],
  { quiet, verbose }: ReporterOptions,
): readonly Diagnostic[] {
  return diagnostics.filter(
    ({ severity }) => severity === 'error' || (severity === 'note' ? verbose : !quiet),
  );
}

export function isFailure({ status }: Outcome, { driftFails = true }: ReporterOptions): boolean {
  return status === 'failed' || (status === 'drifted' && driftFails);
}

/** Diagnostics as a person reads them, without colours, a line each or more. */
export function asText(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map((diagnostic) => STYLES.pretty(diagnostic, false));
}
