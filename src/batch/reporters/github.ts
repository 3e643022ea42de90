import type { Diagnostic } from '../../diagnostics.js';
import { DIAGNOSTIC_FORMATS } from '../../host/diagnostic-formats.js';
import {
  isFailure,
  obsoleteDiagnostic,
  type ReporterFactory,
  type ReporterOptions,
  selectDiagnostics,
} from '../reporter.js';
import type { Outcome } from '../task.js';
import { formatFigure, formatObsolete, formatSummary } from '../terminal/lines.js';

/** Writes for GitHub Actions: as `plain`, with annotations in one group for each figure. */
export const github: ReporterFactory = (output, options) => {
  const write = (lines: readonly string[]) => {
    for (const line of lines) output.write(`${line}\n`);
  };
  const annotate = (diagnostics: readonly Diagnostic[]) =>
    selectDiagnostics(diagnostics, options).map((diagnostic) => DIAGNOSTIC_FORMATS.github(diagnostic));
  return {
    onBatchStart() {},
    onFigureStart() {},
    onFigureEnd(outcome) {
      const annotations = annotate([...driftDiagnostics(outcome, options), ...outcome.diagnostics]);
      if (annotations.length > 0)
        write([`::group::${formatFigure(outcome)}`, ...annotations, '::endgroup::']);
      else if (outcome.status === 'made' && !options.quiet) write([formatFigure(outcome)]);
    },
    onObsoleteFigure(figure) {
      const diagnostic = obsoleteDiagnostic(figure, options.failsOnDrift ?? true);
      if (diagnostic) write(annotate([diagnostic]));
      else if (!options.quiet) write(formatObsolete(figure));
    },
    onDiagnostic(diagnostic) {
      write(annotate([diagnostic]));
    },
    onBatchEnd(result) {
      if (!options.quiet) write([formatSummary(result)]);
    },
  };
};

/** Returns a diagnostic at the spec of a figure that drifted. */
function driftDiagnostics(outcome: Outcome, options: ReporterOptions): Diagnostic[] {
  if (outcome.status !== 'drifted') return [];
  const { task, changes } = outcome;
  const paths = task.targets.map(({ path }) => path).join(', ');
  return [
    {
      severity: isFailure(outcome, options) ? 'error' : 'warning',
      code: 'drifted',
      message: `${paths} differs from what its spec draws: ${changes.join('; ')}`,
      place: { file: task.input },
    },
  ];
}
