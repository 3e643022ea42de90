import { fail, placeAtOffset } from '../diagnostics.js';
import type {
  JsonArray,
  JsonDocument,
  JsonEntry,
  JsonNode,
  JsonNumbers,
  JsonObject,
  JsonScalar,
} from './node.js';
import { NumberReader } from './number.js';
import { NumberList } from './number-list.js';
import { findWordEnd, isWordEnd, skipWhitespace } from './scan.js';
import {
  failControlCharacter,
  failInvalidEscape,
  failUnclosedString,
  failUnexpected,
} from './syntax-errors.js';

/** The maximum nesting depth of lists and objects. */
export const MAX_DEPTH = 100;
/**
 * The maximum size of a document, about two gigabytes of memory. A number in a compact list counts 1, a node or key
 * counts `NODE_SIZE`, and a compact list counts as two nodes.
 */
const MAX_SIZE = 2 ** 26;
const NODE_SIZE = 4;

/**
 * Parses JSON, and also accepts comments, trailing commas, `NaN`, `Infinity` and `-Infinity`. A byte order mark is
 * removed from the text of the document. The time is linear in the length of the text. `file` is the name in messages.
 *
 * @example
 * const document = parseJson('fig.json', '{ "data": [[1, NaN]], } // a comment');
 * @throws HeatmapError `json-syntax`, `json-too-deep`, `json-too-large` or `empty-file`
 */
export function parseJson(file: string, text: string): JsonDocument {
  return new Parser(file, text).parseDocument();
}

/**
 * Parses JSON Lines: a sequence of values, each as `parseJson` accepts it. The root is a `JsonArray` of the values,
 * even if all are numbers.
 *
 * @throws HeatmapError as `parseJson` does
 */
export function parseJsonLines(file: string, text: string): JsonDocument & { readonly root: JsonArray } {
  return new Parser(file, text).parseLines();
}

const [QUOTE, BACKSLASH, COMMA, COLON] = [...'"\\,:'].map((c) => c.charCodeAt(0));
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [...'[]{}'].map((c) => c.charCodeAt(0));
const SPACE = 32;

const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** The number of items of a buffer for the numbers of short lists: at the start, and at most. */
const MIN_BUFFER = 2 ** 8;
const MAX_BUFFER = 2 ** 16;

class Parser {
  private readonly text: string;
  private pos = 0;
  private size = 0;
  /** The positions of the brackets that are open at `pos`, outermost first. */
  private readonly openBrackets: number[] = [];
  private readonly numberReader = new NumberReader();
  /** The numbers of many compact lists. An array for each list would take more memory than short lists themselves. */
  private numbers = new Float64Array(MIN_BUFFER);
  /** The number of items in `numbers` that belong to finished lists. */
  private numbersUsed = 0;

  constructor(
    private readonly file: string,
    text: string,
  ) {
    this.text = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  parseDocument(): JsonDocument {
    this.skipToFirstValue();
    const root = this.parseValue('a value');
    this.skipWhitespace();
    if (this.pos < this.text.length) this.failUnexpected('the end of the file');
    return { file: this.file, text: this.text, root };
  }

  parseLines(): JsonDocument & { readonly root: JsonArray } {
    this.skipToFirstValue();
    const items: JsonNode[] = [];
    while (this.pos < this.text.length) {
      items.push(this.parseValue('a list or an object'));
      this.skipWhitespace();
    }
    return {
      file: this.file,
      text: this.text,
      root: { kind: 'array', items, start: 0, end: this.text.length },
    };
  }

  private skipToFirstValue(): void {
    this.skipWhitespace();
    if (this.pos < this.text.length) return;
    const content = this.text.trim() === '' ? 'is empty' : 'contains only comments';
    fail('empty-file', `the file ${content}`, { file: this.file });
  }

  private parseValue(expected: string): JsonNode {
    this.addSize(NODE_SIZE);
    switch (this.text.charCodeAt(this.pos)) {
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        return this.parseNested();
      case QUOTE: {
        const start = this.pos;
        const value = this.parseString();
        return { kind: 'string', value, start, end: this.pos };
      }
      default:
        return this.parseLiteral() ?? this.failUnexpected(expected);
    }
  }

  private addSize(amount: number): void {
    this.size += amount;
    if (this.size > MAX_SIZE) this.failTooLarge();
  }

  private failTooLarge(): never {
    fail(
      'json-too-large',
      `the text contains more than ${MAX_SIZE} numbers, or ${MAX_SIZE / NODE_SIZE} values of other kinds`,
      { file: this.file },
      'write a matrix of this size as CSV or NPY',
    );
  }

  private parseNested(): JsonNode {
    if (this.openBrackets.push(this.pos) > MAX_DEPTH) {
      fail(
        'json-too-deep',
        `lists and objects are nested deeper than ${MAX_DEPTH} levels`,
        placeAtOffset(this.file, this.text, this.pos),
      );
    }
    const node =
      this.text.charCodeAt(this.pos) === OPEN_OBJECT
        ? this.parseObject()
        : (this.parseNumberList() ?? this.parseArray());
    this.openBrackets.pop();
    return node;
  }

  private parseObject(): JsonObject {
    const start = this.pos++;
    const entries: JsonEntry[] = [];
    this.skipWhitespace();
    while (this.text.charCodeAt(this.pos) !== CLOSE_OBJECT) {
      this.addSize(NODE_SIZE);
      const keyStart = this.pos;
      if (this.text.charCodeAt(keyStart) !== QUOTE) this.failUnexpected("a key in double quotes or '}'");
      const key = this.parseString();
      const keyEnd = this.pos;
      this.skipWhitespace();
      if (this.text.charCodeAt(this.pos) !== COLON) this.failUnexpected("':' after this key");
      this.pos++;
      this.skipWhitespace();
      entries.push({ key, keyStart, keyEnd, value: this.parseValue('a value for this key') });
      if (!this.skipSeparator(CLOSE_OBJECT)) this.failUnexpected("',' or '}' after this value");
    }
    return { kind: 'object', entries, start, end: ++this.pos };
  }

  private parseArray(): JsonArray {
    const start = this.pos++;
    const items: JsonNode[] = [];
    this.skipWhitespace();
    while (this.text.charCodeAt(this.pos) !== CLOSE_ARRAY) {
      items.push(this.parseValue("an item or ']'"));
      if (!this.skipSeparator(CLOSE_ARRAY)) this.failUnexpected("',' or ']' after this item");
    }
    return { kind: 'array', items, start, end: ++this.pos };
  }

  /** Parses the list at `pos` if it contains only numbers and nulls; otherwise returns undefined and keeps `pos`. */
  private parseNumberList(): JsonNumbers | undefined {
    const start = this.pos++;
    let count = 0;
    this.skipWhitespace();
    while (this.text.charCodeAt(this.pos) !== CLOSE_ARRAY) {
      if (!this.parseNumber()) break;
      if (this.numbersUsed + count === this.numbers.length) this.growNumbers(count);
      this.numbers[this.numbersUsed + count++] = this.numberReader.value;
      if (!this.skipSeparator(CLOSE_ARRAY)) break;
    }
    if (count > 0 && this.text.charCodeAt(this.pos) === CLOSE_ARRAY) {
      this.addSize(NODE_SIZE + count);
      const first = this.numbersUsed;
      this.numbersUsed += count;
      return new NumberList(this.numbers, first, count, start, ++this.pos);
    }
    this.pos = start;
    return undefined;
  }

  /** Moves the `count` numbers of the current list to a new array, with space for all numbers of a long list. */
  private growNumbers(count: number): void {
    if (this.size + count > MAX_SIZE) this.failTooLarge();
    const length =
      count < MAX_BUFFER / 2
        ? Math.min(MAX_BUFFER, 2 * Math.max(count, this.numbers.length))
        : Math.min(MAX_SIZE, count + this.countItemsAhead());
    const numbers = new Float64Array(length);
    numbers.set(this.numbers.subarray(this.numbersUsed));
    this.numbers = numbers;
    this.numbersUsed = 0;
  }

  /** Returns the number of items from `pos` to the next closing bracket, or a larger one if there are comments. */
  private countItemsAhead(): number {
    let count = 2;
    for (let pos = this.pos; pos < this.text.length; pos++) {
      const c = this.text.charCodeAt(pos);
      if (c === COMMA) count++;
      else if (c === CLOSE_ARRAY) break;
    }
    return count;
  }

  /** Moves to the next item or the closing bracket. Returns false if neither a comma nor that bracket follows. */
  private skipSeparator(closeBracket: number): boolean {
    this.skipWhitespace();
    const c = this.text.charCodeAt(this.pos);
    if (c !== COMMA) return c === closeBracket;
    this.pos++;
    this.skipWhitespace();
    return true;
  }

  /** Parses a number, or `null` as NaN, into `numberReader.value`. Returns false and keeps `pos` if neither follows. */
  private parseNumber(): boolean {
    const start = this.pos;
    this.pos = this.numberReader.read(this.text, start);
    if (this.pos > start) return true;
    if (!this.text.startsWith('null', start) || !isWordEnd(this.text, start + 4)) return false;
    this.numberReader.value = Number.NaN;
    this.pos += 4;
    return true;
  }

  private parseLiteral(): JsonScalar | undefined {
    const start = this.pos;
    this.pos = this.numberReader.read(this.text, start);
    if (this.pos > start) return { kind: 'number', value: this.numberReader.value, start, end: this.pos };
    const end = findWordEnd(this.text, start);
    const value = LITERALS.get(this.text.slice(start, end));
    if (value === undefined) return undefined;
    this.pos = end;
    return value === null ? { kind: 'null', value, start, end } : { kind: 'boolean', value, start, end };
  }

  private parseString(): string {
    const { text, pos: start } = this;
    let value = '';
    let unescapedStart = start + 1;
    for (let pos = unescapedStart; ; pos++) {
      const c = text.charCodeAt(pos);
      if (c === QUOTE) {
        this.pos = pos + 1;
        return value + text.slice(unescapedStart, pos);
      }
      if (c === BACKSLASH) {
        const [character, length] = this.parseEscape(pos);
        value += text.slice(unescapedStart, pos) + character;
        pos += length - 1;
        unescapedStart = pos + 1;
      } else if (!(c >= SPACE)) {
        this.failInString(start, pos);
      }
    }
  }

  /** Returns the character of the escape at `pos`, and the length of the escape. */
  private parseEscape(pos: number): [character: string, length: number] {
    const simpleEscape = ESCAPES.get(this.text[pos + 1]);
    if (simpleEscape !== undefined) return [simpleEscape, 2];
    const unicode = /^\\u([\da-f]{4})/i.exec(this.text.slice(pos, pos + 6));
    if (!unicode) failInvalidEscape(this.file, this.text, pos);
    return [String.fromCharCode(Number.parseInt(unicode[1], 16)), 6];
  }

  private failInString(start: number, pos: number): never {
    const c = this.text[pos];
    if (c === undefined || c === '\n' || c === '\r') failUnclosedString(this.file, this.text, start, pos);
    failControlCharacter(this.file, this.text, pos);
  }

  private skipWhitespace(): void {
    this.pos = skipWhitespace(this.text, this.pos);
  }

  private failUnexpected(expected: string): never {
    failUnexpected(this.file, this.text, this.pos, expected, this.openBrackets.at(-1));
  }
}
