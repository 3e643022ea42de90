import { posix } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { type Attributes, element, escapeXml } from '../../output/xml.js';
import type { Outcome, Skipped } from '../task.js';
import { asText, isFailure, type ReporterMaker, type ReporterOptions, shown } from './out.js';

/**
 * JUnit's XML, as Jenkins, GitLab and others read it: a test for each figure, written when all are done. A figure that cannot
 * be made is an error, one that has drifted a failure, a file that is no figure skipped.
 */
export const junit: ReporterMaker = (out, options) => {
  const said: Diagnostic[] = [];
  return {
    begin() {},
    working() {},
    done() {},
    say(diagnostic) {
      said.push(diagnostic);
    },
    end({ outcomes, skipped, time }) {
      const tests = [
        ...outcomes.map((outcome) => figureTest(outcome, options)),
        ...skipped.map(skippedTest),
        ...system('system-err', asText(shown(said, options))),
      ];
      const errors = outcomes.filter(({ status }) => status === 'failed').length;
      const failures = outcomes.filter((outcome) => isFailure(outcome, options)).length - errors;
      const counted = { tests: outcomes.length + skipped.length, failures, errors, time: seconds(time) };
      const suite = markup('testsuite', { name: 'heatmap', ...counted, skipped: skipped.length }, tests);
      out.write(`${markup('testsuites', { name: 'heatmap', ...counted }, [suite])}\n`);
    },
  };
};

function figureTest(outcome: Outcome, options: ReporterOptions): string {
  const { task, status, time } = outcome;
  const all = shown(outcome.diagnostics, options);
  const errors = all.filter(({ severity }) => severity === 'error');
  const others = all.filter(({ severity }) => severity !== 'error');
  const changes = status === 'drifted' ? outcome.changes : [];
  const fails = isFailure(outcome, options);
  const content =
    status === 'failed'
      ? [
          problem(
            'error',
            errors[0]?.code ?? 'failed',
            errors[0]?.message ?? 'no figure was made',
            asText(errors),
          ),
        ]
      : fails
        ? [problem('failure', 'drifted', changes[0] ?? 'drifted', changes)]
        : [];
  const said = [...(fails ? [] : changes), ...asText(others)];
  return test(task.name, seconds(time), [...content, ...system('system-out', said)]);
}

function skippedTest({ path, why }: Skipped): string {
  return test(path.replaceAll('\\', '/'), 0, [element('skipped', { message: why })]);
}

/** Its folder is its class, as tests are listed by that. */
function test(name: string, time: number, content: readonly string[]): string {
  const folder = posix.dirname(name);
  const classname = ['heatmap', ...folder.split('/').filter((part) => !/^\.*$/.test(part))].join('.');
  return markup('testcase', { name, classname, time }, content);
}

function problem(kind: 'error' | 'failure', type: string, message: string, lines: readonly string[]): string {
  return element(kind, { type, message }, escapedLines(lines));
}

function system(name: 'system-out' | 'system-err', lines: readonly string[]): string[] {
  return lines.length > 0 ? [element(name, {}, escapedLines(lines))] : [];
}

function escapedLines(texts: readonly string[]): string {
  return texts.join('\n').split('\n').map(escapeXml).join('\n');
}

/** An element with a line for each of what it holds. */
function markup(name: string, attributes: Attributes, content: readonly string[]): string {
  return element(name, attributes, content.length > 0 ? `\n${content.join('\n')}\n` : '');
}

function seconds(time: number): number {
  return time / 1000;
}
