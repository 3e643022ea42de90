import { Bar } from './bar.js';
import { summaryLine } from './lines.js';
import type { ReporterMaker } from './out.js';
import { diagnosticsText, figureText, plain } from './plain.js';

/** On a terminal a bar, and only those figures of which there is something to say; elsewhere `plain`. */
export const pretty: ReporterMaker = (out, options) => {
  const { quiet, verbose, style = 'pretty' } = options;
  if (!out.isTerminal || quiet || style !== 'pretty') return plain(out, options);
  let bar = new Bar(out, 0);
  const write = (text: string) => {
    if (text === '') return;
    bar.clear();
    out.write(text);
  };
  return {
    begin(total) {
      bar = new Bar(out, total);
    },
    working(name) {
      bar.working(name);
    },
    done(outcome) {
      write(
        figureText(
          outcome,
          options,
          out.colored,
          (status) => status === 'drifted' || (verbose && status === 'made'),
        ),
      );
      bar.finished(outcome);
    },
    say(diagnostic) {
      write(diagnosticsText([diagnostic], options, out.colored));
    },
    end(result) {
      bar.end();
      out.write(`${summaryLine(result, out.colored)}\n`);
    },
  };
};
