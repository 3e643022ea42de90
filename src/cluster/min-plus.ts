/** Products of matrices in which addition takes the place of multiplication, and the minimum that of the sum. */

/** Rows of a matrix: row i begins at `start + i * stride`. */
export interface Rows {
  readonly values: Float64Array;
  readonly start: number;
  readonly stride: number;
  readonly count: number;
}

/**
 * Writes the minimum over k of a[i][k] + b[j][k] to out[i][j], for all rows of `a` and `b` with `length` columns. Computes
 * several minima at once, so that the processor does not wait for the result of each comparison.
 */
export function minPlus(a: Rows, b: Rows, length: number, out: Omit<Rows, 'count'>): void {
  let i = 0;
  for (; i + 1 < a.count; i += 2) {
    let j = 0;
    for (; j + 1 < b.count; j += 2) twoByTwo(a, i, b, j, length, out);
    if (j < b.count) {
      oneByOne(a, i, b, j, length, out);
      oneByOne(a, i + 1, b, j, length, out);
    }
  }
  if (i < a.count) for (let j = 0; j < b.count; j++) oneByOne(a, i, b, j, length, out);
}

function oneByOne(a: Rows, i: number, b: Rows, j: number, length: number, out: Omit<Rows, 'count'>): void {
  const [x, y] = [a.values, b.values];
  const end = a.start + i * a.stride + length;
  let min = Number.POSITIVE_INFINITY;
  for (let p = end - length, q = b.start + j * b.stride; p < end; p++, q++) {
    const sum = x[p] + y[q];
    if (sum < min) min = sum;
  }
  out.values[out.start + i * out.stride + j] = min;
}

function twoByTwo(a: Rows, i: number, b: Rows, j: number, length: number, out: Omit<Rows, 'count'>): void {
  const [x, y] = [a.values, b.values];
  const aStep = a.stride;
  const bStep = b.stride;
  const end = a.start + i * aStep + length;
  let min00 = Number.POSITIVE_INFINITY;
  let min01 = Number.POSITIVE_INFINITY;
  let min10 = Number.POSITIVE_INFINITY;
  let min11 = Number.POSITIVE_INFINITY;
  for (let p = end - length, q = b.start + j * bStep; p < end; p++, q++) {
    const x0 = x[p];
    const x1 = x[p + aStep];
    const y0 = y[q];
    const y1 = y[q + bStep];
    const sum00 = x0 + y0;
    const sum01 = x0 + y1;
    const sum10 = x1 + y0;
    const sum11 = x1 + y1;
    if (sum00 < min00) min00 = sum00;
    if (sum01 < min01) min01 = sum01;
    if (sum10 < min10) min10 = sum10;
    if (sum11 < min11) min11 = sum11;
  }
  const target = out.start + i * out.stride + j;
  out.values[target] = min00;
  out.values[target + 1] = min01;
  out.values[target + out.stride] = min10;
  out.values[target + out.stride + 1] = min11;
}
