import { type CellsItem, NOT_DRAWN } from '../../scene/scene.js';
import { encodeIndexedPng } from '../png/encode.js';
import { element, number, rounded } from '../xml.js';

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

/** No rectangle begins in this column. */
const NONE = -1;

function mergedPaths(item: CellsItem, most: number): string | null {
  const { indices, palette } = item;
  const [left, right, top, bottom] = [item.left, item.right, item.top, item.bottom].map((edges) =>
    edges.map(rounded),
  );
  const columns = left.length;
  const shapes = new Map<string, string>();
  let count = 0;
  // Of the rectangle that reaches down to the row above and begins in a column: its last column, first row and colour.
  const last = new Int32Array(columns).fill(NONE);
  const first = new Int32Array(columns);
  const color = new Int32Array(columns);
  const close = (j: number, row: number) => {
    if (last[j] === NONE) return;
    const [x, y] = [left[j], top[first[j]]];
    const width = right[last[j]] - x;
    const d = `M${x} ${y}h${number(width)}v${number(bottom[row] - y)}h${number(-width)}z`;
    const fill = palette[color[j]];
    shapes.set(fill, (shapes.get(fill) ?? '') + d);
    last[j] = NONE;
  };
  for (let i = 0; i < top.length; i++) {
    const touches = i > 0 && item.bottom[i - 1] === item.top[i];
    for (let from = 0, to = 0; from < columns; from = to + 1) {
      const index = indices[i * columns + from];
      to = from;
      while (
        index !== NOT_DRAWN &&
        to + 1 < columns &&
        indices[i * columns + to + 1] === index &&
        item.left[to + 1] === item.right[to]
      )
        to++;
      // It continues where the row repeats its run.
      if (touches && last[from] === to && color[from] === index && index !== NOT_DRAWN) continue;
      for (let j = from; j <= to; j++) close(j, i - 1);
      if (index === NOT_DRAWN) continue;
      if (++count > most) return null;
      last[from] = to;
      first[from] = i;
      color[from] = index;
    }
  }
  for (let j = 0; j < columns; j++) close(j, top.length - 1);
  return [...shapes].map(([fill, d]) => element('path', { fill, d })).join('');
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
