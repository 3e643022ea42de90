/** Chooses how many panels are side by side if the spec does not say it. */
import type { Matrix } from '../matrix/matrix.js';
import type { CellsSpec } from '../spec/cells.js';
import { DEFAULTS, LIMITS } from '../theme.js';
import type { Page } from './figure.js';
import { isSquare } from './page.js';

interface PanelSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Returns the number of columns of a grid of panels. Panels are in one column unless it would be much taller than a
 * page. Otherwise they form a grid that is about as wide as a page, preferably without an incomplete row. Square cells grow
 * or shrink with a page of a given width, so the grid may need more columns to keep the page from becoming too tall.
 */
export function chooseGridColumns(
  matrices: readonly Matrix[],
  page: Pick<Page, 'width' | 'height'> = { width: null, height: null },
  cells: CellsSpec = {},
): number {
  const columns = naturalGridColumns(matrices, page.width);
  const isScaled = cells.width === undefined && cells.height === undefined && matrices.every(isSquare);
  if (page.width === null || page.height !== null || !isScaled) return columns;
  return fitSquares(matrices, page.width, columns, cells);
}

/** Returns the columns of panels whose cells have their default size, or a slightly smaller one if the page is narrow. */
function naturalGridColumns(matrices: readonly Matrix[], pageWidth: number | null): number {
  const { maxColumnHeight, maxFlatColumnHeight, flatRatio, minScale } = LIMITS.grid;
  const { width, height } = estimatePanelSize(matrices);
  const isFlat = matrices.every(({ rows, columns }) => rows <= flatRatio * columns);
  const columnHeight = matrices.length * height;
  if (columnHeight <= (isFlat ? maxFlatColumnHeight : maxColumnHeight)) return DEFAULTS.layout.columns;
  const maxColumns =
    pageWidth === null ? matrices.length : Math.max(1, Math.floor(pageWidth / (width * minScale)));
  let best = { columns: 1, penalty: Number.POSITIVE_INFINITY };
  for (let columns = 1; columns <= Math.min(maxColumns, matrices.length); columns++) {
    const penalty = gridPenalty(matrices.length, columns, width / height);
    if (penalty < best.penalty) best = { columns, penalty };
  }
  return best.columns;
}

/**
 * Returns `columns` if a page of this width is then not too tall, else the best number of columns with which labels and
 * printed values still have space.
 */
function fitSquares(
  matrices: readonly Matrix[],
  pageWidth: number,
  columns: number,
  { values }: CellsSpec,
): number {
  const { maxPageRatio, minBody, minLabelCell, minValueCell, labelSpace } = LIMITS.grid;
  const panelCount = matrices.length;
  const items = matrices.reduce((most, matrix) => Math.max(most, matrix.columns), 1);
  const isLabelled = matrices.some(({ columnLabels }) => columnLabels !== null);
  const minCell = values ? minValueCell : isLabelled ? minLabelCell : 0;
  const bodySide = (n: number) => pageWidth / n - labelSpace.width - rowLabelWidth(matrices);
  const panelHeight = (n: number) => bodySide(n) + labelSpace.height;
  if (Math.ceil(panelCount / columns) * panelHeight(columns) <= maxPageRatio * pageWidth) return columns;
  // Texts that do not fit even into one column do not limit the columns.
  const minSide = Math.max(minBody, Math.min(minCell * items, bodySide(1)));
  const penalty = (n: number) => gridPenalty(panelCount, n, pageWidth / n / panelHeight(n));
  let best = columns;
  for (let n = columns + 1; n <= panelCount && bodySide(n) >= minSide; n++)
    if (penalty(n) < penalty(best)) best = n;
  return best;
}

/** Measures how far a grid is from a good shape. A ratio that is twice as large counts as much as one half as large. */
function gridPenalty(panelCount: number, columns: number, panelAspect: number): number {
  const { aspect, incompletePenalty } = LIMITS.grid;
  const rows = Math.ceil(panelCount / columns);
  const shape = Math.abs(Math.log((columns * panelAspect) / rows / aspect));
  const emptyShare = (columns * rows - panelCount) / columns;
  return shape + (emptyShare > 0 ? incompletePenalty + emptyShare : 0);
}

/** Estimates the size of a panel with its labels; the fonts are not known yet. */
function estimatePanelSize(matrices: readonly Matrix[]): PanelSize {
  const { labelSpace } = LIMITS.grid;
  const { width, height, square } = DEFAULTS.cells;
  const cell = matrices.every(isSquare) ? { width: square, height: square } : { width, height };
  const max = (measure: (matrix: Matrix) => number) =>
    matrices.reduce((largest, matrix) => Math.max(largest, measure(matrix)), 0);
  const length = (count: number, size: number) => Math.min(count * size, LIMITS.body.maxSide);
  return {
    width:
      length(
        max(({ columns }) => columns),
        cell.width,
      ) +
      labelSpace.width +
      rowLabelWidth(matrices),
    height:
      length(
        max(({ rows }) => rows),
        cell.height,
      ) + labelSpace.height,
  };
}

/** Estimates the width of the row labels. */
function rowLabelWidth(matrices: readonly Matrix[]): number {
  const { characterWidth, maxRowLabelWidth } = LIMITS.grid;
  const longest = matrices.reduce(
    (length, { rowLabels }) =>
      (rowLabels ?? []).reduce((longer, label) => Math.max(longer, label.length), length),
    1,
  );
  return Math.min(longest * characterWidth, maxRowLabelWidth);
}
