import { Halvings } from './halvings.js';
import type { MatrixPart } from './matrix-part.js';
import type { Reduction, ReductionOptions } from './reduction.js';
import { SourceStatsCollector } from './source-stats.js';
import { type InitialRows, StripForest } from './strip-forest.js';

/** The rows that a grid starts with. */
interface GridStart {
  /** The position of the first row in the matrix. */
  readonly firstRow?: number;
  /** The number of rows of the whole matrix, if it is known. */
  readonly rowCount?: number;
  /** The rows that are already in memory. */
  readonly initial?: InitialRows;
}

/** A matrix with more than `maxCells` cells, as one value per block; or a part of a matrix of any size. */
export class ReducedGrid {
  private readonly forest: StripForest;
  private readonly stats: SourceStatsCollector;
  private readonly mapRow: ((row: Float64Array, start: number) => Float64Array) | null;
  private readonly firstRow: number;
  private nextRow: number;

  constructor(
    private readonly columns: number,
    maxCells: number,
    private readonly options: ReductionOptions,
    { firstRow = 0, rowCount, initial }: GridStart,
  ) {
    const { stats, reducer, mapValues } = options;
    this.firstRow = firstRow;
    this.nextRow = firstRow + (initial?.rows ?? 0);
    this.stats = new SourceStatsCollector(stats);
    this.mapRow = mapValues ? rowMapper(mapValues, columns) : null;
    if (initial) mapValues?.(initial.values.subarray(0, initial.rows * columns));
    for (let i = 0; initial && i < initial.rows; i++)
      this.stats.addRow(initial.values, i * columns, columns, firstRow + i);
    const halvings = new Halvings(columns, maxCells);
    const stepCount = rowCount === undefined ? 0 : halvings.countFor(rowCount);
    this.forest = new StripForest(halvings, reducer, firstRow, stepCount, initial);
  }

  add(source: Float64Array, sourceStart: number): void {
    const { mapRow, columns, nextRow } = this;
    const [row, start] = mapRow ? [mapRow(source, sourceStart), 0] : [source, sourceStart];
    this.forest.addRow(row, start, nextRow, this.stats.addRow(row, start, columns, nextRow));
    this.nextRow++;
  }

  finish(): { readonly values: Float64Array; readonly reduction: Reduction } {
    const { nextRow, columns, options } = this;
    const { values, ...grid } = this.forest.finish(nextRow);
    divideByCounts(values, grid.counts);
    const sourceStats = this.stats.finish(nextRow * columns);
    return { values, reduction: { reducer: options.reducer, ...grid, sourceStats } };
  }

  /** Returns the rows so far as a part. */
  finishPart(): MatrixPart {
    const { firstRow, nextRow, columns } = this;
    const stats = this.stats.finish((nextRow - firstRow) * columns);
    return { firstRow, endRow: nextRow, runs: [...this.forest.runs()], stats };
  }
}

/** Creates a grid. A function, because this module is loaded when a matrix is reduced. */
export function createReducedGrid(...args: ConstructorParameters<typeof ReducedGrid>): ReducedGrid {
  return new ReducedGrid(...args);
}

/** Turns sums into means. */
export function divideByCounts(values: Float64Array, counts: Uint32Array | null): void {
  for (let k = 0; counts && k < counts.length; k++) if (counts[k] > 0) values[k] /= counts[k];
}

/** Returns a function that maps one row in a buffer, so that the source does not change. */
function rowMapper(mapValues: (values: Float64Array) => void, columns: number) {
  const buffer = new Float64Array(columns);
  return (row: Float64Array, start: number): Float64Array => {
    buffer.set(row.subarray(start, start + columns));
    mapValues(buffer);
    return buffer;
  };
}
