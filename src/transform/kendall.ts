/**
 * Returns Kendall's tau-b of two lists of ranks, which are whole numbers from 0 below `x.length`; NaN if all ranks of a
 * list are equal. Knight's algorithm: the cost is n log n.
 */
export function kendallTau(x: Uint32Array, y: Uint32Array): number {
  const n = x.length;
  // A key sorts by x, then by y. It is exact below 2^53.
  const keys = Float64Array.from(x, (rank, i) => rank * n + y[i]).sort();
  const sortedY = Uint32Array.from(keys, (key) => key % n);
  const sortedX = Uint32Array.from(keys, (key) => Math.floor(key / n));
  const tiesInBoth = countTies(keys);
  const tiesInX = countTies(sortedX);
  const inversions = sortAndCountInversions(sortedY);
  const tiesInY = countTies(sortedY);
  const pairs = (n * (n - 1)) / 2;
  const difference = pairs - tiesInX - tiesInY + tiesInBoth - 2 * inversions;
  const tau = difference / Math.sqrt(pairs - tiesInX) / Math.sqrt(pairs - tiesInY);
  return Math.min(1, Math.max(-1, tau));
}

/** Returns the number of pairs of equal values in a sorted list. */
function countTies(sorted: Float64Array | Uint32Array): number {
  let ties = 0;
  let run = 0;
  for (let i = 1; i < sorted.length; i++) {
    run = sorted[i] === sorted[i - 1] ? run + 1 : 0;
    ties += run;
  }
  return ties;
}

/** Sorts a list in place with a merge sort. Returns the number of pairs in descending order. */
function sortAndCountInversions(values: Uint32Array): number {
  const n = values.length;
  const merged = new Uint32Array(n);
  let inversions = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      const middle = Math.min(start + width, n);
      const end = Math.min(start + 2 * width, n);
      let [left, right] = [start, middle];
      for (let k = start; k < end; k++) {
        if (right >= end || (left < middle && values[left] <= values[right])) {
          merged[k] = values[left++];
        } else {
          merged[k] = values[right++];
          inversions += middle - left;
        }
      }
    }
    values.set(merged);
  }
  return inversions;
}
