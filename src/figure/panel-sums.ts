import type { Axis, Panel } from './figure.js';

/** The sums and the counts of the finite values at each position of an axis on the page. */
export interface AxisSums {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

export interface PanelSums {
  readonly rows: AxisSums;
  readonly columns: AxisSums;
  /** The finite values of the cells that are not hidden. */
  readonly finite: Float64Array;
}

/** Adds up the finite values of a panel that are not hidden. All values must be stored. */
export function axisSums({ matrix, mask, x, y }: Panel): PanelSums {
  const { rows, columns, values } = matrix;
  const [down, across] = [positions(y, rows), positions(x, columns)];
  const [ofRows, ofColumns] = [newSums(y.order.length), newSums(x.order.length)];
  const finite = new Float64Array(values.length);
  let count = 0;
  for (let i = 0, cell = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, cell++) {
      const value = values[cell];
      if (!Number.isFinite(value) || mask?.[cell]) continue;
      finite[count++] = value;
      add(ofRows, down[i], value);
      add(ofColumns, across[j], value);
    }
  }
  return { rows: ofRows, columns: ofColumns, finite: finite.slice(0, count) };
}

/** Returns the mean at each position; NaN without finite values. */
export function meansOfPositions({ sums, counts }: AxisSums): number[] {
  return Array.from(sums, (sum, at) => sum / counts[at]);
}

/** Returns the position of each item on the page. */
function positions({ order, itemsPerPosition: factor }: Axis, count: number): Int32Array {
  const at = new Int32Array(count);
  order.forEach((group, k) => {
    at.fill(k, group * factor, Math.min(count, (group + 1) * factor));
  });
  return at;
}

function newSums(count: number): AxisSums {
  return { sums: new Float64Array(count), counts: new Float64Array(count) };
}

function add({ sums, counts }: AxisSums, at: number, value: number): void {
  sums[at] += value;
  counts[at]++;
}
