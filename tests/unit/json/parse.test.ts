import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import type { JsonNode } from '../../../src/json/node.js';
import { parseJson, parseJsonLines } from '../../../src/json/parse.js';
import { InlineMatrix, toValue } from '../../../src/json/value.js';

/** The value of `text`, matrices taken apart. */
function value(text: string): unknown {
  const document = parseJson('a.json', text);
  const read = toValue(document, document.root);
  return read instanceof InlineMatrix ? read.toJSON() : read;
}

function root(text: string): JsonNode {
  return parseJson('a.json', text).root;
}

function fault(text: string, parse = parseJson): Diagnostic {
  try {
    parse('a.json', text);
  } catch (error) {
    if (error instanceof HeatmapError && error.diagnostics.length === 1) return error.diagnostics[0];
    throw error;
  }
  throw new Error('the text was read');
}

/** "line:column+length code: message" and the hints. */
function said(text: string): readonly string[] {
  const { code, message, place, hints = [] } = fault(text);
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

  it("accepts Python's NaN and infinities, alone and among others", () => {
    const text = '{"a": NaN, "b": -Infinity, "c": ["x", Infinity]}';
    expect(value(text)).toEqual({ a: Number.NaN, b: -Infinity, c: ['x', Infinity] });
    expect(root('[NaN, 1, -Infinity, Infinity, null]')).toMatchObject({
      kind: 'numbers',
      values: Float64Array.of(Number.NaN, 1, -Infinity, Infinity, Number.NaN),
    });
  });

  it('keeps the order of keys, repeated keys and keys that look like positions', () => {
    const node = root('{"2": 1, "1": 2, "2": 3}');
    expect(node.kind === 'object' && node.entries.map(({ key }) => key)).toEqual(['2', '1', '2']);
  });

  it('keeps lists of numbers and nulls compact, and no others', () => {
    const kinds = ['[1]', '[null]', '[1, null]', '[]', '[1, "2"]', '[1, [2]]', '[true]', '[1, {}]'];
    expect(kinds.map((text) => root(text).kind)).toEqual([
      ...['numbers', 'numbers', 'numbers'],
      ...['array', 'array', 'array', 'array', 'array'],
    ]);
  });

  it('reads a list of numbers that is longer than any guess', () => {
    const numbers = Array.from({ length: 100_000 }, (_, i) => i / 8);
    expect(value(JSON.stringify(numbers))).toEqual(numbers);
  });

  it('remembers where everything stood', () => {
    const text = '\ufeff{"ab": [1, 2], "c": "x"}';
    const { text: kept, root } = parseJson('a.json', text);
    if (root.kind !== 'object') throw new Error(root.kind);
    const [first, second] = root.entries;
    expect(kept.slice(first.keyStart, first.keyEnd)).toBe('"ab"');
    expect(kept.slice(first.value.start, first.value.end)).toBe('[1, 2]');
    expect(kept.slice(second.value.start, second.value.end)).toBe('"x"');
    expect(kept.slice(root.start, root.end)).toBe(text.slice(1));
  });

  it('reads 100 levels, and refuses one more however many follow', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`;
    expect(() => parseJson('a.json', nested(100))).not.toThrow();
    expect(said(nested(101))).toEqual([
      '1:101+1 json-too-deep: lists and objects are nested more than 100 deep',
    ]);
    expect(said('{"a":['.repeat(1_000_000))[0]).toContain('json-too-deep');
  });

  it('tells a file without a value from one with a wrong value', () => {
    expect(fault(' \n')).toMatchObject({ code: 'empty-file', message: 'the file is empty' });
    expect(fault('')).toMatchObject({ code: 'empty-file', place: { file: 'a.json' } });
    expect(fault('// nothing\n')).toMatchObject({ message: 'the file holds nothing but comments' });
  });
});

describe('a syntax error', () => {
  const COMMA = 'put a comma before it';
  const QUOTES = 'put texts and keys in straight double quotes';
  const ZEROS = 'leave out the leading zeros, or put a text such as "007" in double quotes';
  const open = (bracket: string, line: number, column: number) =>
    `The '${bracket}' at line ${line}, column ${column} is still open.`;

  it.each([
    ['[1, 2}', '1:6+1', "expected ',' or ']' after this item, found '}'", open('[', 1, 1)],
    ['{"a": 1]', '1:8+1', "expected ',' or '}' after this value, found ']'", open('{', 1, 1)],
    ['[[1, 2],\n [3,', '2:5+1', "expected an item or ']', found the end of the file", open('[', 2, 2)],
    [
      '{"a":\n1\n\n',
      '2:2+1',
      "expected ',' or '}' after this value, found the end of the file",
      open('{', 1, 1),
    ],
    ['{"a"', '1:5+1', "expected ':' after this key, found the end of the file", open('{', 1, 1)],
    ['{"a": }', '1:7+1', "expected a value for this key, found '}'"],
    ['{"a" 1}', '1:6+1', "expected ':' after this key, found 1"],
    ['{"a": 1\n "b": 2}', '2:2+1', "expected ',' or '}' after this value, found a text", COMMA],
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
    ['[viridis]', '1:2+7', "expected an item or ']', found viridis", 'write "viridis" if it is a text'],
    ['[007]', '1:2+3', "expected an item or ']', found 007", ZEROS],
    ['[-01]', '1:2+3', "expected an item or ']', found -01", ZEROS],
    ['[1, .5]', '1:5+2', "expected an item or ']', found .5", 'write a digit before the point, as in 0.5'],
    ['[5.]', '1:2+2', "expected an item or ']', found 5.", 'write a digit after the point, as in 1.0'],
    ['[+1]', '1:2+2', "expected an item or ']', found +1", 'leave out the plus sign'],
    ['[0x1F]', '1:2+4', "expected an item or ']', found 0x1F", 'write the number in decimal digits'],
    ['[1e]', '1:2+2', "expected an item or ']', found 1e", 'write the exponent, as in 1e5'],
    ['[1_000]', '1:2+5', "expected an item or ']', found 1_000", 'write the number without underscores'],
    ['[1.2.3]', '1:2+5', "expected an item or ']', found 1.2.3"],
    ['(1, 2)', '1:1+2', 'expected a value, found (1', 'put a list in square brackets'],
    ['# note\n[1]', '1:1+1', 'expected a value, found #', 'begin a comment with //'],
    [
      '[1] [2]',
      '1:5+1',
      "expected the end of the file, found '['",
      'for JSON Lines, a value a line, set the format to "jsonl"',
    ],
    ['[1]]', '1:4+1', "expected the end of the file, found ']'"],
    [
      '[1\u00a0, 2]',
      '1:3+1',
      "expected ',' or ']' after this item, found the character U+00A0",
      'put a plain space in its place',
    ],
    [
      '[\u0000]',
      '1:2+1',
      "expected an item or ']', found the character U+0000",
      'put a plain space in its place',
    ],
    ['[1] /* x', '1:5+2', 'this comment is never closed', 'close it with */'],
    [
      '["\\d"]',
      '1:3+2',
      'this backslash begins no escape that JSON knows',
      'write \\\\ for a backslash, and / in a path',
    ],
    ['["\\u12x4"]', '1:3+2', 'four hexadecimal digits must follow \\u', 'write é as \\u00e9, for instance'],
    ['["a\tb"]', '1:4+1', 'a text holds the control character U+0009', 'write it as \\t'],
  ])('in %j is placed and explained', (text, place, message, ...hints) => {
    expect(said(text)).toEqual([`${place} json-syntax: ${message}`, ...hints]);
  });

  it.each([
    ['["abc\n]', '1:2+4'],
    ['{"a": 1,\r\n "bc', '2:2+3'],
  ])('of a text that is not closed, %j, marks the text from its opening quote', (text, place) => {
    expect(said(text)).toEqual([
      `${place} json-syntax: this text is not closed: no double quote follows on its line`,
      'close it with a double quote; write a line break inside a text as \\n',
    ]);
  });

  it('shows the start of a word that is too long to show', () => {
    expect(fault(`[${'x'.repeat(1e6)}]`).message).toBe(`expected an item or ']', found ${'x'.repeat(40)}`);
  });
});

describe('parseJsonLines', () => {
  it('reads one value after another into a plain list', () => {
    const { root } = parseJsonLines('a.jsonl', '{"a": 1}\n[1, 2]\r\n\n3\n// end\n');
    expect(root.items.map(({ kind }) => kind)).toEqual(['object', 'numbers', 'number']);
  });

  it('places a syntax error in the whole file', () => {
    expect(fault('{"a": 1}\n{"a": 2,\n', parseJsonLines)).toMatchObject({
      code: 'json-syntax',
      place: { line: 2, column: 9 },
      hints: ["The '{' at line 2, column 1 is still open."],
    });
    expect(fault('\n', parseJsonLines).code).toBe('empty-file');
  });
});
