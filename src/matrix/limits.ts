import { fail } from '../diagnostics.js';
import type { MemoryBudget } from './reduction.js';

/** The maximum sizes of one source: more than a figure has pixels for, less than the memory of common machines. */
export const LIMITS = {
  cells: 2 ** 26,
  'cells in one row or column': 2 ** 24,
  records: 2 ** 24,
  'row labels': 2 ** 22,
  'column labels': 2 ** 22,
  panels: 2 ** 22,
  categories: 2 ** 22,
};

/**
 * Checks the number of items in `file`.
 *
 * @throws HeatmapError "too-large" if `count` is over the limit.
 */
export function checkSize(items: keyof typeof LIMITS, count: number, file: string, ...hints: string[]): void {
  const limit = LIMITS[items];
  if (count > limit) fail('too-large', `the data has more than ${limit} ${items}`, { file }, ...hints);
}

/** Keeps every value; a source with more than `LIMITS.cells` cells is an error. */
export const NO_REDUCTION: MemoryBudget = { maxCells: LIMITS.cells, reduction: null };
