import { type CellsItem, NOT_DRAWN } from '../scene/scene.js';
import { encodeIndexedPng } from './png-encode.js';
import { element, number, rounded } from './xml.js';

/** More rectangles than this in a file are written as embedded pictures. */
const MOST_RECTANGLES = 20_000;

/**
 * The cells as SVG: one path a colour, equal neighbours merged, edges never blended with what is beside them;
 * or, where these would be too many, a picture with a pixel for each device pixel of the body. `grids` is how many
 * such items there are in the file.
 */
export function cellsMarkup(item: CellsItem, grids: number, pixelRatio: number): string {
  const paths = mergedPaths(item, MOST_RECTANGLES / grids);
  return paths
    ? element('g', { class: item.role, 'shape-rendering': 'crispEdges' }, paths)
    : picture(item, pixelRatio);
}

interface Rectangle {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  bottom: number;
  readonly color: number;
}

function mergedPaths(item: CellsItem, most: number): string | null {
  const { left, right, top, bottom, indices, palette } = item;
  const columns = left.length;
  const shapes = new Map<string, string[]>();
  let count = 0;
  // Rectangles that end at the row above, by the column they begin in; one continues where the row repeats its run.
  let open = new Map<number, Rectangle>();
  const close = (r: Rectangle) => {
    const x0 = rounded(left[r.from]);
    const x1 = rounded(right[r.to]);
    const y0 = rounded(top[r.top]);
    const y1 = rounded(bottom[r.bottom]);
    const d = `M${number(x0)} ${number(y0)}h${number(x1 - x0)}v${number(y1 - y0)}h${number(x0 - x1)}z`;
    const color = palette[r.color];
    const list = shapes.get(color);
    if (list) list.push(d);
    else shapes.set(color, [d]);
  };
  for (let i = 0; i < top.length; i++) {
    const now = new Map<number, Rectangle>();
    for (let j = 0; j < columns; j++) {
      const from = j;
      const color = indices[i * columns + j];
      if (color === NOT_DRAWN) continue;
      while (j + 1 < columns && indices[i * columns + j + 1] === color && left[j + 1] === right[j]) j++;
      const above = open.get(from);
      if (above && above.to === j && above.color === color && bottom[above.bottom] === top[i]) {
        above.bottom = i;
        open.delete(from);
        now.set(from, above);
      } else {
        if (++count > most) return null;
        now.set(from, { from, to: j, top: i, bottom: i, color });
      }
    }
    for (const r of open.values()) close(r);
    open = now;
  }
  for (const r of open.values()) close(r);
  return [...shapes].map(([fill, d]) => element('path', { fill, d: d.join('') })).join('');
}

/**
 * "Do not blur": browsers heed the style, whose name they read in any case. Other viewers heed the attribute, and some
 * of them would forget it for a style of which they know the name but not the word.
 */
const SHARP = { 'image-rendering': 'optimizeSpeed', style: 'IMAGE-RENDERING:pixelated' };

function picture(
  { role, left, right, top, bottom, indices, palette }: CellsItem,
  pixelRatio: number,
): string {
  const [x, y] = [left[0], top[0]];
  const across = (px: number, from: number) => Math.round((px - from) * pixelRatio);
  const width = across(right[right.length - 1], x);
  const height = across(bottom[bottom.length - 1], y);
  // What no cell covers, the gaps between cells, stays transparent.
  const pixels = new Uint16Array(width * height).fill(NOT_DRAWN);
  for (let i = 0; i < top.length; i++) {
    const from = across(top[i], y);
    const to = across(bottom[i], y);
    for (let j = 0; j < left.length; j++) {
      pixels.fill(
        indices[i * left.length + j],
        from * width + across(left[j], x),
        from * width + across(right[j], x),
      );
    }
    for (let row = from + 1; row < to; row++)
      pixels.copyWithin(row * width, from * width, (from + 1) * width);
  }
  const png = Buffer.from(encodeIndexedPng(width, height, pixels, palette)).toString('base64');
  return element('image', {
    class: role,
    x,
    y,
    width: right[right.length - 1] - x,
    height: bottom[bottom.length - 1] - y,
    preserveAspectRatio: 'none',
    ...SHARP,
    // Inkscape before 1.3 knows pictures by this name alone.
    'xmlns:xlink': 'http://www.w3.org/1999/xlink',
    'xlink:href': `data:image/png;base64,${png}`,
  });
}
