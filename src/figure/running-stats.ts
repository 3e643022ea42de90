/** The lowest (`sign` 1) or highest (−1) of some numbers, how many equal it, and where the first of these is. */
export interface Peak {
  readonly sign: 1 | -1;
  value: number;
  count: number;
  at: number;
}

export function peak(sign: 1 | -1): Peak {
  return { sign, value: sign * Number.POSITIVE_INFINITY, count: 0, at: -1 };
}

export function take(peak: Peak, value: number, at: number, count = 1): void {
  if (value === peak.value) peak.count += count;
  else if (peak.sign * value < peak.sign * peak.value) {
    peak.value = value;
    peak.count = count;
    peak.at = at;
  }
}

/** What is known of the finite numbers of some lines of a page of so many rows and columns. */
export class Numbers {
  readonly low = peak(1);
  readonly high = peak(-1);
  private readonly rows: Averages;
  private readonly columns: Averages;

  constructor(rows: number, columns: number) {
    this.rows = averages(rows);
    this.columns = averages(columns);
  }

  /** Takes a line in `row` of the page, of which each number belongs to a column as `columns` say; returns how many are finite. */
  take(line: Float64Array, row: number, columns: Int32Array): number {
    const { low, high } = this;
    const { sums, counts } = this.columns;
    let lowest = low.value;
    let highest = high.value;
    let sum = this.rows.sums[row];
    let count = 0;
    for (let j = 0; j < line.length; j++) {
      const value = line[j];
      // Of NaN and infinities this is NaN; a call costs more where millions are looked through before they are compiled.
      if (value - value !== 0) continue;
      const column = columns[j];
      if (value <= lowest) {
        take(low, value, row * sums.length + column);
        lowest = value;
      }
      if (value >= highest) {
        take(high, value, row * sums.length + column);
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
    return { rows: each(rows), columns: each(columns), all: total(rows.sums) / total(rows.counts) };
  }
}

/** NaN where there are no finite numbers. */
export interface Means {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
  readonly all: number;
}

interface Averages {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

function averages(n: number): Averages {
  return { sums: new Float64Array(n), counts: new Float64Array(n) };
}

function each({ sums, counts }: Averages): Float64Array {
  return sums.map((sum, at) => sum / counts[at]);
}

function total(numbers: Float64Array): number {
  return numbers.reduce((sum, x) => sum + x, 0);
}
