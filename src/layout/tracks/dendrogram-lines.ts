import type { PathItem } from '../../scene/scene.js';
import type { Context } from '../context.js';

/** The lengths of a dash and of the gap after it. */
const DASH = 2;

/** Draws a dashed line from `start` to `end` at `level`, along y if `isVertical`. */
export function drawDashes(
  start: number,
  end: number,
  level: number,
  isVertical: boolean,
  { theme, pixels }: Context,
): PathItem {
  const at = (Math.floor(level / pixels.device) + 0.5) * pixels.device;
  const subpaths: number[][] = [];
  for (let from = start; from < end; from += 2 * DASH) {
    const to = Math.min(from + DASH, end);
    subpaths.push(isVertical ? [at, from, at, to] : [from, at, to, at]);
  }
  return {
    kind: 'path',
    role: 'dendrogram',
    subpaths,
    closed: false,
    fill: null,
    stroke: theme.color.hatch,
    strokeWidth: pixels.device,
    crisp: false,
  };
}

/**
 * Replaces brackets whose sides touch by vertical lines, and joins vertical lines that overlap. The picture stays the same, and
 * a tree with far more leaves than pixels stays small. The points of a line are x and y in turn; a bracket has four.
 */
export function mergeColumns(lines: readonly (readonly number[])[], width: number): number[][] {
  const wide: number[][] = [];
  const columns = new Map<number, [low: number, high: number][]>();
  const addColumn = (x: number, range: [number, number]) => {
    const column = columns.get(x);
    if (column) column.push(range);
    else columns.set(x, [range]);
  };
  for (const points of lines) {
    const [x, y, , level] = points;
    if (points.length === 4 && points[2] === x) {
      if (y !== level) addColumn(x, [Math.min(y, level), Math.max(y, level)]);
    } else if (points.length === 8 && Math.abs(points[6] - x) <= width * TOUCHING) {
      // The bar of the bracket is above both sides.
      for (const [at, end] of [
        [x, y],
        [points[6], points[7]],
      ]) {
        addColumn(at, [Math.min(end, level - width / 2), Math.max(end, level + width / 2)]);
      }
    } else wide.push([...points]);
  }
  for (const [x, ranges] of columns) {
    for (const [low, high] of joinRanges(ranges)) wide.push([x, low, x, high]);
  }
  return wide;
}

/** Lines at most this many widths apart touch, up to rounding errors. */
const TOUCHING = 1 + 1e-6;

/** Joins ranges that overlap or touch. */
function joinRanges(ranges: readonly (readonly [number, number])[]): [number, number][] {
  const joined: [number, number][] = [];
  for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && low <= last[1]) last[1] = Math.max(last[1], high);
    else joined.push([low, high]);
  }
  return joined;
}
