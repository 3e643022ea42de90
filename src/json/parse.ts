import { fail, placeIn } from '../diagnostics.js';
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
import { isWordEnd, skipBlank, wordEnd } from './scan.js';
import { badEscape, controlCharacter, unclosedText, unexpected } from './syntax.js';

/** Lists and objects may be nested this deep. */
export const MAX_DEPTH = 100;
/**
 * A text may hold what amounts to two gigabytes: a number in a compact list weighs one, a node or key four, and a
 * compact list as much as two of these.
 */
const MAX_WEIGHT = 2 ** 26;
const NODE_WEIGHT = 4;

/**
 * Reads JSON as people and Python write it: comments, trailing commas, `NaN`, `Infinity`, `-Infinity` and
 * a byte order mark (which the document's text leaves out) are accepted. Time is linear in the text.
 *
 * @throws HeatmapError `json-syntax`, `json-too-deep`, `json-too-large` or `empty-file`
 */
export function parseJson(file: string, text: string): JsonDocument {
  return new Parser(file, text).document();
}

/**
 * Reads JSON Lines: one value after another, each as tolerantly as `parseJson` does. The root is a plain
 * list of them, even where every one is a number.
 *
 * @throws HeatmapError as `parseJson`
 */
export function parseJsonLines(file: string, text: string): JsonDocument & { readonly root: JsonArray } {
  return new Parser(file, text).lines();
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

class Parser {
  private readonly text: string;
  private at = 0;
  private weight = 0;
  /** Where the brackets stand that are open at `at`, outermost first. */
  private readonly openings: number[] = [];
  private readonly number = new NumberReader();
  /** Where a list of numbers grows; such lists do not nest, so one is enough. */
  private scratch = new Float64Array(256);

  constructor(
    private readonly file: string,
    text: string,
  ) {
    this.text = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  document(): JsonDocument {
    this.begin();
    const root = this.value('a value');
    this.skip();
    if (this.at < this.text.length) this.unexpected('the end of the file');
    return { file: this.file, text: this.text, root };
  }

  lines(): JsonDocument & { readonly root: JsonArray } {
    this.begin();
    const items: JsonNode[] = [];
    while (this.at < this.text.length) {
      items.push(this.value('a list or an object'));
      this.skip();
    }
    return {
      file: this.file,
      text: this.text,
      root: { kind: 'array', items, start: 0, end: this.text.length },
    };
  }

  private begin(): void {
    this.skip();
    if (this.at < this.text.length) return;
    const holds = this.text.trim() === '' ? 'is empty' : 'holds nothing but comments';
    fail('empty-file', `the file ${holds}`, { file: this.file });
  }

  private value(expected: string): JsonNode {
    this.weigh(NODE_WEIGHT);
    switch (this.text.charCodeAt(this.at)) {
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        return this.nested();
      case QUOTE: {
        const start = this.at;
        const value = this.string();
        return { kind: 'string', value, start, end: this.at };
      }
      default:
        return this.literal() ?? this.unexpected(expected);
    }
  }

  private weigh(weight: number): void {
    this.weight += weight;
    if (this.weight > MAX_WEIGHT) this.tooLarge();
  }

  private tooLarge(): never {
    fail(
      'json-too-large',
      `the text holds more than ${MAX_WEIGHT} numbers, or ${MAX_WEIGHT / NODE_WEIGHT} values of other kinds`,
      { file: this.file },
      'write a matrix of this size as CSV or NPY',
    );
  }

  private nested(): JsonNode {
    if (this.openings.push(this.at) > MAX_DEPTH) {
      fail(
        'json-too-deep',
        `lists and objects are nested more than ${MAX_DEPTH} deep`,
        placeIn(this.file, this.text, this.at),
      );
    }
    const node =
      this.text.charCodeAt(this.at) === OPEN_OBJECT ? this.object() : (this.numbers() ?? this.array());
    this.openings.pop();
    return node;
  }

  private object(): JsonObject {
    const start = this.at++;
    const entries: JsonEntry[] = [];
    this.skip();
    while (this.text.charCodeAt(this.at) !== CLOSE_OBJECT) {
      this.weigh(NODE_WEIGHT);
      const keyStart = this.at;
      if (this.text.charCodeAt(keyStart) !== QUOTE) this.unexpected("a key in double quotes or '}'");
      const key = this.string();
      const keyEnd = this.at;
      this.skip();
      if (this.text.charCodeAt(this.at) !== COLON) this.unexpected("':' after this key");
      this.at++;
      this.skip();
      entries.push({ key, keyStart, keyEnd, value: this.value('a value for this key') });
      if (!this.separator(CLOSE_OBJECT)) this.unexpected("',' or '}' after this value");
    }
    return { kind: 'object', entries, start, end: ++this.at };
  }

  private array(): JsonArray {
    const start = this.at++;
    const items: JsonNode[] = [];
    this.skip();
    while (this.text.charCodeAt(this.at) !== CLOSE_ARRAY) {
      items.push(this.value("an item or ']'"));
      if (!this.separator(CLOSE_ARRAY)) this.unexpected("',' or ']' after this item");
    }
    return { kind: 'array', items, start, end: ++this.at };
  }

  /** The list that opens at `at`, where it holds numbers and nulls only; else undefined, and nothing is read. */
  private numbers(): JsonNumbers | undefined {
    const start = this.at++;
    let count = 0;
    this.skip();
    while (this.text.charCodeAt(this.at) !== CLOSE_ARRAY) {
      if (!this.readNumber()) break;
      if (count === this.scratch.length) this.grow();
      this.scratch[count++] = this.number.value;
      if (!this.separator(CLOSE_ARRAY)) break;
    }
    if (count > 0 && this.text.charCodeAt(this.at) === CLOSE_ARRAY) {
      this.weigh(NODE_WEIGHT + count);
      return { kind: 'numbers', values: this.scratch.slice(0, count), start, end: ++this.at };
    }
    this.at = start;
    return undefined;
  }

  private grow(): void {
    if (this.weight + this.scratch.length > MAX_WEIGHT) this.tooLarge();
    const wider = new Float64Array(this.scratch.length * 2);
    wider.set(this.scratch);
    this.scratch = wider;
  }

  /** Goes on to the next item or the closing bracket; false where neither a comma nor that bracket stands. */
  private separator(close: number): boolean {
    this.skip();
    const c = this.text.charCodeAt(this.at);
    if (c !== COMMA) return c === close;
    this.at++;
    this.skip();
    return true;
  }

  /** Reads a number, or `null` as NaN, into `number.value`; false, and nothing is read, where neither stands. */
  private readNumber(): boolean {
    const start = this.at;
    this.at = this.number.read(this.text, start);
    if (this.at > start) return true;
    if (!this.text.startsWith('null', start) || !isWordEnd(this.text, start + 4)) return false;
    this.number.value = Number.NaN;
    this.at += 4;
    return true;
  }

  private literal(): JsonScalar | undefined {
    const start = this.at;
    this.at = this.number.read(this.text, start);
    if (this.at > start) return { kind: 'number', value: this.number.value, start, end: this.at };
    const end = wordEnd(this.text, start);
    const value = LITERALS.get(this.text.slice(start, end));
    if (value === undefined) return undefined;
    this.at = end;
    return value === null ? { kind: 'null', value, start, end } : { kind: 'boolean', value, start, end };
  }

  private string(): string {
    const { text, at: start } = this;
    let value = '';
    let from = start + 1;
    for (let at = from; ; at++) {
      const c = text.charCodeAt(at);
      if (c === QUOTE) {
        this.at = at + 1;
        return value + text.slice(from, at);
      }
      if (c === BACKSLASH) {
        const [character, length] = this.escape(at);
        value += text.slice(from, at) + character;
        at += length - 1;
        from = at + 1;
      } else if (!(c >= SPACE)) {
        this.endOfText(start, at);
      }
    }
  }

  /** What the escape at `at` stands for, and its length. */
  private escape(at: number): [string, number] {
    const plain = ESCAPES.get(this.text[at + 1]);
    if (plain !== undefined) return [plain, 2];
    const unicode = /^\\u([\da-f]{4})/i.exec(this.text.slice(at, at + 6));
    if (!unicode) badEscape(this.file, this.text, at);
    return [String.fromCharCode(Number.parseInt(unicode[1], 16)), 6];
  }

  private endOfText(start: number, at: number): never {
    const c = this.text[at];
    if (c === undefined || c === '\n' || c === '\r') unclosedText(this.file, this.text, start, at);
    controlCharacter(this.file, this.text, at);
  }

  private skip(): void {
    this.at = skipBlank(this.text, this.at);
  }

  private unexpected(expected: string): never {
    unexpected(this.file, this.text, this.at, expected, this.openings.at(-1));
  }
}
