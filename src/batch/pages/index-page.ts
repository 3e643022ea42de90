/**
 * A page about all figures of a batch, to stand in the output folder. It says nothing of when or how the figures came to be:
 * the same figures make the same page.
 */
import { createHash } from 'node:crypto';
import { posix, relative } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { escapeXml } from '../../output/xml.js';
import type { BatchResult, Outcome } from '../task.js';
import { INDEX_STYLE } from './index-style.js';
import { code, text } from './markdown.js';

type Existing = Exclude<Outcome, { status: 'failed' }>;

/** With more figures than this there is a list of them at the top. */
const FEW = 5;
/** What figures without a title are called. */
const UNTITLED = 'Heatmap';
/** So many characters of a hash tell files apart. */
const SHORT = 12;

/** HTML without scripts and without anything from elsewhere; links are relative to the output folder. */
export function indexHtml(result: BatchResult): string {
  const { existing, failed } = sorted(result);
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
<p class="count">${countText(existing.length, failed.length)}</p>
</header>
${[
  ...(existing.length > FEW ? [contentsHtml(existing)] : []),
  ...(failed.length > 0 ? [failedHtml(failed)] : []),
  '<main>',
  ...existing.map((outcome) => figureHtml(outcome, result.folder)),
  '</main>',
].join('\n')}
</body>
</html>
`;
}

function contentsHtml(existing: readonly Existing[]): string {
  const items = existing.map(
    ({ task }) => `<li><a href="#${escapeXml(anchor(task.name))}">${escapeXml(task.name)}</a></li>`,
  );
  return `<nav aria-label="All figures">\n<ul>\n${items.join('\n')}\n</ul>\n</nav>`;
}

function failedHtml(failed: readonly Outcome[]): string {
  const articles = failed.map(
    ({ task, diagnostics }) =>
      `<article>\n<h3>${escapeXml(task.name)}</h3>\n${listHtml('error', saidOf(diagnostics, 'error'))}\n</article>`,
  );
  return `<section class="failed">\n<h2>Not made</h2>\n${articles.join('\n')}\n</section>`;
}

function figureHtml(outcome: Existing, folder: string): string {
  const { task, description } = outcome;
  const links = task.targets.map(({ path, format }) => ({ format, href: escapeXml(href(folder, path)) }));
  const picture = links.find(({ format }) => format === 'png') ?? links[0];
  const name = headingOf(outcome);
  const files = outcome.dependencies.map(
    ({ path, sha256 }) =>
      `<li><code>${escapeXml(below(folder, path))}</code> <code>${escapeXml(sha256.slice(0, SHORT))}</code></li>`,
  );
  return [
    `<article class="figure" id="${escapeXml(anchor(task.name))}">`,
    `<a class="picture" href="${links[0].href}"><img src="${picture.href}" alt="${escapeXml(name)}" width="320" loading="lazy"></a>`,
    '<div>',
    `<h2>${escapeXml(name)}</h2>`,
    `<p class="name"><code>${escapeXml(task.name)}</code> ${links
      .map(({ format, href }) => `<a href="${href}">${format.toUpperCase()}</a>`)
      .join(' ')}</p>`,
    ...(description ? [`<p>${escapeXml(description)}</p>`] : []),
    listHtml('drifted', outcome.status === 'drifted' ? outcome.changes : []),
    listHtml('warning', saidOf(outcome.diagnostics, 'warning')),
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

/** The same as Markdown. */
export function indexMarkdown(result: BatchResult): string {
  const { existing, failed } = sorted(result);
  const parts = [
    '# Figures',
    `${countText(existing.length, failed.length)}.`,
    ...(failed.length > 0 ? ['## Not made', failed.map(failedMarkdown).join('\n')] : []),
    ...existing.map((outcome) => figureMarkdown(outcome, result.folder)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function failedMarkdown({ task, diagnostics }: Outcome): string {
  return [`- ${code(task.name)}`, ...saidOf(diagnostics, 'error').map((line) => `  - ${text(line)}`)].join(
    '\n',
  );
}

function figureMarkdown(outcome: Existing, folder: string): string {
  const { task, description } = outcome;
  const links = task.targets.map(({ path, format }) => ({ format, href: href(folder, path) }));
  const picture = links.find(({ format }) => format === 'png') ?? links[0];
  const name = text(headingOf(outcome));
  const list = [
    ...(outcome.status === 'drifted' ? outcome.changes : []).map((line) => `- drifted: ${text(line)}`),
    ...saidOf(outcome.diagnostics, 'warning').map((line) => `- warning: ${text(line)}`),
    ...outcome.dependencies.map(
      ({ path, sha256 }) => `- made from ${code(below(folder, path))} (${code(sha256.slice(0, SHORT))})`,
    ),
  ];
  return [
    `## ${name}`,
    `[![${name}](${picture.href})](${links[0].href})`,
    `${code(task.name)}: ${links.map(({ format, href }) => `[${format.toUpperCase()}](${href})`).join(', ')}`,
    text(description),
    list.join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function sorted({ outcomes }: BatchResult): { existing: Existing[]; failed: Outcome[] } {
  const all = [...outcomes].sort((a, b) => (a.task.name < b.task.name ? -1 : 1));
  return {
    existing: all.filter((outcome) => outcome.status !== 'failed'),
    failed: all.filter(({ status }) => status === 'failed'),
  };
}

function countText(existing: number, failed: number): string {
  return `${existing} figure${existing === 1 ? '' : 's'}${failed > 0 ? `, ${failed} not made` : ''}`;
}

/** Its title, or the last part of its name. */
function headingOf({ task, title }: Existing): string {
  return title === '' || title === UNTITLED ? posix.basename(task.name) : title;
}

function saidOf(diagnostics: readonly Diagnostic[], severity: 'error' | 'warning'): string[] {
  return diagnostics
    .filter((diagnostic) => diagnostic.severity === severity)
    .map(({ message, place }) => `${place?.line === undefined ? '' : `line ${place.line}: `}${message}`);
}

/** `path` as seen from the output folder. */
function below(folder: string, path: string): string {
  return relative(folder, path).replaceAll('\\', '/');
}

function href(folder: string, path: string): string {
  return below(folder, path).split('/').map(encoded).join('/');
}

/** An id that a link can name as it is. */
function anchor(name: string): string {
  return encoded(name);
}

/** Also what Markdown would take for the end of a link; a lone surrogate, which no address can have, as U+FFFD. */
function encoded(part: string): string {
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
