import { fail, type Place, quote } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import { transpose } from '../matrix/transpose.js';
import type { KMeansStep, StepText } from '../spec/steps.js';

/** Divides vectors of finite values into k groups; returns null if fewer than k of them are different. */
export type DivideIntoGroups = (
  vectors: readonly Float64Array[],
  k: number,
) => { readonly clusters: Int32Array; readonly centers: readonly Float64Array[] } | null;

/**
 * Replaces the rows or columns by the means of their groups, labelled by number and size, such as "2 (n = 31)".
 *
 * Errors: `not-clusterable` for values that are missing or infinite; `kmeans-groups` for more groups than different items.
 */
export function reduceToMeans(
  matrix: Matrix,
  step: KMeansStep & StepText,
  divide: DivideIntoGroups,
  place: Place,
): Matrix {
  if (step.by === 'column') {
    return transpose(reduceRows(transpose(matrix), step, 'column', divide, place));
  }
  return reduceRows(matrix, step, 'row', divide, place);
}

function reduceRows(
  { rows, columns, values, rowLabels, columnLabels, columnGroups, columnEdges }: Matrix,
  { k, text }: KMeansStep & StepText,
  item: 'row' | 'column',
  divide: DivideIntoGroups,
  place: Place,
): Matrix {
  const vectors = Array.from({ length: rows }, (_, i) => values.subarray(i * columns, (i + 1) * columns));
  const missing = vectors.findIndex((vector) => !vector.every(Number.isFinite));
  if (missing >= 0) {
    const name = rowLabels ? quote(rowLabels[missing]) : String(missing);
    const message = `the step "${text}" needs finite values, but the ${item} ${name} has others`;
    fail('not-clusterable', message, place, `put the step "fill(0)" before it, or leave the ${item} out`);
  }
  const found = k > rows ? null : divide(vectors, k);
  if (!found) {
    const message = `the step "${text}" needs ${k} different ${item}s, but there are fewer among the ${rows} ${item}s`;
    fail('kmeans-groups', message, place, 'use fewer groups');
  }
  const means = new Float64Array(k * columns);
  const sizes = new Int32Array(k);
  for (const cluster of found.clusters) sizes[cluster]++;
  found.centers.forEach((center, cluster) => {
    means.set(center, cluster * columns);
  });
  return {
    rows: k,
    columns,
    values: means,
    rowLabels: Array.from(sizes, (size, cluster) => `${cluster + 1} (n = ${size})`),
    columnLabels,
    columnGroups,
    columnEdges,
    categories: null,
  };
}
