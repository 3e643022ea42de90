import type { FontSet } from '../../fonts/fonts.js';
import type { Item, PathItem, Scene } from '../../scene/scene.js';
import { element, escapeXml, number } from '../xml.js';
import { cellsMarkup } from './cells.js';
import { FONT_FAMILY, haveSameStyle, Outlines, textMarkup, textStyle } from './text.js';

/** The scene as an SVG document, text as the scene says. */
export function writeSvg(scene: Scene, fonts: FontSet): string {
  const { width, height, background } = scene;
  const outlines = scene.text === 'outline' ? new Outlines(fonts) : null;
  const items = itemsMarkup(scene, outlines);
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      'xmlns:xlink': outlines && 'http://www.w3.org/1999/xlink',
      width,
      height,
      viewBox: `0 0 ${number(width)} ${number(height)}`,
      role: 'img',
      'font-family': outlines ? null : FONT_FAMILY,
    },
    [
      '',
      element('title', {}, escapeXml(scene.title)),
      ...(scene.description ? [element('desc', {}, escapeXml(scene.description))] : []),
      ...(background ? [element('rect', { width, height, fill: background })] : []),
      ...(outlines ? [outlines.definitions()] : []),
      ...items,
      '',
    ].join('\n'),
  )}\n`;
}

/** Each item, or texts of one style that follow each other, as markup. */
function itemsMarkup(scene: Scene, outlines: Outlines | null): string[] {
  const grids = scene.items.filter((item) => item.kind === 'cells').length;
  const out: string[] = [];
  for (let i = 0; i < scene.items.length; i++) {
    const item = scene.items[i];
    if (item.kind !== 'text') {
      out.push(item.kind === 'cells' ? cellsMarkup(item, grids, scene.pixelRatio) : pathMarkup(item));
      continue;
    }
    let texts = '';
    for (; i < scene.items.length; i++) {
      const next: Item = scene.items[i];
      if (next.kind !== 'text' || !haveSameStyle(item, next, scene.text)) break;
      texts += outlines ? outlines.markup(next) : textMarkup(next);
    }
    i--;
    out.push(element('g', textStyle(item, scene.text), texts));
  }
  return out;
}

function pathMarkup({ role, lines, closed, fill, stroke, strokeWidth, crisp }: PathItem): string {
  const d = lines
    .map((points) => {
      let path = '';
      for (let i = 0; i < points.length; i += 2)
        path += `${i ? 'L' : 'M'}${number(points[i])} ${number(points[i + 1])}`;
      return closed ? `${path}z` : path;
    })
    .join('');
  return element('path', {
    class: role,
    fill: fill ?? 'none',
    stroke,
    'stroke-width': stroke ? strokeWidth : null,
    'shape-rendering': crisp ? 'crispEdges' : null,
    d,
  });
}
