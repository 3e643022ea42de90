import { NO_REDUCTION } from '../matrix/limits.js';
import { parsePrintedArray } from '../printed/array.js';
import { datasetFromArray } from './array.js';
import { readLines } from './printed-text.js';
import type { Reader } from './reader.js';
import { reduceDataset } from './reduce.js';
import type { TextHead } from './text-head.js';

const ITEM = String.raw`(?:[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?|[-+\d.e]+j|nan|-?inf|True|False|'[^'\n]*'|--|\.\.\.)`;
/** Two items without a comma between them, or a row that no comma separates from the next one. */
const WITHOUT_COMMAS = new RegExp(
  String.raw`^\s*\[+\s*(?:${ITEM}\s+(?:${ITEM}|\.\.\.)|(?<=\[\[\s*)${ITEM}\s*\]\s*\[)`,
);
const WITH_NAME = /^\s*(?:[a-z_]+\.)?(?:array|masked_array|tensor|Array|Tensor)\(\s*(?:data=\s*)?\[/;
const TENSORFLOW = /^\s*<tf\.Tensor: [^\n]*numpy=\s*array\(\s*\[/;

/** Whether a text is what Python prints for an array of numpy, PyTorch, JAX or TensorFlow. */
export function isPrintedArray({ text }: TextHead): boolean {
  return WITHOUT_COMMAS.test(text) || WITH_NAME.test(text) || TENSORFLOW.test(text);
}

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
