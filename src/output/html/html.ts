/** Writes a scene as a web page in which readers look up values. The page uses no network. */
import { createHash } from 'node:crypto';
import { fail } from '../../diagnostics.js';
import type { FontSet } from '../../fonts/font-set.js';
import type { Scene } from '../../scene/scene.js';
import { writeSvg } from '../svg/svg.js';
import { escapeXml } from '../xml.js';
import { createPageData } from './create-page-data.js';
import type { PageData } from './page-data.js';
import { SCRIPT } from './script.generated.js';
import { pageStyle } from './style.js';
import { tablesHtml } from './table.js';

/** Browsers need several times this memory for a page. */
const MAX_BYTES = 64 * 2 ** 20;
/** SVG may contain this style, which a policy must permit by its hash. */
const IMAGE_STYLE = 'IMAGE-RENDERING:pixelated';

/**
 * Returns a page with the scene as SVG. Without its script, it shows the figure, the description and the values of a small
 * matrix. Error: `html-too-large`.
 */
export function writeHtml(scene: Scene, fonts: FontSet): Uint8Array {
  const svg = writeSvg(scene, fonts).trim();
  const data = scene.data?.() ?? { panels: [], scales: {} };
  const texts: string[] = [];
  const page = createPageData(scene, data, texts);
  const isRightToLeft = scene.direction === 'rtl';
  const style = pageStyle(page.background, isRightToLeft);
  const tables = tablesHtml(data, isRightToLeft);
  const html = `<!doctype html>
<html lang="en"${isRightToLeft ? ' dir="rtl"' : ''}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy([style, ...fontStyles(svg)], SCRIPT)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(scene.title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main>
<h1 class="hidden">${escapeXml(scene.title)}</h1>
<div id="view">
${svg}
</div>
<div id="notes">
${scene.description ? detailsHtml('Description', `<p>${escapeXml(scene.description)}</p>`) : ''}
${tables ? detailsHtml('Table of values', tables) : ''}
</div>
</main>
<script type="application/json" id="data">${toScriptJson(page)}</script>
${texts.map((text) => `<script type="text/plain" class="numbers">${text}</script>`).join('\n')}
<script>${SCRIPT}</script>
</body>
</html>
`;
  const bytes = new TextEncoder().encode(html);
  checkSize(bytes);
  return bytes;
}

/** Error: `html-too-large`. */
export function checkSize({ length }: Uint8Array): void {
  if (length <= MAX_BYTES) return;
  fail(
    'html-too-large',
    `the page has ${Math.ceil(length / 2 ** 20)} MB, but at most ${MAX_BYTES / 2 ** 20} MB are allowed`,
    undefined,
    'draw fewer rows or columns with data.rows and data.columns, or write SVG, PNG or PDF',
  );
}

/** Returns the styles in an SVG, which contain its fonts. */
function fontStyles(svg: string): string[] {
  return [...svg.matchAll(/<style>([^<]*)<\/style>/g)].map(([, style]) => style);
}

function contentPolicy(styles: readonly string[], script: string): string {
  const source = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    'img-src data: blob:',
    ...(styles.length > 1 ? ['font-src data:'] : []),
    `style-src ${styles.map(source).join(' ')} 'unsafe-hashes' ${source(IMAGE_STYLE)}`,
    `script-src ${source(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function detailsHtml(summary: string, content: string): string {
  return `<details>\n<summary>${summary}</summary>\n${content}\n</details>`;
}

/** Returns JSON in which no text can end the script element. */
function toScriptJson(data: PageData): string {
  return JSON.stringify(data).replace(/</g, '\\u003c');
}
