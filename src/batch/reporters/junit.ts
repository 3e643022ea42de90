import { posix } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { type Attributes, element, escapeXml } from '../../output/xml.js';
import {
  formatDiagnostics,
  isFailure,
  obsoleteDiagnostic,
  type ReporterFactory,
  type ReporterOptions,
  selectDiagnostics,
} from '../reporter.js';
import type { ObsoleteFigure, Outcome, SkippedFile } from '../task.js';

/**
 * Writes JUnit XML, as Jenkins, GitLab and others read it, when the batch ends. Each figure is a test. A figure that cannot
 * be made is an error, and a figure that drifted is a failure. A file that is not drawn is a skipped test.
 */
export const junit: ReporterFactory = (output, options) => {
  const batchDiagnostics: Diagnostic[] = [];
  return {
    onBatchStart() {},
    onFigureStart() {},
    onFigureEnd() {},
    onObsoleteFigure() {},
    onDiagnostic(diagnostic) {
      batchDiagnostics.push(diagnostic);
    },
    onBatchEnd({ outcomes, obsolete, skipped, time }) {
      // With --prune, figures that remain are not failures.
      const obsoleteTests = (options.failsOnDrift ?? true) ? obsolete.flatMap(obsoleteTest) : [];
      const content = [
        ...outcomes.map((outcome) => figureTest(outcome, options)),
        ...obsoleteTests,
        ...skipped.map(skippedTest),
        ...systemOutput('system-err', formatDiagnostics(selectDiagnostics(batchDiagnostics, options))),
      ];
      const errors = outcomes.filter(({ status }) => status === 'failed').length;
      const figureFailures = outcomes.filter((outcome) => isFailure(outcome, options)).length - errors;
      const failures = figureFailures + obsoleteTests.length;
      const tests = outcomes.length + obsoleteTests.length + skipped.length;
      const totals = { tests, failures, errors, time: seconds(time) };
      const suite = multilineElement(
        'testsuite',
        { name: 'heatmap', ...totals, skipped: skipped.length },
        content,
      );
      output.write(`${multilineElement('testsuites', { name: 'heatmap', ...totals }, [suite])}\n`);
    },
  };
};

function figureTest(outcome: Outcome, options: ReporterOptions): string {
  const { task, status, time } = outcome;
  const diagnostics = selectDiagnostics(outcome.diagnostics, options);
  const others = diagnostics.filter(({ severity }) => severity !== 'error');
  const changes = status === 'drifted' ? outcome.changes : [];
  const hasFailed = isFailure(outcome, options);
  const output = [...(hasFailed ? [] : changes), ...formatDiagnostics(others)];
  const content = [
    ...(hasFailed ? [problemElement(outcome, diagnostics)] : []),
    ...systemOutput('system-out', output),
  ];
  return testElement(task.name, seconds(time), content);
}

function problemElement(outcome: Outcome, diagnostics: readonly Diagnostic[]): string {
  if (outcome.status === 'drifted') {
    const { changes } = outcome;
    return element('failure', { type: 'drifted', message: changes[0] ?? 'drifted' }, escapeLines(changes));
  }
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const { code = 'failed', message = 'no figure was made' } = errors[0] ?? {};
  return element('error', { type: code, message }, escapeLines(formatDiagnostics(errors)));
}

/** Returns a failed test for a figure without a spec; none if it was removed. */
function obsoleteTest(figure: ObsoleteFigure): string[] {
  const diagnostic = obsoleteDiagnostic(figure, true);
  if (!diagnostic) return [];
  const { code, message } = diagnostic;
  return [testElement(figure.name, 0, [element('failure', { type: code, message }, escapeXml(message))])];
}

function skippedTest({ path, reason }: SkippedFile): string {
  return testElement(path.replaceAll('\\', '/'), 0, [element('skipped', { message: reason })]);
}

/** The folder of a figure becomes the class name, because test reports are grouped by class. */
function testElement(name: string, time: number, content: readonly string[]): string {
  const folder = posix.dirname(name);
  const classname = ['heatmap', ...folder.split('/').filter((part) => !/^\.*$/.test(part))].join('.');
  return multilineElement('testcase', { name, classname, time }, content);
}

function systemOutput(name: 'system-out' | 'system-err', lines: readonly string[]): string[] {
  return lines.length > 0 ? [element(name, {}, escapeLines(lines))] : [];
}

function escapeLines(texts: readonly string[]): string {
  return texts.join('\n').split('\n').map(escapeXml).join('\n');
}

/** Returns an element with each child on its own line. */
function multilineElement(name: string, attributes: Attributes, children: readonly string[]): string {
  return element(name, attributes, children.length > 0 ? `\n${children.join('\n')}\n` : '');
}

function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}
