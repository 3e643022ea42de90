import { relative } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { STYLES } from '../../host/diagnostic-formats.js';
import type { Outcome } from '../task.js';
import { counts } from './lines.js';
import { type ReporterMaker, type ReporterOptions, shown } from './out.js';

/**
 * For programs: one JSON object a line, always with the same keys; what is not known is null. Times are in ms, paths are as
 * the command line gives them, or relative to the working folder.
 *
 * - `{ event: "begin", figures }`
 * - `{ event: "figure", name, status, input, title, description, time, outputs: [{ path, format, sha256 }],
 *   inputs: [{ path, sha256 }], changes: [text], diagnostics: [{ severity, code, message, file, line, column, hints }] }`,
 *   with the status `made`, `unchanged`, `same`, `drifted` or `failed`; one for each figure, in the order of getting done
 * - `{ event: "diagnostic", severity, … }`, about the batch as a whole
 * - `{ event: "end", made, unchanged, same, drifted, failed, skipped, time }`, the last line
 */
export const json: ReporterMaker = (out, options) => {
  const line = (value: object) => out.write(`${JSON.stringify(value)}\n`);
  return {
    begin(total) {
      line({ event: 'begin', figures: total });
    },
    working() {},
    done(outcome) {
      line({ event: 'figure', ...figure(outcome, options) });
    },
    say(diagnostic) {
      for (const each of shown([diagnostic], options)) line({ event: 'diagnostic', ...plainObject(each) });
    },
    end({ outcomes, skipped, time }) {
      line({ event: 'end', ...counts(outcomes), skipped: skipped.length, time: Math.round(time) });
    },
  };
};

function figure(outcome: Outcome, options: ReporterOptions): object {
  const { task, status, time, diagnostics } = outcome;
  const made = status === 'failed' ? null : outcome;
  return {
    name: task.name,
    status,
    input: task.input,
    title: made?.title ?? null,
    description: made?.description ?? null,
    time: Math.round(time),
    outputs: task.targets.map(({ path, format }, i) => ({
      path,
      format,
      sha256: made?.outputs[i]?.sha256 ?? null,
    })),
    inputs: made?.dependencies.map(({ path, sha256 }) => ({ path: relative('', path), sha256 })) ?? [],
    changes: status === 'drifted' ? outcome.changes : [],
    diagnostics: shown(diagnostics, options).map(plainObject),
  };
}

function plainObject(diagnostic: Diagnostic): object {
  return JSON.parse(STYLES.json(diagnostic));
}
