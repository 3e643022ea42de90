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

/** The pixels that a shape covers, each by its place from the origin and by how much of it: 255 is all. */
export interface Mask {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly covered: readonly number[];
}

/** In pixels; a larger shape has a sheet of its own. */
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
      masks.push(...drawn(sheet));
      [sheet, x, y, line] = [[], 0, 0, 0];
    }
    sheet.push({ shape, x, y });
    x += shape.width;
    line = Math.max(line, shape.height);
  }
  if (sheet.length) masks.push(...drawn(sheet));
  return masks;
}

function drawn(sheet: readonly Placed[]): Mask[] {
  const width = Math.max(...sheet.map(({ shape, x }) => x + shape.width));
  const height = Math.max(...sheet.map(({ shape, y }) => y + shape.height));
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
  const found = { x: [] as number[], y: [] as number[], covered: [] as number[] };
  for (let v = 0; v < height; v++) {
    const row = 4 * ((y + v) * across + x) + ALPHA;
    for (let u = 0; u < width; u++) {
      const covered = pixels[row + 4 * u];
      if (covered === 0) continue;
      found.x.push(left + u);
      found.y.push(top + v);
      found.covered.push(covered);
    }
  }
  return found;
}
