import type { Diagnostic } from '../../diagnostics.js';
import { STYLES } from '../../host/diagnostic-formats.js';
import type { Outcome } from '../task.js';
import { figureLine, summaryLine } from './lines.js';
import { isFailure, type ReporterMaker, type ReporterOptions, shown } from './out.js';

/** For GitHub Actions: `plain`, with annotations, a group for each figure that has some. */
export const github: ReporterMaker = (out, options) => {
  const write = (lines: readonly string[]) => {
    for (const line of lines) out.write(`${line}\n`);
  };
  return {
    begin() {},
    working() {},
    done(outcome) {
      const all = [...drift(outcome, options), ...outcome.diagnostics];
      const annotations = shown(all, options).map((diagnostic) => STYLES.github(diagnostic));
      if (annotations.length > 0) write([`::group::${figureLine(outcome)}`, ...annotations, '::endgroup::']);
      else if (outcome.status === 'made' && !options.quiet) write([figureLine(outcome)]);
    },
    say(diagnostic) {
      write(shown([diagnostic], options).map((each) => STYLES.github(each)));
    },
    end(result) {
      if (!options.quiet) write([summaryLine(result)]);
    },
  };
};

/** That a figure has drifted, beside its spec. */
function drift(outcome: Outcome, options: ReporterOptions): Diagnostic[] {
  if (outcome.status !== 'drifted') return [];
  const { task, changes } = outcome;
  const names = task.targets.map(({ path }) => path).join(', ');
  return [
    {
      severity: isFailure(outcome, options) ? 'error' : 'warning',
      code: 'drifted',
      message: `${names} differs from what its spec draws: ${changes.join('; ')}`,
      place: { file: task.input },
    },
  ];
}
