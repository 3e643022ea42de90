/** The crosses in cells whose values are not significant. */
import type { Hex } from '../color/color.js';
import { cellBackgrounds } from '../figure/cell-backgrounds.js';
import type { Figure, Panel } from '../figure/figure.js';
import { crossedCells } from '../figure/values.js';
import type { CellsItem, PathItem } from '../scene/scene.js';
import type { Context } from './context.js';

/** Draws the crosses of a panel, one path for each colour. They are readable on the colours of the cells. */
export function drawCrosses(
  panel: Panel,
  cells: CellsItem,
  { scales, valueColors }: Figure,
  context: Context,
): PathItem[] {
  const crossed = crossedCells(panel);
  if (crossed.length === 0) return [];
  const { theme } = context;
  const { left, right, top, bottom } = cells;
  const columns = left.length;
  const backgroundOf = cellBackgrounds(panel, scales);
  const linesByColor = new Map<Hex, number[][]>();
  for (const cell of crossed) {
    const [i, j] = [Math.floor(cell / columns), cell % columns];
    const background = backgroundOf(cell);
    const color = background === null ? theme.color.text : valueColors[background];
    const size = Math.min(right[j] - left[j], bottom[i] - top[i]) * theme.cross.share;
    const center = { x: (left[j] + right[j]) / 2, y: (top[i] + bottom[i]) / 2 };
    const lines = linesByColor.get(color) ?? [];
    linesByColor.set(color, lines);
    for (const line of crossAt(center, size)) lines.push(line);
  }
  return [...linesByColor].map(([color, lines]) => crossPath(lines, color, context));
}

/** Returns the two lines of a cross. */
export function crossAt({ x, y }: { readonly x: number; readonly y: number }, size: number): number[][] {
  const half = size / 2;
  return [
    [x - half, y - half, x + half, y + half],
    [x - half, y + half, x + half, y - half],
  ];
}

/** Returns the path of the lines of crosses. */
export function crossPath(lines: number[][], stroke: Hex, { theme }: Context): PathItem {
  return {
    kind: 'path',
    role: 'stars',
    subpaths: lines,
    closed: false,
    fill: null,
    stroke,
    strokeWidth: theme.lineWidth.cross,
    crisp: false,
  };
}
