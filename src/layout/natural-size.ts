/** The size of cells if the page does not limit them. */
import type { Figure, Panel } from '../figure/figure.js';
import { LIMITS } from '../theme.js';
import type { Size } from './body.js';
import { type PixelGrid, snap, snapDown } from './pixels.js';

/**
 * Returns the size of cells in whole pixels: large enough for `minCell`, which printed values require, and small enough
 * for the maximum size of a body. A size in the spec has priority over both.
 */
export function naturalCellSize(figure: Figure, minCell: Size, pixels: PixelGrid): Size {
  const { cells, grid, panels } = figure;
  const { hasFixedWidth, hasFixedHeight, aspect } = cells;
  const items = itemCounts(figure);
  const gridRows = Math.ceil(panels.length / grid.columns);
  const requested = {
    width: hasFixedWidth ? cells.width : Math.max(cells.width, Math.ceil(minCell.width)),
    height: hasFixedHeight ? cells.height : Math.max(cells.height, Math.ceil(minCell.height)),
  };
  if (aspect !== null && !hasFixedWidth && !hasFixedHeight) {
    requested.width = Math.max(requested.width, requested.height * aspect);
    requested.height = requested.width / aspect;
  }
  const shrink = (length: number, itemCount: number, panelCount: number) => {
    const maxLength = cells.maxBodyLength * (panelCount > 1 ? LIMITS.body.gridFactor : 1);
    return Math.min(length, Math.max(maxLength / itemCount - cells.gap, maxLength / itemCount / 2));
  };
  let width = hasFixedWidth ? requested.width : shrink(requested.width, items.columns, grid.columns);
  let height = hasFixedHeight ? requested.height : shrink(requested.height, items.rows, gridRows);
  if (aspect !== null) {
    width = Math.min(width, height * aspect);
    height = width / aspect;
  }
  // Drawn cells, which may aggregate several items, get whole pixels.
  const drawn = drawnCounts(figure);
  const round = (length: number, requestedLength: number, itemsPerCell: number) =>
    wholePixels(length * itemsPerCell, requestedLength * itemsPerCell, pixels) / itemsPerCell;
  const size = {
    width: round(width, requested.width, items.columns / drawn.columns),
    height: round(height, requested.height, items.rows / drawn.rows),
  };
  if (aspect === null || (drawn.columns === items.columns && drawn.rows === items.rows)) return size;
  // If the two axes are aggregated differently, rounding may have changed the aspect.
  const smaller = Math.min(size.width, size.height * aspect);
  return { width: smaller, height: smaller / aspect };
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
