/**
 * Distances of clusters that are read and written one cluster at a time. The list of all pairs is too long for the caches of
 * the processor, and half of the distances of a cluster are far apart in it. So rows are stored in groups of eight, column by
 * column: then eight rows of a column are in one place, and the columns of a row are close together.
 */
import { at, numberAt, put, putNumber, roundUp } from './memory';

/** The number of clusters, also of those that are empty. */
let count: i32 = 0;
/** Column j of the rows of a group is at the start of the group plus 8j, for columns after those of the group. */
let table: usize = 0;
let starts: usize = 0;
/** For each group, a square of the distances of its own rows. */
let squares: usize = 0;
/** Eight rows, to build a group. */
let rows: usize = 0;
let rowBytes: usize = 0;

/** Builds the table in the place of the list of distances. Returns the end of the memory that it needs after `free`. */
export function buildTable(list: usize, free: usize, itemCount: i32): usize {
  count = itemCount;
  table = list;
  rowBytes = <usize>roundUp(count) << 3;
  squares = free;
  rows = squares + 8 * rowBytes;
  starts = rows + 8 * rowBytes;
  let pair = table;
  for (let first = 0; first < count; first += 8) {
    for (let row = first; row < min(first + 8, count); row++) {
      const bytes = <usize>(count - row - 1) << 3;
      memory.copy(rowOf(row) + (<usize>(row + 1) << 3), pair, bytes);
      pair += bytes;
    }
    writeGroup(first, count);
  }
  setStarts();
  return starts + rowBytes;
}

/** Returns the distance of two clusters. */
export function distance(x: i32, y: i32): f64 {
  const i = min(x, y);
  const j = max(x, y);
  return i >> 3 === j >> 3 ? numberAt(squares, 8 * i + (j & 7)) : f64.load(columnOf(i >> 3, j) + ((i & 7) << 3));
}

/** Reads the distances of cluster x to all others plus a penalty of each, and returns the smallest; infinity after the last. */
export function read(x: i32, penalties: usize, out: usize): f64 {
  const group = x >> 3;
  let min0 = f64x2.splat(Infinity);
  let min1 = f64x2.splat(Infinity);
  let to = out;
  let penalty = penalties;
  for (let g = 0; g < group; g++, to += 64, penalty += 64) {
    const place = columnOf(g, x);
    const a = f64x2.add(v128.load(place), v128.load(penalty));
    const b = f64x2.add(v128.load(place, 16), v128.load(penalty, 16));
    const c = f64x2.add(v128.load(place, 32), v128.load(penalty, 32));
    const d = f64x2.add(v128.load(place, 48), v128.load(penalty, 48));
    v128.store(to, a);
    v128.store(to, b, 16);
    v128.store(to, c, 32);
    v128.store(to, d, 48);
    min0 = f64x2.pmin(min0, f64x2.pmin(a, b));
    min1 = f64x2.pmin(min1, f64x2.pmin(c, d));
  }
  const square = squares + (<usize>x << 6);
  for (let r: usize = 0; r < 64; r += 16, to += 16, penalty += 16) {
    const a = f64x2.add(v128.load(square + r), v128.load(penalty));
    v128.store(to, a);
    min0 = f64x2.pmin(min0, a);
  }
  let j = (group << 3) + 8;
  let place = columnOf(group, j) + ((x & 7) << 3);
  for (; j + 1 < count; j += 2, place += 128, to += 16, penalty += 16) {
    const pair = v128.load_lane<f64>(place, v128.load64_zero(place), 1, 64);
    const a = f64x2.add(pair, v128.load(penalty));
    v128.store(to, a);
    min0 = f64x2.pmin(min0, a);
  }
  for (const end = roundUp(count); j < end; j++, place += 64, to += 8, penalty += 8) {
    const value = j < count ? f64.load(place) + f64.load(penalty) : Infinity;
    f64.store(to, value);
    min0 = f64x2.pmin(min0, f64x2.splat(value));
  }
  const smallest = f64x2.pmin(min0, min1);
  return min(f64x2.extract_lane(smallest, 0), f64x2.extract_lane(smallest, 1));
}

/** Writes the distances of cluster x to all others. */
export function write(x: i32, from: usize): void {
  const group = x >> 3;
  for (let g = 0; g < group; g++, from += 64) {
    const place = columnOf(g, x);
    v128.store(place, v128.load(from));
    v128.store(place, v128.load(from, 16), 16);
    v128.store(place, v128.load(from, 32), 32);
    v128.store(place, v128.load(from, 48), 48);
  }
  for (let r = 0; r < 8; r++, from += 8) {
    putNumber(squares, 8 * x + r, f64.load(from));
    putNumber(squares, 8 * ((group << 3) + r) + (x & 7), f64.load(from));
  }
  let j = (group << 3) + 8;
  let place = columnOf(group, j) + ((x & 7) << 3);
  for (; j < count; j++, place += 64, from += 8) f64.store(place, f64.load(from));
}

/** Keeps the first `end` of the clusters `kept`, which ascend. */
export function keepRows(kept: usize, end: i32): void {
  for (let first = 0; first < end; first += 8) {
    for (let row = first; row < min(first + 8, end); row++) readTail(kept, row, end);
    writeGroup(first, end);
  }
  count = end;
  setStarts();
}

/** Reads the distances of a cluster to those after it, as they will be numbered. */
export function readTail(kept: usize, row: i32, end: i32): void {
  const x = at(kept, row);
  const out = rowOf(row);
  let j = row + 1;
  for (; j < end && at(kept, j) >> 3 === x >> 3; j++) putNumber(out, j, numberAt(squares, 8 * x + (at(kept, j) & 7)));
  const start = columnOf(x >> 3, 0) + ((x & 7) << 3);
  for (; j < end; j++) putNumber(out, j, f64.load(start + (<usize>at(kept, j) << 6)));
}

/** Writes the group that begins with row `first`, in a table of `end` rows. */
export function writeGroup(first: i32, end: i32): void {
  for (let r = first; r < min(first + 8, end); r++) {
    for (let s = r + 1; s < min(first + 8, end); s++) {
      const value = numberAt(rowOf(r), s);
      putNumber(squares, 8 * r + (s & 7), value);
      putNumber(squares, 8 * s + (r & 7), value);
    }
  }
  let place = table + (startOf(first, end) << 3) + (<usize>(first + 8) << 6);
  let row = rows + (<usize>(first + 8) << 3);
  for (let j = first + 8; j < end; j++, place += 64, row += 8) {
    f64.store(place, f64.load(row));
    f64.store(place, f64.load(row + rowBytes), 8);
    f64.store(place, f64.load(row + 2 * rowBytes), 16);
    f64.store(place, f64.load(row + 3 * rowBytes), 24);
    f64.store(place, f64.load(row + 4 * rowBytes), 32);
    f64.store(place, f64.load(row + 5 * rowBytes), 40);
    f64.store(place, f64.load(row + 6 * rowBytes), 48);
    f64.store(place, f64.load(row + 7 * rowBytes), 56);
  }
}

function setStarts(): void {
  for (let first = 0; first < count; first += 8) put(starts, first >> 3, startOf(first, count) << 3);
}

/** Returns the start of the group of a row: the places before it, less those of the columns that it does not have. */
function startOf(first: i32, end: i32): i32 {
  return first * (end - (first >> 1) - 4) - 8 * (first + 8);
}

/** Returns the place of a column of a group. */
@inline
function columnOf(group: i32, j: i32): usize {
  return table + at(starts, group) + (<usize>j << 6);
}

/** Returns one of the rows to build a group. */
@inline
function rowOf(row: i32): usize {
  return rows + <usize>(row & 7) * rowBytes;
}
