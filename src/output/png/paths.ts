import type { Hex } from '../../color/color.js';
import { arcToCubics } from '../../scene/arc.js';
import { subpathBounds } from '../../scene/bounds.js';
import type { Box } from '../../scene/box.js';
import { type CurvedSubpath, isCurved, type Point, type Polyline, type Subpath } from '../../scene/path.js';
import type { PathItem } from '../../scene/scene.js';
import { paintInBands } from './bands.js';
import type { Canvas } from './canvas.js';
import { SUBPIXELS } from './mask.js';

/** Strokes horizontal and vertical lines as rectangles; rasterizes everything else. */
export function paintPath(item: PathItem, canvas: Canvas): void {
  const { subpaths, closed, fill, stroke, strokeWidth } = item;
  if (fill) rasterizePath(item, null, fill, canvas);
  if (!stroke) return;
  if (areAxisAligned(subpaths, closed))
    for (const points of subpaths) strokeAxisAligned(points, item, stroke, canvas);
  else rasterizePath(item, strokeWidth, stroke, canvas);
}

function areAxisAligned(subpaths: readonly Subpath[], closed: boolean): subpaths is readonly Polyline[] {
  return subpaths.every((subpath) => !isCurved(subpath) && isAxisAligned(subpath, closed));
}

function isAxisAligned(points: Polyline, closed: boolean): boolean {
  const n = points.length;
  for (let i = 0; i < (closed ? n : n - 2); i += 2)
    if (points[i] !== points[(i + 2) % n] && points[i + 1] !== points[(i + 3) % n]) return false;
  return true;
}

/** Coordinates at half a pixel, up to a rounding error, are all rounded up. */
const ROUNDING_TOLERANCE = 1e-6;

/**
 * Strokes a line on whole pixels, so that all ticks of an axis look alike wherever they are. A line thinner than its
 * pixels is painted fainter instead.
 */
function strokeAxisAligned(
  points: Polyline,
  { closed, strokeWidth }: PathItem,
  stroke: Hex,
  canvas: Canvas,
): void {
  const width = Math.max(1, Math.round(strokeWidth));
  const coverage = Math.round(255 * Math.min(1, strokeWidth / width));
  const roundUp = (value: number) => Math.round(value + ROUNDING_TOLERANCE);
  /** The first pixel across a line with its middle at `value`. */
  const firstPixel = (value: number) => roundUp(value - width / 2);
  const n = points.length;
  const last = closed ? n - 2 : n - 4;
  const rectangles: Box[] = [];
  for (let i = 0; i <= last; i += 2) {
    const [x0, y0, x1, y1] = [points[i], points[i + 1], points[(i + 2) % n], points[(i + 3) % n]];
    const [joinsPrevious, joinsNext] = [closed || i > 0, closed || i < last];
    const lengthwise = (from: number, to: number) => {
      const [low, high, joinsLow, joinsHigh] =
        from < to ? [from, to, joinsPrevious, joinsNext] : [to, from, joinsNext, joinsPrevious];
      return [
        joinsLow ? firstPixel(low) : roundUp(low),
        joinsHigh ? firstPixel(high) + width : roundUp(high),
      ];
    };
    const crosswise = (value: number) => [firstPixel(value), firstPixel(value) + width];
    const [left, right] = y0 === y1 ? lengthwise(x0, x1) : crosswise(x0);
    const [top, bottom] = y0 === y1 ? crosswise(y0) : lengthwise(y0, y1);
    rectangles.push({ left, top, right, bottom });
  }
  canvas.fillRectangles(rectangles, stroke, coverage);
}

/** Fills a path, or strokes it if there is a `strokeWidth`. */
function rasterizePath(item: PathItem, strokeWidth: number | null, color: Hex, canvas: Canvas): void {
  // A mitre reaches at most twice the stroke width, because the default miter limit is 4.
  const margin = strokeWidth === null ? 0 : Math.ceil(2 * strokeWidth);
  const parts = item.subpaths.map((subpath) => ({
    d: `${pathData(subpath)}${item.closed ? 'z' : ''}`,
    bounds: subpathBounds(subpath),
  }));
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { bounds } of parts) {
    left = Math.min(left, bounds.left);
    top = Math.min(top, bounds.top);
    right = Math.max(right, bounds.right);
    bottom = Math.max(bottom, bounds.bottom);
  }
  left = Math.floor(left) - margin;
  top = Math.floor(top) - margin;
  paintInBands(
    {
      x: 0,
      y: 0,
      strokeWidth: strokeWidth === null ? null : toSubpixels(strokeWidth),
      left,
      top,
      width: Math.ceil(right) + margin - left,
      height: Math.ceil(bottom) + margin - top,
    },
    (bandTop, bandBottom) =>
      parts
        .flatMap(({ d, bounds }) =>
          bounds.top - margin < bandBottom && bounds.bottom + margin > bandTop ? [d] : [],
        )
        .join(''),
    0,
    0,
    color,
    canvas,
  );
}

function toSubpixels(value: number): number {
  return Math.round(value * SUBPIXELS);
}

/** A subpath in subpixels. Arcs become cubic curves, which rounding changes less. */
function pathData(subpath: Subpath): string {
  return isCurved(subpath) ? curvedPathData(subpath) : `M${subpath.map(toSubpixels).join(' ')}`;
}

function curvedPathData({ start, segments }: CurvedSubpath): string {
  const write = (...points: Point[]) => points.flat().map(toSubpixels).join(' ');
  let d = `M${write(start)}`;
  let from = start;
  for (const segment of segments) {
    for (const part of segment.kind === 'arc' ? arcToCubics(from, segment) : [segment])
      d += part.kind === 'line' ? `L${write(part.to)}` : `C${write(part.control1, part.control2, part.to)}`;
    from = segment.to;
  }
  return d;
}
