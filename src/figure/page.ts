import { parseColor } from '../color/color.js';
import { toPx } from '../spec/length.js';
import type { Spec } from '../spec/spec.js';
import { DEFAULTS } from '../theme.js';
import type { Axis, CellSize, Page, Panel, Room } from './figure.js';

export function resolvePage(size: Spec['size'], zoom: number): Page {
  const extent = (length: string | number | undefined) =>
    length === undefined || length === 'auto' ? null : toPx(length);
  const dpi = size?.dpi ?? DEFAULTS.dpi;
  return { width: extent(size?.width), height: extent(size?.height), dpi, pixelRatio: (dpi / 96) * zoom };
}

/** More cells than these no stretch of a body on such a page has room for. */
export function firstRooms(
  page: Page,
  cells: Spec['cells'],
  axes: readonly { readonly x: Axis; readonly y: Axis }[],
): Room[] {
  const given = cells?.width !== undefined || cells?.height !== undefined;
  const longest = given ? Number.POSITIVE_INFINITY : 1.5 * DEFAULTS.longestBody * axes.length;
  const most = ({ breaks }: Axis, length: number | null) =>
    [0, ...breaks].map(() => Math.ceil((length ?? longest) * page.pixelRatio));
  return axes.map(({ x, y }) => ({ rows: most(y, page.height), columns: most(x, page.width) }));
}

/** A page of a given size keeps more than half of it for the bodies: longer labels than this are cut. px. */
export function labelLimits(page: Page, columns: number, panels: number): { x: number; y: number } {
  const share = (length: number | null, lines: number) =>
    length === null ? Number.POSITIVE_INFINITY : (length * DEFAULTS.labelShare) / lines;
  return { x: share(page.height, Math.ceil(panels / columns)), y: share(page.width, columns) };
}

/** Larger than the default in a figure of few cells. */
function naturalCell(
  panels: readonly Panel[],
  columns: number,
): { width: number; height: number; square: number } {
  const { cell, smallestBody } = DEFAULTS;
  const most = (of: (panel: Panel) => number) => Math.max(...panels.map(of));
  const across = columns * most((p) => p.matrix.columns);
  const down = Math.ceil(panels.length / columns) * most((p) => p.matrix.rows);
  const grown = (size: number, wanted: number) => Math.round(Math.max(size, Math.min(2 * size, wanted)));
  return {
    width: grown(cell.width, smallestBody.width / across),
    height: grown(cell.height, smallestBody.height / down),
    square: grown(cell.square, smallestBody.height / Math.max(across, down)),
  };
}

/** `columns` panels stand side by side. Cells are square when rows and columns carry the same labels: a correlation, an attention or a confusion matrix. */
export function resolveCells(cells: Spec['cells'], panels: readonly Panel[], columns: number): CellSize {
  const square = panels.every(isSquare);
  const aspect = cells?.aspect ?? (square && !(cells?.width && cells?.height) ? 1 : null);
  const natural = naturalCell(panels, columns);
  const height =
    cells?.height ??
    (cells?.width && aspect ? cells.width / aspect : square ? natural.square : natural.height);
  const width = cells?.width ?? (aspect ? height * aspect : natural.width);
  return {
    width,
    height,
    gap: cells?.gap ?? 0,
    stroke: cells?.stroke === undefined || cells.stroke === 'none' ? null : parseColor(cells.stroke),
    aspect,
    widthGiven: cells?.width !== undefined,
    heightGiven: cells?.height !== undefined,
    longestBody: DEFAULTS.longestBody,
  };
}

function isSquare({ matrix }: Panel): boolean {
  const { rowLabels, columnLabels } = matrix;
  if (matrix.rows !== matrix.columns || matrix.rows < 2) return false;
  if (rowLabels === null || columnLabels === null) return rowLabels === columnLabels;
  return rowLabels.every((label, i) => label === columnLabels[i]);
}
