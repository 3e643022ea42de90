import type { JsonBoolean, JsonNode, JsonNumbers, JsonString } from '../../json/node.js';
import { kindName, quoted } from '../../json/wording.js';
import { checkSize } from '../../matrix/limits.js';
import { numberOf } from '../../table/decimal.js';
import { isMissing } from '../../table/missing.js';
import type { JsonFaults } from './faults.js';

/** One row or column as the document holds it; undefined where an object lacks the key. */
export type Line = JsonNumbers | readonly (JsonNode | undefined)[];

export interface Cells {
  readonly lines: readonly Line[];
  /** How many cells of each line count. */
  readonly length: number;
  /** Whether the lines are columns. */
  readonly byColumn: boolean;
  /** Where a cell stands, in words: `row "L1", column 2`. */
  readonly whereIs: (line: number, item: number) => string;
  /** What else may help where a text stands among numbers. */
  readonly hints: readonly string[];
}

export interface CellValues {
  /** Row-major. */
  readonly values: Float64Array;
  /** What the values are indices into, where the cells are words. */
  readonly words: readonly string[] | null;
}

type Content = 'numbers' | 'texts' | 'booleans';

/**
 * The cells as numbers; or as words, where none is a number and they are texts (of which not all spell a
 * number) or booleans. Null, NaN and `missingValues` are missing. The texts of `MISSING` are too, but only
 * among numbers: words may say "None" and mean it.
 *
 * Faults: `not-a-number`, `number-as-text`, `stray-boolean`, `nested-cell`. Error: `too-large`.
 */
export function readCells(cells: Cells, missingValues: readonly string[], faults: JsonFaults): CellValues {
  const { lines, length, byColumn, whereIs } = cells;
  checkSize('cells', lines.length * length, faults.document.file);
  const gaps = missingValues.map((text) => numberOf(text)).filter((value) => !Number.isNaN(value));
  const content = contentOf(lines, missingValues, gaps);
  const words = new Map<string, number>();
  const values = new Float64Array(lines.length * length);
  lines.forEach((line, l) => {
    const compact = isNumbers(line);
    for (let i = 0; i < length; i++) {
      const value = compact ? ofNumber(line.values[i]) : valueIn(line[i], l, i);
      values[byColumn ? i * lines.length + l : l * length + i] = value;
    }
  });
  return { values, words: content === 'numbers' ? null : [...words.keys()] };

  function valueIn(node: JsonNode | undefined, line: number, item: number): number {
    switch (node?.kind) {
      case undefined:
      case 'null':
        return Number.NaN;
      case 'number':
        return ofNumber(node.value);
      case 'string':
        return content === 'texts' ? ofWord(node.value) : ofText(node, line, item);
      case 'boolean':
        return content === 'booleans' ? ofWord(String(node.value)) : ofBoolean(node, line, item);
      case 'array':
      case 'numbers':
      case 'object': {
        const found = `${kindName(node)} stands in ${whereIs(line, item)}`;
        faults.at(node, 'nested-cell', `${found}, where a single value is expected`);
        return Number.NaN;
      }
    }
  }

  function ofNumber(value: number): number {
    return gaps.length > 0 && gaps.includes(value) ? Number.NaN : value;
  }

  function ofWord(word: string): number {
    if (missingValues.includes(word)) return Number.NaN;
    const index = words.get(word) ?? words.size;
    words.set(word, index);
    checkSize('words', words.size, faults.document.file);
    return index;
  }

  function ofText(node: JsonString, line: number, item: number): number {
    const text = node.value;
    if (isMissing(text, missingValues)) return Number.NaN;
    const found = `${quoted(text)} in ${whereIs(line, item)} is`;
    const number = numberOf(text);
    if (Number.isNaN(number)) {
      faults.at(node, 'not-a-number', `${found} not a number`, LIST_MISSING, ...cells.hints);
    } else {
      const message = `${found} a number written as a text`;
      faults.at(node, 'number-as-text', message, `write ${number} without quotes`);
    }
    return Number.NaN;
  }

  function ofBoolean(node: JsonBoolean, line: number, item: number): number {
    const instead = content === 'texts' ? `"${node.value}"` : Number(node.value);
    const found = `${node.value} in ${whereIs(line, item)} stands among ${content}`;
    faults.at(node, 'stray-boolean', found, `write ${instead}`);
    return Number.NaN;
  }
}

const LIST_MISSING = 'if it means that the value is missing, list it in "missingValues"';

export function isNumbers(line: Line): line is JsonNumbers {
  return 'kind' in line;
}

/** `gaps` are the numbers among `missingValues`. */
function contentOf(
  lines: readonly Line[],
  missingValues: readonly string[],
  gaps: readonly number[],
): Content {
  const isGap = (value: number) => Number.isNaN(value) || gaps.includes(value);
  let texts = false;
  let words = false;
  let booleans = false;
  for (const line of lines) {
    if (isNumbers(line)) {
      if (!line.values.every(isGap)) return 'numbers';
      continue;
    }
    for (const node of line) {
      if (node?.kind === 'number' && !isGap(node.value)) return 'numbers';
      if (node?.kind === 'boolean') booleans = true;
      if (node?.kind !== 'string' || isMissing(node.value, missingValues)) continue;
      texts = true;
      words ||= Number.isNaN(numberOf(node.value));
    }
  }
  if (words) return 'texts';
  return booleans && !texts ? 'booleans' : 'numbers';
}
