import { quote } from '../../diagnostics.js';
import type { JsonBoolean, JsonNode, JsonNumbers, JsonString } from '../../json/node.js';
import { kindName } from '../../json/wording.js';
import { checkSize } from '../../matrix/limits.js';
import { contains, isMissing } from '../../table/missing.js';
import { NonNumericCells, type NonNumericContext } from '../../table/non-numeric.js';
import { numberHints, parseNumber } from '../../table/number.js';
import type { JsonErrors } from './errors.js';

/** A row or column as the document contains it; undefined where an object lacks the key. */
export type CellVector = JsonNumbers | readonly (JsonNode | undefined)[];

export interface JsonCells {
  readonly vectors: readonly CellVector[];
  /** The number of cells to read from each vector. */
  readonly length: number;
  /** Whether the vectors are columns. */
  readonly byColumn: boolean;
  /** Names the position of a cell in a diagnostic: `row "L1", column 2`. */
  readonly describeCell: (vector: number, item: number) => string;
  /** Names a column in a diagnostic: `"b"`, or its number. */
  readonly nameOf: (column: number) => string;
  /** Returns hints for columns of words; `numeric` are the columns of numbers. */
  readonly columnHints: (words: readonly number[], numeric: readonly number[]) => readonly string[];
}

export interface CellValues {
  /** Row-major. */
  readonly values: Float64Array;
  /** For categorical cells: the categories that the values are indices into. */
  readonly categories: readonly string[] | null;
}

type Content = 'numbers' | 'strings' | 'booleans';

/**
 * Reads the cells as numbers or as categories.
 *
 * - They are categories if no cell is a number, and the cells are booleans or strings that are not all numeric.
 * - Null, NaN and `missingValues` are missing.
 * - The strings of `MISSING` are missing among numbers only, because "None" can be a category.
 *
 * Errors: `not-a-number`, `number-as-text` and `stray-boolean` (one for each fault, as `NonNumericCells` groups them),
 * `nested-cell`, `too-large`.
 */
export function readCells(
  cells: JsonCells,
  missingValues: readonly string[],
  errors: JsonErrors,
): CellValues {
  const { vectors, length, byColumn, describeCell } = cells;
  checkSize('cells', vectors.length * length, errors.document.file);
  const missingNumbers = new Set(
    missingValues.map((text) => parseNumber(text)).filter((value) => !Number.isNaN(value)),
  );
  const content = detectContent(vectors, missingValues, missingNumbers);
  const areRows = !byColumn && missingNumbers.size === 0;
  const [first] = vectors;
  // A single row, which can be very long, is not copied.
  if (areRows && vectors.length === 1 && isNumberList(first))
    return { values: first.values, categories: null };
  const nonNumeric = new NonNumericCells();
  const categories = new Map<string, number>();
  const values = new Float64Array(vectors.length * length);
  const [step, stride] = byColumn ? [vectors.length, 1] : [1, length];
  vectors.forEach((vector, v) => {
    const numbers = isNumberList(vector) ? vector.values : null;
    if (numbers && areRows) {
      values.set(numbers.subarray(0, length), v * length);
      return;
    }
    for (let i = 0; i < length; i++) {
      const value = numbers ? readNumber(numbers[i]) : readNode((vector as readonly JsonNode[])[i], v, i);
      values[v * stride + i * step] = value;
    }
  });
  errors.addAll(nonNumeric.errors(nonNumericContext()));
  return { values, categories: categories.size > 0 ? [...categories.keys()] : null };

  function readNode(node: JsonNode | undefined, vector: number, item: number): number {
    switch (node?.kind) {
      case undefined:
      case 'null':
        return Number.NaN;
      case 'number':
        return readNumber(node.value);
      case 'string':
        return content === 'strings' ? readCategory(node.value) : readString(node, vector, item);
      case 'boolean':
        return content === 'booleans' ? readCategory(String(node.value)) : readBoolean(node, vector, item);
      case 'array':
      case 'numbers':
      case 'object': {
        const message = `${describeCell(vector, item)} is ${kindName(node)}, not a single value`;
        errors.addAt(node, 'nested-cell', message);
        return Number.NaN;
      }
    }
  }

  function readNumber(value: number): number {
    return missingNumbers.size > 0 && missingNumbers.has(value) ? Number.NaN : value;
  }

  function readCategory(category: string): number {
    if (contains(missingValues, category)) return Number.NaN;
    const index = categories.get(category) ?? categories.size;
    categories.set(category, index);
    checkSize('categories', categories.size, errors.document.file);
    return index;
  }

  function readString(node: JsonString, vector: number, item: number): number {
    const text = node.value;
    if (isMissing(text, missingValues)) return Number.NaN;
    const number = parseNumber(text);
    const subject = () => `${quote(text)} in ${describeCell(vector, item)}`;
    nonNumeric.add({
      ...positionOf(vector, item),
      content: text,
      fault: () => (Number.isNaN(number) ? numberHints(text, '.').join('; ') : 'number-as-text'),
      describe: () =>
        Number.isNaN(number)
          ? errors.errorAt(node, 'not-a-number', `${subject()} is not a number`, MISSING_HINT)
          : errors.errorAt(
              node,
              'number-as-text',
              `${subject()} is a number in quotes`,
              `write ${number} without quotes`,
            ),
    });
    return Number.NaN;
  }

  function readBoolean(node: JsonBoolean, vector: number, item: number): number {
    const replacement = content === 'strings' ? `"${node.value}"` : Number(node.value);
    nonNumeric.add({
      ...positionOf(vector, item),
      content: String(node.value),
      fault: () => `boolean ${node.value}`,
      describe: () =>
        errors.errorAt(
          node,
          'stray-boolean',
          `${node.value} in ${describeCell(vector, item)} is a boolean among ${content}`,
          `write ${replacement}`,
        ),
    });
    return Number.NaN;
  }

  function positionOf(vector: number, item: number): { readonly row: number; readonly column: number } {
    return byColumn ? { row: item, column: vector } : { row: vector, column: item };
  }

  function nonNumericContext(): NonNumericContext {
    const hasNumbers = (column: number) => content !== 'numbers' || hasNumber(cells, column);
    return {
      file: errors.document.file,
      hasNumbers,
      nameOf: cells.nameOf,
      columnHints(words) {
        const columns = Array.from({ length: byColumn ? vectors.length : length }, (_, column) => column);
        const isWords = new Set(words);
        return cells.columnHints(
          words,
          columns.filter((column) => !isWords.has(column) && hasNumbers(column)),
        );
      },
    };
  }
}

function hasNumber({ vectors, byColumn }: JsonCells, column: number): boolean {
  const isNumberAt = (vector: CellVector, item: number) =>
    isNumberList(vector) ? !Number.isNaN(vector.values[item]) : vector[item]?.kind === 'number';
  if (!byColumn) return vectors.some((vector) => isNumberAt(vector, column));
  const vector = vectors[column];
  return isNumberList(vector)
    ? vector.values.some((value) => !Number.isNaN(value))
    : vector.some((node) => node?.kind === 'number');
}

const MISSING_HINT = 'if it stands for a missing value, add it to "missingValues"';

export function isNumberList(vector: CellVector): vector is JsonNumbers {
  return 'kind' in vector;
}

/** Detects what the cells contain. `missingNumbers` are the numbers among `missingValues`. */
function detectContent(
  vectors: readonly CellVector[],
  missingValues: readonly string[],
  missingNumbers: ReadonlySet<number>,
): Content {
  const isMissingNumber = (value: number) => Number.isNaN(value) || missingNumbers.has(value);
  let hasStrings = false;
  let hasNonNumericStrings = false;
  let hasBooleans = false;
  for (const vector of vectors) {
    if (isNumberList(vector)) {
      if (!vector.values.every(isMissingNumber)) return 'numbers';
      continue;
    }
    for (const node of vector) {
      if (node?.kind === 'number' && !isMissingNumber(node.value)) return 'numbers';
      if (node?.kind === 'boolean') hasBooleans = true;
      if (node?.kind !== 'string' || isMissing(node.value, missingValues)) continue;
      hasStrings = true;
      hasNonNumericStrings ||= Number.isNaN(parseNumber(node.value));
    }
  }
  if (hasNonNumericStrings) return 'strings';
  return hasBooleans && !hasStrings ? 'booleans' : 'numbers';
}
