import type { Diagnostic } from '../../diagnostics.js';
import { code, text } from '../pages/markdown.js';
import type { BatchResult, Outcome } from '../task.js';
import { summaryLine } from './lines.js';

/** GitHub takes 1 MiB; so many lines of at most so many characters are well below. */
const MOST_LINES = 500;
const LONGEST = 300;

/** A batch as Markdown for the page of a workflow run: what failed, what has drifted, what was warned of. */
export function stepSummary(result: BatchResult): string {
  const { outcomes } = result;
  const title = `## Figures\n\n${summaryLine(result)}\n`;
  const parts = [
    part('Failed', outcomes, ({ status, diagnostics }) =>
      status === 'failed' ? messages(diagnostics, 'error') : [],
    ),
    part('Drifted', outcomes, (outcome) =>
      outcome.status === 'drifted' ? outcome.changes.map((change) => text(clipped(change))) : [],
    ),
    part('Warnings', outcomes, ({ diagnostics }) => messages(diagnostics, 'warning')),
  ];
  return [title, ...parts].filter(Boolean).join('\n');
}

function part(title: string, outcomes: readonly Outcome[], linesOf: (outcome: Outcome) => string[]): string {
  const lines = outcomes.flatMap((outcome) => {
    const own = linesOf(outcome);
    return own.length > 0
      ? [`- ${code(clipped(outcome.task.input))}`, ...own.map((line) => `  - ${line}`)]
      : [];
  });
  if (lines.length === 0) return '';
  const rest = lines.length > MOST_LINES ? ['', 'The list goes on in the log.'] : [];
  return [`### ${title}`, '', ...lines.slice(0, MOST_LINES), ...rest, ''].join('\n');
}

function messages(diagnostics: readonly Diagnostic[], severity: Diagnostic['severity']): string[] {
  return diagnostics
    .filter((diagnostic) => diagnostic.severity === severity)
    .map(({ message, code: slug, place }) => {
      const line = place?.line === undefined ? '' : `line ${place.line}: `;
      return `${line}${text(clipped(message))} ${code(slug)}`;
    });
}

function clipped(long: string): string {
  return long.length > LONGEST ? `${long.slice(0, LONGEST)}…` : long;
}
