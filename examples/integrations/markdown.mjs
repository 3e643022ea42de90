/**
 * Draws the code blocks with the language "heatmap" in Markdown as inline SVG, for remark and for markdown-it. The text of a
 * block is a spec; the rest of the line with the language is a caption. Paths in a spec are relative to the Markdown file.
 *
 *     import { markdownItHeatmap, remarkHeatmap } from './markdown.mjs';
 *     unified().use(remarkParse).use(remarkHeatmap).use(remarkRehype, { allowDangerousHtml: true })
 *     markdownIt().use(markdownItHeatmap).render(text, { path: 'docs/page.md' });
 */
import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { draw, HeatmapError, parseJson, parseSpec, write } from 'heatmap-cli';

/** Draws code nodes as HTML nodes. Warnings are messages of the file; errors fail it. */
export function remarkHeatmap({ root = process.cwd() } = {}) {
  return (tree, file) => {
    const path = resolve(file.cwd, file.path ?? 'page.md');
    visitCode(tree, (node) => {
      if (node.lang !== 'heatmap') return;
      const report = ({ severity, code, message, place }) => {
        if (severity === 'warning') file.message(message, locate(place, code, node, path));
      };
      const block = { spec: node.value, caption: node.meta, path, line: node.position?.start.line ?? 0 };
      try {
        Object.assign(node, { type: 'html', value: drawBlock(block, root, report) });
      } catch (error) {
        if (!(error instanceof HeatmapError)) throw error;
        const [{ code, place }] = error.diagnostics;
        file.fail(describeErrors(error, block), locate(place, code, node, path));
      }
    });
  };
}

/** Draws fences. Errors throw, with the line of the page; `env.path` is its file, or `env.page.inputPath` as in Eleventy. */
export function markdownItHeatmap(markdown, { root = process.cwd() } = {}) {
  const drawFence = markdown.renderer.rules.fence;
  markdown.renderer.rules.fence = (tokens, index, options, env, renderer) => {
    const { info, content, map } = tokens[index];
    const [, lang, caption] = /^\s*(\S*)\s*(.*)$/.exec(info);
    if (lang !== 'heatmap') return drawFence(tokens, index, options, env, renderer);
    const path = resolve(env?.path ?? env?.page?.inputPath ?? 'page.md');
    const block = { spec: content, caption, path, line: map[0] + 1 };
    const report = (diagnostic) =>
      diagnostic.severity === 'warning' && console.warn(describe(diagnostic, block));
    try {
      return `${drawBlock(block, root, report)}\n`;
    } catch (error) {
      if (!(error instanceof HeatmapError)) throw error;
      throw new Error(describeErrors(error, block), { cause: error });
    }
  };
}

/** Returns a block as HTML. A spec may read the files in the folder `root`. */
function drawBlock({ spec, caption, path, line }, root, report) {
  const open = (name, place) => {
    const file = resolve(dirname(path), name);
    const fromRoot = relative(root, file);
    const fail = (code, message) => {
      throw new HeatmapError({ severity: 'error', code, message, place });
    };
    if (fromRoot.startsWith('..') || isAbsolute(fromRoot))
      fail('no-file-access', `${name} is outside of ${root}`);
    try {
      return { name, bytes: readFileSync(file) };
    } catch (error) {
      return fail('no-such-file', `${name} cannot be read: ${error.message}`);
    }
  };
  // Blank lines before the spec make its line numbers those of the page.
  const parsed = parseSpec(parseJson(path, '\n'.repeat(line) + spec));
  const { scene, fonts } = draw({ parsed, primary: null, open, zoom: 1 }, report);
  const svg = new TextDecoder().decode(write(scene, 'svg', fonts));
  return `<figure>${svg}${caption ? `<figcaption>${escapeHtml(caption)}</figcaption>` : ''}</figure>`;
}

function visitCode(node, visitor) {
  if (node.type === 'code') visitor(node);
  for (const child of node.children ?? []) visitCode(child, visitor);
}

/** Returns where remark shows a message: at the place in the page or, if that is in a data file, at the block. */
function locate(place, code, node, path) {
  const isInPage = place?.file === path && place.line;
  const point = isInPage ? { line: place.line, column: place.column ?? 1 } : node.position;
  return { place: point, ruleId: code, source: 'heatmap' };
}

function describe({ place, severity, message, hints = [] }, block) {
  const { file, line, column } = place ?? { file: block.path, line: block.line };
  const position = [file, line, column].filter((part) => part !== undefined).join(':');
  return [`${position}: ${severity}: ${message}`, ...hints].join('\n  ');
}

const describeErrors = ({ diagnostics }, block) =>
  diagnostics.map((diagnostic) => describe(diagnostic, block)).join('\n');

const escapeHtml = (text) => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
