/** Combines two matrices cell by cell. Their rows and columns are joined by label. */

import { fail, type Place, quote, type Report } from '../diagnostics.js';
import { selectAttributes } from '../matrix/attributes.js';
import { selectEdges } from '../matrix/edges.js';
import { fullLabels, selectGroups } from '../matrix/groups.js';
import type { Dataset, Matrix, Slice } from '../matrix/matrix.js';
import { listFirst } from '../phrases.js';
import type { JoinStep } from '../spec/steps.js';
import { addLoss, type Losses } from './losses.js';

/** The data that a step combines with other data. */
export interface SecondData {
  readonly dataset: Dataset;
  /** The name of its source, for messages. */
  readonly source: string;
}

/** A matrix with the name of its source, for messages. */
export interface NamedMatrix {
  readonly matrix: Matrix;
  readonly name: string;
}

const MAX_LISTED = 10;

const FORMULAS: Readonly<Record<JoinStep['name'], (a: number, b: number) => number>> = {
  minus: (a, b) => a - b,
  divide: (a, b) => a / b,
  log2ratio: (a, b) => Math.log2(a / b),
};

/** The position in each matrix of the items with a common label, in the order of the first matrix. */
interface Join {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

/**
 * Returns the first matrix combined with the second one. A value that is missing in one of them is missing.
 *
 * Errors: `join-unlabelled`, `join-repeated-labels`, `join-sizes`, `join-no-common-label`. Warning: `join-partial`.
 */
export function joinMatrices(
  step: JoinStep,
  first: NamedMatrix,
  second: NamedMatrix,
  losses: Losses,
  place: Place,
  report: Report,
): Matrix {
  const rows = joinAxis('row', first, second, place, report);
  const columns = joinAxis('column', first, second, place, report);
  const [a, b] = [first.matrix, second.matrix];
  const formula = FORMULAS[step.name];
  const width = columns.first.length;
  const values = new Float64Array(rows.first.length * width);
  for (let i = 0; i < rows.first.length; i++) {
    const startA = rows.first[i] * a.columns;
    const startB = rows.second[i] * b.columns;
    for (let j = 0; j < width; j++) {
      const x = a.values[startA + columns.first[j]];
      const y = b.values[startB + columns.second[j]];
      const result = formula(x, y);
      values[i * width + j] = result;
      // The sum is NaN or infinite if x or y is.
      if (!Number.isNaN(x) && !Number.isNaN(y)) addLoss(losses, x + y, result);
    }
  }
  return {
    rows: rows.first.length,
    columns: width,
    values,
    rowLabels: selectLabels(a.rowLabels, rows.first),
    columnLabels: selectLabels(a.columnLabels, columns.first),
    rowGroups: selectGroups(a.rowGroups, rows.first),
    columnGroups: selectGroups(a.columnGroups, columns.first),
    rowAttributes: selectAttributes(a.rowAttributes, rows.first),
    columnAttributes: selectAttributes(a.columnAttributes, columns.first),
    rowEdges: selectEdges(a.rowEdges, rows.first),
    columnEdges: selectEdges(a.columnEdges, columns.first),
    ...(a.regions && values.length === a.values.length && { regions: a.regions }),
    categories: null,
  };
}

/**
 * Returns the second matrix for slice `i` of the first data: the only one, else the one with the same title. Without
 * titles, it is the one at the same position. Error: `join-panels`.
 */
export function matchSlice(
  slices: readonly Slice[],
  i: number,
  { dataset, source }: SecondData,
  place: Place,
): Matrix {
  const others = dataset.slices;
  if (others.length === 1) return others[0].matrix;
  const { title } = slices[i];
  const hasTitles = [...slices, ...others].every((slice) => slice.title !== null);
  if (hasTitles) {
    const match = others.find((other) => other.title === title);
    if (match) return match.matrix;
  } else if (others.length === slices.length) {
    return others[i].matrix;
  }
  const found =
    hasTitles && title !== null
      ? `has no panel ${quote(title)}`
      : `has ${others.length} panels, but the data has ${slices.length}`;
  fail('join-panels', `${source} ${found}`, place, 'use a file with one matrix, or with the same panels');
}

function selectLabels(
  labels: readonly string[] | null,
  positions: readonly number[],
): readonly string[] | null {
  return labels && positions.map((position) => labels[position]);
}

/** Joins the items of one axis by label, or by position if neither matrix has labels there. */
function joinAxis(
  item: 'row' | 'column',
  first: NamedMatrix,
  second: NamedMatrix,
  place: Place,
  report: Report,
): Join {
  const [a, b] = [first, second].map(({ matrix }) => fullLabels(matrix, item));
  if (!a && !b) return joinByPosition(item, first, second, place);
  if (!a || !b) {
    const [labelled, unlabelled] = a ? [first, second] : [second, first];
    fail(
      'join-unlabelled',
      `${unlabelled.name} has no ${item} labels, but ${labelled.name} has; ${item}s are joined by label`,
      place,
      `give labels to the ${item}s of both, or of neither`,
    );
  }
  const positionsA = indexLabels(item, a, first.name, place);
  const positionsB = indexLabels(item, b, second.name, place);
  const common = a.filter((label) => positionsB.has(label));
  if (common.length === 0) {
    fail(
      'join-no-common-label',
      `${first.name} and ${second.name} have no common ${item} label: the first has ${listLabels(a, 3)}, the second ${listLabels(b, 3)}`,
      place,
      ...hintsForLabels(item, a, b, first.matrix),
    );
  }
  const onlyA = a.filter((label) => !positionsB.has(label));
  const onlyB = b.filter((label) => !positionsA.has(label));
  reportOmitted(item, onlyA, first.name, second.name, place, report);
  reportOmitted(item, onlyB, second.name, first.name, place, report);
  return {
    first: common.map((label) => positionsA.get(label) as number),
    second: common.map((label) => positionsB.get(label) as number),
  };
}

/** Returns why labels that look alike are not equal. */
function hintsForLabels(
  item: 'row' | 'column',
  a: readonly string[],
  b: readonly string[],
  { rowLabels, columnLabels }: Matrix,
): string[] {
  const fold = (label: string) => label.trim().toLowerCase();
  const folded = new Set(a.map(fold));
  if (b.some((label) => folded.has(fold(label)))) {
    return ['some labels differ only in capitals or spaces; make them equal'];
  }
  const others = new Set(item === 'row' ? columnLabels : rowLabels);
  return b.some((label) => others.has(label))
    ? ['the rows of one are the columns of the other; transpose one of them']
    : [];
}

function joinByPosition(item: 'row' | 'column', first: NamedMatrix, second: NamedMatrix, place: Place): Join {
  const [countA, countB] = [first, second].map(({ matrix }) =>
    item === 'row' ? matrix.rows : matrix.columns,
  );
  if (countA !== countB) {
    fail(
      'join-sizes',
      `${first.name} has ${countA} ${item}s and ${second.name} has ${countB}; without labels both must have equally many`,
      place,
    );
  }
  const positions = Array.from({ length: countA }, (_, i) => i);
  return { first: positions, second: positions };
}

/** Returns the position of each label. Error: `join-repeated-labels`. */
function indexLabels(
  item: 'row' | 'column',
  labels: readonly string[],
  name: string,
  place: Place,
): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  const repeated = new Set<string>();
  labels.forEach((label, i) => {
    if (positions.has(label)) repeated.add(label);
    else positions.set(label, i);
  });
  if (repeated.size > 0) {
    fail(
      'join-repeated-labels',
      `${name} has repeated ${item} labels, so ${item}s cannot be joined by label: ${listLabels([...repeated])}`,
      place,
      'make each label unique',
    );
  }
  return positions;
}

function reportOmitted(
  item: 'row' | 'column',
  labels: readonly string[],
  name: string,
  other: string,
  place: Place,
  report: Report,
): void {
  if (labels.length === 0) return;
  const [items, ofLabels] =
    labels.length === 1
      ? [`1 ${item} of ${name} is`, 'label']
      : [`${labels.length} ${item}s of ${name} are`, 'labels'];
  report({
    severity: 'warning',
    code: 'join-partial',
    message: `${items} left out, because ${other} does not have the ${ofLabels} ${listLabels(labels)}`,
    place,
    hints: ['check the spelling of the labels, or set "lint": ["join-partial"] if this is intended'],
  });
}

function listLabels(labels: readonly string[], maxListed = MAX_LISTED): string {
  return listFirst(labels, maxListed, quote);
}
