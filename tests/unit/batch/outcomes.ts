/** Example outcomes for the tests of reporters and pages. */
import type { BatchResult, ObsoleteFigure, ObsoleteFile, Outcome, Task } from '../../../src/batch/task.js';
import type { Diagnostic } from '../../../src/diagnostics.js';

export const WARNING: Diagnostic = {
  severity: 'warning',
  code: 'mostly-missing',
  message: '3 of 4 values are missing',
  place: { file: 'figs/two.json', line: 4, column: 5 },
};
export const NOTE: Diagnostic = { severity: 'note', code: 'guessed', message: 'a comma was guessed' };
export const ERROR: Diagnostic = {
  severity: 'error',
  code: 'unknown-key',
  message: 'unknown key "colour"',
  place: {
    file: 'figs/bad.json',
    line: 2,
    column: 3,
    source: '  "colour": 1',
    mark: { start: 2, length: 8 },
  },
  hints: ['did you mean "color"?'],
};

export function task(name: string): Task {
  const targets = (['svg', 'png'] as const).map((format) => ({ path: `out/${name}.${format}`, format }));
  return { name, input: `figs/${name}.json`, kind: 'spec', targets };
}

type OutcomeOptions = {
  readonly title?: string;
  readonly description?: string;
  readonly changes?: readonly string[];
};

export function outcome(
  name: string,
  status: Outcome['status'],
  diagnostics: readonly Diagnostic[] = [],
  {
    title = `Title of ${name}`,
    description = 'A heatmap.',
    changes = ['the maximum was 1 and is 2'],
  }: OutcomeOptions = {},
): Outcome {
  const common = { task: task(name), diagnostics, time: 120 };
  if (status === 'failed') return { ...common, status };
  const dependencies = [`figs/${name}.json`, 'data.csv'].map((path) => ({
    path,
    sha256: 'a1b2c3d4'.repeat(8),
  }));
  const outputs = common.task.targets.map(({ path }) => ({ path, sha256: 'f00d'.repeat(16) }));
  const made = { title, description, dependencies, outputs, snapshot: null };
  return status === 'drifted' ? { ...common, ...made, status, changes } : { ...common, ...made, status };
}

/** A figure without a spec. `states` are those of its SVG and its PNG. */
export function obsolete(name: string, ...states: ObsoleteFile['state'][]): ObsoleteFigure {
  const files = states.map((state, i) => ({ path: `out/${name}.${i === 0 ? 'svg' : 'png'}`, state }));
  return { name, input: `figs/${name}.json`, files };
}

export function result(
  outcomes: readonly Outcome[],
  skipped: BatchResult['skipped'] = [],
  obsolete: BatchResult['obsolete'] = [],
): BatchResult {
  return { outcomes, obsolete, skipped, formats: ['svg', 'png'], folder: 'out', time: 2140 };
}
