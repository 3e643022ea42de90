import type { FontSet } from '../../fonts/font-set.js';
import type { Item, PathItem, Scene, TextItem } from '../../scene/scene.js';
import type { Writer } from '../writer.js';
import { element, escapeXml, formatNumber } from '../xml.js';
import { attachmentMarkup, readSvgAttachment } from './attachment.js';
import { cellsMarkup } from './cells.js';
import { OutlineWriter } from './outlines.js';
import { pathData } from './path.js';
import { rasterizeSvg } from './rasterize.js';
import { styledRunsMarkup } from './styled-runs.js';
import { fontFamily, haveSameStyle, instanceStyle, textMarkup, textStyle } from './text.js';
import { createWebFonts, type WebFonts } from './web-fonts.js';

export const svgWriter: Writer = {
  extension: 'svg',
  mediaType: 'image/svg+xml',
  vector: true,
  text: true,
  accessible: true,
  reproduces: 'bytes',
  write: (scene, fonts) => new TextEncoder().encode(writeSvg(scene, fonts)),
  readPixels: rasterizeSvg,
  attachment: {
    hasSignature: (start) => /^\s*(?:<\?xml[^<]*|<!--[^<]*|<!DOCTYPE[^<]*)*<svg\b/.test(latin1(start)),
    read: (bytes, file) => readSvgAttachment(bytes, file),
  },
};

function latin1(start: Uint8Array): string {
  return Buffer.from(start.subarray(0, 1024))
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '');
}

/** Returns the scene as an SVG document, with text as the scene requests it. */
export function writeSvg(scene: Scene, fonts: FontSet): string {
  const { width, height, background } = scene;
  const outlines = scene.text === 'outline' ? new OutlineWriter(fonts) : null;
  const web = scene.text === 'embed' ? createWebFonts(scene, fonts) : null;
  const items = itemsMarkup(scene, outlines, fonts, web);
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      'xmlns:xlink': outlines && 'http://www.w3.org/1999/xlink',
      width,
      height,
      viewBox: `0 0 ${formatNumber(width)} ${formatNumber(height)}`,
      role: 'img',
      // In a page from right to left, which may contain the SVG, texts would start at their right end.
      direction: scene.direction === 'rtl' ? 'ltr' : null,
      'font-family': outlines ? null : fontFamily(fonts, web?.families.normal),
      ...(scene.text === 'font' && instanceStyle(fonts)),
    },
    [
      '',
      element('title', {}, escapeXml(scene.title)),
      ...(scene.description ? [element('desc', {}, escapeXml(scene.description))] : []),
      ...(scene.attachment === undefined ? [] : [attachmentMarkup(scene.attachment)]),
      ...(web?.style ? [element('style', {}, web.style)] : []),
      ...(background ? [element('rect', { width, height, fill: background })] : []),
      ...(outlines ? [outlines.definitions()] : []),
      ...items,
      '',
    ].join('\n'),
  )}\n`;
}

/** Returns the markup of each item, or of each run of texts in one style. */
function itemsMarkup(
  scene: Scene,
  outlines: OutlineWriter | null,
  fonts: FontSet,
  web: WebFonts | null,
): string[] {
  const boldFamily = web && fontFamily(fonts, web.families.bold);
  const runsMarkup = (item: TextItem) => styledRunsMarkup(item, fonts, web);
  const cellsItemCount = scene.items.filter((item) => item.kind === 'cells').length;
  const markup: string[] = [];
  for (let i = 0; i < scene.items.length; i++) {
    const item = scene.items[i];
    if (item.kind !== 'text') {
      markup.push(
        item.kind === 'cells' ? cellsMarkup(item, cellsItemCount, scene.pixelRatio) : pathMarkup(item),
      );
      continue;
    }
    let texts = '';
    for (; i < scene.items.length; i++) {
      const next: Item = scene.items[i];
      if (next.kind !== 'text' || !haveSameStyle(item, next, scene.text)) break;
      texts += outlines ? outlines.markup(next) : textMarkup(next, runsMarkup);
    }
    i--;
    markup.push(element('g', textStyle(item, scene.text, boldFamily), texts));
  }
  return markup;
}

function pathMarkup({ role, subpaths, closed, fill, stroke, strokeWidth, crisp }: PathItem): string {
  return element('path', {
    class: role,
    fill: fill ?? 'none',
    stroke,
    'stroke-width': stroke ? strokeWidth : null,
    'shape-rendering': crisp ? 'crispEdges' : null,
    d: subpaths.map((subpath) => (closed ? `${pathData(subpath)}z` : pathData(subpath))).join(''),
  });
}
