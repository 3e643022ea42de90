/** Draws lines and shapes as dots, eight in each character. */

import { type Hex, hexToRgb } from '../../color/color.js';
import { maxOf, minOf } from '../../extremes.js';
import { arcToCubics } from '../../scene/arc.js';
import { isCurved, type Point, type Polyline, type Subpath } from '../../scene/path.js';
import type { PathItem } from '../../scene/scene.js';
import { type Canvas, CHARACTER, DOT } from './canvas.js';

/** The number of lines that stand for a curve. */
const CURVE_STEPS = 12;

/** Draws a path: the dots inside it if it is filled, else those along its lines. */
export function drawDots(
  { subpaths, closed, fill, stroke }: PathItem,
  canvas: Canvas,
  isOnCells: boolean,
): void {
  for (const subpath of subpaths) {
    const points = toPolyline(subpath);
    const put: PutDot = (x, y, color, isFilled) =>
      canvas.setDot(x, y, isGray(color) ? null : color, isFilled, isOnCells ? color : null);
    if (fill) fillPolygon(points, fill, canvas, put);
    else if (stroke) strokeLine(closed ? [...points, points[0], points[1]] : points, stroke, canvas, put);
  }
}

type PutDot = (x: number, y: number, color: Hex, isFilled: boolean) => void;

/** Whether a colour is a grey, which on the page is the colour of ink: in a terminal, its default colour. */
function isGray(color: Hex): boolean {
  const [red, green, blue] = hexToRgb(color);
  return red === green && green === blue;
}

/** Draws a line; nothing for a tick of length 0. */
function strokeLine(points: Polyline, color: Hex, canvas: Canvas, put: PutDot): void {
  const [maxX, maxY] = [canvas.columns * CHARACTER.width, canvas.rows * CHARACTER.height];
  // A line along the edge of the page belongs to the last dots.
  const clamp = (value: number, max: number) => Math.min(max - DOT / 2, Math.max(0, value));
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [x0, y0] = [clamp(points[i], maxX), clamp(points[i + 1], maxY)];
    const [x1, y1] = [clamp(points[i + 2], maxX), clamp(points[i + 3], maxY)];
    if (points[i] === points[i + 2] && points[i + 1] === points[i + 3]) continue;
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)) / (DOT / 2)));
    for (let k = 0; k <= steps; k++) {
      put(x0 + ((x1 - x0) * k) / steps, y0 + ((y1 - y0) * k) / steps, color, false);
    }
  }
}

/** Fills a polygon by the even-odd rule. */
function fillPolygon(points: Polyline, color: Hex, canvas: Canvas, put: PutDot): void {
  const ys = points.filter((_, i) => i % 2 === 1);
  const n = points.length;
  const maxY = canvas.rows * CHARACTER.height;
  const first = Math.max(0, Math.floor(minOf(ys, (y) => y) / DOT));
  const end = Math.min(
    maxY,
    maxOf(ys, (y) => y),
  );
  for (let row = first; row * DOT < end; row++) {
    const y = (row + 0.5) * DOT;
    const crossings: number[] = [];
    for (let i = 0; i < n; i += 2) {
      const [x0, y0, x1, y1] = [points[i], points[i + 1], points[(i + 2) % n], points[(i + 3) % n]];
      if (y0 <= y !== y1 <= y) crossings.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const right = Math.min(crossings[k + 1], canvas.columns * CHARACTER.width);
      for (let x = (Math.max(0, Math.ceil(crossings[k] / DOT - 0.5)) + 0.5) * DOT; x < right; x += DOT)
        put(x, y, color, true);
    }
  }
}

/** Returns the points of a subpath, with lines for its curves. */
function toPolyline(subpath: Subpath): Polyline {
  if (!isCurved(subpath)) return subpath;
  const points = [...subpath.start];
  let from = subpath.start;
  for (const segment of subpath.segments) {
    for (const part of segment.kind === 'arc' ? arcToCubics(from, segment) : [segment]) {
      if (part.kind === 'cubic') {
        for (let k = 1; k < CURVE_STEPS; k++) {
          const [x, y] = cubicPoint(from, part, k / CURVE_STEPS);
          points.push(x, y);
        }
      }
      points.push(part.to[0], part.to[1]);
      from = part.to;
    }
  }
  return points;
}

function cubicPoint(
  from: Point,
  { control1, control2, to }: { control1: Point; control2: Point; to: Point },
  t: number,
): Point {
  const s = 1 - t;
  const at = (i: 0 | 1) =>
    s ** 3 * from[i] + 3 * s * s * t * control1[i] + 3 * s * t * t * control2[i] + t ** 3 * to[i];
  return [at(0), at(1)];
}
