/** Parses an array that Python printed. */
import { fail, quote } from '../diagnostics.js';
import { checkSize } from '../matrix/limits.js';
import { LabelIndex } from '../table/label-index.js';
import { parseNumber } from '../table/number.js';
import { failAbbreviated, type PrintedLines, placeInLine } from './lines.js';

interface PrintedArray {
  readonly shape: readonly number[];
  readonly values: Float64Array;
  /** For strings: the categories that the values are indices into. */
  readonly categories: readonly string[] | null;
  readonly isBoolean: boolean;
}

/** The types of items, which an array cannot mix. */
type ItemType = 'number' | 'boolean' | 'string';

const TOKEN = /\.\.\.|[[\],]|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\s[\],]+/g;
const PREFIX = /^.*?(?=\[)/;
/** What follows an array in its `repr`. */
const SUFFIX = /^\s*(?:,|\)|>|$)/;
const MAX_DEPTH = 32;
const PRINT_ALL =
  'write the array with np.save("a.npy", a), or print all of it with np.set_printoptions(threshold=sys.maxsize) or torch.set_printoptions(profile="full")';

/**
 * Parses the first array of a print. Text before its first bracket and after its last one is skipped.
 *
 * Errors: `abbreviated-print`, `printed-array`, `empty-array`, `too-large`.
 */
export function parsePrintedArray(print: PrintedLines): PrintedArray {
  const { file, lines } = print;
  const categories = new LabelIndex('categories', file);
  const isMasked = lines.some((line) => /^\s*masked_array\(/.test(line));
  const hasCommas = /^\s*[^\s[]/.test(lines.find((line) => line.trim() !== '') ?? '');
  /** The lengths of the axes, from the first list at each depth. */
  const shape: number[] = [];
  /** The number of items of each open list. */
  const open: number[] = [];
  let values = new Float64Array(1024);
  let count = 0;
  let itemDepth = 0;
  let type: ItemType | null = null;
  let isClosed = false;

  for (let line = 0; line < lines.length; line++) {
    const prefix = count === 0 && open.length === 0 ? (PREFIX.exec(lines[line])?.[0].length ?? null) : 0;
    if (prefix === null || isClosed) {
      // The mask follows the values.
      if (isMasked && isClosed) break;
      if (isClosed && lines[line].includes('['))
        failAt(line, 0, 'another array follows; a figure takes one array');
      continue;
    }
    for (const { 0: token, index } of lines[line].slice(prefix).matchAll(TOKEN)) {
      readToken(token, line, prefix + index);
      if (isClosed) {
        if (!SUFFIX.test(lines[line].slice(prefix + index + 1))) {
          failAt(line, prefix + index + 1, 'expected the end of the array');
        }
        break;
      }
    }
  }
  if (!isClosed) fail('printed-array', 'the print ends before the last bracket of the array', { file });
  return {
    shape,
    values: values.subarray(0, count),
    categories: type === 'string' ? categories.labels : null,
    isBoolean: type === 'boolean',
  };

  function readToken(token: string, line: number, column: number): void {
    if (token === '[') {
      if (open.length === MAX_DEPTH) failAt(line, column, `lists are nested deeper than ${MAX_DEPTH} levels`);
      if (itemDepth > 0 && open.length === itemDepth) failAt(line, column, 'found a list among values');
      if (open.length > 0) open[open.length - 1]++;
      open.push(0);
    } else if (token === ']') {
      closeList(line, column);
    } else if (token === ',') {
      if (!hasCommas)
        failAt(line, column, 'found a comma, but the items of this array are separated by blanks');
    } else if (token === '...') {
      failAbbreviated(print, line, 'some values', PRINT_ALL);
    } else {
      if (itemDepth === 0) itemDepth = open.length;
      if (open.length !== itemDepth) failAt(line, column, 'found a value among lists', token.length);
      open[open.length - 1]++;
      push(readItem(token, line, column));
    }
  }

  function closeList(line: number, column: number): void {
    const length = open.pop() as number;
    const depth = open.length;
    if (length === 0) fail('empty-array', 'the array has an empty list, so it has no cells', { file });
    shape[depth] ??= length;
    if (length !== shape[depth]) {
      failAt(line, column, `this list has ${length} items, but the first one has ${shape[depth]}`);
    }
    isClosed = depth === 0;
  }

  function readItem(token: string, line: number, column: number): number {
    if (token === '--' || token === 'None' || token === 'nan') return Number.NaN;
    const quoted = /^(['"])(.*)\1$/s.exec(token);
    const number = parseNumber(token);
    const itemType = quoted ? 'string' : /^(?:True|False)$/.test(token) ? 'boolean' : 'number';
    if (itemType === 'number' && Number.isNaN(number)) {
      const isComplex = token.length < 100 && /^[-+\d.einfa]+j$/i.test(token);
      const hint = isComplex ? ['print np.abs(a) or a.real instead'] : [];
      failAt(line, column, `${quote(token)} is not a number`, token.length, ...hint);
    }
    type ??= itemType;
    if (type !== itemType)
      failAt(line, column, `found a ${itemType} among values of type ${type}`, token.length);
    if (quoted) return categories.positionOf(quoted[2].replace(/\\(['"\\])/g, '$1'));
    return itemType === 'boolean' ? Number(token === 'True') : number;
  }

  function push(value: number): void {
    checkSize('cells', count + 1, file);
    if (count === values.length) {
      const grown = new Float64Array(2 * count);
      grown.set(values);
      values = grown;
    }
    values[count++] = value;
  }

  function failAt(line: number, column: number, message: string, length = 1, ...hints: string[]): never {
    fail('printed-array', message, placeInLine(print, line, column, column + length), ...hints);
  }
}
