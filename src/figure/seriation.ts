/** The order of a symmetric matrix by seriation, which is the same for rows and columns. */
import { seriate } from '../cluster/seriation.js';
import { fail, type Place, quote, type Report } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import { LIMITS } from '../theme.js';

/** Values across the diagonal may differ by this share of the largest value. */
const SYMMETRY_TOLERANCE = 1e-6;

/** The number of triples of items that are looked at to tell distances from similarities. */
const MAX_TRIPLES = 10_000;

/**
 * Returns the items of a symmetric matrix in an order in which the values decrease steadily away from the diagonal, or
 * increase if they are distances.
 *
 * Errors: `not-symmetric`, `too-large`. Note: `seriated`.
 */
export function seriateItems(matrix: Matrix, place: Place, report: Report): number[] {
  const { rows: count, columns, values, rowLabels, columnLabels } = matrix;
  const hint = 'use "cluster" to order a matrix whose rows and columns are different items';
  if (matrix.categories) fail('not-symmetric', 'seriation needs numbers, but the cells are words', place);
  if (count !== columns) {
    fail(
      'not-symmetric',
      `seriation needs as many rows as columns, but there are ${count} and ${columns}`,
      place,
      hint,
    );
  }
  const different =
    rowLabels && columnLabels ? rowLabels.findIndex((label, i) => label !== columnLabels[i]) : -1;
  if (different >= 0) {
    const [row, column] = [rowLabels, columnLabels].map((labels) => quote((labels as string[])[different]));
    const message = `seriation needs the same rows and columns, but row ${different} is ${row} and column ${different} is ${column}`;
    fail('not-symmetric', message, place, hint);
  }
  if (count > LIMITS.cluster.maxOptimalItems) {
    const message = `the seriation of ${count} items takes too much time; at most ${LIMITS.cluster.maxOptimalItems} items can have one`;
    fail('too-large', message, place, 'order both axes by "cluster"');
  }
  checkSymmetry(matrix, place);
  const areDistances = isDistanceMatrix(matrix);
  report({
    severity: 'note',
    code: 'seriated',
    message: `${count} rows and columns are ordered by seriation; the values are read as ${areDistances ? 'distances' : 'similarities'}`,
    place,
  });
  return seriate(areDistances ? values.map((value) => -value) : values, count);
}

function checkSymmetry({ rows: count, values, rowLabels }: Matrix, place: Place): void {
  const name = (item: number) => (rowLabels ? quote(rowLabels[item]) : String(item));
  let largest = 0;
  for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const [below, above] = [values[i * count + j], values[j * count + i]];
      if (!Number.isFinite(below) || !Number.isFinite(above)) {
        const message = `seriation needs all values, but the one of ${name(i)} and ${name(j)} is missing or infinite`;
        fail('not-symmetric', message, place, 'fill missing values with data.transform: "fill(0)"');
      }
      if (Math.abs(below - above) <= SYMMETRY_TOLERANCE * largest) continue;
      const message = `seriation needs a symmetric matrix, but the value of ${name(i)} and ${name(j)} is ${below}, and that of ${name(j)} and ${name(i)} is ${above}`;
      fail(
        'not-symmetric',
        message,
        place,
        'compute a symmetric matrix first: data.transform "correlate(pearson, rows)"',
      );
    }
  }
}

/** Whether the values are distances: 0 from each item to itself, greater to others, and no detour is shorter. */
function isDistanceMatrix({ rows: count, values }: Matrix): boolean {
  for (let i = 0; i < count; i++) {
    if (Math.abs(values[i * count + i]) > 0) return false;
    for (let j = 0; j < i; j++) if (values[i * count + j] < 0) return false;
  }
  let detours = 0;
  for (let k = 0; k < MAX_TRIPLES; k++) {
    const [a, b, c] = [k % count, (k * 7 + 1) % count, (k * 31 + Math.floor(k / count)) % count];
    if (values[a * count + b] > (values[a * count + c] + values[c * count + b]) * (1 + 1e-9)) detours++;
  }
  return detours < MAX_TRIPLES / 20;
}
