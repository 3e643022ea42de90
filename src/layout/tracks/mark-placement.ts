/** Places labels along a line so that they do not overlap and are as near to their points as possible. */

/**
 * Returns the centres of labels of `length`, in the order of `points`, which ascend. Neighbouring centres are at least
 * `length` apart, all labels are between `low` and `high`, and the sum of the squared distances from the points is as small
 * as possible. The labels must fit between `low` and `high`.
 */
export function placeLabels(points: readonly number[], length: number, low: number, high: number): number[] {
  // With the space of the previous labels taken off, the centres only have to ascend: an isotonic regression.
  const targets = points.map((point, i) => point - i * length);
  const [first, last] = [low + length / 2, high - length / 2 - (points.length - 1) * length];
  return ascendingFit(targets).map((value, i) => Math.min(Math.max(value, first), last) + i * length);
}

/** Returns the ascending values that are nearest to `targets`, by pooling adjacent violators. */
function ascendingFit(targets: readonly number[]): number[] {
  const pools: { mean: number; count: number }[] = [];
  for (const target of targets) {
    pools.push({ mean: target, count: 1 });
    while (pools.length > 1 && pools[pools.length - 2].mean > pools[pools.length - 1].mean) {
      const [a, b] = pools.splice(-2);
      const count = a.count + b.count;
      pools.push({ mean: (a.mean * a.count + b.mean * b.count) / count, count });
    }
  }
  return pools.flatMap(({ mean, count }) => Array<number>(count).fill(mean));
}
