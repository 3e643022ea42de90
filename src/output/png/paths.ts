import type { Hex } from '../../color/color.js';
import type { Box } from '../../scene/box.js';
import type { PathItem } from '../../scene/scene.js';
import type { Canvas } from './canvas.js';
import { paintLarge } from './large.js';
import { PARTS } from './mask.js';

/** Straight lines. Upright ones are painted as rectangles, others and what is filled as shapes. */
export function paintPath(item: PathItem, canvas: Canvas): void {
  const { lines, closed, fill, stroke, strokeWidth } = item;
  if (fill) paintShape(item, null, fill, canvas);
  if (!stroke) return;
  if (lines.every((points) => isUpright(points, closed)))
    for (const points of lines) strokeUpright(points, item, stroke, canvas);
  else paintShape(item, strokeWidth, stroke, canvas);
}

function isUpright(points: readonly number[], closed: boolean): boolean {
  const n = points.length;
  for (let i = 0; i < (closed ? n : n - 2); i += 2)
    if (points[i] !== points[(i + 2) % n] && points[i + 1] !== points[(i + 3) % n]) return false;
  return true;
}

/** What halves of a pixel are off by after they have been reckoned with. */
const NOISE = 1e-6;

/**
 * A line on whole pixels, so that all ticks of an axis look alike wherever they lie; one that is thinner than these is
 * as much fainter.
 */
function strokeUpright(
  points: readonly number[],
  { closed, strokeWidth }: PathItem,
  stroke: Hex,
  canvas: Canvas,
): void {
  const width = Math.max(1, Math.round(strokeWidth));
  const covered = Math.round(255 * Math.min(1, strokeWidth / width));
  const whole = (at: number) => Math.round(at + NOISE);
  /** The first of the pixels across a line. */
  const first = (at: number) => whole(at - width / 2);
  const n = points.length;
  const last = closed ? n - 2 : n - 4;
  const rectangles: Box[] = [];
  for (let i = 0; i <= last; i += 2) {
    const [x0, y0, x1, y1] = [points[i], points[i + 1], points[(i + 2) % n], points[(i + 3) % n]];
    const [begins, ends] = [closed || i > 0, closed || i < last];
    const along = (from: number, to: number) => {
      const [low, high, isLowCorner, isHighCorner] =
        from < to ? [from, to, begins, ends] : [to, from, ends, begins];
      return [isLowCorner ? first(low) : whole(low), isHighCorner ? first(high) + width : whole(high)];
    };
    const across = (at: number) => [first(at), first(at) + width];
    const [left, right] = y0 === y1 ? along(x0, x1) : across(x0);
    const [top, bottom] = y0 === y1 ? across(y0) : along(y0, y1);
    rectangles.push({ left, top, right, bottom });
  }
  canvas.rectangles(rectangles, stroke, covered);
}

function paintShape(item: PathItem, strokeWidth: number | null, color: Hex, canvas: Canvas): void {
  // A corner reaches as far as a mitre may.
  const reach = strokeWidth === null ? 0 : Math.ceil(2 * strokeWidth);
  const parts = (v: number) => Math.round(v * PARTS);
  const lines = item.lines.map((points) => {
    const d = `M${points.map(parts).join(' ')}${item.closed ? 'z' : ''}`;
    return { d, x: extent(points, 0), y: extent(points, 1) };
  });
  const all = (side: 'x' | 'y') =>
    extent(
      lines.flatMap((line) => [line[side].least, line[side].most]),
      0,
      1,
    );
  const [left, top] = [all('x').least, all('y').least].map((v) => Math.floor(v) - reach);
  const [right, bottom] = [all('x').most, all('y').most].map((v) => Math.ceil(v) + reach);
  paintLarge(
    {
      x: 0,
      y: 0,
      strokeWidth: strokeWidth === null ? null : parts(strokeWidth),
      left,
      top,
      width: right - left,
      height: bottom - top,
    },
    (from, to) =>
      lines.flatMap(({ d, y }) => (y.least - reach < to && y.most + reach > from ? [d] : [])).join(''),
    0,
    0,
    color,
    canvas,
  );
}

/** Of each `step`-th number, from `first` on. */
function extent(
  values: readonly number[],
  first: 0 | 1,
  step = 2,
): { readonly least: number; readonly most: number } {
  let [least, most] = [Infinity, -Infinity];
  for (let i = first; i < values.length; i += step) {
    least = Math.min(least, values[i]);
    most = Math.max(most, values[i]);
  }
  return { least, most };
}
