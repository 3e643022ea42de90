import { createExpansionLimit } from '../compression/expansion.js';
import { fail } from '../diagnostics.js';
import { type DType, parseDType } from '../dtype.js';
import { NO_REDUCTION } from '../matrix/limits.js';
import { arrayLayout, formatShape } from './array.js';
import { readAll } from './bytes.js';
import { transposeSlices } from './mat/pages.js';
import { failType, isNumeric, listVariables, type MatVariable } from './mat/variables.js';
import { pickArray } from './named-arrays.js';
import { readNpyDataset } from './npy.js';
import type { Reader } from './reader.js';

/**
 * Reads one variable of a MATLAB file of level 5, in either byte order.
 *
 * - `options.array` names the variable; it is needed if several are arrays of real numbers.
 * - The first axis is the rows, as MATLAB shows it. The pages A(:,:,k) of an array are a stack.
 *
 * Errors: `mat-version`, `mat-damaged`, `mat-type`, `mat-empty`, `expands-too-much`, and those of `pickArray`,
 * `arrayLayout` and `readNpyDataset`.
 */
export const readMat: Reader = (source, options, _, plan = NO_REDUCTION) => {
  const { name, bytes } = readAll(source);
  const variables = listVariables(bytes, name, createExpansionLimit(bytes.length, name));
  const variable = pickVariable(variables, options.array, name);
  const values = variable.read();
  const shape = [...variable.shape].reverse();
  const dtype: DType = { ...parseDType(values.descr, name), isBoolean: variable.isLogical };
  const cells = shape.reduce((product, length) => product * length, 1);
  if (values.bytes.length !== cells * dtype.size) {
    fail(
      'mat-damaged',
      `the variable has ${values.bytes.length} bytes, but ${formatShape(variable.shape)} needs ${cells * dtype.size}`,
      { file: name },
    );
  }
  const info = {
    header: { descr: values.descr, fortranOrder: false, shape, start: 0 },
    dtype,
    layout: arrayLayout(shape, name),
    cells,
    end: values.bytes.length,
    failTruncated: (message: string) => fail('mat-damaged', message, { file: name }),
  };
  return transposeSlices(readNpyDataset(info, { name, bytes: values.bytes }, { name }, plan));
};

function pickVariable(
  variables: readonly MatVariable[],
  wanted: string | undefined,
  file: string,
): MatVariable {
  const numeric = variables.filter(isNumeric);
  const named = variables.find(({ name }) => name === wanted);
  if (named && !isNumeric(named)) failType(named, file);
  if (numeric.length === 0) {
    if (variables.length === 1) failType(variables[0], file);
    fail('mat-empty', 'the file contains no array of real numbers', { file });
  }
  return pickArray(numeric, wanted, { file });
}
