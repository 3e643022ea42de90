/** Transforms data after it is read: selects slices, transposes, selects rows and columns, normalizes. */
import { fail, type Place } from '../diagnostics.js';
import { selectAttributes } from '../matrix/attributes.js';
import { selectEdges } from '../matrix/edges.js';
import { selectGroups } from '../matrix/groups.js';
import { valueCount } from '../matrix/lazy-matrix.js';
import { CellBudget } from '../matrix/limits.js';
import type { Dataset, Matrix } from '../matrix/matrix.js';
import { selectRegions } from '../matrix/regions.js';
import { transpose } from '../matrix/transpose.js';
import type { Address } from '../spec/address.js';
import type { TransformOptions } from '../spec/data.js';
import { findPositions, SelectionBudget } from '../spec/find-positions.js';
import { expressionOf } from './expression.js';
import { applyGroupStep } from './groups.js';
import { selectKept } from './kept.js';
import { selectSlices, toIndices } from './select.js';

/**
 * Applies `options` in this order: select, transpose, rows and columns, normalize. `placeOf` returns the place of a
 * key. Adds the cells of the result to `budget`.
 */
export function applyTransforms(
  dataset: Dataset,
  options: TransformOptions,
  placeOf: (key: string) => Place,
  budget = new CellBudget(),
): Dataset {
  const items = new SelectionBudget();
  const positionsToKeep = (
    address: Address,
    count: number,
    labels: readonly string[] | null,
    place: Place,
  ) => {
    const positions = findPositions(address, count, labels, place, items);
    if (!positions.length) fail('nothing-kept', 'this selects no part of the data', place);
    return positions;
  };
  const selected = dataset.selected ? dataset : select(dataset, options.select, placeOf('select'));
  const { rows, columns, normalize } = options;
  const { x, y } = selected.names;
  const value = normalize ? nameOfShares(selected.names.value, normalize) : selected.names.value;
  return {
    ...(dataset.decided && { decided: dataset.decided }),
    leadingShape: selected.leadingShape,
    names: options.transpose ? { x: y, y: x, value } : { x, y, value },
    slices: selected.slices.map(({ title, matrix: source }) => {
      let matrix = options.transpose ? transpose(source) : source;
      const keptRows =
        rows === undefined ? null : positionsToKeep(rows, matrix.rows, matrix.rowLabels, placeOf('rows'));
      const keptColumns =
        columns === undefined
          ? null
          : positionsToKeep(columns, matrix.columns, matrix.columnLabels, placeOf('columns'));
      if (matrix.kept) {
        if (!matrix.reduction) {
          const cells = (keptRows?.length ?? matrix.rows) * (keptColumns?.length ?? matrix.columns);
          budget.check(cells, placeOf(keptRows ? 'rows' : 'columns'));
        }
        matrix = selectKept(matrix, matrix.kept, keptRows, keptColumns);
      } else {
        if (keptRows) {
          budget.check(keptRows.length * matrix.columns, placeOf('rows'));
          matrix = selectRows(matrix, keptRows);
        }
        if (keptColumns) {
          budget.check(matrix.rows * keptColumns.length, placeOf('columns'));
          matrix = selectColumns(matrix, keptColumns);
        }
      }
      if (normalize) matrix = normalizeValues(matrix, normalize, placeOf('normalize'));
      budget.add(valueCount(matrix), placeOf('file'));
      return { title, matrix };
    }),
  };
}

/** Selects the slices at one index of each of the first leading axes. */
function select(dataset: Dataset, option: TransformOptions['select'], place: Place): Dataset {
  const { slices, names } = dataset;
  const { rows, columns } = slices[0].matrix;
  const range = selectSlices(dataset.leadingShape, [rows, columns], toIndices(option), place);
  const { start, count, leadingShape } = range;
  return { slices: slices.slice(start, start + count), leadingShape, names };
}

/** Returns the rows in the order of `positions`. */
function selectRows(matrix: Matrix, positions: readonly number[]): Matrix {
  const { columns, values, rowLabels, rowGroups, rowTotals } = matrix;
  const selected = new Float64Array(positions.length * columns);
  positions.forEach((row, i) => {
    selected.set(values.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  return {
    ...matrix,
    rows: positions.length,
    values: selected,
    rowLabels: rowLabels && positions.map((row) => rowLabels[row]),
    rowGroups: selectGroups(rowGroups, positions),
    rowAttributes: selectAttributes(matrix.rowAttributes, positions),
    rowTotals: rowTotals && selectTotals(rowTotals, positions),
    rowEdges: selectEdges(matrix.rowEdges, positions),
    ...selectRegions(matrix, positions, [...Array(columns).keys()]),
  };
}

function selectTotals(totals: readonly number[], positions: readonly number[]): readonly number[] {
  return positions.flatMap((position, i) => (totals.includes(position) ? [i] : []));
}

/** Returns the columns in the order of `positions`. */
function selectColumns(matrix: Matrix, positions: readonly number[]): Matrix {
  const values = new Float64Array(matrix.rows * positions.length);
  for (let i = 0; i < matrix.rows; i++) {
    const row = matrix.values.subarray(i * matrix.columns, (i + 1) * matrix.columns);
    const target = values.subarray(i * positions.length, (i + 1) * positions.length);
    for (let j = 0; j < positions.length; j++) target[j] = row[positions[j]];
  }
  const { columnLabels: labels, columnGroups, columnTotals } = matrix;
  return {
    ...matrix,
    columns: positions.length,
    values,
    columnLabels: labels && positions.map((column) => labels[column]),
    columnGroups: selectGroups(columnGroups, positions),
    columnAttributes: selectAttributes(matrix.columnAttributes, positions),
    columnTotals: columnTotals && selectTotals(columnTotals, positions),
    columnEdges: selectEdges(matrix.columnEdges, positions),
    ...selectRegions(matrix, [...Array(matrix.rows).keys()], positions),
  };
}

/** Returns the given rows and columns of a matrix that is not reduced. */
export function keepItems(matrix: Matrix, rows: readonly number[], columns: readonly number[]): Matrix {
  return selectColumns(selectRows(matrix, rows), columns);
}

type NormalizeBy = NonNullable<TransformOptions['normalize']>;

/** Names values that are divided by sums, as the step "share" does; null for values without a name. */
function nameOfShares(name: string | null, by: NormalizeBy): string | null {
  const text = by === 'all' ? 'share' : `share by ${by}`;
  return name === null ? null : expressionOf([{ kind: 'group', name: 'share', by, text }], name);
}

/** Divides each value by the sum of its group, as the step "share" does. Error: `normalize-words`. */
function normalizeValues(matrix: Matrix, by: NormalizeBy, place: Place): Matrix {
  if (matrix.categories)
    fail('normalize-words', 'a matrix of categories cannot be normalized: it has no sums', place);
  return {
    ...applyGroupStep(matrix, { kind: 'group', name: 'share', by }),
    isBoolean: false,
    unit: undefined,
  };
}
