/** Figures and summaries for the tests of differences. */
import { type FigureSummary, summarizeFigure } from '../../../src/diff/summary.js';
import type { DescribedFigure } from '../../../src/figure/figure.js';
import { fromValue } from '../../../src/json/from-value.js';
import type { Matrix } from '../../../src/matrix/matrix.js';
import { parseSpec } from '../../../src/spec/parse.js';
import type { Spec } from '../../../src/spec/spec.js';
import { rendered } from '../../support/figure.js';

const TEMPLATE = rendered({ data: [[1, 2]] }).figure;

interface FigureLabels {
  readonly rows?: readonly string[];
  readonly columns?: readonly string[];
  readonly categories?: readonly string[];
}

/** Returns a figure with these values. Everything else is the default. */
export function figureOf(
  grid: readonly (readonly number[])[],
  { rows, columns, categories }: FigureLabels = {},
): DescribedFigure {
  const matrix: Matrix = {
    rows: grid.length,
    columns: grid[0].length,
    values: Float64Array.from(grid.flat()),
    rowLabels: rows ?? null,
    columnLabels: columns ?? null,
    categories: categories ?? null,
  };
  const [panel] = TEMPLATE.panels;
  const axis = (count: number, labels: readonly string[] | undefined) => ({
    ...panel.x,
    order: Array.from({ length: count }, (_, i) => i),
    labels: labels ?? Array.from({ length: count }, (_, i) => String(i)),
  });
  return {
    ...TEMPLATE,
    panels: [{ ...panel, matrix, x: axis(matrix.columns, columns), y: axis(matrix.rows, rows) }],
  };
}

export function specOf(spec: object): Spec {
  return parseSpec(fromValue(spec)).spec;
}

/** Runs the whole pipeline for a spec and summarizes the figure. */
export function summaryOf(spec: object): FigureSummary {
  return summarizeFigure(rendered(spec).figure, specOf(spec));
}
