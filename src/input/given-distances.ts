import type { Place } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Path } from '../spec/parse.js';
import { alignMatrix } from '../transform/align.js';
import type { SecondMatrices } from './second-matrices.js';

/**
 * Returns the distances that the key at `path` names, with the items of an axis as rows and columns; null without the key.
 *
 * Errors: those of `alignMatrix`.
 */
export function alignDistances(
  secondMatrices: SecondMatrices,
  path: Path,
  { count, labels }: { readonly count: number; readonly labels: readonly string[] | null },
  place: Place,
): Matrix | null {
  const name = path.join('.');
  const dataset = secondMatrices.get(name);
  if (!dataset) return null;
  const square = { rows: count, columns: count, rowLabels: labels, columnLabels: labels };
  const items: Matrix = { ...square, values: new Float64Array(0), categories: null };
  return alignMatrix(items, dataset.slices[0].matrix, name, place);
}
