import type { Diagnostic } from '../../diagnostics.js';
import type { BatchResult, ObsoleteFigure, Outcome } from '../task.js';
import { changedFiles, formatSummary, isRemoved } from '../terminal/lines.js';
import { escapeMarkdown, formatCodeSpan } from './markdown.js';

/** GitHub accepts up to 1 MiB. These limits keep the summary well below. */
const MAX_LINES = 500;
const MAX_TEXT_LENGTH = 300;

/** Returns Markdown for the page of a GitHub workflow run: the failures, the figures that drifted and the warnings. */
export function createStepSummary(result: BatchResult): string {
  const { outcomes } = result;
  const title = `## Figures\n\n${formatSummary(result)}\n`;
  const parts = [
    formatSection('Failed', outcomes, ({ status, diagnostics }) =>
      status === 'failed' ? markdownMessages(diagnostics, 'error') : [],
    ),
    formatSection('Drifted', outcomes, (outcome) =>
      outcome.status === 'drifted' ? outcome.changes.map((change) => escapeMarkdown(shorten(change))) : [],
    ),
    formatObsoleteSection(result.obsolete),
    formatSection('Warnings', outcomes, ({ diagnostics }) => markdownMessages(diagnostics, 'warning')),
  ];
  return [title, ...parts].filter(Boolean).join('\n');
}

function formatObsoleteSection(figures: readonly ObsoleteFigure[]): string {
  const existing = figures.filter((figure) => !isRemoved(figure));
  if (existing.length === 0) return '';
  const items = existing.flatMap((figure) => [
    `- ${formatCodeSpan(shorten(figure.name))}: ${formatCodeSpan(shorten(figure.input))} does not exist`,
    ...changedFiles(figure).map((text) => `  - ${escapeMarkdown(shorten(text))}`),
  ]);
  return ['### Obsolete', '', ...items.slice(0, MAX_LINES), ''].join('\n');
}

function formatSection(
  title: string,
  outcomes: readonly Outcome[],
  itemsOf: (outcome: Outcome) => string[],
): string {
  const lines = outcomes.flatMap((outcome) => {
    const items = itemsOf(outcome);
    return items.length > 0
      ? [`- ${formatCodeSpan(shorten(outcome.task.input))}`, ...items.map((line) => `  - ${line}`)]
      : [];
  });
  if (lines.length === 0) return '';
  const rest = lines.length > MAX_LINES ? ['', 'See the log for the complete list.'] : [];
  return [`### ${title}`, '', ...lines.slice(0, MAX_LINES), ...rest, ''].join('\n');
}

function markdownMessages(diagnostics: readonly Diagnostic[], severity: Diagnostic['severity']): string[] {
  return diagnostics
    .filter((diagnostic) => diagnostic.severity === severity)
    .map(({ message, code, place }) => {
      const line = place?.line === undefined ? '' : `line ${place.line}: `;
      return `${line}${escapeMarkdown(shorten(message))} ${formatCodeSpan(code)}`;
    });
}

function shorten(text: string): string {
  return text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}…` : text;
}
