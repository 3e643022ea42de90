/** Products of matrices in which addition takes the place of multiplication, and the minimum that of the sum. */

/**
 * Writes the minimum over k of a[i][k] + b[j][k] to out[i][j]. Rows are `aStep`, `bStep` and `outStep` bytes apart. Computes
 * several minima at once, so that the processor does not wait for the result of each comparison.
 */
export function minPlus(
  a: usize,
  aStep: usize,
  aCount: i32,
  b: usize,
  bStep: usize,
  bCount: i32,
  length: i32,
  out: usize,
  outStep: usize,
): void {
  let i = 0;
  for (; i + 1 < aCount; i += 2, a += 2 * aStep, out += 2 * outStep) {
    let j = 0;
    let q = b;
    for (; j + 1 < bCount; j += 2, q += 2 * bStep) {
      twoByTwo(a, aStep, q, bStep, length, out + (<usize>j << 3), outStep);
    }
    if (j === bCount) continue;
    oneByOne(a, q, length, out + (<usize>j << 3));
    oneByOne(a + aStep, q, length, out + (<usize>j << 3) + outStep);
  }
  if (i === aCount) return;
  for (let j = 0; j < bCount; j++, b += bStep) oneByOne(a, b, length, out + (<usize>j << 3));
}

export function twoByTwo(
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  length: i32,
  out: usize,
  outStep: usize,
): void {
  let min00 = f64x2.splat(Infinity);
  let min01 = f64x2.splat(Infinity);
  let min10 = f64x2.splat(Infinity);
  let min11 = f64x2.splat(Infinity);
  let k = 0;
  for (; k + 1 < length; k += 2, a += 16, b += 16) {
    const a0 = v128.load(a);
    const a1 = v128.load(a + aStep);
    const b0 = v128.load(b);
    const b1 = v128.load(b + bStep);
    min00 = f64x2.pmin(min00, f64x2.add(a0, b0));
    min01 = f64x2.pmin(min01, f64x2.add(a0, b1));
    min10 = f64x2.pmin(min10, f64x2.add(a1, b0));
    min11 = f64x2.pmin(min11, f64x2.add(a1, b1));
  }
  if (k < length) {
    const a0 = v128.load_splat<f64>(a);
    const a1 = v128.load_splat<f64>(a + aStep);
    const b0 = v128.load_splat<f64>(b);
    const b1 = v128.load_splat<f64>(b + bStep);
    min00 = f64x2.pmin(min00, f64x2.add(a0, b0));
    min01 = f64x2.pmin(min01, f64x2.add(a0, b1));
    min10 = f64x2.pmin(min10, f64x2.add(a1, b0));
    min11 = f64x2.pmin(min11, f64x2.add(a1, b1));
  }
  f64.store(out, minimumOf(min00));
  f64.store(out, minimumOf(min01), 8);
  f64.store(out + outStep, minimumOf(min10));
  f64.store(out + outStep, minimumOf(min11), 8);
}

export function oneByOne(a: usize, b: usize, length: i32, out: usize): void {
  let smallest = f64x2.splat(Infinity);
  let k = 0;
  for (; k + 1 < length; k += 2, a += 16, b += 16) {
    smallest = f64x2.pmin(smallest, f64x2.add(v128.load(a), v128.load(b)));
  }
  if (k < length) smallest = f64x2.pmin(smallest, f64x2.splat(f64.load(a) + f64.load(b)));
  f64.store(out, minimumOf(smallest));
}

@inline
function minimumOf(values: v128): f64 {
  return min(f64x2.extract_lane(values, 0), f64x2.extract_lane(values, 1));
}

/** Copies the rows of a matrix to the columns of another one; their rows are `step` bytes apart. */
export function copyTransposed(from: usize, rowCount: i32, columnCount: i32, to: usize, step: usize): void {
  for (let i = 0; i < rowCount; i++, from += step, to += 8) {
    let place = to;
    for (let j = 0; j < columnCount; j++, place += step) f64.store(place, f64.load(from + (<usize>j << 3)));
  }
}
