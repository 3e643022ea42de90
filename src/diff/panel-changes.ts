/** Compares one panel before and after: its rows and columns, and its values. */
import { formatCount } from '../phrases.js';
import { type Alignment, addPairs, alignByName, alignByPosition, compareOrder } from './align.js';
import { hashNumbers } from './codec.js';
import { describeContextChanges } from './context-changes.js';
import { itemNames, labelAt } from './item-names.js';
import type { AxisSummary, PanelSummary } from './summary.js';
import { type CellValue, formatList, formatName } from './wording.js';

export interface PanelChanges {
  /** Sentences about rows and columns. */
  readonly axisSentences: readonly string[];
  /** The axes with items that have a new label. */
  readonly relabelledAxes: readonly ('x' | 'y')[];
  /** Sentences about trees, groups, annotations and marks. */
  readonly contextSentences: readonly string[];
  /** Sentences about values that cannot be compared one by one. */
  readonly valueSentences: readonly string[];
  readonly cells: readonly CellChange[];
  /** The number of cells that exist before and after. */
  readonly comparedCount: number;
}

/** A cell whose value changed. */
export interface CellChange {
  readonly before: CellValue;
  readonly after: CellValue;
  /** The position after the change. */
  readonly row: number;
  readonly column: number;
  readonly rowBefore: number;
  readonly columnBefore: number;
}

export function comparePanels(before: PanelSummary, after: PanelSummary): PanelChanges {
  let rows = alignAxis(before.rows, after.rows);
  let columns = alignAxis(before.columns, after.columns);
  const [lookUpBefore, lookUpAfter] = [createLookup(before), createLookup(after)];
  const isComparable =
    before.rows.blockSize === after.rows.blockSize &&
    before.columns.blockSize === after.columns.blockSize &&
    (before.categories === null) === (after.categories === null);
  const lookups = isComparable && lookUpBefore && lookUpAfter ? ([lookUpBefore, lookUpAfter] as const) : null;
  if (lookups) {
    rows = pairEqualContent(rows, columns, lookups);
    columns = pairEqualContent(columns, rows, lookups.map(transposeLookup));
  }
  const rowChanges = describeAxis('row', before.rows, after.rows, rows);
  const columnChanges = describeAxis('column', before.columns, after.columns, columns);
  return {
    axisSentences: [...rowChanges.sentences, ...columnChanges.sentences],
    relabelledAxes: [
      ...(rowChanges.isRelabelled ? ['y' as const] : []),
      ...(columnChanges.isRelabelled ? ['x' as const] : []),
    ],
    contextSentences: describeContextChanges(before, after, rows, columns),
    valueSentences: lookups ? [] : describeValues(before, after),
    cells: lookups ? findCellChanges(lookups, rows, columns) : [],
    comparedCount: lookups ? rows.pairs.length * columns.pairs.length : 0,
  };
}

function allLabels(axis: AxisSummary): readonly string[] {
  return axis.labels ?? Array.from({ length: axis.count }, (_, i) => labelAt(axis, i));
}

/** Aligns by label. Aligns by position if only one of the axes is numbered, or if all items have a new label. */
function alignAxis(before: AxisSummary, after: AxisSummary): Alignment {
  if (before.isNumbered !== after.isNumbered) return alignByPosition(before.count, after.count);
  const alignment = alignByName(allLabels(before), allLabels(after));
  return alignment.pairs.length === 0 && before.count === after.count
    ? alignByPosition(before.count, after.count)
    : alignment;
}

type CellLookup = (row: number, column: number) => CellValue;

/** Returns null if only the hash of the values is known. */
function createLookup({ values, columns: { count: width }, categories }: PanelSummary): CellLookup | null {
  if ('sha256' in values) return null;
  if (!categories) return (row, column) => values[row * width + column];
  return (row, column) => categories[values[row * width + column]] ?? Number.NaN;
}

function transposeLookup(lookUp: CellLookup): CellLookup {
  return (row, column) => lookUp(column, row);
}

/** Pairs removed and added rows that hold the same values in all paired columns: these rows were renamed. */
function pairEqualContent(
  rows: Alignment,
  columns: Alignment,
  [lookUpBefore, lookUpAfter]: readonly CellLookup[],
): Alignment {
  if (rows.removed.length === 0 || rows.added.length === 0 || columns.pairs.length === 0) return rows;
  const before = rows.removed.map((row) =>
    columns.pairs.map(([column]) => JSON.stringify(lookUpBefore(row, column))).join(),
  );
  const after = rows.added.map((row) =>
    columns.pairs.map(([, column]) => JSON.stringify(lookUpAfter(row, column))).join(),
  );
  const { pairs } = alignByName(before, after);
  return addPairs(
    rows,
    pairs.map(([i, j]) => [rows.removed[i], rows.added[j]]),
  );
}

function findCellChanges(
  [lookUpBefore, lookUpAfter]: readonly CellLookup[],
  rows: Alignment,
  columns: Alignment,
): CellChange[] {
  const changes: CellChange[] = [];
  for (const [rowBefore, row] of rows.pairs) {
    for (const [columnBefore, column] of columns.pairs) {
      const [before, after] = [lookUpBefore(rowBefore, columnBefore), lookUpAfter(row, column)];
      if (before === after || (Number.isNaN(before) && Number.isNaN(after))) continue;
      changes.push({ before, after, row, column, rowBefore, columnBefore });
    }
  }
  return changes;
}

function describeAxis(
  item: 'row' | 'column',
  before: AxisSummary,
  after: AxisSummary,
  alignment: Alignment,
): { readonly sentences: string[]; readonly isRelabelled: boolean } {
  const sentences: string[] = [];
  const { pairs, removed, added } = alignment;
  const dataSentence = `${formatCount(after.dataCount, item)} of data instead of ${before.dataCount}`;
  const isResized = before.dataCount !== after.dataCount;
  // Blocks of different sizes cannot be compared, only the data that they aggregate.
  if (before.blockSize !== after.blockSize)
    return { sentences: isResized ? [dataSentence] : [], isRelabelled: false };
  const names = (axis: AxisSummary, positions: readonly number[]) =>
    formatList(itemNames(axis, positions), positions.length);
  if (before.isNumbered && after.isNumbered && isResized) {
    sentences.push(`${formatCount(after.dataCount, item)} instead of ${before.dataCount}`);
  } else {
    if (added.length) sentences.push(`${formatCount(added.length, item)} added: ${names(after, added)}`);
    if (removed.length)
      sentences.push(`${formatCount(removed.length, item)} removed: ${names(before, removed)}`);
    if (!added.length && !removed.length && isResized) sentences.push(dataSentence);
  }
  const renamed = pairs.filter(([i, j]) => labelAt(before, i) !== labelAt(after, j));
  if (renamed.length > 0) {
    const [i, j] = renamed[0];
    const [from, to] = [formatName(labelAt(before, i)), formatName(labelAt(after, j))];
    const rest = renamed.length > 1 ? `, and ${renamed.length - 1} more` : '';
    sentences.push(`${formatCount(renamed.length, item)} renamed: from ${from} to ${to}${rest}`);
  }
  const order = compareOrder(alignment);
  if (order === 'reversed') sentences.push(`${item}s reordered: reverse order`);
  else if (order === 'permuted') {
    const positionsBefore = pairs.map(([i]) => i).sort((a, b) => a - b);
    const positionsAfter = pairs.map(([, j]) => j);
    // Items before the first and after the last that moved say nothing.
    const hasMoved = pairs.map(([i], k) => i !== positionsBefore[k]);
    const moved = [hasMoved.indexOf(true), hasMoved.lastIndexOf(true) + 1] as const;
    const [to, from] = [positionsAfter.slice(...moved), positionsBefore.slice(...moved)];
    sentences.push(`${item}s reordered: ${names(after, to)} instead of ${names(before, from)}`);
  }
  return { sentences, isRelabelled: renamed.length > 0 };
}

/** Describes changes of values that cannot be compared one by one. */
function describeValues(before: PanelSummary, after: PanelSummary): string[] {
  if ((before.categories === null) !== (after.categories === null)) {
    return [
      `the values are ${after.categories ? 'categories instead of numbers' : 'numbers instead of categories'}`,
    ];
  }
  const sentences: string[] = [];
  for (const [items, a, b] of [
    ['rows', before.rows, after.rows],
    ['columns', before.columns, after.columns],
  ] as const) {
    if (a.blockSize !== b.blockSize)
      sentences.push(`each stored value combines ${b.blockSize} ${items} instead of ${a.blockSize}`);
  }
  const hasSameShape = before.rows.count === after.rows.count && before.columns.count === after.columns.count;
  if (sentences.length > 0 || !hasSameShape) return sentences;
  if (valuesHash(before) === valuesHash(after)) return [];
  const count = after.rows.count * after.columns.count;
  return [`some of ${count} values changed; too many values to store, so it is unknown which`];
}

function valuesHash({ values }: PanelSummary): string {
  return 'sha256' in values ? values.sha256 : hashNumbers(values);
}
