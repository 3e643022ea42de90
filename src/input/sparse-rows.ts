import { Accumulator, type AccumulatorResult } from '../matrix/accumulator.js';
import type { MemoryBudget } from '../matrix/reduction.js';

const INITIAL_CAPACITY = 1 << 10;

/**
 * Collects the cells of a matrix in any order. A matrix that is kept unchanged is an array from the start. Of a larger one only
 * these cells are kept, so that a few cells need little memory, and `finish` reduces it row by row.
 */
export class SparseRows {
  private readonly dense: Float64Array | null;
  private count = 0;
  private cellRows = new Int32Array(INITIAL_CAPACITY);
  private cellColumns = new Int32Array(INITIAL_CAPACITY);
  private cellValues = new Float64Array(INITIAL_CAPACITY);

  /** Absent cells have the value `absent`. `combine` returns the value of a cell that is added again. */
  constructor(
    private readonly rows: number,
    private readonly columns: number,
    private readonly absent: number,
    private readonly combine: (earlier: number, value: number, row: number, column: number) => number,
    private readonly budget: MemoryBudget,
  ) {
    this.dense = rows * columns <= budget.maxCells ? new Float64Array(rows * columns).fill(absent) : null;
  }

  add(row: number, column: number, value: number): void {
    if (this.dense) {
      this.set(this.dense, row * this.columns, row, column, value);
      return;
    }
    const { count } = this;
    if (count === this.cellRows.length) this.grow();
    this.cellRows[count] = row;
    this.cellColumns[count] = column;
    this.cellValues[count] = value;
    this.count++;
  }

  finish(): AccumulatorResult {
    const { rows, columns, dense, budget } = this;
    if (dense) return { rows, values: dense };
    const { starts, order } = this.sortByRow();
    const accumulator = new Accumulator(columns, budget);
    accumulator.reserve(rows, true);
    const buffer = new Float64Array(columns);
    for (let row = 0; row < rows; row++) {
      buffer.fill(this.absent);
      for (let i = starts[row]; i < starts[row + 1]; i++) {
        this.set(buffer, 0, row, this.cellColumns[order[i]], this.cellValues[order[i]]);
      }
      accumulator.add(buffer);
    }
    return accumulator.finish();
  }

  private set(values: Float64Array, rowStart: number, row: number, column: number, value: number): void {
    const earlier = values[rowStart + column];
    const isAbsent = Object.is(earlier, this.absent);
    values[rowStart + column] = isAbsent ? value : this.combine(earlier, value, row, column);
  }

  /** Returns the cells ordered by row, in the order in which they were added, and the start of each row in this order. */
  private sortByRow(): { readonly starts: Int32Array; readonly order: Int32Array } {
    const starts = new Int32Array(this.rows + 1);
    for (let i = 0; i < this.count; i++) starts[this.cellRows[i] + 1]++;
    for (let row = 0; row < this.rows; row++) starts[row + 1] += starts[row];
    const next = starts.slice();
    const order = new Int32Array(this.count);
    for (let i = 0; i < this.count; i++) order[next[this.cellRows[i]]++] = i;
    return { starts, order };
  }

  private grow(): void {
    const capacity = 2 * this.count;
    this.cellRows = copyInto(this.cellRows, new Int32Array(capacity));
    this.cellColumns = copyInto(this.cellColumns, new Int32Array(capacity));
    this.cellValues = copyInto(this.cellValues, new Float64Array(capacity));
  }
}

function copyInto<T extends Int32Array | Float64Array>(source: T, target: T): T {
  target.set(source);
  return target;
}
