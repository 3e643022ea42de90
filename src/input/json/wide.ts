import { quote, type Report } from '../../diagnostics.js';
import { itemTexts, textOf } from '../../json/locate.js';
import { isList } from '../../json/node.js';
import { kindName } from '../../json/wording.js';
import { type Dataset, NO_NAMES, singleDataset } from '../../matrix/matrix.js';
import type { ReadOptions } from '../../spec/data.js';
import { columnHints } from '../../table/column-hints.js';
import type { ReadPlan } from '../reader.js';
import { type CellVector, isNumberList, readCells } from './cells.js';
import type { DataFrame } from './data-frame.js';
import type { JsonErrors } from './errors.js';
import { formatItem } from './labels.js';
import { readUndeclared } from './undeclared.js';

/**
 * Returns a data frame in wide format as a matrix. If the frame has no row labels, its first column contains them if
 * `options.rowLabels` is true. If that option is not set, it contains them if it has no name or is the only column of
 * strings.
 *
 * Reports `guessed`. Errors: `nested-label`, `no-columns` and those of `readCells`.
 */
export function datasetFromFrame(
  frame: DataFrame,
  options: ReadOptions,
  errors: JsonErrors,
  report: Report,
  keptColumns?: ReadPlan['keptColumns'],
): Dataset {
  const isGuess = options.rowLabels === undefined && (isIndex(frame) || isOnlyFirstColumnText(frame));
  const usesFirstColumn = frame.rowLabels === null && Boolean(options.rowLabels ?? isGuess);
  const undeclared = readUndeclared(frame, errors.document, usesFirstColumn, options, report, keptColumns);
  if (undeclared) return undeclared;
  const whole = usesFirstColumn ? labelByFirstColumn(frame, errors) : frame;
  const y = (usesFirstColumn && frame.columnLabels?.[0]) || null;
  const { rows, columns, byColumn, rowLabels, columnLabels } = whole;
  const kept = keptColumns?.(columns, columnLabels);
  const vectors = kept ? blankColumns(whole, new Set(kept)) : whole.vectors;
  const labelOf = (column: number) => columnLabels?.[column] ?? null;
  const { values, categories } = readCells(
    {
      vectors,
      length: byColumn ? rows : columns,
      byColumn,
      nameOf: (column) => formatItem(columnLabels, column),
      columnHints: (words, numeric) => columnHints([y, ...words.map(labelOf)], numeric, labelOf),
      describeCell: (vector, item) => {
        const [row, column] = byColumn ? [item, vector] : [vector, item];
        return `row ${formatItem(rowLabels, row)}, column ${formatItem(columnLabels, column)}`;
      },
    },
    options.missingValues ?? [],
    errors,
  );
  errors.throwIfAny();
  if (usesFirstColumn && isGuess) reportGuess(y, errors.document.file, report);
  return singleDataset({ rows, columns, values, rowLabels, columnLabels, categories }, { ...NO_NAMES, y });
}

/** Returns the vectors with missing values in place of the columns that are not kept. */
function blankColumns({ vectors, byColumn }: DataFrame, kept: ReadonlySet<number>): readonly CellVector[] {
  if (byColumn) return vectors.map((vector, column) => (kept.has(column) ? vector : []));
  return vectors.map((vector) =>
    isNumberList(vector) ? vector : vector.map((node, column) => (kept.has(column) ? node : undefined)),
  );
}

function reportGuess(key: string | null, file: string, report: Report): void {
  report({
    severity: 'note',
    code: 'guessed',
    message:
      key === null
        ? 'the row labels are taken from the first key, which has no name'
        : `the row labels are taken from ${quote(key)}, the only key with strings`,
    place: { file },
    hints: ['set "rowLabels": false if it contains cells'],
  });
}

/** Whether the first column is an index that was written without a name. */
function isIndex({ columns, columnLabels }: DataFrame): boolean {
  return columns > 1 && columnLabels?.[0] === '' && columnLabels.some((label) => label !== '');
}

function isOnlyFirstColumnText(frame: DataFrame): boolean {
  if (frame.columns < 2 || !isText(columnOf(frame, 0))) return false;
  for (let column = 1; column < frame.columns; column++) if (isText(columnOf(frame, column))) return false;
  return true;
}

function isText(vector: CellVector): boolean {
  return !isNumberList(vector) && vector.every((node) => node?.kind === 'string');
}

/** Returns a column. If the vectors are rows, they must come from objects. */
function columnOf({ vectors, byColumn }: DataFrame, column: number): CellVector {
  return byColumn
    ? vectors[column]
    : vectors.map((vector) => (isNumberList(vector) ? undefined : vector[column]));
}

function labelByFirstColumn(frame: DataFrame, errors: JsonErrors): DataFrame {
  const { vectors, nodes, byColumn, columns, columnLabels } = frame;
  if (columns === 1) {
    errors.addAt(nodes[0], 'no-columns', 'there is one key for the row labels, but no key for the cells');
  }
  return {
    ...frame,
    vectors: byColumn
      ? vectors.slice(1)
      : vectors.map((vector) => (isNumberList(vector) ? vector : vector.slice(1))),
    columns: columns - 1,
    columnLabels: columnLabels?.slice(1) ?? null,
    rowLabels: labelTexts(columnOf(frame, 0), errors),
  };
}

function labelTexts(vector: CellVector, errors: JsonErrors): string[] {
  if (isNumberList(vector)) return itemTexts(errors.document, vector);
  return vector.map((node) => {
    if (!node) return '';
    if (isList(node) || node.kind === 'object') {
      errors.addAt(node, 'nested-label', `a row label is ${kindName(node)}, not a string or number`);
    }
    return textOf(errors.document, node);
  });
}
