/** The geometry of numeric axes, in coordinates: numbers whose differences are proportional to distances on the page. */
import type { PositionScale } from '../matrix/matrix.js';
import type { Axis, DrawnItems, NumericAxis } from './figure.js';

/** The coordinates of positions of an axis; they increase along the page, from left to right and from top to bottom. */
export interface Extents {
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** 1 if values increase along the page, else -1. */
  readonly direction: 1 | -1;
}

/** Returns the coordinate of a value on an axis whose values increase along the page. */
export function coordinateOf(scale: PositionScale, value: number): number {
  return scale === 'log' ? Math.log10(value) : value;
}

/** Returns the lowest and the highest value of an axis. */
export function endsOf({
  start,
  end,
}: Pick<NumericAxis, 'start' | 'end'>): readonly [low: number, high: number] {
  const last = start.length - 1;
  return [Math.min(start[0], start[last]), Math.max(end[0], end[last])];
}

/** Returns the extents of the positions of an axis. */
export function axisExtents({ order, itemsPerPosition }: Axis, numeric: NumericAxis): Extents {
  return extentsOf(numeric, order, itemsPerPosition);
}

/** Returns the extents of groups of `itemsPerGroup` consecutive items, in the given order, which is monotone. */
export function extentsOf(
  { scale, start, end }: NumericAxis,
  order: readonly number[] | Int32Array,
  itemsPerGroup: number,
): Extents {
  const count = order.length;
  const extents = { start: new Float64Array(count), end: new Float64Array(count) };
  const range = (group: number): readonly [number, number] => {
    const first = group * itemsPerGroup;
    const last = Math.min(start.length, first + itemsPerGroup) - 1;
    return [Math.min(start[first], start[last]), Math.max(end[first], end[last])];
  };
  const direction = range(order[0])[0] <= range(order[count - 1])[0] ? 1 : -1;
  for (let i = 0; i < count; i++) {
    const [low, high] = range(order[i]);
    extents.start[i] = direction * coordinateOf(scale, direction > 0 ? low : high);
    extents.end[i] = direction * coordinateOf(scale, direction > 0 ? high : low);
  }
  return { ...extents, direction };
}

/** Returns the extents of the drawn rows or columns. */
export function drawnExtents(numeric: NumericAxis, { order, itemsPerPosition, edges }: DrawnItems): Extents {
  const { start, end, direction } = extentsOf(numeric, order, itemsPerPosition);
  if (!edges) return { start, end, direction };
  const count = edges.length - 1;
  const pick = (from: Float64Array, at: (k: number) => number) =>
    Float64Array.from({ length: count }, (_, k) => from[at(k)]);
  return { start: pick(start, (k) => edges[k]), end: pick(end, (k) => edges[k + 1] - 1), direction };
}

/** A part of an axis between two breaks: the positions `from` to `to` − 1, and their coordinates. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly length: number;
}

/** Returns the segments of an axis, in the order of the page. */
export function segmentsOf({ start, end }: Extents, breaks: readonly number[]): Segment[] {
  return [0, ...breaks].map((from, i) => {
    const to = breaks[i] ?? start.length;
    return { from, to, start: start[from], length: end[to - 1] - start[from] };
  });
}
