/** The errors for invalid JSON. Every exported function throws `json-syntax`. */
import { fail, placeAtOffset } from '../diagnostics.js';
import { isInvisible } from './scan.js';

/** Fails because `expected` does not follow at `pos`. `openBracket` is the offset of the innermost open bracket. */
export function failUnexpected(
  file: string,
  text: string,
  pos: number,
  expected: string,
  openBracket: number | undefined,
): never {
  if (text.startsWith('/*', pos)) {
    fail('json-syntax', 'this comment is not closed', placeAtOffset(file, text, pos, 2), 'close it with */');
  }
  // An unquoted word without special characters, shown as it is.
  const word = /^[^\p{C}\p{Z},:[\]{}"/]*/u.exec(text.slice(pos, pos + 40))?.[0] ?? '';
  const found = word || describeCharacter(text, pos);
  const hints = [openBracketHint(file, text, pos, openBracket), findHint(expected, word || text.charAt(pos))];
  const place = placeAtOffset(file, text, pos < text.length ? pos : text.trimEnd().length, word.length);
  fail(
    'json-syntax',
    `expected ${expected}, found ${found}`,
    place,
    ...hints.filter((hint) => hint !== undefined),
  );
}

/** Fails because the string that starts at `start` is not closed before the end of its line, at `end`. */
export function failUnclosedString(file: string, text: string, start: number, end: number): never {
  fail(
    'json-syntax',
    'this string is not closed before the end of the line',
    placeAtOffset(file, text, start, end - start),
    'close it with a double quote; write a line break inside a string as \\n',
  );
}

/** Fails because of the control character at `pos` in a string. */
export function failControlCharacter(file: string, text: string, pos: number): never {
  const escaped = JSON.stringify(text[pos]).slice(1, -1);
  fail(
    'json-syntax',
    `a string contains the control character ${formatCodePoint(text, pos)}`,
    placeAtOffset(file, text, pos),
    `write it as ${escaped}`,
  );
}

/** Fails because of the backslash at `pos` in a string, which does not start a valid escape. */
export function failInvalidEscape(file: string, text: string, pos: number): never {
  const [message, hint] =
    text[pos + 1] === 'u'
      ? ['four hexadecimal digits must follow \\u', 'write for example \\u00e9 for é']
      : ['this backslash does not start a valid escape', 'write \\\\ for a backslash, and / in a path'];
  fail('json-syntax', message, placeAtOffset(file, text, pos, 2), hint);
}

function describeCharacter(text: string, pos: number): string {
  if (pos >= text.length) return 'the end of the file';
  if (text[pos] === '"') return 'a string';
  return isInvisible(text[pos]) ? `the character ${formatCodePoint(text, pos)}` : `'${text[pos]}'`;
}

function formatCodePoint(text: string, pos: number): string {
  return `U+${text.codePointAt(pos)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

function openBracketHint(
  file: string,
  text: string,
  pos: number,
  openBracket: number | undefined,
): string | undefined {
  if (openBracket === undefined) return undefined;
  const otherCloser = text[openBracket] === '[' ? '}' : ']';
  if (pos < text.length && text[pos] !== otherCloser) return undefined;
  const { line, column } = placeAtOffset(file, text, openBracket);
  return `close the '${text[openBracket]}' at line ${line}, column ${column}`;
}

/** The JSON spelling of words from other languages. The keys are in lower case, without a sign. */
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

const HINTS: readonly (readonly [RegExp, string])[] = [
  [/^['‘’“”`]/, 'put strings and keys in straight double quotes'],
  [/^\(/, 'put a list in square brackets'],
  [/^#/, 'start a comment with //'],
  [/^[+-]?0x/i, 'write the number in decimal digits'],
  [/^[+-]?0\d/, 'remove the leading zeros, or put a string such as "007" in double quotes'],
  [/^[+-]?\.\d/, 'write a digit before the point, as in 0.5'],
  [/^\+\d/, 'remove the plus sign'],
  [/^-?\d+\.(?!\d)/, 'write a digit after the point, as in 1.0'],
  [/^-?[\d.]+e[+-]?$/i, 'write the exponent, as in 1e5'],
  [/^-?\d[\d.]*_/, 'write the number without underscores'],
];

function findHint(expected: string, found: string): string | undefined {
  if (isInvisible(found)) return 'replace it with a plain space';
  if (expected.startsWith("','")) return /^["'\w.[{+-]/.test(found) ? 'put a comma before it' : undefined;
  if (expected === 'the end of the file') {
    return /^["[{\d-]/.test(found)
      ? 'for JSON Lines (one value on each line), set the format to "jsonl"'
      : undefined;
  }
  if (found === ',') return expected.startsWith('an item') ? 'write null for a missing value' : undefined;
  const hint = HINTS.find(([pattern]) => pattern.test(found))?.[1];
  if (hint) return hint;
  if (expected.startsWith('a key')) return /^[\p{L}\p{N}_$]/u.test(found) ? `write "${found}"` : undefined;
  const spelling = SPELLINGS.get(found.toLowerCase().replace(/^[+-]/, ''));
  if (spelling) return `write ${found.startsWith('-') ? '-' : ''}${spelling}`;
  return /^[\p{L}_$]/u.test(found) ? `write "${found}" if it is a string` : undefined;
}
