import { parseSvg } from '../resvg.js';
import { element } from '../xml.js';

/** Coordinates of shapes are whole multiples of 1/64 pixel, so that a shape looks the same wherever it is drawn. */
export const SUBPIXELS = 64;

/** A path to be filled or stroked, in subpixels. */
export interface MaskShape {
  /** SVG path data with whole numbers. */
  readonly d: string;
  /** The offset of the path from the shape's origin; whole numbers. */
  readonly x: number;
  readonly y: number;
  /** Null: the path is filled. */
  readonly strokeWidth: number | null;
  /** The box to rasterize, in pixels from the origin. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How much of each pixel of its box a shape covers: row-major, 0 to 255. */
export interface Mask {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly coverage: Uint8Array;
}

/** In pixels; a larger shape gets a larger sheet. */
const SHEET = { width: 512, height: 2048 };

/** The index of alpha in an RGBA pixel. */
const ALPHA = 3;

interface PlacedShape {
  readonly shape: MaskShape;
  readonly x: number;
  readonly y: number;
}

/**
 * Rasterizes shapes, many at a time side by side on a sheet. A shape that reaches out of its box must be rasterized
 * alone.
 */
export function rasterizeShapes(shapes: readonly MaskShape[]): Mask[] {
  const masks: Mask[] = [];
  let sheet: PlacedShape[] = [];
  let [x, y, rowHeight] = [0, 0, 0];
  for (const shape of shapes) {
    if (x > 0 && x + shape.width > SHEET.width) [x, y, rowHeight] = [0, y + rowHeight, 0];
    if (sheet.length && y + shape.height > SHEET.height) {
      for (const mask of rasterizeSheet(sheet)) masks.push(mask);
      [sheet, x, y, rowHeight] = [[], 0, 0, 0];
    }
    sheet.push({ shape, x, y });
    x += shape.width;
    rowHeight = Math.max(rowHeight, shape.height);
  }
  if (sheet.length) for (const mask of rasterizeSheet(sheet)) masks.push(mask);
  return masks;
}

function rasterizeSheet(sheet: readonly PlacedShape[]): Mask[] {
  const width = sheet.reduce((max, { shape, x }) => Math.max(max, x + shape.width), 0);
  const height = sheet.reduce((max, { shape, y }) => Math.max(max, y + shape.height), 0);
  const paths = sheet.map(({ shape, x, y }) =>
    element('path', {
      d: shape.d,
      transform: `translate(${(x - shape.left) * SUBPIXELS + shape.x} ${(y - shape.top) * SUBPIXELS + shape.y})`,
      ...(shape.strokeWidth !== null && { fill: 'none', stroke: '#000', 'stroke-width': shape.strokeWidth }),
    }),
  );
  const viewBox = `0 0 ${width * SUBPIXELS} ${height * SUBPIXELS}`;
  const svg = element('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox }, paths.join(''));
  const { pixels } = parseSvg(svg).render();
  return sheet.map(({ shape, x, y }) => cropMask(pixels, width, shape, x, y));
}

function cropMask(
  pixels: Uint8Array,
  sheetWidth: number,
  { left, top, width, height }: MaskShape,
  x: number,
  y: number,
): Mask {
  const coverage = new Uint8Array(width * height);
  for (let v = 0, i = 0; v < height; v++)
    for (let u = 0, alpha = 4 * ((y + v) * sheetWidth + x) + ALPHA; u < width; u++, alpha += 4)
      coverage[i++] = pixels[alpha];
  return { left, top, width, height, coverage };
}
