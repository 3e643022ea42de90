/**
 * Distances of clusters that are read and written one cluster at a time. The list of all pairs is too long for the caches of
 * the processor, and half of the distances of a cluster are far apart in it. So rows are stored in groups of eight, column by
 * column: then eight rows of a column are in one place, and the columns of a row are close together.
 */
import type { Distances } from './distances.js';

/** The number of rows of a group. */
const ROWS = 8;
/** The number of groups that are fetched at once. */
const FETCHED = 64;

export class PairTable {
  /** The number of clusters. */
  count: number;
  private readonly values: Float64Array;
  /** For each group, a square of the distances of its own rows. */
  private readonly squares: Float64Array;
  /** Column j of the rows of a group is at its start plus 8j. */
  private readonly starts: Int32Array;
  /** The distances of the rows of a group, to build it. */
  private readonly rows: readonly Float64Array[];
  /** Not used; the compiler would leave out reading for no result. */
  protected fetched = 0;

  /** Overwrites the distances. */
  constructor({ count, values }: Distances) {
    this.count = count;
    this.values = values;
    const groups = Math.ceil(count / ROWS);
    this.squares = new Float64Array(groups * ROWS * ROWS);
    this.starts = new Int32Array(groups);
    this.rows = Array.from({ length: ROWS }, () => new Float64Array(count));
    let pair = 0;
    for (let first = 0; first < count; first += ROWS) {
      for (let r = 0; r < ROWS && first + r < count; r++) {
        const row = this.rows[r];
        for (let j = first + r + 1; j < count; j++, pair++) row[j] = values[pair];
      }
      this.writeGroup(first, count);
    }
    this.setStarts();
  }

  at(x: number, y: number): number {
    const [i, j] = x < y ? [x, y] : [y, x];
    return j >> 3 === i >> 3
      ? this.squares[ROWS * i + (j & 7)]
      : this.values[this.starts[i >> 3] + ROWS * j + (i & 7)];
  }

  /** Reads the distances of cluster x to all others. */
  read(x: number, out: Float64Array): void {
    const { values, squares, starts, count } = this;
    const group = x >> 3;
    for (let g = 0, i = 0; g < group; g++, i += ROWS) {
      if (g % FETCHED === 0) this.fetch(x, g, Math.min(g + FETCHED, group));
      const place = starts[g] + ROWS * x;
      out[i] = values[place];
      out[i + 1] = values[place + 1];
      out[i + 2] = values[place + 2];
      out[i + 3] = values[place + 3];
      out[i + 4] = values[place + 4];
      out[i + 5] = values[place + 5];
      out[i + 6] = values[place + 6];
      out[i + 7] = values[place + 7];
    }
    const own = ROWS * group;
    for (let r = 0; r < ROWS; r++) if (own + r < count) out[own + r] = squares[ROWS * x + r];
    for (let j = own + ROWS, place = starts[group] + ROWS * j + (x & 7); j < count; j++, place += ROWS) {
      out[j] = values[place];
    }
  }

  /** Reads a column of some groups into the cache: without other work, the processor waits for many of them at once. */
  private fetch(x: number, first: number, end: number): void {
    const { values, starts } = this;
    let sum = 0;
    for (let g = first; g < end; g++) {
      const place = starts[g] + ROWS * x;
      sum += values[place] + values[place + ROWS - 1];
    }
    this.fetched = sum;
  }

  /** Writes the distances of cluster x to all others. */
  write(x: number, distances: Float64Array): void {
    const { values, squares, starts, count } = this;
    const group = x >> 3;
    for (let g = 0, i = 0; g < group; g++, i += ROWS) {
      const place = starts[g] + ROWS * x;
      values[place] = distances[i];
      values[place + 1] = distances[i + 1];
      values[place + 2] = distances[i + 2];
      values[place + 3] = distances[i + 3];
      values[place + 4] = distances[i + 4];
      values[place + 5] = distances[i + 5];
      values[place + 6] = distances[i + 6];
      values[place + 7] = distances[i + 7];
    }
    const own = ROWS * group;
    for (let r = 0; r < ROWS && own + r < count; r++) {
      squares[ROWS * x + r] = distances[own + r];
      squares[ROWS * (own + r) + (x & 7)] = distances[own + r];
    }
    for (let j = own + ROWS, place = starts[group] + ROWS * j + (x & 7); j < count; j++, place += ROWS) {
      values[place] = distances[j];
    }
  }

  /** Keeps the first `count` of `clusters`, which ascend. */
  keep(clusters: Int32Array, count: number): void {
    const { rows } = this;
    for (let first = 0; first < count; first += ROWS) {
      for (let r = 0; r < ROWS && first + r < count; r++) this.readTail(first + r, clusters, count, rows[r]);
      this.writeGroup(first, count);
    }
    this.count = count;
    this.setStarts();
  }

  /** Reads the distances of a cluster to those after it, as they will be numbered. */
  private readTail(row: number, clusters: Int32Array, count: number, out: Float64Array): void {
    const { values, squares, starts } = this;
    const x = clusters[row];
    let j = row + 1;
    for (; j < count && clusters[j] >> 3 === x >> 3; j++) out[j] = squares[ROWS * x + (clusters[j] & 7)];
    for (const start = starts[x >> 3] + (x & 7); j < count; j++) out[j] = values[start + ROWS * clusters[j]];
  }

  /** Writes the rows of the group that begins with row `first`, in a table of `count` rows. */
  private writeGroup(first: number, count: number): void {
    const { values, squares } = this;
    const [a, b, c, d, e, f, g, h] = this.rows;
    for (let r = 0; r < ROWS; r++) {
      for (let s = r + 1; s < ROWS && first + s < count; s++) {
        squares[ROWS * (first + r) + s] = this.rows[r][first + s];
        squares[ROWS * (first + s) + r] = this.rows[r][first + s];
      }
    }
    for (let j = first + ROWS, place = startOf(first, count) + ROWS * j; j < count; j++, place += ROWS) {
      values[place] = a[j];
      values[place + 1] = b[j];
      values[place + 2] = c[j];
      values[place + 3] = d[j];
      values[place + 4] = e[j];
      values[place + 5] = f[j];
      values[place + 6] = g[j];
      values[place + 7] = h[j];
    }
  }

  private setStarts(): void {
    for (let first = 0; first < this.count; first += ROWS)
      this.starts[first >> 3] = startOf(first, this.count);
  }
}

/** Returns the start of the group of a row: the places before it, less those of the columns that it does not have. */
function startOf(first: number, count: number): number {
  return first * (count - first / 2 - 4) - ROWS * (first + ROWS);
}
