import type { Diagnostic } from '../../diagnostics.js';
import { DIAGNOSTIC_FORMATS, replaceControlCharacters } from '../../host/diagnostic-formats.js';
import { limitErrors } from '../../host/limit-errors.js';
import {
  isFailure,
  obsoleteDiagnostic,
  type ReporterFactory,
  type ReporterOptions,
  selectDiagnostics,
} from '../reporter.js';
import type { ObsoleteFigure, Outcome } from '../task.js';
import { formatFigure, formatObsolete, formatSummary, indentLines } from '../terminal/lines.js';

/** Writes one line for each figure that was made or failed, followed by its diagnostics; counts unchanged figures. */
export const plain: ReporterFactory = (output, options) => {
  const { diagnosticFormat = 'pretty' } = options;
  const showsStatus = (status: Outcome['status']) => status === 'made' || status === 'drifted';
  return {
    onBatchStart() {},
    onFigureStart() {},
    onFigureEnd(outcome) {
      output.write(formatOutcome(outcome, options, output.colored, showsStatus));
    },
    onObsoleteFigure(figure) {
      output.write(formatObsoleteFigure(figure, options, output.colored));
    },
    onDiagnostic(diagnostic) {
      output.write(formatSelected([diagnostic], options, output.colored));
    },
    onBatchEnd(result) {
      if (!options.quiet && diagnosticFormat === 'pretty') {
        output.write(`${formatSummary(result, output.colored)}\n`);
      }
    },
  };
};

/**
 * Formats one figure, with line breaks. Returns '' if there is nothing to show: the figure did not fail, no diagnostic is
 * shown, and `showsStatus` is false for its status.
 */
export function formatOutcome(
  outcome: Outcome,
  options: ReporterOptions,
  colored: boolean,
  showsStatus: (status: Outcome['status']) => boolean,
): string {
  const { status, diagnostics } = outcome;
  const diagnosticText = formatSelected(diagnostics, options, colored);
  if (options.diagnosticFormat !== undefined && options.diagnosticFormat !== 'pretty') return diagnosticText;
  if (!isFailure(outcome, options) && diagnosticText === '' && (options.quiet || !showsStatus(status)))
    return '';
  const changes =
    status === 'drifted' ? outcome.changes.map((change) => `${replaceControlCharacters(change)}\n`) : [];
  const details = [...changes, diagnosticText].filter(Boolean).map(indentLines).join('');
  return `${formatFigure(outcome, colored)}\n${details}`;
}

/** Formats a figure without a spec, with line breaks; returns '' if it is not shown. */
export function formatObsoleteFigure(
  figure: ObsoleteFigure,
  options: ReporterOptions,
  colored: boolean,
): string {
  const { quiet, diagnosticFormat = 'pretty', failsOnDrift = true } = options;
  if (diagnosticFormat !== 'pretty') {
    const diagnostic = obsoleteDiagnostic(figure, failsOnDrift);
    return formatSelected(diagnostic ? [diagnostic] : [], options, colored);
  }
  return quiet && !failsOnDrift ? '' : `${formatObsolete(figure, colored).join('\n')}\n`;
}

/** Formats the diagnostics that the options show, each with a line break. */
export function formatSelected(
  diagnostics: readonly Diagnostic[],
  options: ReporterOptions,
  colored: boolean,
): string {
  const { diagnosticFormat = 'pretty', verbose } = options;
  return limitErrors(selectDiagnostics(diagnostics, options), { format: diagnosticFormat, verbose })
    .map((diagnostic) => `${DIAGNOSTIC_FORMATS[diagnosticFormat](diagnostic, colored)}\n`)
    .join('');
}
