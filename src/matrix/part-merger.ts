import { Halvings } from './halvings.js';
import type { MatrixPart } from './matrix-part.js';
import { divideByCounts } from './reduced-grid.js';
import type { Reducer, Reduction, SourceStats } from './reduction.js';
import { combineStats } from './source-stats.js';
import { StripForest } from './strip-forest.js';

/**
 * Joins parts of a matrix. The result does not depend on their order, but memory use does: parts that are neighbours are
 * reduced at once.
 */
export class PartMerger {
  private readonly forest: StripForest;
  private readonly stepCount: number;
  private stats: SourceStats | null = null;

  /** The rows of all parts together, and the number of rows of the whole matrix. */
  constructor(
    private readonly columns: number,
    maxCells: number,
    private readonly reducer: Reducer,
    private readonly rows: { readonly first: number; readonly end: number; readonly count: number },
  ) {
    const halvings = new Halvings(columns, maxCells);
    this.stepCount = halvings.countFor(rows.count);
    this.forest = new StripForest(halvings, reducer, rows.first, this.stepCount);
  }

  /** Adds a part, whose arrays may be changed. */
  add({ runs, stats }: MatrixPart): void {
    for (const run of runs) this.forest.addRun(run);
    this.stats = this.stats ? combineStats(this.stats, stats) : stats;
  }

  /** Returns all parts as one, after at least one part was added. */
  finishPart(): MatrixPart {
    const { forest, rows } = this;
    return { firstRow: rows.first, endRow: rows.end, runs: [...forest.runs()], stats: this.sourceStats() };
  }

  /** Returns the matrix after all its rows were added; without a reduction if it fits into the budget. */
  finish(): { readonly rows: number; readonly values: Float64Array; readonly reduction?: Reduction } {
    const { columns, reducer } = this;
    const rows = this.rows.count;
    const { values, ...grid } = this.forest.finish(rows);
    if (this.stepCount === 0) return { rows, values: values.subarray(0, rows * columns) };
    divideByCounts(values, grid.counts);
    return { rows, values, reduction: { reducer, ...grid, sourceStats: this.sourceStats() } };
  }

  private sourceStats(): SourceStats {
    if (this.stats === null) throw new RangeError('no part was added');
    return this.stats;
  }
}
