/** A minimum (`sign` 1) or maximum (`sign` −1), how often it occurs, and the position of its first occurrence. */
export interface Extremum {
  readonly sign: 1 | -1;
  value: number;
  count: number;
  at: number;
}

export function newExtremum(sign: 1 | -1): Extremum {
  return { sign, value: sign * Number.POSITIVE_INFINITY, count: 0, at: -1 };
}

export function updateExtremum(extremum: Extremum, value: number, at: number, count = 1): void {
  if (value === extremum.value) extremum.count += count;
  else if (extremum.sign * value < extremum.sign * extremum.value) {
    extremum.value = value;
    extremum.count = count;
    extremum.at = at;
  }
}

/** Extrema and means of the finite values of a grid, updated row by row. */
export class RunningStats {
  readonly low = newExtremum(1);
  readonly high = newExtremum(-1);
  private readonly rows: Sums;
  private readonly columns: Sums;

  constructor(rows: number, columns: number) {
    this.rows = newSums(rows);
    this.columns = newSums(columns);
  }

  /** Adds a row of values; `columns` holds the column of each value. Returns the number of finite values. */
  addRow(values: Float64Array, row: number, columns: Int32Array): number {
    const { low, high } = this;
    const { sums, counts } = this.columns;
    let lowest = low.value;
    let highest = high.value;
    let sum = this.rows.sums[row];
    let count = 0;
    for (let j = 0; j < values.length; j++) {
      const value = values[j];
      // True for NaN and infinities; faster than Number.isFinite before the loop is compiled.
      if (value - value !== 0) continue;
      const column = columns[j];
      if (value <= lowest) {
        updateExtremum(low, value, row * sums.length + column);
        lowest = value;
      }
      if (value >= highest) {
        updateExtremum(high, value, row * sums.length + column);
        highest = value;
      }
      sum += value;
      count++;
      sums[column] += value;
      counts[column]++;
    }
    this.rows.sums[row] = sum;
    this.rows.counts[row] += count;
    return count;
  }

  means(): Means {
    const { rows, columns } = this;
    return { rows: meansOf(rows), columns: meansOf(columns), all: total(rows.sums) / total(rows.counts) };
  }
}

/** Means of finite values; NaN if there are none. */
export interface Means {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
  readonly all: number;
}

interface Sums {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

function newSums(n: number): Sums {
  return { sums: new Float64Array(n), counts: new Float64Array(n) };
}

function meansOf({ sums, counts }: Sums): Float64Array {
  return sums.map((sum, i) => sum / counts[i]);
}

function total(numbers: Float64Array): number {
  return numbers.reduce((sum, x) => sum + x, 0);
}
