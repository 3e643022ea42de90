/** A body: where the cells of a matrix lie on the page, in px. */
import type { PixelGrid } from './pixels.js';
import { snap } from './pixels.js';

/** The items of one axis in page order, one for each of the data: item i spans start[i] … end[i]. */
export interface Spans {
  readonly start: readonly number[];
  readonly end: readonly number[];
}

export interface Body {
  readonly columns: Spans;
  readonly rows: Spans;
}

export type Side = 'left' | 'right' | 'top' | 'bottom';

/**
 * `count` items of `cell` px (not necessarily whole pixels) beginning at `from`, with `gap` px between them, and
 * `broken` px (a whole number of pixels) more before those in `breaks`.
 * Every edge lies on a device pixel, so items differ by at most one of them.
 */
export function spans(
  count: number,
  cell: number,
  gap: number,
  from: number,
  pixels: PixelGrid,
  breaks: readonly number[] = [],
  broken = 0,
): Spans {
  const space = gap === 0 ? 0 : Math.max(pixels.device, snap(gap, pixels.device));
  const start: number[] = [];
  const end: number[] = [];
  let edge = from;
  let shift = 0;
  for (let i = 0; i < count; i++) {
    if (breaks.includes(i)) shift += broken;
    start.push(edge + shift);
    edge = from + snap((i + 1) * (cell + space), pixels.device);
    end.push(edge - space + shift);
  }
  return { start, end };
}

/**
 * `count` items where there are fewer device pixels than that: their edges lie where they fall, but for the ends of
 * stretches between `breaks`, which are `lengths` px long and `broken` px apart.
 */
export function crowded(
  count: number,
  lengths: readonly number[],
  breaks: readonly number[],
  broken: number,
): Spans {
  const start: number[] = [];
  const end: number[] = [];
  let at = 0;
  [0, ...breaks].forEach((from, stretch) => {
    const items = (breaks[stretch] ?? count) - from;
    const size = lengths[stretch];
    let edge = at;
    for (let i = 1; i <= items; i++) {
      start.push(edge);
      edge = at + (i * size) / items;
      end.push(edge);
    }
    at += size + broken;
  });
  return { start, end };
}

/** How long the shortest of them is. */
export function smallestOf({ start, end }: Spans): number {
  return start.reduce((least, from, i) => Math.min(least, end[i] - from), Infinity);
}

export function areSameSpans(a: Spans, b: Spans): boolean {
  return areSame(a.start, b.start) && areSame(a.end, b.end);
}

function areSame(a: readonly number[], b: readonly number[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** A body of one cell: all that a track needs to know of a grid of panels. */
export function outline(left: number, top: number, right: number, bottom: number): Body {
  return { columns: { start: [left], end: [right] }, rows: { start: [top], end: [bottom] } };
}

export function first(spans: Spans): number {
  return spans.start[0];
}

export function last(spans: Spans): number {
  return spans.end[spans.end.length - 1];
}

export function extent(spans: Spans): number {
  return last(spans) - first(spans);
}

export function centre(spans: Spans, i: number): number {
  return (spans.start[i] + spans.end[i]) / 2;
}

export function moved(body: Body, dx: number, dy: number): Body {
  if (dx === 0 && dy === 0) return body;
  const by = (spans: Spans, d: number) =>
    d === 0 ? spans : { start: spans.start.map((v) => v + d), end: spans.end.map((v) => v + d) };
  return { columns: by(body.columns, dx), rows: by(body.rows, dy) };
}

/** Along which axis of the body a side runs. */
export function along(body: Body, side: Side): Spans {
  return side === 'top' || side === 'bottom' ? body.columns : body.rows;
}

/** The coordinate at `distance` outside the body on that side, across it. */
export function outside(body: Body, side: Side, distance: number): number {
  switch (side) {
    case 'left':
      return first(body.columns) - distance;
    case 'right':
      return last(body.columns) + distance;
    case 'top':
      return first(body.rows) - distance;
    case 'bottom':
      return last(body.rows) + distance;
  }
}
