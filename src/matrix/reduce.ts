/**
 * A grid of rows × columns of cells, no more of either than there are: each the mean of the finite values
 * of its block; a block without any is missing, or infinite where all it holds besides missing values is.
 * Blocks differ by at most one row or column.
 */
export function reduceMean(
  values: Float64Array,
  from: { rows: number; columns: number },
  to: { rows: number; columns: number },
): Float64Array {
  const out = new Float64Array(to.rows * to.columns);
  const edge = (i: number, n: number, m: number) => Math.floor((i * m) / n);
  for (let i = 0; i < to.rows; i++) {
    const [top, bottom] = [edge(i, to.rows, from.rows), edge(i + 1, to.rows, from.rows)];
    for (let j = 0; j < to.columns; j++) {
      const [left, right] = [edge(j, to.columns, from.columns), edge(j + 1, to.columns, from.columns)];
      let [sum, count, infinite] = [0, 0, Number.NaN];
      for (let r = top; r < bottom; r++) {
        for (let c = left; c < right; c++) {
          const v = values[r * from.columns + c];
          if (Number.isFinite(v)) {
            sum += v;
            count++;
          } else if (!Number.isNaN(v)) infinite = v;
        }
      }
      out[i * to.columns + j] = count ? sum / count : infinite;
    }
  }
  return out;
}
