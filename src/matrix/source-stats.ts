import { Histogram } from './histogram.js';
import type { SourceExtremum, SourceStats, StatsRequest } from './reduction.js';

type MutableExtremum = { -readonly [K in keyof SourceExtremum]: number };

/** Collects exact statistics of a matrix row by row. */
export class SourceStatsCollector {
  private readonly min = { value: Number.POSITIVE_INFINITY, count: 0, row: -1, column: -1 };
  private readonly max = { value: Number.NEGATIVE_INFINITY, count: 0, row: -1, column: -1 };
  private missing = 0;
  private positiveInfinity = 0;
  private negativeInfinity = 0;
  private nonPositive = 0;
  private below = 0;
  private above = 0;
  private readonly histogram: Histogram | null;

  constructor(private readonly request: StatsRequest) {
    this.histogram = request.histogram ? new Histogram() : null;
  }

  /**
   * Adds `columns` values of `values` from index `start`, which are row `row` of the source. Returns whether all are
   * finite.
   */
  addRow(values: Float64Array, start: number, columns: number, row: number): boolean {
    const { min, max, histogram, request } = this;
    let lowest = min.value;
    let highest = max.value;
    const low = request.low ?? Number.NEGATIVE_INFINITY;
    const high = request.high ?? Number.POSITIVE_INFINITY;
    let nonPositive = 0;
    let below = 0;
    let above = 0;
    let finite = columns;
    for (let i = start; i < start + columns; i++) {
      const v = values[i];
      // True for NaN and infinities only; faster than a call of Number.isFinite before the code is compiled.
      if (v - v !== 0) {
        this.countNonFinite(v);
        finite--;
        continue;
      }
      if (v <= lowest) {
        lowest = v;
        updateExtremum(min, v, row, i - start);
      }
      if (v >= highest) {
        highest = v;
        updateExtremum(max, v, row, i - start);
      }
      if (v <= 0) nonPositive++;
      if (v < low) below++;
      else if (v > high) above++;
    }
    this.nonPositive += nonPositive;
    this.below += below;
    this.above += above;
    if (histogram) {
      for (let i = start; i < start + columns; i++) if (Number.isFinite(values[i])) histogram.add(values[i]);
    }
    return finite === columns;
  }

  /** Returns the statistics of all rows, which have `cells` values together. */
  finish(cells: number): SourceStats {
    const { missing, positiveInfinity, negativeInfinity, nonPositive, below, above, histogram } = this;
    const orNull = (extremum: SourceExtremum) => (extremum.count > 0 ? { ...extremum } : null);
    return {
      min: orNull(this.min),
      max: orNull(this.max),
      cells,
      missing,
      positiveInfinity,
      negativeInfinity,
      nonPositive,
      below,
      above,
      histogram,
    };
  }

  private countNonFinite(v: number): void {
    if (v > 0) this.positiveInfinity++;
    else if (v < 0) this.negativeInfinity++;
    else this.missing++;
  }
}

/** Returns the statistics of two parts of a matrix together. */
export function combineStats(a: SourceStats, b: SourceStats): SourceStats {
  const histogram = a.histogram && b.histogram ? new Histogram() : null;
  if (histogram) for (const part of [a.histogram, b.histogram]) if (part) histogram.merge(part);
  return {
    min: combineExtrema(a.min, b.min, (x, y) => x < y),
    max: combineExtrema(a.max, b.max, (x, y) => x > y),
    cells: a.cells + b.cells,
    missing: a.missing + b.missing,
    positiveInfinity: a.positiveInfinity + b.positiveInfinity,
    negativeInfinity: a.negativeInfinity + b.negativeInfinity,
    nonPositive: a.nonPositive + b.nonPositive,
    below: a.below + b.below,
    above: a.above + b.above,
    histogram,
  };
}

/** Of equal extrema, the position of the first one in reading order remains. */
function combineExtrema(
  a: SourceExtremum | null,
  b: SourceExtremum | null,
  isBeyond: (x: number, y: number) => boolean,
): SourceExtremum | null {
  if (!a || !b) return a ?? b;
  if (a.value !== b.value) return isBeyond(a.value, b.value) ? a : b;
  return { ...(a.row < b.row ? a : b), count: a.count + b.count };
}

/** Counts a repeated extremum, or replaces it by a new one at `row` and `column`. */
function updateExtremum(extremum: MutableExtremum, value: number, row: number, column: number): void {
  if (value === extremum.value) {
    extremum.count++;
  } else {
    extremum.value = value;
    extremum.count = 1;
    extremum.row = row;
    extremum.column = column;
  }
}
