/** What to say where a text is not JSON; every function here throws `json-syntax`. */
import { fail, placeIn } from '../diagnostics.js';
import { isInvisible } from './scan.js';

/** `expected` does not stand at `at`; `opening` is the offset of the innermost bracket still open there. */
export function unexpected(
  file: string,
  text: string,
  at: number,
  expected: string,
  opening: number | undefined,
): never {
  if (text.startsWith('/*', at)) {
    fail('json-syntax', 'this comment is never closed', placeIn(file, text, at, 2), 'close it with */');
  }
  // What stands unquoted in one piece and can be shown as it is.
  const word = /^[^\p{C}\p{Z},:[\]{}"/]*/u.exec(text.slice(at, at + 40))?.[0] ?? '';
  const found = word || describeCharacter(text, at);
  const hints = [stillOpen(file, text, at, opening), adviceOn(expected, word || text.charAt(at))];
  const place = placeIn(file, text, at < text.length ? at : text.trimEnd().length, word.length);
  fail(
    'json-syntax',
    `expected ${expected}, found ${found}`,
    place,
    ...hints.filter((hint) => hint !== undefined),
  );
}

/** The text that opens at `start` meets the end of its line, at `end`. */
export function unclosedText(file: string, text: string, start: number, end: number): never {
  fail(
    'json-syntax',
    'this text is not closed: no double quote follows on its line',
    placeIn(file, text, start, end - start),
    'close it with a double quote; write a line break inside a text as \\n',
  );
}

/** A text holds the control character at `at`. */
export function controlCharacter(file: string, text: string, at: number): never {
  const escaped = JSON.stringify(text[at]).slice(1, -1);
  fail(
    'json-syntax',
    `a text holds the control character ${codePoint(text, at)}`,
    placeIn(file, text, at),
    `write it as ${escaped}`,
  );
}

/** A text holds a backslash, at `at`, that begins no escape. */
export function badEscape(file: string, text: string, at: number): never {
  const [message, hint] =
    text[at + 1] === 'u'
      ? ['four hexadecimal digits must follow \\u', 'write é as \\u00e9, for instance']
      : ['this backslash begins no escape that JSON knows', 'write \\\\ for a backslash, and / in a path'];
  fail('json-syntax', message, placeIn(file, text, at, 2), hint);
}

function describeCharacter(text: string, at: number): string {
  if (at >= text.length) return 'the end of the file';
  if (text[at] === '"') return 'a text';
  return isInvisible(text[at]) ? `the character ${codePoint(text, at)}` : `'${text[at]}'`;
}

function codePoint(text: string, at: number): string {
  return `U+${text.codePointAt(at)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

function stillOpen(file: string, text: string, at: number, opening: number | undefined): string | undefined {
  if (opening === undefined) return undefined;
  const wrong = text[opening] === '[' ? '}' : ']';
  if (at < text.length && text[at] !== wrong) return undefined;
  const { line, column } = placeIn(file, text, opening);
  return `The '${text[opening]}' at line ${line}, column ${column} is still open.`;
}

/** How other languages write what JSON writes otherwise; in lower case, without a sign. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['true', 'true'],
  ['false', 'false'],
  ['null', 'null'],
  ['none', 'null'],
  ['nil', 'null'],
  ['undefined', 'null'],
  ['nan', 'NaN'],
  ['inf', 'Infinity'],
  ['infinity', 'Infinity'],
]);

const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/^['‘’“”`]/, 'put texts and keys in straight double quotes'],
  [/^\(/, 'put a list in square brackets'],
  [/^#/, 'begin a comment with //'],
  [/^[+-]?0x/i, 'write the number in decimal digits'],
  [/^[+-]?0\d/, 'leave out the leading zeros, or put a text such as "007" in double quotes'],
  [/^[+-]?\.\d/, 'write a digit before the point, as in 0.5'],
  [/^\+\d/, 'leave out the plus sign'],
  [/^-?\d+\.(?!\d)/, 'write a digit after the point, as in 1.0'],
  [/^-?[\d.]+e[+-]?$/i, 'write the exponent, as in 1e5'],
  [/^-?\d[\d.]*_/, 'write the number without underscores'],
];

function adviceOn(expected: string, found: string): string | undefined {
  if (isInvisible(found)) return 'put a plain space in its place';
  if (expected.startsWith("','")) return /^["'\w.[{+-]/.test(found) ? 'put a comma before it' : undefined;
  if (expected === 'the end of the file') {
    return /^["[{\d-]/.test(found) ? 'for JSON Lines, a value a line, set the format to "jsonl"' : undefined;
  }
  if (found === ',') return expected.startsWith('an item') ? 'write null for a missing value' : undefined;
  const advice = ADVICE.find(([pattern]) => pattern.test(found))?.[1];
  if (advice) return advice;
  if (expected.startsWith('a key')) return /^[\p{L}\p{N}_$]/u.test(found) ? `write "${found}"` : undefined;
  const spelling = SPELLINGS.get(found.toLowerCase().replace(/^[+-]/, ''));
  if (spelling) return `write ${found.startsWith('-') ? '-' : ''}${spelling}`;
  return /^[\p{L}_$]/u.test(found) ? `write "${found}" if it is a text` : undefined;
}
