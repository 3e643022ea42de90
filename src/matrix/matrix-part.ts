import type { SourceStats } from './reduction.js';
import type { StripRun } from './strip-forest.js';

/** Consecutive rows of a matrix, reduced as far as they can be without the other rows. */
export interface MatrixPart {
  /** The positions in the whole matrix of the first row, and of the one after the last row. */
  readonly firstRow: number;
  readonly endRow: number;
  readonly runs: readonly StripRun[];
  readonly stats: SourceStats;
}
