import { fail } from '../diagnostics.js';
import type { Holding } from './reduction.js';

/** What one source may hold: more than any figure has pixels for, less than any machine has memory for. */
export const LIMITS = {
  cells: 2 ** 26,
  'cells of one line': 2 ** 24,
  records: 2 ** 24,
  'row labels': 2 ** 22,
  'column labels': 2 ** 22,
  panels: 2 ** 22,
  words: 2 ** 22,
};

/** Fails with `too-large` if `count` is more of them than `file` may hold. */
export function checkSize(what: keyof typeof LIMITS, count: number, file: string, ...hints: string[]): void {
  const limit = LIMITS[what];
  if (count > limit) fail('too-large', `the data has more than ${limit} ${what}`, { file }, ...hints);
}

/** Everything is held, as `LIMITS` allow. */
export const WHOLE: Holding = { budget: LIMITS.cells, reduce: null };
