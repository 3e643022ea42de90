/** Chooses how many panels are side by side if the spec does not say it. */
import type { Matrix } from '../matrix/matrix.js';
import { DEFAULTS, LIMITS } from '../theme.js';
import { isSquare } from './page.js';

interface PanelSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Returns the number of columns of a grid of panels. Panels are in one column unless it would be much taller than a
 * page. Otherwise they form a grid that is about as wide as a page, preferably without an incomplete row.
 *
 * @param pageWidth the width of the page in px; null if the page may grow
 */
export function chooseGridColumns(matrices: readonly Matrix[], pageWidth: number | null = null): number {
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
  const { labelSpace, characterWidth, maxRowLabelWidth } = LIMITS.grid;
  const { width, height, square } = DEFAULTS.cells;
  const cell = matrices.every(isSquare) ? { width: square, height: square } : { width, height };
  const max = (measure: (matrix: Matrix) => number) =>
    matrices.reduce((largest, matrix) => Math.max(largest, measure(matrix)), 0);
  const length = (count: number, size: number) => Math.min(count * size, LIMITS.body.maxSide);
  const longestLabel = max(({ rowLabels }) =>
    (rowLabels ?? []).reduce((longest, label) => Math.max(longest, label.length), 1),
  );
  return {
    width:
      length(
        max(({ columns }) => columns),
        cell.width,
      ) +
      labelSpace.width +
      Math.min(longestLabel * characterWidth, maxRowLabelWidth),
    height:
      length(
        max(({ rows }) => rows),
        cell.height,
      ) + labelSpace.height,
  };
}
