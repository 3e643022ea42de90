/** Places the cells of a second matrix at the rows and columns of the first one. */

import { fail, type Place, quote } from '../diagnostics.js';
import { fullLabels } from '../matrix/groups.js';
import type { Matrix } from '../matrix/matrix.js';
import { formatCount, listFirst } from '../phrases.js';

/**
 * Returns the second matrix with the rows and columns of the first one, in its order. Items are matched by label, or by
 * position if one of the matrices has no labels or if the labels of both are equal. Other items of the second matrix are
 * left out. `name` is what messages call the second matrix, such as "cells.size".
 *
 * Errors: `second-matrix-size`, `second-matrix-labels`.
 */
export function alignMatrix(first: Matrix, second: Matrix, name: string, place: Place): Matrix {
  const rows = alignItems('row', first, second, name, place);
  const columns = alignItems('column', first, second, name, place);
  const values = new Float64Array(rows.length * columns.length);
  rows.forEach((row, i) => {
    for (let j = 0; j < columns.length; j++) {
      values[i * columns.length + j] = second.values[row * second.columns + columns[j]];
    }
  });
  const { rowLabels, columnLabels } = first;
  const { categories, unit } = second;
  return {
    rows: rows.length,
    columns: columns.length,
    values,
    rowLabels,
    columnLabels,
    categories,
    ...(unit !== undefined && { unit }),
  };
}

/** Returns the position in the second matrix of each item of the first one. */
function alignItems(
  item: 'row' | 'column',
  first: Matrix,
  second: Matrix,
  name: string,
  place: Place,
): Int32Array {
  const [count, otherCount] = item === 'row' ? [first.rows, second.rows] : [first.columns, second.columns];
  const [labels, others] = [fullLabels(first, item), fullLabels(second, item)];
  const areEqual = labels?.length === others?.length && labels?.every((label, i) => label === others?.[i]);
  if (!labels || !others || areEqual) {
    if (count !== otherCount) failSize(item, count, otherCount, name, place);
    return Int32Array.from({ length: count }, (_, i) => i);
  }
  const positions = new Map<string, number>();
  for (let i = others.length - 1; i >= 0; i--) positions.set(others[i], i);
  if (positions.size < others.length || new Set(labels).size < labels.length) {
    const owner = positions.size < others.length ? name : 'the data';
    const repeated = repeatedLabels(positions.size < others.length ? others : labels);
    fail(
      'second-matrix-labels',
      `${owner} has repeated ${item} labels, so ${item}s cannot be matched by label: ${listFirst(repeated, MAX_LISTED, quote)}`,
      place,
      'make each label unique, or give the same labels in the same order',
    );
  }
  const missing = labels.filter((label) => !positions.has(label));
  if (missing.length > 0) failLabels(item, missing, labels.length, others, name, place);
  return Int32Array.from(labels, (label) => positions.get(label) as number);
}

const MAX_LISTED = 10;

function repeatedLabels(labels: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(labels.filter((label) => seen.size === seen.add(label).size))];
}

function failSize(item: 'row' | 'column', count: number, found: number, name: string, place: Place): never {
  fail(
    'second-matrix-size',
    `${name} has ${formatCount(found, item)}, but the data has ${count}; without labels both must have equally many`,
    place,
    `give ${name} as many ${item}s as the data, or ${item} labels to both`,
  );
}

function failLabels(
  item: 'row' | 'column',
  missing: readonly string[],
  count: number,
  others: readonly string[],
  name: string,
  place: Place,
): never {
  const found = `it has ${listFirst(others, 3, quote)}`;
  fail(
    'second-matrix-labels',
    `${name} has no ${item} for ${missing.length} of the ${formatCount(count, `${item} label`)} of the data: ${listFirst(missing, MAX_LISTED, quote)}; ${found}`,
    place,
    'use the same spelling in both, or leave these items out with data.rows or data.columns',
  );
}
