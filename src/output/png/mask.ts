import { element } from '../xml.js';
import { rasterise } from './resvg.js';

/** Parts of a pixel in which the points of shapes are given, so that a shape is the same wherever it is drawn. */
export const PARTS = 64;

/** Something with ink: a path of whole parts, filled or stroked. */
export interface Shape {
  /** SVG path data. */
  readonly d: string;
  /** How far the path is moved from the shape's origin, in whole parts. */
  readonly x: number;
  readonly y: number;
  /** In parts; null for what is filled. */
  readonly strokeWidth: number | null;
  /** The box of pixels around the origin that is asked for. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How much of each pixel of its box a shape covers, row by row: 255 is all of it. */
export interface Mask {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly covered: Uint8Array;
}

/** In pixels; a larger shape makes its sheet larger. */
const SHEET = { width: 512, height: 2048 };

/** Of the four bytes of a pixel. */
const ALPHA = 3;

interface Placed {
  readonly shape: Shape;
  readonly x: number;
  readonly y: number;
}

/** The masks of shapes, in their order. They are drawn side by side, many at a time. A shape with ink outside of its box has to come alone. */
export function masksOf(shapes: readonly Shape[]): Mask[] {
  const masks: Mask[] = [];
  let sheet: Placed[] = [];
  let [x, y, line] = [0, 0, 0];
  for (const shape of shapes) {
    if (x > 0 && x + shape.width > SHEET.width) [x, y, line] = [0, y + line, 0];
    if (sheet.length && y + shape.height > SHEET.height) {
      for (const mask of drawn(sheet)) masks.push(mask);
      [sheet, x, y, line] = [[], 0, 0, 0];
    }
    sheet.push({ shape, x, y });
    x += shape.width;
    line = Math.max(line, shape.height);
  }
  if (sheet.length) for (const mask of drawn(sheet)) masks.push(mask);
  return masks;
}

function drawn(sheet: readonly Placed[]): Mask[] {
  const width = sheet.reduce((most, { shape, x }) => Math.max(most, x + shape.width), 0);
  const height = sheet.reduce((most, { shape, y }) => Math.max(most, y + shape.height), 0);
  const paths = sheet.map(({ shape: { d, x: right, y: down, strokeWidth, left, top }, x, y }) =>
    element('path', {
      d,
      transform: `translate(${(x - left) * PARTS + right} ${(y - top) * PARTS + down})`,
      ...(strokeWidth !== null && { fill: 'none', stroke: '#000', 'stroke-width': strokeWidth }),
    }),
  );
  const viewBox = `0 0 ${width * PARTS} ${height * PARTS}`;
  const { pixels } = rasterise(
    element('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox }, paths.join('')),
  );
  return sheet.map(({ shape, x, y }) => maskFrom(pixels, width, shape, x, y));
}

function maskFrom(
  pixels: Uint8Array,
  across: number,
  { left, top, width, height }: Shape,
  x: number,
  y: number,
): Mask {
  const covered = new Uint8Array(width * height);
  for (let v = 0, at = 0; v < height; v++)
    for (let u = 0, alpha = 4 * ((y + v) * across + x) + ALPHA; u < width; u++, alpha += 4)
      covered[at++] = pixels[alpha];
  return { left, top, width, height, covered };
}
