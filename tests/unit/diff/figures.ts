/** Figures as the batch compares them. */
import type { Shown } from '../../../src/diff/summary.js';
import { shownOf } from '../../../src/diff/summary.js';
import type { Figure } from '../../../src/figure/figure.js';
import { fromValue } from '../../../src/json/from-value.js';
import type { Matrix } from '../../../src/matrix/matrix.js';
import { parseSpec } from '../../../src/spec/parse.js';
import type { Spec } from '../../../src/spec/spec.js';
import { rendered } from '../../support/figure.js';

const TEMPLATE = rendered({ data: [[1, 2]] }).figure;

interface Named {
  readonly rows?: readonly string[];
  readonly columns?: readonly string[];
  readonly words?: readonly string[];
}

/** A figure of these values, with everything else as in any. */
export function figureOf(grid: readonly (readonly number[])[], { rows, columns, words }: Named = {}): Figure {
  const matrix: Matrix = {
    rows: grid.length,
    columns: grid[0].length,
    values: Float64Array.from(grid.flat()),
    rowLabels: rows ?? null,
    columnLabels: columns ?? null,
    words: words ?? null,
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

/** What a spec shows, through the whole pipeline. */
export function shownBy(spec: object): Shown {
  return shownOf(rendered(spec).figure, specOf(spec));
}
