import type { Diagnostic } from '../../diagnostics.js';
import { STYLES, visible } from '../../host/diagnostic-formats.js';
import type { Outcome } from '../task.js';
import { figureLine, indented, summaryLine } from './lines.js';
import { isFailure, type ReporterMaker, type ReporterOptions, shown } from './out.js';

/** A line a figure, what there is to say of it below; figures that are as they were are only counted. */
export const plain: ReporterMaker = (out, options) => {
  const { style = 'pretty' } = options;
  return {
    begin() {},
    working() {},
    done(outcome) {
      out.write(
        figureText(outcome, options, out.colored, (status) => status === 'made' || status === 'drifted'),
      );
    },
    say(diagnostic) {
      out.write(diagnosticsText([diagnostic], options, out.colored));
    },
    end(result) {
      if (!options.quiet && style === 'pretty') out.write(`${summaryLine(result, out.colored)}\n`);
    },
  };
};

/**
 * What is said of one figure, line ends included: something if it failed, has diagnostics to be shown, or if its status
 * `isNews`; else ''.
 */
export function figureText(
  outcome: Outcome,
  options: ReporterOptions,
  colored: boolean,
  isNews: (status: Outcome['status']) => boolean,
): string {
  const { status, diagnostics } = outcome;
  const below = diagnosticsText(diagnostics, options, colored);
  if (options.style !== undefined && options.style !== 'pretty') return below;
  if (!isFailure(outcome, options) && below === '' && (options.quiet || !isNews(status))) return '';
  const changes = status === 'drifted' ? outcome.changes.map((change) => `${visible(change)}\n`) : [];
  const lines = [...changes, below].filter(Boolean).map(indented).join('');
  return `${figureLine(outcome, colored)}\n${lines}`;
}

export function diagnosticsText(
  diagnostics: readonly Diagnostic[],
  options: ReporterOptions,
  colored: boolean,
): string {
  const write = STYLES[options.style ?? 'pretty'];
  return shown(diagnostics, options)
    .map((diagnostic) => `${write(diagnostic, colored)}\n`)
    .join('');
}
