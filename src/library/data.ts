/** The data that `heatmap` accepts, and their conversion to a source that the pipeline reads. */
import { fail } from '../diagnostics.js';
import type { Source } from '../input/reader.js';
import { createRecordReader, isRecords } from './records.js';
import {
  createShapedArrayReader,
  isNumericArray,
  type NumericArray,
  type ShapedArray,
} from './shaped-array.js';
import { createValueReader } from './values.js';

/** A number, a category, true or false; null, undefined and NaN are missing values. */
export type Cell = number | string | boolean | null | undefined;

/** The cells of one row, from left to right, or of one column. */
export type Cells = readonly Cell[] | NumericArray;

/** Rows from top to bottom; or a list of such matrices with one panel each; or a list of such lists for a grid of panels. */
export type Rows =
  | readonly Cells[]
  | readonly (readonly Cells[])[]
  | readonly (readonly (readonly Cells[])[])[];

/** Rows with labels. */
export interface LabelledRows {
  readonly values: Rows;
  /** One label for each row. */
  readonly rows?: readonly (string | number)[];
  /** One label for each column. */
  readonly columns?: readonly (string | number)[];
  /** One title for each panel. */
  readonly panels?: readonly string[];
}

/** Columns by name, each with one cell for each row. */
export type Columns = Readonly<Record<string, Cells>>;

/** One object for each observation, or for each row of a matrix. The keys are columns. */
export type Records = readonly object[];

/** The bytes of a file in any input format, also compressed: CSV, JSON, NPY, Parquet and others. */
export type Bytes = Uint8Array | ArrayBuffer;

/** Anything that `heatmap` draws. Missing values are null, undefined or NaN. */
export type HeatmapData = Rows | ShapedArray | LabelledRows | Records | Columns | Bytes;

/** The name of the data in diagnostics. */
export const DATA_NAME = 'data';

const EXPECTED =
  'pass rows of numbers, { values, shape }, { values, rows, columns }, a list of objects, or the bytes of a file';

/** Returns `data` as a source named "data". Errors: `unsupported-data`, `array-shape`, and later those of its reader. */
export function toSource(data: unknown): Source {
  const name = DATA_NAME;
  if (data instanceof Uint8Array) return { name, bytes: data };
  if (data instanceof ArrayBuffer || data instanceof SharedArrayBuffer) {
    return { name, bytes: new Uint8Array(data) };
  }
  if (typeof data === 'string') {
    failUnsupported('is a string', 'pass the bytes of a file: readFileSync(path), or Buffer.from(text)');
  }
  if (typeof data !== 'object' || data === null) {
    failUnsupported(`is ${data === null ? 'null' : `of type ${typeof data}`}`, EXPECTED);
  }
  if (isNumericArray(data)) {
    failUnsupported('is a typed array without a shape', 'pass { values, shape: [rows, columns] }');
  }
  const isShaped = 'values' in data && ('shape' in data || isNumericArray(data.values));
  const read = isShaped
    ? createShapedArrayReader(data as ShapedArray, name)
    : isRecords(data)
      ? createRecordReader(data, name)
      : createValueReader(data, name);
  return { name, bytes: new Uint8Array(0), read };
}

function failUnsupported(problem: string, hint: string): never {
  fail('unsupported-data', `the data ${problem}`, { file: DATA_NAME }, hint);
}
