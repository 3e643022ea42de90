import { relative } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { DIAGNOSTIC_FORMATS } from '../../host/diagnostic-formats.js';
import { type ReporterFactory, type ReporterOptions, selectDiagnostics } from '../reporter.js';
import type { Outcome } from '../task.js';
import { countByStatus, countObsolete } from '../terminal/lines.js';

/**
 * Writes for programs: one JSON object per line, always with the same keys. Unknown values are null. Times are in ms. Paths
 * are as on the command line, or relative to the working folder.
 *
 * - `{ event: "begin", figures }`
 * - `{ event: "figure", name, status, input, title, description, time, outputs: [{ path, format, sha256 }],
 *   inputs: [{ path, sha256 }], changes: [text], diagnostics: [{ severity, code, message, file, line, column, hints }] }`
 *   for each figure, in the order of completion; the status is `made`, `unchanged`, `same`, `drifted` or `failed`
 * - `{ event: "obsolete", name, input, outputs: [{ path, state }] }` for each figure whose spec no longer exists; the state
 *   is `unchanged`, `changed` or `removed`
 * - `{ event: "diagnostic", severity, … }` for diagnostics of the batch as a whole
 * - `{ event: "end", made, unchanged, same, drifted, failed, obsolete, removed, skipped, time }` as the last line
 */
export const json: ReporterFactory = (output, options) => {
  const write = (event: object) => output.write(`${JSON.stringify(event)}\n`);
  return {
    onBatchStart(figureCount) {
      write({ event: 'begin', figures: figureCount });
    },
    onFigureStart() {},
    onFigureEnd(outcome) {
      write({ event: 'figure', ...figureObject(outcome, options) });
    },
    onObsoleteFigure({ name, input, files }) {
      write({ event: 'obsolete', name, input, outputs: files });
    },
    onDiagnostic(diagnostic) {
      for (const selected of selectDiagnostics([diagnostic], options))
        write({ event: 'diagnostic', ...diagnosticObject(selected) });
    },
    onBatchEnd({ outcomes, obsolete, skipped, time }) {
      const counts = { ...countByStatus(outcomes), ...countObsolete(obsolete) };
      write({ event: 'end', ...counts, skipped: skipped.length, time: Math.round(time) });
    },
  };
};

function figureObject(outcome: Outcome, options: ReporterOptions): object {
  const { task, status, time, diagnostics } = outcome;
  const record = status === 'failed' ? null : outcome;
  return {
    name: task.name,
    status,
    input: task.input,
    title: record?.title ?? null,
    description: record?.description ?? null,
    time: Math.round(time),
    outputs: task.targets.map(({ path, format }, i) => ({
      path,
      format,
      sha256: record?.outputs[i]?.sha256 ?? null,
    })),
    inputs: record?.dependencies.map(({ path, sha256 }) => ({ path: relative('', path), sha256 })) ?? [],
    changes: status === 'drifted' ? outcome.changes : [],
    diagnostics: selectDiagnostics(diagnostics, options).map(diagnosticObject),
  };
}

function diagnosticObject(diagnostic: Diagnostic): object {
  return JSON.parse(DIAGNOSTIC_FORMATS.json(diagnostic));
}
