import type { Diagnostic } from '../diagnostics.js';
import { DIAGNOSTIC_FORMATS, type DiagnosticFormat } from './diagnostic-formats.js';

/** The number of lines on a terminal that the errors of one file take. */
const MAX_LINES = 12;

export interface LimitOptions {
  readonly format: DiagnosticFormat;
  /** Whether all errors are shown. */
  readonly verbose: boolean;
}

/**
 * Returns the diagnostics of one file without the errors that are too many to read. The first error is always shown, and
 * the last one counts those that are left out. Programs get all errors.
 */
export function limitErrors(
  diagnostics: readonly Diagnostic[],
  { format, verbose }: LimitOptions,
): readonly Diagnostic[] {
  if (format !== 'pretty' || verbose) return diagnostics;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  let lines = 0;
  let shownCount = 0;
  for (const error of errors) {
    lines += DIAGNOSTIC_FORMATS.pretty(error, false).split('\n').length;
    if (shownCount > 0 && lines > MAX_LINES) break;
    shownCount++;
  }
  const omitted = errors.slice(shownCount);
  // A single error that counts others takes no more lines than its replacement.
  if (omitted.length === 0 || (omitted.length === 1 && omitted[0].omitted !== undefined)) return diagnostics;
  const count = omitted.reduce((sum, { omitted = 1 }) => sum + omitted, 0);
  const { code, place } = omitted[0];
  const summary: Diagnostic = {
    severity: 'error',
    code,
    message: `and ${count} more ${count === 1 ? 'error' : 'errors'}; --verbose shows more of them`,
    place: place && { file: place.file },
    omitted: count,
  };
  return [...diagnostics.filter((diagnostic) => !omitted.includes(diagnostic)), summary];
}
