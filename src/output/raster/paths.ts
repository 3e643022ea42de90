import type { Hex } from '../../color/color.js';
import type { PathItem } from '../../scene/scene.js';
import type { Canvas } from './canvas.js';
import { masksOf, PARTS } from './mask.js';

/** Straight lines. Upright ones are painted as rectangles, others and what is filled as shapes. */
export function paintPath(item: PathItem, canvas: Canvas): void {
  const { fill, stroke } = item;
  if (fill) paintShape(item, null, fill, canvas);
  if (!stroke) return;
  const all = item.lines.map((points) => stretches(points, item.closed));
  if (all.flat().every(({ x0, y0, x1, y1 }) => x0 === x1 || y0 === y1))
    for (const line of all) strokeUpright(line, item, stroke, canvas);
  else paintShape(item, item.strokeWidth, stroke, canvas);
}

/** From one point of a line to the next. */
interface Stretch {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

function stretches(points: readonly number[], closed: boolean): Stretch[] {
  const ends = closed ? [...points, points[0], points[1]] : points;
  return Array.from({ length: ends.length / 2 - 1 }, (_, i) => {
    const [x0, y0, x1, y1] = ends.slice(2 * i, 2 * i + 4);
    return { x0, y0, x1, y1 };
  });
}

/** Each stretch ends with the corner it leads to, so that no corner is painted twice. */
function strokeUpright(
  line: readonly Stretch[],
  { closed, strokeWidth, crisp }: PathItem,
  stroke: Hex,
  canvas: Canvas,
): void {
  const half = strokeWidth / 2;
  line.forEach(({ x0, y0, x1, y1 }, i) => {
    const [dx, dy] = [half * Math.sign(x1 - x0), half * Math.sign(y1 - y0)];
    const [begin, end] = [closed || i > 0 ? 1 : 0, closed || i < line.length - 1 ? 1 : 0];
    const [acrossX, acrossY] = [dx === 0 ? half : 0, dy === 0 ? half : 0];
    const [fromX, toX, fromY, toY] = [x0 + begin * dx, x1 + end * dx, y0 + begin * dy, y1 + end * dy];
    const edges = [
      Math.min(fromX, toX) - acrossX,
      Math.min(fromY, toY) - acrossY,
      Math.max(fromX, toX) + acrossX,
      Math.max(fromY, toY) + acrossY,
    ];
    const [left, top, right, bottom] = crisp ? edges.map(Math.round) : edges;
    canvas.rectangle(left, top, right, bottom, stroke);
  });
}

/** Pixels of a shape that are drawn at once: large ones are drawn in bands, each with the lines that reach into it. */
const MOST_AT_ONCE = 2 ** 17;

function paintShape(item: PathItem, strokeWidth: number | null, color: Hex, canvas: Canvas): void {
  // A corner reaches as far as a mitre may.
  const reach = strokeWidth === null ? 0 : Math.ceil(2 * strokeWidth);
  const lines = item.lines.map((points) => {
    const [x, y] = [extent(points, 0), extent(points, 1)];
    return {
      points,
      left: x.least - reach,
      right: x.most + reach,
      top: y.least - reach,
      bottom: y.most + reach,
    };
  });
  const left = lines.reduce((least, line) => Math.min(least, line.left), canvas.width);
  const right = lines.reduce((most, line) => Math.max(most, line.right), 0);
  const [fromX, toX] = [Math.max(0, Math.floor(left)), Math.min(canvas.width, Math.ceil(right))];
  if (fromX >= toX) return;
  const parts = (v: number) => Math.round(v * PARTS);
  const band = Math.max(1, Math.floor(MOST_AT_ONCE / (toX - fromX)));
  for (let y = 0; y < canvas.height; y += band) {
    const within = lines.filter(({ top, bottom }) => top < y + band && bottom > y);
    const top = within.reduce((least, line) => Math.min(least, line.top), y + band);
    const bottom = within.reduce((most, line) => Math.max(most, line.bottom), y);
    const [fromY, toY] = [Math.max(y, Math.floor(top)), Math.min(y + band, canvas.height, Math.ceil(bottom))];
    if (fromY >= toY) continue;
    const d = within.map(({ points }) => `M${points.map(parts).join(' ')}${item.closed ? 'z' : ''}`).join('');
    const [mask] = masksOf([
      {
        d,
        x: 0,
        y: 0,
        strokeWidth: strokeWidth === null ? null : parts(strokeWidth),
        left: fromX,
        top: fromY,
        width: toX - fromX,
        height: toY - fromY,
      },
    ]);
    canvas.stamp(mask, 0, 0, color);
  }
}

/** Of every other coordinate, from `first` on. */
function extent(points: readonly number[], first: 0 | 1): { readonly least: number; readonly most: number } {
  let [least, most] = [Infinity, -Infinity];
  for (let i = first; i < points.length; i += 2) {
    least = Math.min(least, points[i]);
    most = Math.max(most, points[i]);
  }
  return { least, most };
}
