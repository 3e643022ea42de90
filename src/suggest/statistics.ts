import { binaryLabels } from '../figure/binary.js';
import type { Input } from '../input/load.js';
import { totalCells, withoutTotals } from '../matrix/totals.js';

/** Statistics of all panels together. */
export interface Statistics {
  /** The smallest and the largest finite value; null without such values and for categories. */
  readonly extent: readonly [number, number] | null;
  readonly missing: number;
  readonly infinite: number;
  /** The number of different categories; 0 for numbers. */
  readonly categories: number;
  /** Whether all values are 0 or 1, or booleans. */
  readonly isBinary: boolean;
}

export function computeStatistics(panels: Input['panels']): Statistics {
  let [low, high, missing, infinite] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  const categories = new Set<string>();
  const matrices = panels.map(({ matrix }) => matrix);
  const totals = matrices.map(totalCells);
  for (const [i, matrix] of matrices.entries()) {
    for (const category of matrix.categories ?? []) categories.add(category);
    for (const [cell, value] of matrix.values.entries()) {
      if (totals[i]?.[cell]) continue;
      if (Number.isNaN(value)) missing++;
      else if (!Number.isFinite(value)) infinite++;
      else if (!matrix.categories) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
  return {
    extent: low <= high ? [low, high] : null,
    missing,
    infinite,
    categories: categories.size,
    isBinary: binaryLabels(matrices.map(withoutTotals)) !== null,
  };
}
