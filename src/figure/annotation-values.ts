/** The values of annotations for the items of an axis. */
import { fail, type Place } from '../diagnostics.js';
import { attributeOf, columnKey } from '../input/item-columns.js';
import type { Input } from '../input/load.js';
import type { ItemAttribute } from '../matrix/attributes.js';
import type { Matrix } from '../matrix/matrix.js';
import { type AnnotationSpec, DISTRIBUTION_KINDS } from '../spec/annotation.js';
import { itemStatistic } from '../spec/item-values.js';
import { readNumberLists } from '../spec/number-lists.js';
import type { Path } from '../spec/parse.js';
import { LIMITS } from '../theme.js';
import { itemStatistics } from './item-statistics.js';

export type ItemValue = string | number | null;

/** The values of one item; missing values are NaN. */
type ItemList = Float64Array;

/** The items of one panel that an annotation describes. */
export interface AnnotatedItems {
  readonly axis: 'x' | 'y';
  readonly count: number;
  readonly matrix: Matrix;
  /** The column of a table that the annotation names, if it is not an attribute of the matrix. */
  readonly column: ItemAttribute | null;
  /** Where the annotation is in the spec. */
  readonly place: Place;
}

/** Returns the items of panel `panel` that the annotation at `path` describes. */
export function annotatedItems(
  input: Input,
  panel: number,
  matrix: Matrix,
  axis: 'x' | 'y',
  path: Path,
): AnnotatedItems {
  const count = axis === 'x' ? matrix.columns : matrix.rows;
  const column = input.itemColumns.get(columnKey(path, panel)) ?? null;
  return { axis, count, matrix, column, place: input.placeOf(path) };
}

/** Returns one value for each item, in the order of the data. Errors: `annotation-length`, `annotation-values`. */
export function itemValues(annotation: AnnotationSpec, items: AnnotatedItems): readonly ItemValue[] {
  return listedValues(annotation, items).map((value) => {
    if (!isList(value)) return value;
    const message = 'an annotation of this kind has one value for each item, but one item has a list';
    const hint = 'use the kind "stacked", "line", "point", "box", "histogram" or "density"';
    return fail('annotation-values', message, items.place, hint);
  });
}

/** Returns the values of each item, in the order of the data. Error: `annotation-length`. */
function listedValues(
  { values, kind = 'category' }: AnnotationSpec,
  items: AnnotatedItems,
): readonly (ItemValue | ItemList)[] {
  if (typeof values === 'string') return namedValues(values, items);
  const { axis, count, place } = items;
  if (values === undefined && DISTRIBUTION_KINDS.includes(kind)) return matrixValues(items);
  if (values === undefined) {
    const message = `an annotation of the kind "${kind}" needs "values"`;
    fail(
      'annotation-values',
      message,
      place,
      'list the values, name a column, or use a statistic such as "mean()"',
    );
  }
  const listed = Array.isArray(values) ? values : listsOf(values, place);
  if (listed.length !== count) {
    const items = axis === 'x' ? 'columns' : 'rows';
    fail(
      'annotation-length',
      `found ${listed.length} value${listed.length === 1 ? '' : 's'} of an annotation for ${count} ${items}`,
      place,
      `list one value for each of the ${count} ${items}; null for a missing value`,
    );
  }
  return listed;
}

/** Returns the lists in a list of lists. Error: `annotation-values`. */
function listsOf(values: Parameters<typeof readNumberLists>[0], place: Place): readonly ItemList[] {
  const { lists, invalid } = readNumberLists(values);
  if (lists) return lists;
  const message = `the values of item ${invalid + 1} of an annotation are not a list of numbers`;
  fail('annotation-values', message, place, 'write a list such as [3, 1, null] for each item');
}

/** Returns the values of each row or column of the matrix. Errors: `annotation-values`, `annotation-size`. */
function matrixValues({ axis, count, matrix, place }: AnnotatedItems): readonly ItemList[] {
  if (matrix.categories) {
    const message = 'the values of the matrix are words, which have no distribution';
    fail('annotation-values', message, place, 'list numbers for each item in "values"');
  }
  const { rows, columns, values } = matrix;
  const { maxValues } = LIMITS.plotAxis;
  if (values.length > maxValues) {
    const message = `the distributions of ${rows} × ${columns} values are too large; at most ${maxValues} values are possible`;
    fail(
      'annotation-size',
      message,
      place,
      'use a statistic such as "mean()", or select rows or columns of the data',
    );
  }
  return Array.from({ length: count }, (_, item) =>
    axis === 'y'
      ? values.slice(item * columns, (item + 1) * columns)
      : Float64Array.from({ length: rows }, (_, row) => values[row * columns + item]),
  );
}

/** Returns the values of a statistic, of an attribute of the data or of a column. Error: `annotation-statistic`. */
function namedValues(text: string, { axis, matrix, column, place }: AnnotatedItems): readonly ItemValue[] {
  const statistic = itemStatistic(text);
  if (statistic === null) {
    const attribute = column ?? attributeOf(matrix, axis, text);
    if (!attribute) throw new Error(`the column ${text} was not read`);
    const { values, categories } = attribute;
    return Array.from(values, (value) =>
      Number.isNaN(value) ? null : categories ? categories[value] : value,
    );
  }
  if (matrix.categories && statistic !== 'count' && statistic !== 'missing') {
    const message = `the values are words, which have no ${statistic}`;
    fail('annotation-statistic', message, place, 'use "count()" or "missing()"');
  }
  const values = itemStatistics(matrix, axis, statistic);
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}

function isList(value: ItemValue | ItemList): value is ItemList {
  return value instanceof Float64Array;
}

/** Returns a list of numbers for each item; missing values are NaN. Errors: `annotation-length`, `annotation-values`. */
export function itemNumbers(annotation: AnnotationSpec, items: AnnotatedItems): readonly Float64Array[] {
  return listedValues(annotation, items).map((value) => {
    if (isList(value)) return value;
    if (typeof value === 'string') rejectWord(value, annotation.kind ?? 'continuous', items.place);
    return Float64Array.of(value ?? Number.NaN);
  });
}

/** Fails for a word in an annotation of numbers. */
export function rejectWord(word: string, kind: string, place: Place): never {
  const message = `a ${kind} annotation needs numbers, but has the word ${JSON.stringify(word)}`;
  fail('annotation-values', message, place, 'use the kind "category"');
}
