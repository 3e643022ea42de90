import { BlockAggregator } from './block-aggregator.js';
import type { Reduction, ReductionOptions } from './reduction.js';
import { SourceStatsCollector } from './source-stats.js';

/** A number of rows and columns: of a grid, or of the values in one block. */
interface Shape {
  rows: number;
  columns: number;
}

/** Returns the block size that a matrix of `rows` and `columns` has after all its rows are added. */
export function coarsestFactor(rows: number, columns: number, maxCells: number): Shape {
  const factor = { rows: 1, columns: 1 };
  const grid = { rows: 0, columns };
  for (;;) {
    grid.rows = Math.min(Math.ceil(rows / factor.rows), Math.floor(maxCells / grid.columns));
    if (grid.rows * factor.rows >= rows) return factor;
    halveLongerAxis(grid, factor);
  }
}

/** Halves the longer axis of `grid` and doubles `factor` along it. Returns that axis. */
function halveLongerAxis(grid: Shape, factor: Shape): keyof Shape {
  const axis = grid.columns > 1 && grid.columns >= grid.rows ? 'columns' : 'rows';
  grid[axis] = Math.ceil(grid[axis] / 2);
  factor[axis] *= 2;
  return axis;
}

/** A matrix with more than `maxCells` cells, as one value per block. */
export class ReducedGrid {
  private sourceRows = 0;
  private readonly shape: Shape;
  private readonly blocks: BlockAggregator;
  private readonly stats: SourceStatsCollector;
  private columnEdges: Int32Array;
  private readonly mapRow: ((row: Float64Array, start: number) => Float64Array) | null;

  /** `initial` has the first rows, if any. Its `values` are reused as storage and must have room for `maxCells` cells. */
  constructor(
    private readonly sourceColumns: number,
    private readonly maxCells: number,
    { reducer, stats, mapValues }: ReductionOptions,
    private readonly factor: Shape,
    initial?: { readonly rows: number; readonly values: Float64Array<ArrayBuffer> },
  ) {
    this.shape = { rows: 0, columns: Math.ceil(sourceColumns / factor.columns) };
    this.stats = new SourceStatsCollector(stats);
    this.columnEdges = this.computeColumnEdges();
    this.mapRow = mapValues ? rowMapper(mapValues, sourceColumns) : null;
    if (!initial || initial.rows === 0) {
      this.blocks = new BlockAggregator(Math.max(maxCells, this.shape.columns), reducer);
    } else {
      mapValues?.(initial.values.subarray(0, initial.rows * sourceColumns));
      this.blocks = new BlockAggregator(initial.values, reducer, initial.rows * sourceColumns);
      for (; this.sourceRows < initial.rows; this.sourceRows++) {
        this.stats.addRow(initial.values, this.sourceRows * sourceColumns, sourceColumns, this.sourceRows);
      }
      this.shape.rows = initial.rows;
    }
  }

  add(source: Float64Array, sourceStart: number): void {
    const { shape, factor, mapRow } = this;
    const [row, start] = mapRow ? [mapRow(source, sourceStart), 0] : [source, sourceStart];
    while (this.sourceRows % factor.rows === 0 && (shape.rows + 1) * shape.columns > this.maxCells) {
      const { ...before } = shape;
      if (halveLongerAxis(shape, factor) === 'columns') this.mergeColumnPairs(before);
      else this.mergeRowPairs(before);
    }
    const gridRow = Math.floor(this.sourceRows / factor.rows);
    shape.rows = gridRow + 1;
    this.blocks.addRow(row, null, start, this.columnEdges, gridRow * shape.columns);
    this.stats.addRow(row, start, this.sourceColumns, this.sourceRows);
    this.sourceRows++;
  }

  finish(): { readonly values: Float64Array; readonly reduction: Reduction } {
    const { blocks, factor, shape } = this;
    blocks.finish();
    const count = shape.rows * shape.columns;
    return {
      values: blocks.values.subarray(0, count),
      reduction: {
        reducer: blocks.reducer,
        factor,
        ...shape,
        counts: blocks.counts?.subarray(0, count) ?? null,
        sourceStats: this.stats.finish(this.sourceRows * this.sourceColumns),
      },
    };
  }

  private mergeColumnPairs({ rows, columns }: Shape): void {
    const halved = this.shape.columns;
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        this.blocks.merge(i * halved + (j >> 1), i * columns + j, j % 2 === 0);
      }
    }
    this.columnEdges = this.computeColumnEdges();
  }

  private mergeRowPairs({ rows, columns }: Shape): void {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        this.blocks.merge((i >> 1) * columns + j, i * columns + j, i % 2 === 0);
      }
    }
  }

  private computeColumnEdges(): Int32Array {
    const { factor, shape, sourceColumns } = this;
    return Int32Array.from({ length: shape.columns + 1 }, (_, k) =>
      Math.min(sourceColumns, k * factor.columns),
    );
  }
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
