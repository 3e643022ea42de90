import { isList, type JsonArray, type JsonNumbers } from '../../json/node.js';
import { kindName } from '../../json/wording.js';
import type { Dataset } from '../../matrix/matrix.js';
import { formatCount } from '../../phrases.js';
import { type ArrayLayout, arrayLayout } from '../array.js';
import { type CellVector, readCells } from './cells.js';
import type { JsonErrors } from './errors.js';
import { checkLabelCount, formatItem, type LabelList } from './labels.js';

/** A nested list of any depth, with labels for its last two axes and titles for its slices. */
export interface LabelledArray {
  readonly values: JsonNumbers | JsonArray;
  readonly rows: LabelList | null;
  readonly columns: LabelList | null;
  readonly panels: LabelList | null;
  readonly names: Dataset['names'];
  readonly missingValues: readonly string[];
}

/**
 * Returns the array as matrices in the layout of `arrayLayout`, unless its labels fit only another layout.
 *
 * Errors: `ragged-row`, `uneven-depth`, `empty-array`, `label-count` and those of `readCells`.
 */
export function datasetFromLabelledArray(array: LabelledArray, errors: JsonErrors): Dataset {
  const { rows, columns, panels, missingValues } = array;
  const { shape, vectors, isRegular } = flattenArray(array.values, errors);
  const length = shape.at(-1)!;
  const layout = isRegular
    ? chooseLayout(shape, array, errors)
    : { leadingShape: [], rows: shape.at(-2) ?? 1, columns: length };
  const sliceSize = layout.rows * layout.columns;
  const sliceCount = product(layout.leadingShape);
  if (isRegular) {
    checkLabelCount(panels, sliceCount, 'panel', errors);
    checkLabelCount(rows, layout.rows, 'row', errors);
    checkLabelCount(columns, layout.columns, 'column', errors);
  }
  const { values, categories } = readCells(
    {
      vectors,
      length,
      byColumn: false,
      describeCell,
      nameOf: (column) => formatItem(columns?.texts, column),
      columnHints: () => [],
    },
    missingValues,
    errors,
  );
  errors.throwIfAny();
  return {
    slices: Array.from({ length: sliceCount }, (_, i) => ({
      title: panels?.texts[i] ?? null,
      matrix: {
        rows: layout.rows,
        columns: layout.columns,
        values: values.subarray(i * sliceSize, (i + 1) * sliceSize),
        rowLabels: rows?.texts ?? null,
        columnLabels: columns?.texts ?? null,
        ...(rows?.groups && { rowGroups: rows.groups }),
        ...(columns?.groups && { columnGroups: columns.groups }),
        categories,
      },
    })),
    leadingShape: layout.leadingShape,
    names: array.names,
  };

  function describeCell(vector: number, item: number): string {
    const cell = vector * length + item;
    const panel =
      layout.leadingShape.length > 0
        ? `panel ${formatItem(panels?.texts, Math.floor(cell / sliceSize))}, `
        : '';
    const row = formatItem(rows?.texts, Math.floor(cell / layout.columns) % layout.rows);
    return `${panel}row ${row}, column ${formatItem(columns?.texts, cell % layout.columns)}`;
  }
}

interface FlattenedArray {
  /** The lengths of the axes, taken from the first list at each level. */
  readonly shape: readonly number[];
  /** The innermost lists, in order. */
  readonly vectors: readonly CellVector[];
  /** Whether all lists at each level have the same length. */
  readonly isRegular: boolean;
}

/**
 * Collects the innermost lists of a nested list. Errors: `ragged-row`, `uneven-depth`, `empty-array`. Throws at once if
 * there is no cell.
 */
export function flattenArray(root: JsonNumbers | JsonArray, errors: JsonErrors): FlattenedArray {
  const shape: number[] = [];
  const vectors: CellVector[] = [];
  const errorsBefore = errors.count;
  visit(root, 0, 0);
  if (vectors.length === 0) errors.throwAll();
  return { shape, vectors, isRegular: errors.count === errorsBefore };

  function visit(node: JsonNumbers | JsonArray, level: number, index: number): void {
    const { length } = node.kind === 'numbers' ? node : node.items;
    if (length === 0) {
      errors.addAt(node, 'empty-array', 'this list is empty, but it must contain values');
      return;
    }
    if (level === shape.length) shape.push(length);
    const isInnermost = node.kind === 'numbers' || !node.items.some(isList);
    if (isInnermost ? level !== shape.length - 1 : vectors.length > 0 && level === shape.length - 1) {
      const [actual, expected] = isInnermost ? ['values', 'lists'] : ['lists', 'values'];
      errors.addAt(
        node,
        'uneven-depth',
        `this list contains ${actual}, but earlier lists contain ${expected}`,
      );
      return;
    }
    if (length !== shape[level]) {
      const [noun, itemNoun] = UNITS[shape.length - 1 - level] ?? ['list', 'list'];
      const message = `${noun} ${index + 1} has ${formatCount(length, itemNoun)}, but the first ${noun} has ${shape[level]}`;
      errors.addAt(
        node,
        'ragged-row',
        message,
        ...(itemNoun === 'value' ? ['pad short rows with null'] : []),
      );
    }
    if (isInnermost) {
      vectors.push(node.kind === 'numbers' ? node : node.items);
      return;
    }
    node.items.forEach((item, i) => {
      if (isList(item)) visit(item, level + 1, i);
      else errors.addAt(item, 'uneven-depth', `found ${kindName(item)} among lists`);
    });
  }
}

/** The names of a list and of its items, by its height above the values. */
const UNITS = [
  ['row', 'value'],
  ['matrix', 'row'],
];

/**
 * Returns the usual layout, or a layout that keeps the last two axes even at length one, if the labels fit only this
 * one.
 */
function chooseLayout(shape: readonly number[], array: LabelledArray, errors: JsonErrors): ArrayLayout {
  const usualLayout = arrayLayout(shape, errors.document.file);
  const literal = {
    leadingShape: shape.slice(0, -2).filter((length) => length !== 1),
    rows: shape.at(-2) ?? shape[0],
    columns: shape.length === 1 ? 1 : shape.at(-1)!,
  };
  return [usualLayout, literal].find(fitsLabels) ?? usualLayout;

  function fitsLabels({ leadingShape, rows, columns }: ArrayLayout): boolean {
    return (
      leadingShape.length <= 2 &&
      hasLabelCount(array.panels, product(leadingShape)) &&
      hasLabelCount(array.rows, rows) &&
      hasLabelCount(array.columns, columns)
    );
  }
}

function hasLabelCount(labels: LabelList | null, count: number): boolean {
  return labels === null || labels.texts.length === count;
}

function product(lengths: readonly number[]): number {
  return lengths.reduce((result, length) => result * length, 1);
}
