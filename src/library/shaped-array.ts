/** Arrays of numbers with a shape. */
import { fail } from '../diagnostics.js';
import { arrayLayout, formatShape } from '../input/array.js';
import type { Reader, ReadPlan } from '../input/reader.js';
import { Accumulator } from '../matrix/accumulator.js';
import { checkSize, NO_REDUCTION } from '../matrix/limits.js';
import { type Matrix, NO_NAMES } from '../matrix/matrix.js';
import { isLongTable } from '../table/record-options.js';
import { checkPanelCount, selectSlices } from '../transform/select.js';

/** Integers above 2^53 are rounded to the nearest double. */
export type NumericArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | BigInt64Array
  | BigUint64Array;

/** An array of numbers in row-major order, as numpy and TensorFlow.js store it. NaN is a missing value. */
export interface ShapedArray {
  /** Doubles are not copied. Other types are converted row by row. */
  readonly values: NumericArray | readonly number[];
  /** [rows, columns]; [panels, rows, columns] for a stack; [m, n, rows, columns] for a grid of m × n panels. */
  readonly shape: readonly number[];
  /** One label for each row. */
  readonly rows?: readonly (string | number)[];
  /** One label for each column. */
  readonly columns?: readonly (string | number)[];
  /** One title for each panel. */
  readonly panels?: readonly string[];
}

export function isNumericArray(value: unknown): value is NumericArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

/**
 * Returns a reader of `array`. A matrix with more cells than the figure keeps is reduced row by row.
 *
 * Errors, at once: `unsupported-data`, `array-shape`. Later: `label-count`, `not-a-table`, `too-large`, and those of
 * `arrayLayout` and `selectSlices`.
 */
export function createShapedArrayReader(array: ShapedArray, name: string): Reader {
  checkArray(array, name);
  return (_, options, _report, readPlan = NO_REDUCTION) => {
    if (isLongTable(options)) {
      const message = '"x", "y", "value" and "panel" name the columns of a table, but the data is an array';
      fail('not-a-table', message, { file: name });
    }
    const { leadingShape, rows, columns } = arrayLayout(array.shape, name);
    const sliceSize = rows * columns;
    const { select } = readPlan;
    const all = { start: 0, count: array.values.length / sliceSize, leadingShape };
    const range = select ? selectSlices(leadingShape, [rows, columns], select.indices, select.place) : all;
    checkPanelCount(range.count, { file: name });
    if (!readPlan.reduction) checkSize('cells', range.count * sliceSize, name);
    const rowLabels = labels(array.rows, rows, 'row', name);
    const columnLabels = labels(array.columns, columns, 'column', name);
    const titles = labels(array.panels, all.count, 'panel', name);
    const plan = { ...readPlan, maxCells: Math.max(1, Math.floor(readPlan.maxCells / range.count)) };
    const slices = Array.from({ length: range.count }, (_, i) => {
      const start = (range.start + i) * sliceSize;
      const values = readSlice(array.values, start, rows, columns, plan);
      const matrix: Matrix = { rows, columns, rowLabels, columnLabels, categories: null, ...values };
      return { title: titles?.[range.start + i] ?? null, matrix };
    });
    return { slices, leadingShape: range.leadingShape, names: NO_NAMES, ...(select && { selected: true }) };
  };
}

function checkArray({ values, shape }: ShapedArray, name: string): void {
  const isNumbers = Array.isArray(values) && values.every((value) => typeof value === 'number');
  if (!isNumericArray(values) && !isNumbers) {
    const message = '"values" beside "shape" must be a typed array or a flat list of numbers';
    fail('unsupported-data', message, { file: name }, 'use NaN for missing values');
  }
  const isShape =
    Array.isArray(shape) && shape.every((length) => Number.isSafeInteger(length) && length >= 0);
  if (!isShape || shape.length === 0) {
    const message = '"shape" must list the length of each axis: [rows, columns]';
    fail('array-shape', message, { file: name });
  }
  const expected = shape.reduce((product, length) => product * length, 1);
  if (expected !== values.length) {
    const message = `the shape ${formatShape(shape)} has ${expected} cells, but "values" has ${values.length}`;
    fail(
      'array-shape',
      message,
      { file: name },
      'the shape is [rows, columns], and the values are row-major',
    );
  }
}

function labels(
  texts: readonly (string | number)[] | undefined,
  count: number,
  item: 'row' | 'column' | 'panel',
  name: string,
): readonly string[] | null {
  if (texts === undefined) return null;
  if (texts.length !== count) {
    const message = `"${item}s" has ${texts.length} labels, but the data has ${count} ${item}s`;
    fail('label-count', message, { file: name });
  }
  return Array.from(texts, String);
}

/** Returns the values of the matrix that starts at index `start`, or their reduction. A Float64Array is not copied. */
function readSlice(
  values: ShapedArray['values'],
  start: number,
  rows: number,
  columns: number,
  plan: ReadPlan,
): Pick<Matrix, 'values' | 'reduction'> {
  const cells = rows * columns;
  const doubles = values instanceof Float64Array ? values.subarray(start, start + cells) : null;
  if (cells <= plan.maxCells || !plan.reduction) {
    return { values: doubles ?? copyTo(new Float64Array(cells), values, start) };
  }
  const accumulator = new Accumulator(columns, plan);
  accumulator.reserve(rows, true);
  const row = new Float64Array(columns);
  for (let first = 0; first < cells; first += columns) {
    if (doubles) accumulator.add(doubles, first);
    else accumulator.add(copyTo(row, values, start + first));
  }
  const { values: reduced, reduction } = accumulator.finish();
  return { values: reduced, ...(reduction && { reduction }) };
}

/** Fills `target` with the values from `start` on. The method `set` is much faster than the constructor of another type. */
function copyTo(target: Float64Array, values: ShapedArray['values'], start: number): Float64Array {
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    for (let i = 0; i < target.length; i++) target[i] = Number(values[start + i]);
  } else {
    const end = start + target.length;
    target.set(isNumericArray(values) ? values.subarray(start, end) : values.slice(start, end));
  }
  return target;
}
