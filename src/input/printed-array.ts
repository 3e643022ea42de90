import { NO_REDUCTION } from '../matrix/limits.js';
import { parsePrintedArray } from '../printed/array.js';
import { datasetFromArray } from './array.js';
import { readLines } from './printed-text.js';
import type { Reader } from './reader.js';
import { reduceDataset } from './reduce.js';

/**
 * Reads a printed array of any depth, as `print(a)` or `repr(a)` write it. There are no labels.
 *
 * Errors: `abbreviated-print`, `printed-array`, `too-large`, `file-too-large`.
 */
export const readPrintedArray: Reader = (source, _options, report, plan = NO_REDUCTION) => {
  const print = readLines(source, report);
  const { shape, values, categories, isBoolean } = parsePrintedArray(print);
  const dataset = datasetFromArray(shape, values, categories, { name: print.file });
  if (!isBoolean) return reduceDataset(dataset, plan);
  const slices = dataset.slices.map(({ title, matrix }) => ({ title, matrix: { ...matrix, isBoolean } }));
  return reduceDataset({ ...dataset, slices }, plan);
};
