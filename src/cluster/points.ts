/** The number of coordinates after which a distance is compared with its limit. */
const CHUNK = 8;

/**
 * Points in space. Distances are often compared with a limit, so the coordinates that vary most come first, and the
 * calculation ends where the limit is reached.
 */
export class Points {
  readonly count: number;
  /** The number of coordinates of a point, rounded up to whole chunks. */
  private readonly length: number;
  private readonly values: Float64Array;

  constructor(items: readonly Float64Array[]) {
    this.count = items.length;
    const dimensions = items[0].length;
    this.length = Math.ceil(dimensions / CHUNK) * CHUNK;
    this.values = new Float64Array(this.count * this.length);
    const variances = Float64Array.from({ length: dimensions }, (_, k) => varianceOf(items, k));
    const order = Array.from(variances.keys()).sort((k, l) => variances[l] - variances[k] || k - l);
    items.forEach((item, i) => {
      order.forEach((dimension, k) => {
        this.values[i * this.length + k] = item[dimension];
      });
    });
  }

  /** Returns the squared distance of two points, or a smaller number from `limit` on. */
  squaredDistance(x: number, y: number, limit: number): number {
    const { values, length } = this;
    let sum = 0;
    for (let p = x * length, q = y * length, end = p + length; p < end; p += CHUNK, q += CHUNK) {
      const d0 = values[p] - values[q];
      const d1 = values[p + 1] - values[q + 1];
      const d2 = values[p + 2] - values[q + 2];
      const d3 = values[p + 3] - values[q + 3];
      const d4 = values[p + 4] - values[q + 4];
      const d5 = values[p + 5] - values[q + 5];
      const d6 = values[p + 6] - values[q + 6];
      const d7 = values[p + 7] - values[q + 7];
      sum += d0 * d0 + d1 * d1 + (d2 * d2 + d3 * d3) + (d4 * d4 + d5 * d5 + (d6 * d6 + d7 * d7));
      if (sum >= limit) return sum;
    }
    return sum;
  }

  /** Moves a point towards another one by a share of their distance. */
  moveTo(point: number, other: number, share: number): void {
    const { values, length } = this;
    for (let p = point * length, q = other * length, end = p + length; p < end; p++, q++) {
      values[p] += share * (values[q] - values[p]);
    }
  }
}

function varianceOf(items: readonly Float64Array[], dimension: number): number {
  let [mean, squares] = [0, 0];
  items.forEach((item, i) => {
    const difference = item[dimension] - mean;
    mean += difference / (i + 1);
    squares += difference * (item[dimension] - mean);
  });
  return squares;
}
