/** The items of an axis as clustering needs them. */
import type { GivenTree } from '../cluster/given-tree.js';
import { type Linkage, MAX_VALUE } from '../cluster/merges.js';
import { fail, type Place } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';

/** The items of an axis, for clustering. */
export interface ClusterData {
  readonly items: 'columns' | 'rows';
  readonly count: number;
  readonly labels: readonly string[] | null;
  /** The matrices that share the items. */
  readonly matrices: readonly Matrix[];
  /** The tree that the spec gives; null: none. */
  readonly givenTree: GivenTree | null;
  /** Returns the distances that the spec gives, with the items in their order; null: none. */
  readonly givenDistances: () => Matrix | null;
  readonly place: (...path: string[]) => Place;
}

export interface Clustering {
  /** Null if there is only one item. */
  readonly tree: Linkage | null;
  /** The items from one end of the tree to the other. */
  readonly leaves: Int32Array;
}

/**
 * Returns the values of each item in all matrices. The rows of one matrix are not copied. Error: `not-clusterable` for values
 * whose squares exceed the range of numbers.
 */
export function itemVectors(data: ClusterData): Float64Array[] {
  const { items, matrices, place } = data;
  for (const { values } of matrices) {
    const found = values.find((value) => Math.abs(value) > MAX_VALUE && Number.isFinite(value));
    if (found === undefined) continue;
    const message = `the value ${found} is too large to compare ${items}: their values must be within ±${MAX_VALUE}`;
    fail('not-clusterable', message, place('order'), 'divide the values by a power of ten before');
  }
  return copyVectors(data);
}

function copyVectors({ items, count, matrices }: ClusterData): Float64Array[] {
  const across = items === 'rows' ? 'columns' : 'rows';
  if (items === 'rows' && matrices.length === 1) {
    const [{ values, columns }] = matrices;
    return Array.from({ length: count }, (_, row) => values.subarray(row * columns, (row + 1) * columns));
  }
  const length = matrices.reduce((sum, matrix) => sum + matrix[across], 0);
  const all = new Float64Array(count * length);
  const vectors = Array.from({ length: count }, (_, item) =>
    all.subarray(item * length, (item + 1) * length),
  );
  let offset = 0;
  for (const matrix of matrices) {
    const { values, columns } = matrix;
    vectors.forEach((vector, item) => {
      for (let k = 0; k < matrix[across]; k++) {
        vector[offset + k] = values[items === 'rows' ? item * columns + k : k * columns + item];
      }
    });
    offset += matrix[across];
  }
  return vectors;
}

/** Returns the mean of the finite values. */
export function meanOf(vector: Float64Array): number {
  let [sum, count] = [0, 0];
  for (const value of vector) {
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}
