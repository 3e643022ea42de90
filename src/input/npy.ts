import { fail } from '../diagnostics.js';
import type { Dataset } from '../matrix/matrix.js';
import { type ArrayLayout, arrayLayout, datasetFromArray, shapeText } from './array.js';
import { checkSize } from './limits.js';
import { type CellContext, type CellType, cellType } from './npy/cell.js';
import { type NpyHeader, readNpyHeader } from './npy/header.js';
import type { Reader } from './reader.js';

/** All that is known of an NPY file before its first value is read; none of it costs memory. */
export interface NpyPlan {
  readonly header: NpyHeader;
  readonly type: CellType;
  readonly layout: ArrayLayout;
  readonly cells: number;
  /** The offset after the last value; never beyond the end of the file. */
  readonly end: number;
}

/**
 * Reads an array as `numpy.save` writes it: the numbers f2 f4 f8, i1 i2 i4 i8, u1 u2 u4 u8 and b1 (true is 1), the
 * texts U and S (a matrix of words, except what `isMissing`), either byte order, C or Fortran order. Values are
 * exact, but for integers beyond 2^53, which become the nearest double. NaN is missing, ±Infinity stays. No labels.
 *
 * Reports `npy-trailing-bytes`. Errors: those of `planNpy`, and `npy-text`.
 */
export const readNpy: Reader = ({ name, bytes }, { missingValues }, report) => {
  const plan = planNpy(bytes, bytes.length, name);
  if (plan.end < bytes.length) {
    report({
      severity: 'warning',
      code: 'npy-trailing-bytes',
      message: `the array ends at byte ${plan.end}; the ${bytes.length - plan.end} bytes after it were not read`,
      place: { file: name },
      hints: ['only the first of several arrays in one NPY file is read; keep them in an NPZ'],
    });
  }
  return npyDataset(plan, bytes, { name, missingValues });
};

/**
 * Checks all that can be checked without reading a value. `beginning` are the file's first bytes, at least
 * `LONGEST_HEADER` of them if it is that long; `size` is the length of the whole file.
 *
 * Errors: those of `readNpyHeader`, `cellType` and `arrayLayout`, `npy-truncated` and `too-large`.
 */
export function planNpy(beginning: Uint8Array, size: number, name: string): NpyPlan {
  const header = readNpyHeader(beginning, name);
  const type = cellType(header.descr, name);
  const layout = arrayLayout(header.shape, name);
  const cells = header.shape.reduce((product, length) => product * length, 1);
  const promised = cells * type.size;
  const bytes = Number.isFinite(promised) ? String(promised) : 'countless';
  if (header.start + promised > size) {
    fail(
      'npy-truncated',
      `the header promises ${bytes} bytes (${shapeText(header.shape)} of "${header.descr}"), but ${size - header.start} follow it`,
      { file: name },
    );
  }
  checkSize('cells', cells, name);
  return { header, type, layout, cells, end: header.start + promised };
}

/** The array that `plan` describes; `bytes` are the whole file. */
export function npyDataset(
  plan: NpyPlan,
  bytes: Uint8Array,
  context: CellContext & { readonly titles?: readonly string[] },
): Dataset {
  const { header, type, layout } = plan;
  const { read, words } = type.reader(bytes, context);
  // Axes of length one are gone, so there are fewer axes than the cells have binary digits.
  const lengths = [...layout.leading, layout.rows, layout.columns];
  const steps = strides(lengths, type.size, header.fortranOrder);
  const index = lengths.map(() => 0);
  const values = new Float64Array(plan.cells);
  let from = header.start;
  for (let to = 0; to < values.length; to++) {
    values[to] = read(from);
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      from += steps[axis];
      if (++index[axis] < lengths[axis]) break;
      from -= steps[axis] * lengths[axis];
      index[axis] = 0;
    }
  }
  return datasetFromArray(lengths, values, words, context);
}

/** How many bytes lie between neighbours along each axis. */
function strides(lengths: readonly number[], size: number, fortranOrder: boolean): number[] {
  const fastestFirst = fortranOrder ? [...lengths.keys()] : [...lengths.keys()].reverse();
  const steps: number[] = [];
  let step = size;
  for (const axis of fastestFirst) {
    steps[axis] = step;
    step *= lengths[axis];
  }
  return steps;
}
