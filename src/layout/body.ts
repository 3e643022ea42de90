/** The body of a panel: the positions of its rows and columns on the page, in px. */
import type { Side } from '../figure/figure.js';
import type { PixelGrid } from './pixels.js';
import { snap } from './pixels.js';

/** The items of one axis in page order: item i extends from start[i] to end[i]. */
export interface Spans {
  readonly start: readonly number[];
  readonly end: readonly number[];
  /** The point of each item that its label is at; by default the centre. */
  readonly at?: readonly number[];
}

/** A width and a height in px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Body {
  readonly columns: Spans;
  readonly rows: Spans;
  /** The shortest side of any cell of the figure, which determines the size of marks. Absent without marks. */
  readonly smallestCell?: number;
}

/**
 * Returns `count` items from `from` on, of `length` px each (not necessarily whole pixels), with `gap` px between
 * them. Before each item in `breaks`, which ascends, there are `breakGap` px more (whole pixels). Every edge is on a
 * device pixel, so the lengths of items differ by at most one device pixel.
 */
export function createSpans(
  count: number,
  length: number,
  gap: number,
  from: number,
  pixels: PixelGrid,
  breaks: readonly number[] = [],
  breakGap = 0,
): Spans {
  const wholeGap = gap === 0 ? 0 : Math.max(pixels.device, snap(gap, pixels.device));
  const start: number[] = [];
  const end: number[] = [];
  let edge = from;
  let offset = 0;
  let nextBreak = 0;
  for (let i = 0; i < count; i++) {
    if (breaks[nextBreak] === i) {
      offset += breakGap;
      nextBreak++;
    }
    start.push(edge + offset);
    edge = from + snap((i + 1) * (length + wholeGap), pixels.device);
    end.push(edge - wholeGap + offset);
  }
  return { start, end };
}

/**
 * Returns `count` items where a body has fewer device pixels than items. Edges between items are not snapped. The
 * segments between `breaks` have the given lengths and are `breakGap` px apart.
 */
export function subpixelSpans(
  count: number,
  segmentLengths: readonly number[],
  breaks: readonly number[],
  breakGap: number,
): Spans {
  const start: number[] = [];
  const end: number[] = [];
  let segmentStart = 0;
  [0, ...breaks].forEach((from, segment) => {
    const itemCount = (breaks[segment] ?? count) - from;
    const length = segmentLengths[segment];
    let edge = segmentStart;
    for (let i = 1; i <= itemCount; i++) {
      start.push(edge);
      edge = segmentStart + (i * length) / itemCount;
      end.push(edge);
    }
    segmentStart += length + breakGap;
  });
  return { start, end };
}

/** The length of the shortest item. */
export function minLength({ start, end }: Spans): number {
  return start.reduce((min, from, i) => Math.min(min, end[i] - from), Infinity);
}

export function equalSpans(a: Spans, b: Spans): boolean {
  return equalNumbers(a.start, b.start) && equalNumbers(a.end, b.end) && equalNumbers(a.at ?? [], b.at ?? []);
}

function equalNumbers(a: readonly number[], b: readonly number[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

export function startOf(spans: Spans): number {
  return spans.start[0];
}

export function endOf(spans: Spans): number {
  return spans.end[spans.end.length - 1];
}

export function lengthOf(spans: Spans): number {
  return endOf(spans) - startOf(spans);
}

/** The centre of item `i`, or the point that its label is at. */
export function centerOf(spans: Spans, i: number): number {
  return spans.at?.[i] ?? (spans.start[i] + spans.end[i]) / 2;
}

/** The distance between the centres of the two closest neighbours; infinite for a single item. */
export function minPitch(spans: Spans): number {
  let min = Number.POSITIVE_INFINITY;
  for (let i = 1; i < spans.start.length; i++)
    min = Math.min(min, centerOf(spans, i) - centerOf(spans, i - 1));
  return min;
}

export function translateBody(body: Body, dx: number, dy: number): Body {
  if (dx === 0 && dy === 0) return body;
  const shift = (spans: Spans, d: number) => (d === 0 ? spans : mapSpans(spans, (v) => v + d));
  return { ...body, columns: shift(body.columns, dx), rows: shift(body.rows, dy) };
}

function mapSpans({ start, end, at }: Spans, map: (value: number) => number): Spans {
  return { start: start.map(map), end: end.map(map), ...(at && { at: at.map(map) }) };
}

/** Whether a side of a body is a vertical edge. */
export function isVertical(side: Side): boolean {
  return side === 'left' || side === 'right';
}

/** The direction away from the body: 1 where coordinates increase outward, else -1. */
export function outwardSign(side: Side): 1 | -1 {
  return side === 'right' || side === 'bottom' ? 1 : -1;
}

/** The items along a side: rows for the left and the right side, columns for the others. */
export function spansAlong(body: Body, side: Side): Spans {
  return isVertical(side) ? body.rows : body.columns;
}

/** The coordinate that is `distance` px outside the body on a side: x for a vertical side, else y. */
export function offsetOutward(body: Body, side: Side, distance: number): number {
  switch (side) {
    case 'left':
      return startOf(body.columns) - distance;
    case 'right':
      return endOf(body.columns) + distance;
    case 'top':
      return startOf(body.rows) - distance;
    case 'bottom':
      return endOf(body.rows) + distance;
  }
}
