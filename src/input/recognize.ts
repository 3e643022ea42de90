import { type Diagnostic, type Place, quote, type Report } from '../diagnostics.js';
import type { Dataset, Matrix } from '../matrix/matrix.js';
import type { TransformOptions } from '../spec/data.js';
import { parseSteps } from '../spec/parse-steps.js';
import { parseTuple, splitTuples } from '../table/levels.js';
import { findTotals, type Total } from '../table/totals.js';
import { keepItems } from '../transform/transforms.js';

/** The largest number of totals in a row or column that a figure prints. */
const MAX_PRINTED = 100;

/**
 * Recognizes rows and columns of totals, and labels of several levels that pandas wrote as tuples, in the data of any
 * format.
 *
 * - `separate` (the default) marks totals, `omit` removes them, `data` leaves them as they are.
 * - Totals are also removed if `normalize` or `transform` changes the values, because they are not totals of the new values, and
 *   if they are too many to print.
 *
 * Notes: `totals`, `totals-omitted`.
 */
export function recognizeStructure(
  dataset: Dataset,
  { totals: option, normalize, transform }: TransformOptions,
  place: Place,
  report: Report,
): Dataset {
  const leveled = {
    ...dataset,
    names: { ...dataset.names, x: joinTuple(dataset.names.x), y: joinTuple(dataset.names.y) },
    slices: dataset.slices.map(({ title, matrix }) => ({ title, matrix: splitLabels(matrix) })),
  };
  if (option === 'data') return leveled;
  const totals = leveled.slices.map(({ matrix }) => findTotals(matrix));
  // Panels have the same rows and columns, so a total in one panel alone is a coincidence.
  if (totals.some((found) => describeTotals(found) !== describeTotals(totals[0]))) return leveled;
  if (totals[0].length === 0) return leveled;
  const reason =
    option === 'omit'
      ? ''
      : normalize || (transform !== undefined && parseSteps(transform).length > 0)
        ? ', because transformed values have other totals'
        : leveled.slices.some(({ matrix }, i) => areTooMany(matrix, totals[i]))
          ? `, because they are more than the ${MAX_PRINTED} numbers that can be printed`
          : null;
  report(reason === null ? totalsNote(totals[0], place) : omissionNote(totals[0], reason, place));
  return {
    ...leveled,
    slices: leveled.slices.map(({ title, matrix }, i) => ({
      title,
      matrix: reason === null ? markTotals(matrix, totals[i]) : removeTotals(matrix, totals[i]),
    })),
  };
}

/** Returns the name of an axis whose levels pandas joined to a tuple. */
function joinTuple(name: string | null): string | null {
  const levels = name === null ? null : parseTuple(name);
  return levels ? levels.filter((level) => level !== '').join(', ') : name;
}

function splitLabels(matrix: Matrix): Matrix {
  const rows = matrix.rowLabels && splitTuples(matrix.rowLabels);
  const columns = matrix.columnLabels && splitTuples(matrix.columnLabels);
  if (!rows && !columns) return matrix;
  return {
    ...matrix,
    ...(rows && { rowLabels: rows.labels, rowGroups: rows.groups }),
    ...(columns && { columnLabels: columns.labels, columnGroups: columns.groups }),
  };
}

const positionsOf = (totals: readonly Total[], axis: Total['axis']) =>
  totals.filter((total) => total.axis === axis).map(({ position }) => position);

function areTooMany({ rows, columns }: Matrix, totals: readonly Total[]): boolean {
  return totals.some(({ axis }) => (axis === 'row' ? columns : rows) > MAX_PRINTED);
}

function markTotals(matrix: Matrix, totals: readonly Total[]): Matrix {
  const [rowTotals, columnTotals] = [positionsOf(totals, 'row'), positionsOf(totals, 'column')];
  const withoutGroup = (groups: Matrix['rowGroups'], positions: readonly number[]) =>
    groups?.map((titles) => titles.map((title, i) => (positions.includes(i) ? '' : title)));
  return {
    ...matrix,
    rowTotals,
    columnTotals,
    rowGroups: withoutGroup(matrix.rowGroups, rowTotals),
    columnGroups: withoutGroup(matrix.columnGroups, columnTotals),
  };
}

function removeTotals(matrix: Matrix, totals: readonly Total[]): Matrix {
  const others = (count: number, removed: readonly number[]) =>
    Array.from({ length: count }, (_, i) => i).filter((i) => !removed.includes(i));
  return keepItems(
    matrix,
    others(matrix.rows, positionsOf(totals, 'row')),
    others(matrix.columns, positionsOf(totals, 'column')),
  );
}

function describeTotals(totals: readonly Total[]): string {
  return totals
    .map(({ axis, position, label, isSum }) => {
      const end = position === 0 ? 'first' : 'last';
      return `the ${end} ${axis} ${quote(label)} (${isSum ? 'sums of the others' : 'margins, such as means'})`;
    })
    .join(' and ');
}

function totalsNote(totals: readonly Total[], place: Place): Diagnostic {
  return {
    severity: 'note',
    code: 'totals',
    message: `${describeTotals(totals)} ${totals.length > 1 ? 'are' : 'is'} printed as numbers without a colour`,
    place,
    hints: ['set data.totals to "omit" to leave totals out, or to "data" to colour them like other cells'],
  };
}

function omissionNote(totals: readonly Total[], reason: string, place: Place): Diagnostic {
  return {
    severity: 'note',
    code: 'totals-omitted',
    message: `${describeTotals(totals)} ${totals.length > 1 ? 'are' : 'is'} left out${reason}`,
    place,
    hints: reason === '' ? [] : ['set data.totals to "data" to draw them like other cells'],
  };
}
