/** The positions of the items and cells of a numeric axis on the page: each is as wide as its interval. */
import type { Axis, DrawnItems, NumericAxis } from '../figure/figure.js';
import {
  axisExtents,
  coordinateOf,
  drawnExtents,
  type Extents,
  type Segment,
  segmentsOf,
} from '../figure/numeric-axis.js';
import { LIMITS } from '../theme.js';
import { minLength, type Spans } from './body.js';
import { type PixelGrid, snap } from './pixels.js';

/** Items of at least this many device pixels are placed on whole ones. */
const ONE_PIXEL = 1 - 1e-6;

/**
 * Returns a function that places the items of a numeric axis for a given mean length of an item. The axis is as long as
 * one with equal items of this length. Edges are at whole device pixels, unless an item is smaller than one.
 */
export function createNumericSpans(
  axis: Axis,
  numeric: NumericAxis,
  gap: number,
  breakGap: number,
  { device }: PixelGrid,
): (cell: number) => Spans {
  const extents = axisExtents(axis, numeric);
  const segments = segmentsOf(extents, axis.breaks);
  const total = segments.reduce((sum, { length }) => sum + length, 0);
  const count = axis.order.length;
  const at = labelCoordinates(axis, numeric, extents);

  return (cell) => {
    const usedGap = cell > LIMITS.body.minCellsPerGap * gap ? gap : 0;
    const length = count * (cell + usedGap) - usedGap;
    const [start, end]: [number[], number[]] = [[], []];
    const labelPoints: number[] = [];
    let segmentStart = 0;
    for (const segment of segments) {
      const pixels = Math.max(1, Math.round((length * segment.length) / total / device));
      const toPixels = (coordinate: number) => ((coordinate - segment.start) / segment.length) * pixels;
      const edges = placeItems(extents, segment, pixels);
      for (let i = 0; i < edges.start.length; i++) {
        start.push(segmentStart + edges.start[i] * device);
        end.push(segmentStart + edges.end[i] * device);
        if (at) labelPoints.push(segmentStart + toPixels(at[segment.from + i]) * device);
      }
      segmentStart += pixels * device + breakGap;
    }
    const spans = { start, end, ...(at && { at: labelPoints }) };
    return usedGap === 0 ? spans : withGaps(spans, snap(usedGap, device), device);
  };
}

/** Returns the coordinates of the labels; null: they are at the centres of the items. */
function labelCoordinates(
  { order, itemsPerPosition }: Axis,
  { scale, at }: NumericAxis,
  { direction }: Extents,
): number[] | null {
  return at && itemsPerPosition === 1 ? order.map((item) => direction * coordinateOf(scale, at[item])) : null;
}

/** Ends of items, in device pixels. */
interface PixelEdges {
  readonly start: number[];
  readonly end: number[];
}

/** Returns the edges of the items of a segment of `pixels` device pixels; whole ones if no item is smaller. */
function placeItems({ start, end }: Extents, segment: Segment, pixels: number): PixelEdges {
  const { from, to, length } = segment;
  const toPixels = (coordinate: number) => ((coordinate - segment.start) / length) * pixels;
  const edges: PixelEdges = { start: [], end: [] };
  let isWhole = true;
  for (let i = from; i < to; i++) {
    edges.start.push(toPixels(start[i]));
    edges.end.push(toPixels(end[i]));
    if (((end[i] - start[i]) / length) * pixels < ONE_PIXEL) isWhole = false;
  }
  return isWhole ? roundEdges(edges, pixels) : edges;
}

/**
 * Rounds edges to whole device pixels from 0 to `pixels`. An item is at least one pixel long, and items that do not
 * overlap still do not: smaller items push their neighbours. There must be a pixel for each item.
 */
function roundEdges({ start, end }: PixelEdges, pixels: number): PixelEdges {
  const count = start.length;
  const rounded: PixelEdges = { start: start.map(Math.round), end: end.map(Math.round) };
  for (let i = 0; i < count; i++) {
    if (i > 0) rounded.start[i] = Math.max(rounded.start[i], rounded.end[i - 1]);
    rounded.end[i] = Math.max(rounded.end[i], rounded.start[i] + 1);
  }
  for (let i = count - 1; i >= 0; i--) {
    rounded.end[i] = Math.min(rounded.end[i], i < count - 1 ? rounded.start[i + 1] : pixels);
    rounded.start[i] = Math.min(rounded.start[i], rounded.end[i] - 1);
  }
  return rounded;
}

/** Shortens each item before a neighbour that it touches, if all items are long enough for that. */
function withGaps(spans: Spans, gap: number, device: number): Spans {
  if (minLength(spans) <= LIMITS.body.minCellsPerGap * Math.max(gap, device)) return spans;
  const end = spans.end.map((edge, i) => (spans.start[i + 1] === edge ? edge - Math.max(gap, device) : edge));
  return { ...spans, end };
}

export interface DrawnNumericSpans {
  readonly spans: Spans;
  /** The number of cells that are smaller than a device pixel and drawn as large as one. */
  readonly enlarged: number;
}

/**
 * Returns the drawn cells along a numeric axis, `counts` in each segment, within the items of the axis. Every cell has at
 * least one device pixel.
 */
export function drawnNumericSpans(
  items: Spans,
  breaks: readonly number[],
  numeric: NumericAxis,
  drawn: DrawnItems,
  counts: readonly number[],
  { device }: PixelGrid,
): DrawnNumericSpans {
  const isSameCount = counts.reduce((sum, count) => sum + count) === items.start.length;
  if (isSameCount && minLength(items) >= device * ONE_PIXEL) return { spans: items, enlarged: 0 };
  const extents = drawnExtents(numeric, drawn);
  const [start, end]: [number[], number[]] = [[], []];
  let [from, enlarged] = [0, 0];
  counts.forEach((count, s) => {
    const pageStart = items.start[breaks[s - 1] ?? 0];
    const pageEnd = items.end[(breaks[s] ?? items.end.length) - 1];
    const pixels = Math.round((pageEnd - pageStart) / device);
    const to = from + count;
    const segment = {
      from,
      to,
      start: extents.start[from],
      length: extents.end[to - 1] - extents.start[from],
    };
    const toPixels = (coordinate: number) => ((coordinate - segment.start) / segment.length) * pixels;
    const exact = {
      start: Array.from(extents.start.subarray(from, to), toPixels),
      end: Array.from(extents.end.subarray(from, to), toPixels),
    };
    const edges = roundEdges(exact, pixels);
    for (let i = 0; i < count; i++) {
      if (exact.end[i] - exact.start[i] < ONE_PIXEL) enlarged++;
      start.push(pageStart + edges.start[i] * device);
      end.push(pageStart + edges.end[i] * device);
    }
    from = to;
  });
  return { spans: { start, end }, enlarged };
}

/** Returns the point of a value on the page; null if it lies beyond the axis or between two segments. */
export function pointOf(
  value: number,
  { scale }: NumericAxis,
  extents: Extents,
  breaks: readonly number[],
  items: Spans,
): number | null {
  const coordinate = extents.direction * coordinateOf(scale, value);
  const segment = segmentsOf(extents, breaks).find(
    ({ start, length }) => coordinate >= start && coordinate <= start + length,
  );
  if (!segment) return null;
  const [pageStart, pageEnd] = [items.start[segment.from], items.end[segment.to - 1]];
  return pageStart + ((coordinate - segment.start) / segment.length) * (pageEnd - pageStart);
}
