import { memoize } from '../../memoize.js';
import { type CellsItem, NOT_DRAWN } from '../../scene/scene.js';
import { cellPixels } from '../cell-pixels.js';
import { encodeIndexedPng } from '../png/encode.js';
import { element, formatNumber, roundNumber } from '../xml.js';

/** The largest number of rectangles in a file; cells that need more are written as embedded images. */
const MAX_RECTANGLES = 20_000;

/**
 * Returns cells as one path per colour, in which equal neighbours are merged. If that needs too many rectangles,
 * returns an image with one pixel for each device pixel. Neither is antialiased. `cellsItemCount` is the number of such
 * items in the file.
 */
export function cellsMarkup(item: CellsItem, cellsItemCount: number, pixelRatio: number): string {
  const paths = mergedPaths(item, MAX_RECTANGLES / cellsItemCount);
  return paths
    ? element('g', { class: item.role, 'shape-rendering': 'crispEdges' }, paths)
    : imageMarkup(item, pixelRatio);
}

/** Marks a column in which no open rectangle starts. */
const NO_RECTANGLE = -1;

/** Returns null if there are more than `maxRectangles`. */
function mergedPaths(item: CellsItem, maxRectangles: number): string | null {
  const { indices, palette } = item;
  const [left, right, top, bottom] = [item.left, item.right, item.top, item.bottom].map((edges) =>
    edges.map(roundNumber),
  );
  const columns = left.length;
  // Many rectangles have the same edges and lengths, and writing a number takes longer than finding its text.
  const [leftTexts, topTexts] = [left.map(String), top.map(String)];
  const textOf = memoize(formatNumber);
  const pathByFill = new Map<string, string>();
  let count = 0;
  // For each column in which a rectangle starts that reaches the row above: its last column, first row and colour.
  const lastColumn = new Int32Array(columns).fill(NO_RECTANGLE);
  const firstRow = new Int32Array(columns);
  const colorIndex = new Int32Array(columns);
  const closeRectangle = (j: number, row: number) => {
    if (lastColumn[j] === NO_RECTANGLE) return;
    const width = right[lastColumn[j]] - left[j];
    const height = bottom[row] - top[firstRow[j]];
    const d = `M${leftTexts[j]} ${topTexts[firstRow[j]]}h${textOf(width)}v${textOf(height)}h${textOf(-width)}z`;
    const fill = palette[colorIndex[j]];
    pathByFill.set(fill, (pathByFill.get(fill) ?? '') + d);
    lastColumn[j] = NO_RECTANGLE;
  };
  for (let i = 0; i < top.length; i++) {
    const touchesPrevious = i > 0 && item.bottom[i - 1] === item.top[i];
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
      // A rectangle grows downwards while the rows repeat the same run of cells.
      if (touchesPrevious && lastColumn[from] === to && colorIndex[from] === index && index !== NOT_DRAWN)
        continue;
      for (let j = from; j <= to; j++) closeRectangle(j, i - 1);
      if (index === NOT_DRAWN) continue;
      if (++count > maxRectangles) return null;
      lastColumn[from] = to;
      firstRow[from] = i;
      colorIndex[from] = index;
    }
  }
  for (let j = 0; j < columns; j++) closeRectangle(j, top.length - 1);
  return [...pathByFill].map(([fill, d]) => element('path', { fill, d })).join('');
}

/**
 * Disables smoothing of scaled images. Browsers use the style, and ignore the case of its name. Other viewers use the
 * attribute. Some of them do not know the value of the style, and ignore the attribute if the style is in lower case.
 */
const NOT_SMOOTHED = { 'image-rendering': 'optimizeSpeed', style: 'IMAGE-RENDERING:pixelated' };

function imageMarkup(item: CellsItem, pixelRatio: number): string {
  const { left, right, top, bottom, role, palette } = item;
  const [x, y] = [left[0], top[0]];
  const { width, height, pixels } = cellPixels(item, pixelRatio);
  const png = Buffer.from(encodeIndexedPng(width, height, pixels, palette)).toString('base64');
  return element('image', {
    class: role,
    x,
    y,
    width: right[right.length - 1] - x,
    height: bottom[bottom.length - 1] - y,
    preserveAspectRatio: 'none',
    ...NOT_SMOOTHED,
    // Inkscape before 1.3 supports only this older name of href.
    'xmlns:xlink': 'http://www.w3.org/1999/xlink',
    'xlink:href': `data:image/png;base64,${png}`,
  });
}
