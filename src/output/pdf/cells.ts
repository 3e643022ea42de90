import { hexToRgb } from '../../color/color.js';
import { type CellsItem, NOT_DRAWN } from '../../scene/scene.js';
import { cellPixels } from '../cell-pixels.js';
import { colorOperator } from './color.js';
import {
  array,
  type Dictionary,
  formatPdfNumber,
  hex,
  type PdfFile,
  type Reference,
  refer,
} from './objects.js';

/** The largest number of rectangles in a file; cells that need more are written as images. */
const MAX_RECTANGLES = 20_000;

/**
 * Returns cells as rectangles, in which equal neighbours are merged; null if that needs more than `maxRectangles`.
 *
 * Viewers smooth the edges of rectangles, so the page would shine through between two that only touch. So each reaches
 * under its neighbours on the right and below, which are painted after it.
 */
export function cellRectangles(item: CellsItem, cellsItemCount: number): string | null {
  const { left, right, top, bottom, indices, palette } = item;
  const columns = left.length;
  const maxRectangles = MAX_RECTANGLES / cellsItemCount;
  const at = (i: number, j: number) => (i < top.length && j < columns ? indices[i * columns + j] : NOT_DRAWN);
  /** Whether the cell is drawn and touches the one above it. */
  const continuesBelow = (i: number, j: number) =>
    i + 1 < top.length && top[i + 1] === bottom[i] && at(i + 1, j) !== NOT_DRAWN;
  const continuesRight = (i: number, j: number) =>
    j + 1 < columns && left[j + 1] === right[j] && at(i, j + 1) !== NOT_DRAWN;
  let operators = '';
  let count = 0;
  let color = NOT_DRAWN;
  for (let i = 0; i < top.length; i++) {
    for (let from = 0, to = 0; from < columns; from = to + 1) {
      to = from;
      const index = at(i, from);
      if (index === NOT_DRAWN) continue;
      const isBelow = continuesBelow(i, from);
      while (continuesRight(i, to) && at(i, to + 1) === index && continuesBelow(i, to + 1) === isBelow) to++;
      const isRight = continuesRight(i, to);
      const hasCorner = isRight && isBelow && continuesBelow(i, to + 1);
      const [x, y] = [left[from], top[i]];
      const wide = (isRight ? right[to + 1] : right[to]) - x;
      const high = (isBelow ? bottom[i + 1] : bottom[i]) - y;
      const boxes =
        isRight && isBelow && !hasCorner
          ? [
              [wide, bottom[i] - y],
              [right[to] - x, high],
            ]
          : [[wide, high]];
      count += boxes.length;
      if (count > maxRectangles) return null;
      if (index !== color) operators += colorOperator(palette[index], 'fill');
      color = index;
      for (const [width, height] of boxes)
        operators += `${[x, y, width, height].map(formatPdfNumber).join(' ')} re f\n`;
    }
  }
  return operators;
}

/** Adds an image of the cells to the file: of one pixel for each cell if all have one size, else for each device pixel. */
export function addCellImage(item: CellsItem, pixelRatio: number, file: PdfFile): Reference {
  const { width, height, pixels } = isRegular(item)
    ? { width: item.left.length, height: item.top.length, pixels: item.indices }
    : cellPixels(item, pixelRatio);
  const used = [...new Set(pixels)].sort((a, b) => a - b);
  const colors = used.map((index) => (index === NOT_DRAWN ? [255, 255, 255] : hexToRgb(item.palette[index])));
  const position = new Uint16Array(2 ** 16);
  used.forEach((index, i) => {
    position[index] = i;
  });
  const isIndexed = used.length <= 256;
  const bytes = isIndexed
    ? Uint8Array.from(pixels, (index) => position[index])
    : Uint8Array.from(
        { length: 3 * pixels.length },
        (_, i) => colors[position[pixels[Math.floor(i / 3)]]][i % 3],
      );
  const hasHoles = used.includes(NOT_DRAWN);
  return file.addStream(
    {
      ...imageEntries(width, height),
      ColorSpace: isIndexed
        ? array([
            '/Indexed',
            '/DeviceRGB',
            used.length - 1,
            `<${colors
              .flat()
              .map((c) => hex(c, 2))
              .join('')}>`,
          ])
        : '/DeviceRGB',
      // Gaps between cells stay transparent.
      Mask: hasHoles && isIndexed ? array([position[NOT_DRAWN], position[NOT_DRAWN]]) : null,
      SMask: hasHoles && !isIndexed ? refer(addMask(width, height, pixels, file)) : null,
    },
    bytes,
  );
}

/** Whether all cells have one size and touch each other. */
function isRegular({ left, right, top, bottom }: CellsItem): boolean {
  const areEqual = (start: readonly number[], end: readonly number[]) =>
    start.every(
      (edge, i) =>
        Math.abs(end[i] - edge - (end[0] - start[0])) < 1e-6 &&
        (i === 0 || Math.abs(edge - end[i - 1]) < 1e-6),
    );
  return areEqual(left, right) && areEqual(top, bottom);
}

function addMask(width: number, height: number, pixels: Uint16Array, file: PdfFile): Reference {
  const bytes = Uint8Array.from(pixels, (index) => (index === NOT_DRAWN ? 0 : 255));
  return file.addStream({ ...imageEntries(width, height), ColorSpace: '/DeviceGray' }, bytes);
}

function imageEntries(width: number, height: number): Dictionary {
  return {
    Type: '/XObject',
    Subtype: '/Image',
    Width: width,
    Height: height,
    BitsPerComponent: 8,
    Interpolate: 'false',
  };
}

/** Returns the operators that draw an image of cells over their area. */
export function imageOperators({ left, right, top, bottom }: CellsItem, resource: string): string {
  const [x, y] = [left[0], top[0]];
  const [width, height] = [right[right.length - 1] - x, bottom[bottom.length - 1] - y];
  // The first row of an image is at the top of its unit square.
  const matrix = [width, 0, 0, -height, x, y + height].map(formatPdfNumber).join(' ');
  return `q ${matrix} cm /${resource} Do Q\n`;
}
