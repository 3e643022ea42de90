import { Cells } from './block-aggregator.js';
import { Histogram } from './histogram.js';
import type { Extreme, Holding, Raw, Reduced, Reduction, Watch } from './reduction.js';

/** What `Accumulator` made of the rows it was given. */
export interface Accumulated {
  readonly rows: number;
  /** Row-major: all values, or those of the held cells. */
  readonly values: Float64Array;
  readonly reduced?: Reduced;
}

/**
 * Takes a matrix row by row without knowing how many will come. Values are held as they are until there are more than
 * the budget; from then on cells join two, four, eight … rows or columns of them, always the axis of which more are
 * held, so that memory stays the same however long it goes on. What it makes of a matrix depends on its shape
 * alone, not on how it came.
 */
export class Accumulator {
  rows = 0;
  values = new Float64Array(0);
  private grid: Grid | null = null;

  constructor(
    readonly columns: number,
    private readonly holding: Holding,
  ) {}

  /** Makes room for so many `rows` in all, which may be a guess unless it is `sure`. */
  expect(rows: number, sure: boolean): void {
    const { columns, holding } = this;
    const cells = rows * columns;
    if (this.rows === 0 && sure && cells > holding.budget && holding.reduce) {
      this.grid = new Grid(columns, holding.budget, holding.reduce, factorFor(rows, columns, holding.budget));
    } else if (!this.grid) {
      this.grow(cells);
    }
  }

  /**
   * Takes the next row: `columns` values from `from` on. A matrix that may not be reduced must be checked to stay within
   * the budget before.
   */
  add(row: Float64Array, from = 0): void {
    const { columns, holding } = this;
    const held = this.rows * columns;
    if (!this.grid && held + columns > holding.budget && holding.reduce) {
      this.grow(holding.budget);
      this.grid = new Grid(columns, holding.budget, holding.reduce, { rows: 1, columns: 1 }, this);
      this.values = new Float64Array(0);
    }
    if (this.grid) {
      this.grid.add(row, from);
    } else {
      if (held + columns > this.values.length) this.grow(Math.max(2 * held, held + columns));
      if (from === 0 && row.length === columns) this.values.set(row, held);
      else this.values.set(row.subarray(from, from + columns), held);
    }
    this.rows++;
  }

  finish(): Accumulated {
    const { rows, columns } = this;
    if (this.grid) return { rows, ...this.grid.finish() };
    return { rows, values: this.values.subarray(0, rows * columns) };
  }

  private grow(cells: number): void {
    const room = Math.min(Math.ceil(cells), this.holding.budget);
    if (room <= this.values.length) return;
    const grown = new Float64Array(room);
    grown.set(this.values.subarray(0, this.rows * this.columns));
    this.values = grown;
  }
}

interface Factor {
  rows: number;
  columns: number;
}

/** How many rows and columns a cell joins in the end, where so many of them come. */
function factorFor(rows: number, columns: number, budget: number): Factor {
  const factor = { rows: 1, columns: 1 };
  const held = { rows: 0, columns };
  for (;;) {
    held.rows = Math.min(Math.ceil(rows / factor.rows), Math.floor(budget / held.columns));
    if (held.rows * factor.rows >= rows) return factor;
    halve(held, factor);
  }
}

/** One more row would be too many: joins two of the axis of which more are held. */
function halve(held: Factor, factor: Factor): keyof Factor {
  const axis = held.columns > 1 && held.columns >= held.rows ? 'columns' : 'rows';
  held[axis] = Math.ceil(held[axis] / 2);
  factor[axis] *= 2;
  return axis;
}

/** The held cells of a matrix that is larger than the budget; the rows of `begun` are the first of them, and its values their room. */
class Grid {
  private rows = 0;
  private readonly held: Factor;
  private readonly cells: Cells;
  private readonly tally: Tally;
  private edges: Int32Array;

  constructor(
    private readonly sourceColumns: number,
    private readonly budget: number,
    { by, watch }: Reduction,
    private readonly factor: Factor,
    begun?: { readonly rows: number; readonly values: Float64Array<ArrayBuffer> },
  ) {
    this.held = { rows: 0, columns: Math.ceil(sourceColumns / factor.columns) };
    this.tally = new Tally(watch);
    this.edges = this.columnEdges();
    if (!begun || begun.rows === 0) {
      this.cells = new Cells(Math.max(budget, this.held.columns), by);
    } else {
      this.cells = new Cells(begun.values, by, begun.rows * sourceColumns);
      for (; this.rows < begun.rows; this.rows++) {
        this.tally.take(begun.values, this.rows * sourceColumns, sourceColumns, this.rows);
      }
      this.held.rows = begun.rows;
    }
  }

  add(row: Float64Array, from: number): void {
    while (this.rows % this.factor.rows === 0 && (this.held.rows + 1) * this.held.columns > this.budget) {
      const { ...before } = this.held;
      if (halve(this.held, this.factor) === 'columns') this.joinColumns(before);
      else this.joinRows(before);
    }
    const at = Math.floor(this.rows / this.factor.rows);
    this.held.rows = at + 1;
    this.cells.joinRow(row, null, from, this.edges, at * this.held.columns);
    this.tally.take(row, from, this.sourceColumns, this.rows);
    this.rows++;
  }

  finish(): Omit<Accumulated, 'rows'> {
    const { cells, factor, held } = this;
    cells.finish();
    const count = held.rows * held.columns;
    return {
      values: cells.values.subarray(0, count),
      reduced: {
        by: cells.by,
        factor,
        ...held,
        counts: cells.counts?.subarray(0, count) ?? null,
        raw: this.tally.raw(this.rows * this.sourceColumns),
      },
    };
  }

  private joinColumns({ rows, columns }: Factor): void {
    const halved = this.held.columns;
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) this.cells.join(i * halved + (j >> 1), i * columns + j, j % 2 === 0);
    }
    this.edges = this.columnEdges();
  }

  private joinRows({ rows, columns }: Factor): void {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) this.cells.join((i >> 1) * columns + j, i * columns + j, i % 2 === 0);
    }
  }

  private columnEdges(): Int32Array {
    const { factor, held, sourceColumns } = this;
    return Int32Array.from({ length: held.columns + 1 }, (_, k) =>
      Math.min(sourceColumns, k * factor.columns),
    );
  }
}

/** Counts the values that pass. */
class Tally {
  private low = { value: Number.POSITIVE_INFINITY, count: 0, row: -1, column: -1 };
  private high = { value: Number.NEGATIVE_INFINITY, count: 0, row: -1, column: -1 };
  private missing = 0;
  private infinity = 0;
  private minusInfinity = 0;
  private notPositive = 0;
  private below = 0;
  private above = 0;
  private readonly histogram: Histogram | null;

  constructor(private readonly watch: Watch) {
    this.histogram = watch.histogram ? new Histogram() : null;
  }

  take(row: Float64Array, from: number, columns: number, at: number): void {
    const { low, high, histogram, watch } = this;
    let lowest = low.value;
    let highest = high.value;
    const first = watch.low ?? Number.NEGATIVE_INFINITY;
    const last = watch.high ?? Number.POSITIVE_INFINITY;
    let notPositive = 0;
    let below = 0;
    let above = 0;
    for (let i = from; i < from + columns; i++) {
      const v = row[i];
      if (v - v !== 0) {
        this.takeOther(v);
        continue;
      }
      if (v <= lowest) {
        lowest = v;
        reach(low, v, at, i - from);
      }
      if (v >= highest) {
        highest = v;
        reach(high, v, at, i - from);
      }
      if (v <= 0) notPositive++;
      if (v < first) below++;
      else if (v > last) above++;
    }
    this.notPositive += notPositive;
    this.below += below;
    this.above += above;
    if (histogram)
      for (let i = from; i < from + columns; i++) if (Number.isFinite(row[i])) histogram.add(row[i]);
  }

  private takeOther(v: number): void {
    if (v > 0) this.infinity++;
    else if (v < 0) this.minusInfinity++;
    else this.missing++;
  }

  raw(cells: number): Raw {
    const { missing, infinity, minusInfinity, notPositive, below, above, histogram } = this;
    const reached = (extreme: Extreme) => (extreme.count > 0 ? { ...extreme } : null);
    return {
      low: reached(this.low),
      high: reached(this.high),
      cells,
      missing,
      infinity,
      minusInfinity,
      notPositive,
      below,
      above,
      histogram,
    };
  }
}

function reach(
  extreme: { -readonly [K in keyof Extreme]: number },
  value: number,
  row: number,
  column: number,
): void {
  if (value === extreme.value) {
    extreme.count++;
  } else {
    extreme.value = value;
    extreme.count = 1;
    extreme.row = row;
    extreme.column = column;
  }
}
