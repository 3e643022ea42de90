import type { ReporterFactory } from '../reporter.js';
import type { Outcome } from '../task.js';
import { formatSummary } from '../terminal/lines.js';
import { ProgressBar } from '../terminal/progress-bar.js';
import { formatObsoleteFigure, formatOutcome, formatSelected, plain } from './plain.js';

/** Shows a progress bar on a terminal, and lists only figures with messages. Elsewhere it is the same as `plain`. */
export const pretty: ReporterFactory = (output, options) => {
  const { quiet, verbose, diagnosticFormat = 'pretty' } = options;
  if (!output.isTerminal || quiet || diagnosticFormat !== 'pretty') return plain(output, options);
  const { colored } = output;
  const showsStatus = (status: Outcome['status']) => status === 'drifted' || (verbose && status === 'made');
  let bar = new ProgressBar(output, 0);
  const write = (text: string) => {
    if (text === '') return;
    bar.clear();
    output.write(text);
  };
  return {
    onBatchStart(figureCount) {
      bar = new ProgressBar(output, figureCount);
    },
    onFigureStart(name) {
      bar.startFigure(name);
    },
    onFigureEnd(outcome) {
      write(formatOutcome(outcome, options, colored, showsStatus));
      bar.endFigure(outcome);
    },
    onObsoleteFigure(figure) {
      write(formatObsoleteFigure(figure, options, colored));
    },
    onDiagnostic(diagnostic) {
      write(formatSelected([diagnostic], options, colored));
    },
    onBatchEnd(result) {
      bar.end();
      output.write(`${formatSummary(result, colored)}\n`);
    },
  };
};
