import { fail, type Place } from '../diagnostics.js';
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

/** Limits the cells that all matrices of a figure keep in memory, because many panels can show large data. */
export class CellBudget {
  private used = 0;

  /** Adds cells that are kept. Error: as `check`. */
  add(cells: number, place: Place): void {
    this.check(cells, place);
    this.used += cells;
  }

  /** Checks that `cells` more can be kept. Error: `too-large`. */
  check(cells: number, place: Place): void {
    if (this.used + cells <= LIMITS.cells) return;
    fail(
      'too-large',
      `the figure has more than ${LIMITS.cells} cells in memory`,
      place,
      'select fewer rows and columns, or make several figures',
    );
  }
}

/** Keeps every value; a source with more than `LIMITS.cells` cells is an error. */
export const NO_REDUCTION: MemoryBudget = { maxCells: LIMITS.cells, reduction: null };
