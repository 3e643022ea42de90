import { type Hex, parseColor } from '../color/color.js';
import { maxOf } from '../extremes.js';
import type { Matrix } from '../matrix/matrix.js';
import type { CellsSpec } from '../spec/cells.js';
import type { Spec } from '../spec/spec.js';
import { toPx } from '../spec/to-px.js';
import { DEFAULTS, LIMITS } from '../theme.js';
import type { Axis, CellSize, Page, Resolution } from './figure.js';
import { hasMarks } from './marks.js';

export function resolvePage(size: Spec['size'], zoom: number): Page {
  const extent = (length: string | number | undefined) =>
    length === undefined || length === 'auto' ? null : toPx(length);
  const dpi = size?.dpi ?? DEFAULTS.dpi;
  return { width: extent(size?.width), height: extent(size?.height), dpi, pixelRatio: (dpi / 96) * zoom };
}

/** Returns the largest number of cells that each segment could show on this page, before its layout is known. */
export function maxResolution(
  page: Page,
  cells: Spec['cells'],
  axes: readonly { readonly x: Axis; readonly y: Axis }[],
): Resolution[] {
  const isFixed = cells?.width !== undefined || cells?.height !== undefined;
  const maxLength = isFixed
    ? Number.POSITIVE_INFINITY
    : LIMITS.body.gridFactor * LIMITS.body.maxSide * axes.length;
  const segments = ({ breaks }: Axis, length: number | null) =>
    [0, ...breaks].map(() => Math.ceil((length ?? maxLength) * page.pixelRatio));
  return axes.map(({ x, y }) => ({ rows: segments(y, page.height), columns: segments(x, page.width) }));
}

/** Returns the longest labels of each axis, in px, so that a page of fixed size keeps more than half of it for the bodies. */
export function maxLabelWidths(page: Page, columns: number, panels: number): { x: number; y: number } {
  const maxWidth = (length: number | null, lines: number) =>
    length === null ? Number.POSITIVE_INFINITY : (length * LIMITS.label.maxPageShare) / lines;
  return { x: maxWidth(page.height, Math.ceil(panels / columns)), y: maxWidth(page.width, columns) };
}

/**
 * Returns the size of cells before layout knows how many of them and which labels need space. Cells are square if rows
 * and columns have the same labels, as in a correlation, attention or confusion matrix, and in a calendar.
 */
export function resolveCellSize(
  cells: Spec['cells'],
  matrices: readonly Matrix[],
  axes: readonly { readonly x: Axis; readonly y: Axis }[],
): CellSize {
  const isCalendar = matrices.every(({ regions }) => regions !== undefined);
  const square = isCalendar || matrices.every(isSquare) || hasMarks(cells);
  const aspect = cells?.aspect ?? (square && !(cells?.width && cells?.height) ? 1 : null);
  const {
    calendar,
    square: largeSquare,
    width: defaultWidth,
    height: defaultHeight,
    numericBody,
  } = DEFAULTS.cells;
  const defaultSquare = isCalendar ? calendar.side : largeSquare;
  // A numeric axis is drawn like the axis of a plot, however few items it has.
  const atLeast = (length: number, axis: 'x' | 'y', body: number) =>
    maxOf(axes, ({ [axis]: { numeric, order } }) => (numeric ? body / order.length : 0), length);
  const naturalHeight = atLeast(square ? defaultSquare : defaultHeight, 'y', numericBody.height);
  const height = cells?.height ?? (cells?.width && aspect ? cells.width / aspect : naturalHeight);
  const width = cells?.width ?? (aspect ? height * aspect : atLeast(defaultWidth, 'x', numericBody.width));
  return {
    width,
    height,
    gap: cells?.gap ?? (isCalendar ? calendar.gap : DEFAULTS.cells.gap),
    aspect,
    hasFixedWidth: cells?.width !== undefined,
    hasFixedHeight: cells?.height !== undefined,
    maxBodyLength: LIMITS.body.maxSide,
  };
}

/** Returns the colour of the lines between cells; null: no lines. */
export function resolveStroke(stroke: CellsSpec['stroke']): Hex | null {
  return stroke === undefined || stroke === 'none' ? null : parseColor(stroke);
}

/** Whether rows and columns are the same items, as in a correlation, attention or confusion matrix. */
export function isSquare(matrix: Matrix): boolean {
  const { rowLabels, columnLabels } = matrix;
  if (matrix.rows !== matrix.columns || matrix.rows < 2) return false;
  if (!haveSameEdges(matrix)) return false;
  if (rowLabels === null || columnLabels === null) return rowLabels === columnLabels;
  return rowLabels.every((label, i) => label === columnLabels[i]);
}

function haveSameEdges({ rowEdges, columnEdges }: Matrix): boolean {
  if (!rowEdges || !columnEdges) return rowEdges === columnEdges;
  return (
    rowEdges.scale === columnEdges.scale && rowEdges.values.every((edge, i) => edge === columnEdges.values[i])
  );
}
