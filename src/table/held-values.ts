import { checkSize } from '../matrix/limits.js';

const INITIAL_CAPACITY = 1 << 10;

/** All values of a sparse table, with the cell of each. */
export class HeldValues {
  length = 0;
  private values = new Float64Array(INITIAL_CAPACITY);
  private cells = new Int32Array(INITIAL_CAPACITY);

  constructor(private readonly file: string) {}

  /** Error: `too-large`. */
  add(cell: number, value: number): void {
    if (this.length === this.values.length) {
      const { values, cells } = this;
      this.values = new Float64Array(2 * this.length);
      this.cells = new Int32Array(2 * this.length);
      this.values.set(values);
      this.cells.set(cells);
    }
    this.values[this.length] = value;
    this.cells[this.length++] = cell;
    checkSize('records', this.length, this.file, 'median() keeps all values in memory; mean() does not');
  }

  /** Replaces each cell i by `targets[i]`. */
  renumber(targets: Int32Array): void {
    for (let i = 0; i < this.length; i++) this.cells[i] = targets[this.cells[i]];
  }

  /** Returns the result of `combine` for the values of each of `count` cells. */
  mapCells(count: number, combine: (values: Float64Array) => number): Float64Array {
    // A counting sort by cell.
    const starts = new Int32Array(count + 1);
    for (let i = 0; i < this.length; i++) starts[this.cells[i] + 1]++;
    for (let cell = 0; cell < count; cell++) starts[cell + 1] += starts[cell];
    const next = starts.slice();
    const sorted = new Float64Array(this.length);
    for (let i = 0; i < this.length; i++) sorted[next[this.cells[i]]++] = this.values[i];
    return Float64Array.from({ length: count }, (_, cell) =>
      combine(sorted.subarray(starts[cell], starts[cell + 1])),
    );
  }
}
