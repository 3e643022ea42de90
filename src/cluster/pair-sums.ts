/**
 * Sums over the coordinates of all pairs of vectors. One vector is compared with four others at once, so that the processor
 * does not wait for the result of each addition, and with a block of vectors that stays in its cache. Each sum adds the
 * coordinates in their order.
 */

/** Vectors one after the other in `values`. */
export interface Vectors {
  readonly count: number;
  readonly length: number;
  readonly values: Float64Array;
}

export function toVectors(items: readonly Float64Array[]): Vectors {
  const { length, buffer } = items[0];
  const isTogether = (item: Float64Array, i: number) =>
    item.buffer === buffer && item.byteOffset === i * length * item.BYTES_PER_ELEMENT;
  if (items.every(isTogether)) {
    return { count: items.length, length, values: new Float64Array(buffer, 0, items.length * length) };
  }
  const values = new Float64Array(items.length * length);
  items.forEach((item, i) => {
    values.set(item, i * length);
  });
  return { count: items.length, length, values };
}

/** Writes the sums of vector i, which begins at a, and the vectors at b, to the pairs from `pair` on. */
type SumRow = (vectors: Vectors, a: number, b: number, end: number, out: Float64Array, pair: number) => void;

/** The number of coordinates of a block. */
const BLOCK = 2 ** 14;

/** Writes a sum for each pair, in the order of scipy's `pdist`. */
function sumPairs(vectors: Vectors, sumRow: SumRow, out: Float64Array): void {
  const { count, length } = vectors;
  const step = Math.max(4, Math.floor(BLOCK / Math.max(1, length)));
  for (let first = 1; first < count; first += step) {
    const end = Math.min(first + step, count);
    for (let i = 0; i < end - 1; i++) {
      const j = Math.max(first, i + 1);
      sumRow(vectors, i * length, j * length, end * length, out, i * count - (i * (i + 3)) / 2 + j - 1);
    }
  }
}

/** Writes the root of the sum of squared differences of each pair. */
export function rootSumSquares(vectors: Vectors, out: Float64Array): void {
  sumPairs(vectors, squaresOfRow, out);
}

/** Writes the sum of absolute differences of each pair. */
export function sumDifferences(vectors: Vectors, out: Float64Array): void {
  sumPairs(vectors, differencesOfRow, out);
}

/** Writes the sum of products of each pair. */
export function sumProducts(vectors: Vectors, out: Float64Array): void {
  sumPairs(vectors, productsOfRow, out);
}

const squaresOfRow: SumRow = ({ values: v, length }, a, start, end, out, from) => {
  let [b, pair] = [start, from];
  for (const last = end - 4 * length; b <= last && length > 0; b += 4 * length, pair += 4) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let p = a, q = b; p < a + length; p++, q++) {
      const x = v[p];
      const d0 = x - v[q];
      const d1 = x - v[q + length];
      const d2 = x - v[q + 2 * length];
      const d3 = x - v[q + 3 * length];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    out[pair] = Math.sqrt(s0);
    out[pair + 1] = Math.sqrt(s1);
    out[pair + 2] = Math.sqrt(s2);
    out[pair + 3] = Math.sqrt(s3);
  }
  for (; b < end; b += length, pair++) {
    let sum = 0;
    for (let p = a, q = b; p < a + length; p++, q++) sum += (v[p] - v[q]) * (v[p] - v[q]);
    out[pair] = Math.sqrt(sum);
  }
};

const differencesOfRow: SumRow = ({ values: v, length }, a, start, end, out, from) => {
  let [b, pair] = [start, from];
  for (const last = end - 4 * length; b <= last && length > 0; b += 4 * length, pair += 4) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let p = a, q = b; p < a + length; p++, q++) {
      const x = v[p];
      s0 += Math.abs(x - v[q]);
      s1 += Math.abs(x - v[q + length]);
      s2 += Math.abs(x - v[q + 2 * length]);
      s3 += Math.abs(x - v[q + 3 * length]);
    }
    out[pair] = s0;
    out[pair + 1] = s1;
    out[pair + 2] = s2;
    out[pair + 3] = s3;
  }
  for (; b < end; b += length, pair++) {
    let sum = 0;
    for (let p = a, q = b; p < a + length; p++, q++) sum += Math.abs(v[p] - v[q]);
    out[pair] = sum;
  }
};

const productsOfRow: SumRow = ({ values: v, length }, a, start, end, out, from) => {
  let [b, pair] = [start, from];
  for (const last = end - 4 * length; b <= last && length > 0; b += 4 * length, pair += 4) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let p = a, q = b; p < a + length; p++, q++) {
      const x = v[p];
      s0 += x * v[q];
      s1 += x * v[q + length];
      s2 += x * v[q + 2 * length];
      s3 += x * v[q + 3 * length];
    }
    out[pair] = s0;
    out[pair + 1] = s1;
    out[pair + 2] = s2;
    out[pair + 3] = s3;
  }
  for (; b < end; b += length, pair++) {
    let sum = 0;
    for (let p = a, q = b; p < a + length; p++, q++) sum += v[p] * v[q];
    out[pair] = sum;
  }
};
