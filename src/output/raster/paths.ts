import type { Hex } from '../../color/color.js';
import type { PathItem } from '../../scene/scene.js';
import type { Canvas } from './canvas.js';
import { masksOf, PARTS } from './mask.js';

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
 * A line on whole pixels, so that all ticks of an axis look alike wherever they lie; one that is thinner
 * than these is as much fainter. Each stretch ends with the corner it leads to, so that no corner is painted twice.
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
  for (let i = 0; i <= last; i += 2) {
    const [x0, y0, x1, y1] = [points[i], points[i + 1], points[(i + 2) % n], points[(i + 3) % n]];
    const [begins, ends] = [closed || i > 0, closed || i < last];
    const along = (from: number, to: number) =>
      from < to
        ? [begins ? first(from) + width : whole(from), ends ? first(to) + width : whole(to)]
        : [ends ? first(to) : whole(to), begins ? first(from) : whole(from)];
    const across = (at: number) => [first(at), first(at) + width];
    const [left, right] = y0 === y1 ? along(x0, x1) : across(x0);
    const [top, bottom] = y0 === y1 ? across(y0) : along(y0, y1);
    canvas.rectangle(left, top, right, bottom, stroke, covered);
  }
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
