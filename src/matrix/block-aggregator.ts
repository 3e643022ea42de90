import type { Reducer } from './reduction.js';

/**
 * Cells that join values by a reducer. A cell is the mean of its finite values; where it has none it is infinite if
 * it met an infinity, a positive one rather than a negative one, else missing. By another reducer it is an extreme of all of its values but the missing ones.
 */
export class Cells {
  /** Until `finish`: sums where the reducer is the mean. */
  readonly values: Float64Array<ArrayBuffer>;
  /** How many finite values a mean has. */
  readonly counts: Uint32Array<ArrayBuffer> | null;

  /** Empty cells, as many as `room` says, or in the room of the values that the first `held` cells have already. */
  constructor(
    room: number | Float64Array<ArrayBuffer>,
    readonly by: Reducer,
    held = 0,
  ) {
    this.values = typeof room === 'number' ? new Float64Array(room) : room;
    this.values.fill(Number.NaN, held);
    this.counts = by === 'mean' ? new Uint32Array(this.values.length) : null;
    if (this.counts) for (let k = 0; k < held; k++) this.counts[k] = Number.isFinite(this.values[k]) ? 1 : 0;
  }

  /**
   * Joins `row[from + edges[k]] … row[from + edges[k + 1] - 1]` into cell `at + k`, for every k. With `weights`, row
   * values are themselves means, of so many values each.
   */
  joinRow(
    row: Float64Array,
    weights: Uint32Array | null,
    from: number,
    edges: ArrayLike<number>,
    at: number,
  ): void {
    if (!this.counts) this.joinExtremes(row, from, edges, at);
    else if (weights) this.joinMeans(row, weights, from, edges, at, this.counts);
    else this.joinValues(row, from, edges, at, this.counts);
  }

  /** Joins what cell `from` holds into cell `to`, which is `empty` or not, and empties it. */
  join(to: number, from: number, empty: boolean): void {
    if (to === from) return;
    const { values, counts } = this;
    if (empty) {
      values[to] = values[from];
      if (counts) counts[to] = counts[from];
    } else if (!counts) {
      values[to] = this.extreme(values[to], values[from]);
    } else if (counts[from] > 0) {
      values[to] = counts[to] > 0 ? values[to] + values[from] : values[from];
      counts[to] += counts[from];
    } else if (counts[to] === 0) {
      values[to] = infinityOf(values[to], values[from]);
    }
    if (counts) counts[from] = 0;
    values[from] = Number.NaN;
  }

  /** Turns sums into means. */
  finish(): void {
    const { values, counts } = this;
    if (counts) for (let k = 0; k < counts.length; k++) if (counts[k] > 0) values[k] /= counts[k];
  }

  private joinValues(
    row: Float64Array,
    from: number,
    edges: ArrayLike<number>,
    at: number,
    counts: Uint32Array,
  ): void {
    const { values } = this;
    const cells = edges.length - 1;
    let end = from + edges[0];
    for (let k = 0; k < cells; k++) {
      const start = end;
      end = from + edges[k + 1];
      let sum = 0;
      for (let i = start; i < end; i++) sum += row[i];
      // Where nothing is wrong with the sum, nothing is with any value.
      if (sum - sum !== 0) {
        this.joinSome(row, null, start, end, at + k, counts);
      } else {
        const held = counts[at + k];
        values[at + k] = held > 0 ? values[at + k] + sum : sum;
        counts[at + k] = held + end - start;
      }
    }
  }

  private joinMeans(
    row: Float64Array,
    weights: Uint32Array,
    from: number,
    edges: ArrayLike<number>,
    at: number,
    counts: Uint32Array,
  ): void {
    for (let k = 0; k + 1 < edges.length; k++) {
      this.joinSome(row, weights, from + edges[k], from + edges[k + 1], at + k, counts);
    }
  }

  /** Of values that may be infinite or missing. */
  private joinSome(
    row: Float64Array,
    weights: Uint32Array | null,
    start: number,
    end: number,
    at: number,
    counts: Uint32Array,
  ): void {
    const { values } = this;
    for (let i = start; i < end; i++) {
      const value = row[i];
      const weight = weights ? weights[i] : 1;
      if (Number.isFinite(value) && weight > 0) {
        values[at] = counts[at] > 0 ? values[at] + value * weight : value * weight;
        counts[at] += weight;
      } else if (counts[at] === 0) {
        values[at] = infinityOf(values[at], value);
      }
    }
  }

  private joinExtremes(row: Float64Array, from: number, edges: ArrayLike<number>, at: number): void {
    const { values, by } = this;
    const cells = edges.length - 1;
    for (let k = 0; k < cells; k++) {
      const end = from + edges[k + 1];
      let extreme = values[at + k];
      for (let i = from + edges[k]; i < end; i++) {
        const value = row[i];
        if (by === 'max' ? value > extreme : by === 'min' ? value < extreme : isFarther(value, extreme)) {
          extreme = value;
        } else if (Number.isNaN(extreme)) {
          extreme = value;
        }
      }
      values[at + k] = extreme;
    }
  }

  private extreme(a: number, b: number): number {
    if (Number.isNaN(a)) return b;
    if (Number.isNaN(b)) return a;
    switch (this.by) {
      case 'max':
        return Math.max(a, b);
      case 'min':
        return Math.min(a, b);
      default:
        return isFarther(b, a) ? b : a;
    }
  }
}

/** Of two infinities the positive one, whatever order they come in; either may be missing. */
function infinityOf(a: number, b: number): number {
  return Number.isNaN(a) || b > a ? b : a;
}

/** Whether `a` is farther from 0 than `b`, or as far and positive where `b` is not. */
function isFarther(a: number, b: number): boolean {
  const distance = Math.abs(a);
  const other = Math.abs(b);
  return distance > other || (distance === other && a > b);
}
