/** Sums over the coordinates of pairs of vectors. Each sum adds the coordinates in their order. */

/** The kinds of sums, in the order of `SUMS` in pair-sums.ts. */
const SQUARES = 0;
const DIFFERENCES = 1;
const PRODUCTS = 2;
const LARGEST = 3;

/** The list of distances, in the order of scipy's `pdist`. */
let list: usize = 0;
let count: i32 = 0;
let length: i32 = 0;
/** The coordinates of one vector. */
let own: usize = 0;
/**
 * A block of vectors in groups of eight: the first coordinates of eight vectors, then their second coordinates. So one
 * instruction handles the same coordinate of several vectors.
 */
let block: usize = 0;
/** The distances of the own vector to those of the block. */
let sums: usize = 0;

/** Sets the places in memory: from `free` on for one vector, for a block of `blockSize` vectors, and for their distances. */
export function placeVectors(listStart: usize, free: usize, vectorCount: i32, vectorLength: i32, blockSize: i32): void {
  list = listStart;
  count = vectorCount;
  length = vectorLength;
  own = free;
  block = own + (<usize>length << 3);
  sums = block + ((<usize>blockSize * length) << 3);
}

/** Writes the distances of vector i, the own one, to those of the block from `first` to `end` − 1 that come after it. */
export function fillRow(kind: i32, i: i32, first: i32, end: i32): void {
  const from = max(first, i + 1);
  const skipped = (from - first) & ~7;
  const start = block + ((<usize>skipped * length) << 3);
  const stop = block + ((<usize>((end - first + 7) & ~7) * length) << 3);
  if (kind === SQUARES) squaresOfRow(start, stop);
  else if (kind === DIFFERENCES) differencesOfRow(start, stop);
  else if (kind === PRODUCTS) productsOfRow(start, stop);
  else largestOfRow(start, stop);
  const pair = i * count - ((i * (i + 3)) >> 1) + from - 1;
  memory.copy(list + (<usize>pair << 3), sums + (<usize>(from - first - skipped) << 3), <usize>(end - from) << 3);
}

export function squaresOfRow(start: usize, stop: usize): void {
  sumRow(SQUARES, start, stop);
}

export function differencesOfRow(start: usize, stop: usize): void {
  sumRow(DIFFERENCES, start, stop);
}

export function productsOfRow(start: usize, stop: usize): void {
  sumRow(PRODUCTS, start, stop);
}

export function largestOfRow(start: usize, stop: usize): void {
  sumRow(LARGEST, start, stop);
}

/** Writes the sums of the own vector and those of the groups from `start` to `stop`. */
@inline
function sumRow(kind: i32, start: usize, stop: usize): void {
  let out = sums;
  const end = own + (<usize>length << 3);
  for (let q = start; q < stop; out += 64) {
    let s0 = f64x2.splat(0);
    let s1 = f64x2.splat(0);
    let s2 = f64x2.splat(0);
    let s3 = f64x2.splat(0);
    for (let p = own; p < end; p += 8, q += 64) {
      const x = v128.load_splat<f64>(p);
      s0 = addTerm(kind, s0, x, v128.load(q));
      s1 = addTerm(kind, s1, x, v128.load(q, 16));
      s2 = addTerm(kind, s2, x, v128.load(q, 32));
      s3 = addTerm(kind, s3, x, v128.load(q, 48));
    }
    v128.store(out, toDistance(kind, s0));
    v128.store(out, toDistance(kind, s1), 16);
    v128.store(out, toDistance(kind, s2), 32);
    v128.store(out, toDistance(kind, s3), 48);
  }
}

@inline
function addTerm(kind: i32, sum: v128, x: v128, y: v128): v128 {
  if (kind === PRODUCTS) return f64x2.add(sum, f64x2.mul(x, y));
  const difference = f64x2.sub(x, y);
  if (kind === SQUARES) return f64x2.add(sum, f64x2.mul(difference, difference));
  if (kind === DIFFERENCES) return f64x2.add(sum, f64x2.abs(difference));
  return f64x2.max(sum, f64x2.abs(difference));
}

@inline
function toDistance(kind: i32, sum: v128): v128 {
  if (kind === SQUARES) return f64x2.sqrt(sum);
  // Rounding errors can lead beyond 1.
  if (kind === PRODUCTS) return f64x2.max(f64x2.splat(0), f64x2.sub(f64x2.splat(1), sum));
  return sum;
}
