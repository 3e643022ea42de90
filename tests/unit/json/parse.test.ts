import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import type { JsonNode } from '../../../src/json/node.js';
import { parseJson, parseJsonLines } from '../../../src/json/parse.js';
import { InlineMatrix, toValue } from '../../../src/json/value.js';
import { cpuTime } from '../../support/cpu-time.js';

/** Returns the value of `text`, with matrices as plain arrays. */
function value(text: string): unknown {
  const document = parseJson('a.json', text);
  const read = toValue(document, document.root);
  return read instanceof InlineMatrix ? read.toJSON() : read;
}

function root(text: string): JsonNode {
  return parseJson('a.json', text).root;
}

function errorOf(text: string, parse = parseJson): Diagnostic {
  try {
    parse('a.json', text);
  } catch (error) {
    if (error instanceof HeatmapError && error.diagnostics.length === 1) return error.diagnostics[0];
    throw error;
  }
  throw new Error('the text was read');
}

/** Returns "line:column+length code: message" and the hints. */
function formatError(text: string): readonly string[] {
  const { code, message, place, hints = [] } = errorOf(text);
  return [`${place?.line}:${place?.column}+${place?.mark?.length} ${code}: ${message}`, ...hints];
}

describe('parseJson', () => {
  it.each([
    '{"a": [1, -2.5e3, 0.1], "b": {"c": "x"}, "d": [true, false, null], "e": []}',
    '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00 é😀"',
    ' \r\n\t[ [ ] , { } ] ',
    '-0',
    '""',
  ])('reads %j as JSON.parse does', (text) => {
    expect(value(text)).toEqual(JSON.parse(text));
  });

  it('accepts comments, trailing commas and a byte order mark', () => {
    const text = '\ufeff// a spec\n{ /* one */ "a": [1, /* two */ 2,], // three\n "b": ["x",], }\r\n/**/';
    expect(value(text)).toEqual({ a: [1, 2], b: ['x'] });
  });

  it("accepts Python's NaN and infinities, alone and in lists", () => {
    const text = '{"a": NaN, "b": -Infinity, "c": ["x", Infinity]}';
    expect(value(text)).toEqual({ a: Number.NaN, b: -Infinity, c: ['x', Infinity] });
    expect(root('[NaN, 1, -Infinity, Infinity, null]')).toMatchObject({
      kind: 'numbers',
      values: Float64Array.of(Number.NaN, 1, -Infinity, Infinity, Number.NaN),
    });
  });

  it('keeps the order of keys, repeated keys and numeric keys', () => {
    const node = root('{"2": 1, "1": 2, "2": 3}');
    expect(node.kind === 'object' && node.entries.map(({ key }) => key)).toEqual(['2', '1', '2']);
  });

  it('returns compact lists only for numbers and nulls', () => {
    const kinds = ['[1]', '[null]', '[1, null]', '[]', '[1, "2"]', '[1, [2]]', '[true]', '[1, {}]'];
    expect(kinds.map((text) => root(text).kind)).toEqual([
      ...['numbers', 'numbers', 'numbers'],
      ...['array', 'array', 'array', 'array', 'array'],
    ]);
  });

  it('reads a very long list of numbers', () => {
    const numbers = Array.from({ length: 100_000 }, (_, i) => i / 8);
    expect(value(JSON.stringify(numbers))).toEqual(numbers);
  });

  it('keeps the positions of keys and values', () => {
    const text = '\ufeff{"ab": [1, 2], "c": "x"}';
    const { text: kept, root } = parseJson('a.json', text);
    if (root.kind !== 'object') throw new Error(root.kind);
    const [first, second] = root.entries;
    expect(kept.slice(first.keyStart, first.keyEnd)).toBe('"ab"');
    expect(kept.slice(first.value.start, first.value.end)).toBe('[1, 2]');
    expect(kept.slice(second.value.start, second.value.end)).toBe('"x"');
    expect(kept.slice(root.start, root.end)).toBe(text.slice(1));
  });

  it('reads 100 levels, and rejects any deeper nesting', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`;
    expect(() => parseJson('a.json', nested(100))).not.toThrow();
    expect(formatError(nested(101))).toEqual([
      '1:101+1 json-too-deep: lists and objects are nested deeper than 100 levels',
    ]);
    expect(formatError('{"a":['.repeat(1_000_000))[0]).toContain('json-too-deep');
  });

  it('reports a file without a value as empty', () => {
    expect(errorOf(' \n')).toMatchObject({ code: 'empty-file', message: 'the file is empty' });
    expect(errorOf('')).toMatchObject({ code: 'empty-file', place: { file: 'a.json' } });
    expect(errorOf('// nothing\n')).toMatchObject({ message: 'the file contains only comments' });
  });
});

describe('a syntax error', () => {
  const COMMA = 'put a comma before it';
  const QUOTES = 'put strings and keys in straight double quotes';
  const ZEROS = 'remove the leading zeros, or put a string such as "007" in double quotes';
  const closeHint = (bracket: string, line: number, column: number) =>
    `close the '${bracket}' at line ${line}, column ${column}`;

  it.each([
    ['[1, 2}', '1:6+1', "expected ',' or ']' after this item, found '}'", closeHint('[', 1, 1)],
    ['{"a": 1]', '1:8+1', "expected ',' or '}' after this value, found ']'", closeHint('{', 1, 1)],
    ['[[1, 2],\n [3,', '2:5+1', "expected an item or ']', found the end of the file", closeHint('[', 2, 2)],
    [
      '{"a":\n1\n\n',
      '2:2+1',
      "expected ',' or '}' after this value, found the end of the file",
      closeHint('{', 1, 1),
    ],
    ['{"a"', '1:5+1', "expected ':' after this key, found the end of the file", closeHint('{', 1, 1)],
    ['{"a": }', '1:7+1', "expected a value for this key, found '}'"],
    ['{"a" 1}', '1:6+1', "expected ':' after this key, found 1"],
    ['{"a": 1\n "b": 2}', '2:2+1', "expected ',' or '}' after this value, found a string", COMMA],
    ['[1 2]', '1:4+1', "expected ',' or ']' after this item, found 2", COMMA],
    ['[1,, 2]', '1:4+1', "expected an item or ']', found ','", 'write null for a missing value'],
    ['{,}', '1:2+1', "expected a key in double quotes or '}', found ','"],
    ["{'a': 1}", '1:2+3', "expected a key in double quotes or '}', found 'a'", QUOTES],
    ["['a b']", '1:2+2', "expected an item or ']', found 'a", QUOTES],
    ['[“a”]', '1:2+3', "expected an item or ']', found “a”", QUOTES],
    ['{title: 1}', '1:2+5', "expected a key in double quotes or '}', found title", 'write "title"'],
    ['{1: 2}', '1:2+1', "expected a key in double quotes or '}', found 1", 'write "1"'],
    ['[True]', '1:2+4', "expected an item or ']', found True", 'write true'],
    ['[1, False]', '1:5+5', "expected an item or ']', found False", 'write false'],
    ['{"a": None}', '1:7+4', 'expected a value for this key, found None', 'write null'],
    ['[nan]', '1:2+3', "expected an item or ']', found nan", 'write NaN'],
    ['[1, -inf]', '1:5+4', "expected an item or ']', found -inf", 'write -Infinity'],
    ['[viridis]', '1:2+7', "expected an item or ']', found viridis", 'write "viridis" if it is a string'],
    ['[007]', '1:2+3', "expected an item or ']', found 007", ZEROS],
    ['[-01]', '1:2+3', "expected an item or ']', found -01", ZEROS],
    ['[1, .5]', '1:5+2', "expected an item or ']', found .5", 'write a digit before the point, as in 0.5'],
    ['[5.]', '1:2+2', "expected an item or ']', found 5.", 'write a digit after the point, as in 1.0'],
    ['[+1]', '1:2+2', "expected an item or ']', found +1", 'remove the plus sign'],
    ['[0x1F]', '1:2+4', "expected an item or ']', found 0x1F", 'write the number in decimal digits'],
    ['[1e]', '1:2+2', "expected an item or ']', found 1e", 'write the exponent, as in 1e5'],
    ['[1_000]', '1:2+5', "expected an item or ']', found 1_000", 'write the number without underscores'],
    ['[1.2.3]', '1:2+5', "expected an item or ']', found 1.2.3"],
    ['(1, 2)', '1:1+2', 'expected a value, found (1', 'put a list in square brackets'],
    ['# note\n[1]', '1:1+1', 'expected a value, found #', 'start a comment with //'],
    [
      '[1] [2]',
      '1:5+1',
      "expected the end of the file, found '['",
      'for JSON Lines (one value on each line), set the format to "jsonl"',
    ],
    ['[1]]', '1:4+1', "expected the end of the file, found ']'"],
    [
      '[1\u00a0, 2]',
      '1:3+1',
      "expected ',' or ']' after this item, found the character U+00A0",
      'replace it with a plain space',
    ],
    [
      '[\u0000]',
      '1:2+1',
      "expected an item or ']', found the character U+0000",
      'replace it with a plain space',
    ],
    ['[1] /* x', '1:5+2', 'this comment is not closed', 'close it with */'],
    [
      '["\\d"]',
      '1:3+2',
      'this backslash does not start a valid escape',
      'write \\\\ for a backslash, and / in a path',
    ],
    ['["\\u12x4"]', '1:3+2', 'four hexadecimal digits must follow \\u', 'write for example \\u00e9 for é'],
    ['["a\tb"]', '1:4+1', 'a string contains the control character U+0009', 'write it as \\t'],
  ])('is reported with its place, message and hints: %j', (text, place, message, ...hints) => {
    expect(formatError(text)).toEqual([`${place} json-syntax: ${message}`, ...hints]);
  });

  it.each([
    ['["abc\n]', '1:2+4'],
    ['{"a": 1,\r\n "bc', '2:2+3'],
  ])('marks a string that is not closed from its opening quote: %j', (text, place) => {
    expect(formatError(text)).toEqual([
      `${place} json-syntax: this string is not closed before the end of the line`,
      'close it with a double quote; write a line break inside a string as \\n',
    ]);
  });

  it('shows only the start of a long word', () => {
    expect(errorOf(`[${'x'.repeat(1e6)}]`).message).toBe(`expected an item or ']', found ${'x'.repeat(40)}`);
  });
});

describe('parseJsonLines', () => {
  it('reads a sequence of values into a plain list', () => {
    const { root } = parseJsonLines('a.jsonl', '{"a": 1}\n[1, 2]\r\n\n3\n// end\n');
    expect(root.items.map(({ kind }) => kind)).toEqual(['object', 'numbers', 'number']);
  });

  it('gives the place of a syntax error in the whole file', () => {
    expect(errorOf('{"a": 1}\n{"a": 2,\n', parseJsonLines)).toMatchObject({
      code: 'json-syntax',
      place: { line: 2, column: 9 },
      hints: ["close the '{' at line 2, column 1"],
    });
    expect(errorOf('\n', parseJsonLines).code).toBe('empty-file');
  });
});

describe('lists of numbers', () => {
  it.each([
    ['one long list', `[${'-0.1234,'.repeat(2 ** 20)}1]`],
    ['many short lists', `[${'[-0.1234],'.repeat(2 ** 18)}[1]]`],
  ])('take about as long as with JSON.parse: %s', (_, text) => {
    const ratio = () => cpuTime(() => parseJson('a.json', text)) / cpuTime(() => JSON.parse(text));
    // The first runs compile the code.
    const isFast = Array.from({ length: 20 }).some(() => ratio() < 8);
    expect(isFast).toBe(true);
  });

  it('share an array if they are short, and have an array without free space if they are long', () => {
    const short = root('[[1, 2], [3]]');
    const [first, second] = short.kind === 'array' ? short.items : [];
    expect(first.kind === 'numbers' && second.kind === 'numbers' && first.values.buffer).toBe(
      second.kind === 'numbers' && second.values.buffer,
    );
    const long = root(`[${'7,'.repeat(100_000)}8]`);
    expect(long.kind === 'numbers' && long.values.buffer.byteLength).toBeLessThan(8 * 100_010);
  });

  it('are read correctly at any length, also if a list turns out to have other items', () => {
    const numbers = (length: number) => Array.from({ length }, (_, i) => i / 8);
    const lists = [0, 1, 200, 255, 256, 257, 3, 40_000, 70_000, 2].map(numbers);
    const mixed = lists.flatMap((list) => [list, [...list, 'x'], [...list, null]]);
    const text = JSON.stringify(mixed);
    expect(value(text)).toEqual(JSON.parse(text));
    expect(value(`[[1, /* , , ] */ 2], [${'3,'.repeat(70_000)}4 // , ]\n]]`)).toEqual([
      [1, 2],
      [...Array(70_000).fill(3), 4],
    ]);
  });
});
