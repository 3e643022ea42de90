/** The size of cells if the page does not limit them. */
import type { CellSize, Figure, Panel } from '../figure/figure.js';
import { DEFAULTS, LIMITS } from '../theme.js';
import type { Size } from './body.js';
import type { LabelSpace } from './label-space.js';
import { type PixelGrid, snap, snapDown, snapUp } from './pixels.js';

/** The content that cells must have space for. */
export interface CellContent {
  /** The size of cells that printed values require. */
  readonly minCell: Size;
  readonly labels: LabelSpace;
}

/** The limits of the size of cells in one figure. */
interface Limits {
  readonly items: CellCounts;
  /** The maximum size of the bodies together, and the maximum if every item then has a label. */
  readonly body: Size;
  readonly labelledBody: Size;
}

/**
 * Returns the size of cells in whole pixels. Cells of small matrices and of narrow bodies are enlarged. Cells are large
 * enough for their content, and small enough for the maximum size of a body. A size in the spec has priority.
 */
export function naturalCellSize(figure: Figure, content: CellContent, pixels: PixelGrid): Size {
  const { cells, grid, panels } = figure;
  const items = itemCounts(figure);
  const gridRows = Math.ceil(panels.length / grid.columns);
  const factor = (panelCount: number) => (panelCount > 1 ? LIMITS.body.gridFactor : 1);
  const { maxLabelledSide } = LIMITS.body;
  const body = {
    width: cells.maxBodyLength * factor(grid.columns),
    height: cells.maxBodyLength * factor(gridRows),
  };
  const labelledBody = {
    width: Math.max(body.width, maxLabelledSide),
    height: Math.max(body.height, maxLabelledSide),
  };
  const limits = { items, body, labelledBody };
  const { size, requested } =
    cells.aspect === null
      ? independentSize(figure, content, limits, pixels)
      : proportionalSize(figure, cells.aspect, content, limits, pixels);
  // Drawn cells, which may aggregate several items, get whole pixels. On a numeric axis they have different lengths.
  const drawn = drawnCounts(figure);
  const isNumeric = {
    width: panels.every(({ x }) => x.numeric !== null),
    height: panels.every(({ y }) => y.numeric !== null),
  };
  const round = (dimension: keyof Size, itemsPerCell: number) => {
    if (isNumeric[dimension]) return size[dimension];
    return (
      wholePixels(size[dimension] * itemsPerCell, requested[dimension] * itemsPerCell, pixels) / itemsPerCell
    );
  };
  const rounded = {
    width: round('width', items.columns / drawn.columns),
    height: round('height', items.rows / drawn.rows),
  };
  if (cells.aspect === null || (drawn.columns === items.columns && drawn.rows === items.rows)) return rounded;
  // If the two axes are aggregated differently, rounding may have changed the aspect.
  const smaller = Math.min(rounded.width, rounded.height * cells.aspect);
  return { width: smaller, height: smaller / cells.aspect };
}

/** A size of cells, and the size before cells were made smaller so that the bodies are not too large. */
interface SizeChoice {
  readonly size: Size;
  readonly requested: Size;
}

/** Chooses width and height independently of each other. */
function independentSize(
  { cells, page }: Figure,
  { minCell, labels }: CellContent,
  { items, body, labelledBody }: Limits,
  pixels: PixelGrid,
): SizeChoice {
  const { minBody, maxWidth, maxHeight } = DEFAULTS.cells;
  const { minWidthShare, minHeightShare } = LIMITS.body;
  const { hasFixedWidth, hasFixedHeight, gap } = cells;
  const requested = {
    width: hasFixedWidth
      ? cells.width
      : enlarge(Math.max(cells.width, Math.ceil(minCell.width)), minBody.width / items.columns, maxWidth),
    height: hasFixedHeight
      ? cells.height
      : enlarge(Math.max(cells.height, Math.ceil(minCell.height)), minBody.height / items.rows, maxHeight),
  };
  let { width, height } = requested;
  if (!hasFixedWidth) {
    width = shrink(width, items.columns, body.width, gap);
    width = enlargeForLabels(width, labels.minCell.width, labelledBody.width / items.columns - gap, pixels);
  }
  if (!hasFixedHeight) {
    height = shrink(height, items.rows, body.height, gap);
    height = enlargeForLabels(height, labels.minCell.height, labelledBody.height / items.rows - gap, pixels);
  }
  if (!hasFixedWidth && !hasFixedHeight && page.width === null && page.height === null) {
    const narrow = (height * items.rows * minWidthShare) / items.columns;
    width = enlarge(width, narrow, Math.min(maxWidth, body.width / items.columns));
    const flat = (width * items.columns * minHeightShare) / items.rows;
    height = enlarge(height, flat, Math.min(maxHeight, body.height / items.rows));
  }
  if (!hasFixedWidth && page.width === null) {
    const max = Math.min(maxWidth, body.width / items.columns - gap);
    width = enlargeForHorizontalLabels(width, max, { cells, labels, items });
  }
  return { size: { width, height }, requested };
}

/** Chooses a size with `aspect`, width divided by height. */
function proportionalSize(
  { cells, page }: Figure,
  aspect: number,
  { minCell, labels }: CellContent,
  { items, body, labelledBody }: Limits,
  pixels: PixelGrid,
): SizeChoice {
  const { minBody, maxWidth, maxHeight } = DEFAULTS.cells;
  const { hasFixedWidth, hasFixedHeight, gap } = cells;
  const sizeOf = (width: number): Size => ({ width, height: width / aspect });
  /** The maximum width of cells in bodies of a given size. */
  const widthIn = (bodies: Size, gaps: number) =>
    Math.min(bodies.width / items.columns - gaps, (bodies.height / items.rows - gaps) * aspect);
  const isFixed = hasFixedWidth || hasFixedHeight;
  const maxCellWidth = Math.min(maxWidth, maxHeight * aspect);
  const requested = isFixed
    ? cells.width
    : enlarge(
        Math.max(cells.width, Math.ceil(minCell.width), Math.ceil(minCell.height) * aspect),
        widthIn(minBody, 0),
        maxCellWidth,
      );
  let width = hasFixedWidth ? requested : shrink(requested, items.columns, body.width, gap);
  const height = hasFixedHeight ? cells.height : shrink(requested / aspect, items.rows, body.height, gap);
  width = Math.min(width, height * aspect);
  if (!isFixed) {
    const forAll = Math.max(labels.minCell.width, labels.minCell.height * aspect);
    width = enlargeForLabels(width, forAll, widthIn(labelledBody, gap), pixels);
  }
  if (!isFixed && page.width === null && page.height === null) {
    const max = Math.min(maxCellWidth, widthIn(body, gap));
    width = enlargeForHorizontalLabels(width, max, { cells, labels, items });
  }
  return { size: sizeOf(width), requested: sizeOf(requested) };
}

/** Returns `length`, or the larger whole length `target`, which is limited to `max`. */
function enlarge(length: number, target: number, max: number): number {
  return Math.max(length, Math.round(Math.min(target, max)));
}

/** Returns the largest length up to `length` at which a body of `count` cells is not longer than `maxLength`. */
function shrink(length: number, count: number, maxLength: number, gap: number): number {
  return Math.min(length, Math.max(maxLength / count - gap, maxLength / count / 2));
}

/** Returns `length`, enlarged if each item can then have its label. */
function enlargeForLabels(length: number, target: number, max: number, { device }: PixelGrid): number {
  const snapped = snapUp(target, device);
  return snapped <= max ? Math.max(length, snapped) : length;
}

/** Returns `width`, enlarged up to `max` if column labels are then horizontal. */
function enlargeForHorizontalLabels(
  width: number,
  max: number,
  { cells, labels, items }: { cells: CellSize; labels: LabelSpace; items: CellCounts },
): number {
  const { maxLabelGrowth, smallBody, maxExtraGrowth } = DEFAULTS.cells;
  const limit = Math.max(maxLabelGrowth * cells.width, smallBody / items.columns, maxExtraGrowth * width);
  return labels.horizontalWidth(width, Math.max(width, Math.floor(Math.min(limit, max)))) ?? width;
}

/** Rounds a length to whole px if it is not smaller than requested, else down to device pixels, if it has at least one. */
function wholePixels(length: number, requested: number, { device, unit }: PixelGrid): number {
  if (length >= requested) return Math.max(device, snap(length, Number.isInteger(requested) ? unit : device));
  return length < device ? length : snapDown(length, device);
}

export interface CellCounts {
  readonly columns: number;
  readonly rows: number;
}

/** Returns the items across and down the whole grid: the maxima of its columns and rows of panels, added up. */
export function itemCounts(figure: Figure): CellCounts {
  return sumOverGrid(figure, ({ x, y }) => ({ columns: x.order.length, rows: y.order.length }));
}

/** Like `itemCounts`, for drawn cells. */
function drawnCounts(figure: Figure): CellCounts {
  return sumOverGrid(figure, ({ drawn }) => ({ columns: sum(drawn.columns), rows: sum(drawn.rows) }));
}

function sumOverGrid({ grid, panels }: Figure, countsOf: (panel: Panel) => CellCounts): CellCounts {
  const columns: number[] = [];
  const rows: number[] = [];
  panels.forEach((panel, p) => {
    const [column, row] = [p % grid.columns, Math.floor(p / grid.columns)];
    const counts = countsOf(panel);
    columns[column] = Math.max(columns[column] ?? 0, counts.columns);
    rows[row] = Math.max(rows[row] ?? 0, counts.rows);
  });
  return { columns: sum(columns), rows: sum(rows) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
