/** The area of a plot beside a body: where its items and its values are. */
import type { Hex } from '../../color/color.js';
import type { AnnotationPlot } from '../../figure/annotation.js';
import type { DrawnGrid } from '../../figure/figure.js';
import { valuePosition } from '../../figure/value-axis.js';
import type { Box } from '../../scene/box.js';
import type { Subpath } from '../../scene/path.js';
import type { PathItem } from '../../scene/scene.js';
import { type AxisSource, sourceItems } from '../../scene/source.js';
import type { Spans } from '../body.js';
import { type PixelGrid, snap } from '../pixels.js';

/** Positions along the axis are x for columns and y for rows; positions across it are the other coordinate. */
export interface PlotArea {
  readonly plot: AnnotationPlot;
  /** Whether the items are rows, so that values extend horizontally. */
  readonly isHorizontal: boolean;
  /** The drawn cells along the axis, and the number of them in each segment between breaks. */
  readonly spans: Spans;
  readonly segments: DrawnGrid['rows'];
  /** The items of each drawn cell. */
  readonly items: AxisSource;
  /** The positions across of the two ends of the value axis. */
  readonly low: number;
  readonly high: number;
  readonly pixels: PixelGrid;
}

/** Returns the position across of a value, not beyond the ends of the axis. NaN for a value without a position. */
export function acrossOf({ plot, low, high }: PlotArea, value: number): number {
  const share = Math.max(0, Math.min(1, valuePosition(plot, value)));
  return low + share * (high - low);
}

/** Returns the position across of the device pixel edge that is closest to a value. */
export function snappedAcross(area: PlotArea, value: number): number {
  return area.low + snap(acrossOf(area, value) - area.low, area.pixels.device);
}

/** Returns the lists of the items of each drawn cell. */
export function cellLists({ plot, items, spans }: PlotArea): Float64Array[][] {
  return spans.start.map((_, i) => sourceItems(items, i).map((item) => plot.values[item]));
}

/** Returns the mean of value `k` of some lists that the axis can show; NaN without one. */
export function meanOf(area: PlotArea, lists: readonly Float64Array[], k: number): number {
  const values = lists
    .map((list) => list[k])
    .filter((value) => !Number.isNaN(valuePosition(area.plot, value)));
  return values.length === 1
    ? values[0]
    : values.reduce((sum, value) => sum + value / values.length, 0) / (values.length ? 1 : 0);
}

/** Returns the box between two positions along the axis and two across it. */
export function boxIn(
  area: PlotArea,
  along: readonly [number, number],
  across: readonly [number, number],
): Box {
  const ascending = ([a, b]: readonly [number, number]) => (a < b ? [a, b] : [b, a]);
  const [[start, end], [near, far]] = [ascending(along), ascending(across)];
  return area.isHorizontal
    ? { left: near, right: far, top: start, bottom: end }
    : { left: start, right: end, top: near, bottom: far };
}

/** Returns a polyline through points, each given along and across the axis. */
export function polyline(
  { isHorizontal }: PlotArea,
  points: readonly (readonly [along: number, across: number])[],
): number[] {
  return points.flatMap(([along, across]) => (isHorizontal ? [across, along] : [along, across]));
}

/** Returns the outline of a circle. */
export function circle({ isHorizontal }: PlotArea, along: number, across: number, radius: number): Subpath {
  const [x, y] = isHorizontal ? [across, along] : [along, across];
  const arc = (to: readonly [number, number]) => ({
    kind: 'arc' as const,
    radiusX: radius,
    radiusY: radius,
    rotation: 0,
    largeArc: false,
    clockwise: true,
    to,
  });
  return { start: [x - radius, y], segments: [arc([x + radius, y]), arc([x - radius, y])] };
}

/** Returns filled shapes; nothing without any. `crisp` is for boxes on whole device pixels. */
export function filled(subpaths: readonly Subpath[], fill: Hex, crisp: boolean): PathItem[] {
  if (subpaths.length === 0) return [];
  return [
    { kind: 'path', role: 'annotation', subpaths, closed: true, fill, stroke: null, strokeWidth: 0, crisp },
  ];
}

/** Returns lines; nothing without any. */
export function stroked(subpaths: readonly Subpath[], stroke: Hex, strokeWidth: number): PathItem[] {
  if (subpaths.length === 0) return [];
  return [
    {
      kind: 'path',
      role: 'annotation',
      subpaths,
      closed: false,
      fill: null,
      stroke,
      strokeWidth,
      crisp: false,
    },
  ];
}

/** Returns the outline of a box. */
export function boxPath({ left, right, top, bottom }: Box): number[] {
  return [left, top, right, top, right, bottom, left, bottom];
}

/** Returns the middle part of a stretch along the axis, on whole device pixels. A short one is not reduced. */
export function middlePart(
  { pixels }: PlotArea,
  [start, end]: readonly [number, number],
  share: number,
): [number, number] {
  const margin = snap(((end - start) * (1 - share)) / 2, pixels.device);
  return end - start < MIN_REDUCED * pixels.device ? [start, end] : [start + margin, end - margin];
}

/** Stretches of fewer device pixels are drawn at their whole length. */
const MIN_REDUCED = 4;
