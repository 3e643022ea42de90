/**
 * The index page of a batch, as HTML and as Markdown. It contains neither dates nor durations, so equal figures give an
 * equal page.
 */

import { createHash } from 'node:crypto';
import { posix, relative } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { pickImage } from '../../output/index.js';
import { escapeXml } from '../../output/xml.js';
import { formatCount } from '../../phrases.js';
import { DEFAULTS } from '../../theme.js';
import type { BatchResult, Outcome } from '../task.js';
import { INDEX_STYLE } from './index-style.js';
import { escapeMarkdown, formatCodeSpan } from './markdown.js';

type ExistingOutcome = Exclude<Outcome, { status: 'failed' }>;

/** A page with more figures has a table of contents. */
const MAX_WITHOUT_CONTENTS = 5;
const SHORT_HASH_LENGTH = 12;

/** Returns HTML without scripts and external resources. Links are relative to the output folder. */
export function createIndexHtml(result: BatchResult): string {
  const { existing, failed } = groupOutcomes(result);
  const hash = createHash('sha256').update(INDEX_STYLE).digest('base64');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'sha256-${hash}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Figures</title>
<style>${INDEX_STYLE}</style>
</head>
<body>
<header>
<h1>Figures</h1>
<p class="count">${formatCounts(existing.length, failed.length)}</p>
</header>
${[
  ...(existing.length > MAX_WITHOUT_CONTENTS ? [contentsHtml(existing)] : []),
  ...(failed.length > 0 ? [failedHtml(failed)] : []),
  '<main>',
  ...existing.map((outcome) => figureHtml(outcome, result.folder)),
  '</main>',
].join('\n')}
</body>
</html>
`;
}

function contentsHtml(existing: readonly ExistingOutcome[]): string {
  const items = existing.map(
    ({ task }) => `<li><a href="#${escapeXml(anchor(task.name))}">${escapeXml(task.name)}</a></li>`,
  );
  return `<nav aria-label="All figures">\n<ul>\n${items.join('\n')}\n</ul>\n</nav>`;
}

function failedHtml(failed: readonly Outcome[]): string {
  const articles = failed.map(
    ({ task, diagnostics }) =>
      `<article>\n<h3>${escapeXml(task.name)}</h3>\n${listHtml('error', formatMessages(diagnostics, 'error'))}\n</article>`,
  );
  return `<section class="failed">\n<h2>Not made</h2>\n${articles.join('\n')}\n</section>`;
}

function figureHtml(outcome: ExistingOutcome, folder: string): string {
  const { task, description } = outcome;
  const links = task.targets.map(({ path, format }) => ({ format, href: escapeXml(href(folder, path)) }));
  const picture = pickImage(links, 'raster');
  const heading = escapeXml(figureHeading(outcome));
  const files = outcome.dependencies.map(
    ({ path, sha256 }) =>
      `<li><code>${escapeXml(relativePath(folder, path))}</code> <code>${escapeXml(sha256.slice(0, SHORT_HASH_LENGTH))}</code></li>`,
  );
  return [
    `<article class="figure" id="${escapeXml(anchor(task.name))}">`,
    picture &&
      `<a class="picture" href="${links[0].href}"><img src="${picture.href}" alt="${heading}" width="320" loading="lazy"></a>`,
    '<div>',
    `<h2>${heading}</h2>`,
    `<p class="name"><code>${escapeXml(task.name)}</code> ${links
      .map(({ format, href }) => `<a href="${href}">${format.toUpperCase()}</a>`)
      .join(' ')}</p>`,
    ...(description ? [`<p>${escapeXml(description)}</p>`] : []),
    listHtml('drifted', outcome.status === 'drifted' ? outcome.changes : []),
    listHtml('warning', formatMessages(outcome.diagnostics, 'warning')),
    ...(files.length > 0
      ? [`<ul class="made-from" aria-label="Made from">\n${files.join('\n')}\n</ul>`]
      : []),
    '</div>',
    '</article>',
  ]
    .filter(Boolean)
    .join('\n');
}

function listHtml(kind: 'error' | 'warning' | 'drifted', lines: readonly string[]): string {
  const items = lines.map((line) => `<li class="${kind}">${kind}: ${escapeXml(line)}</li>`);
  return items.length > 0 ? `<ul>\n${items.join('\n')}\n</ul>` : '';
}

/** Returns the same content as Markdown. */
export function createIndexMarkdown(result: BatchResult): string {
  const { existing, failed } = groupOutcomes(result);
  const parts = [
    '# Figures',
    `${formatCounts(existing.length, failed.length)}.`,
    ...(failed.length > 0 ? ['## Not made', failed.map(failedMarkdown).join('\n')] : []),
    ...existing.map((outcome) => figureMarkdown(outcome, result.folder)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function failedMarkdown({ task, diagnostics }: Outcome): string {
  return [
    `- ${formatCodeSpan(task.name)}`,
    ...formatMessages(diagnostics, 'error').map((line) => `  - ${escapeMarkdown(line)}`),
  ].join('\n');
}

function figureMarkdown(outcome: ExistingOutcome, folder: string): string {
  const { task, description } = outcome;
  const links = task.targets.map(({ path, format }) => ({ format, href: href(folder, path) }));
  const picture = pickImage(links, 'raster');
  const heading = escapeMarkdown(figureHeading(outcome));
  const items = [
    ...(outcome.status === 'drifted' ? outcome.changes : []).map(
      (line) => `- drifted: ${escapeMarkdown(line)}`,
    ),
    ...formatMessages(outcome.diagnostics, 'warning').map((line) => `- warning: ${escapeMarkdown(line)}`),
    ...outcome.dependencies.map(
      ({ path, sha256 }) =>
        `- made from ${formatCodeSpan(relativePath(folder, path))} (${formatCodeSpan(sha256.slice(0, SHORT_HASH_LENGTH))})`,
    ),
  ];
  return [
    `## ${heading}`,
    picture && `[![${heading}](${picture.href})](${links[0].href})`,
    `${formatCodeSpan(task.name)}: ${links.map(({ format, href }) => `[${format.toUpperCase()}](${href})`).join(', ')}`,
    escapeMarkdown(description),
    items.join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function groupOutcomes({ outcomes }: BatchResult): { existing: ExistingOutcome[]; failed: Outcome[] } {
  const all = [...outcomes].sort((a, b) => (a.task.name < b.task.name ? -1 : 1));
  return {
    existing: all.filter((outcome) => outcome.status !== 'failed'),
    failed: all.filter(({ status }) => status === 'failed'),
  };
}

function formatCounts(existingCount: number, failedCount: number): string {
  const failures = failedCount > 0 ? `, ${failedCount} not made` : '';
  return `${formatCount(existingCount, 'figure')}${failures}`;
}

/** Returns the title of a figure, or the last part of its name. */
function figureHeading({ task, title }: ExistingOutcome): string {
  return title === '' || title === DEFAULTS.accessibleTitle ? posix.basename(task.name) : title;
}

function formatMessages(diagnostics: readonly Diagnostic[], severity: 'error' | 'warning'): string[] {
  return diagnostics
    .filter((diagnostic) => diagnostic.severity === severity)
    .map(({ message, place }) => `${place?.line === undefined ? '' : `line ${place.line}: `}${message}`);
}

/** Returns `path` relative to the output folder. */
function relativePath(folder: string, path: string): string {
  return relative(folder, path).replaceAll('\\', '/');
}

function href(folder: string, path: string): string {
  return relativePath(folder, path).split('/').map(encodePathPart).join('/');
}

/** Returns an id that needs no escaping in a link. */
function anchor(name: string): string {
  return encodePathPart(name);
}

/** Encodes also the characters that can end a link in Markdown. Lone surrogates become U+FFFD. */
function encodePathPart(part: string): string {
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
