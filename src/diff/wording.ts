/** Formats names, values and lists for sentences: on one line, short, and without terminal control characters. */

import { escapeControlCharacters } from '../diagnostics.js';
import { joinItems } from '../phrases.js';

const MAX_TEXT_LENGTH = 40;
const MAX_LIST_ITEMS = 3;
/** Texts that need no quotes, because no character can be mistaken for a part of the sentence. */
const PLAIN_NAME = /^[\p{L}\p{N}_.:%+\-/()#▁Ġ°]+(?: [\p{L}\p{N}_.:%+\-/()#▁Ġ°]+)*$/u;
const AMBIGUOUS_NAME = /(?:^| )(?:and|to|from|at|instead)(?: |$)|[:.]$/;

/** Returns a label or category, in quotes if it could be mistaken for a part of the sentence. */
export function formatName(name: string): string {
  const isShort = name.length <= MAX_TEXT_LENGTH;
  if (isShort && PLAIN_NAME.test(name) && !AMBIGUOUS_NAME.test(name)) return name;
  return escapeControlCharacters(JSON.stringify(isShort ? name : `${slice(name, 0, MAX_TEXT_LENGTH - 1)}…`));
}

/** Shortens a value of a spec given as JSON. Simple names lose their quotes; the start before `from` is cut off. */
export function formatJson(json: string, from = 0): string {
  if (/^"[A-Za-z][\w-]*"$/.test(json) && json.length <= MAX_TEXT_LENGTH) return json.slice(1, -1);
  const to = from + MAX_TEXT_LENGTH;
  return escapeControlCharacters(
    `${from > 0 ? '…' : ''}${slice(json, from, to)}${to < json.length ? '…' : ''}`,
  );
}

/** Characters shown before the first difference of two long values. */
const CONTEXT_LENGTH = 8;

/** Returns "from A to B" for two values given as JSON. Long values are cut to where they differ. */
export function formatJsonChange(before: string, after: string): string {
  let commonLength = 0;
  while (commonLength < before.length && before[commonLength] === after[commonLength]) commonLength++;
  const isLong = Math.max(before.length, after.length) > MAX_TEXT_LENGTH;
  const from = isLong && commonLength > MAX_TEXT_LENGTH / 2 ? commonLength - CONTEXT_LENGTH : 0;
  return `from ${formatJson(before, from)} to ${formatJson(after, from)}`;
}

/** Slices a text without leaving half of a surrogate pair at either end. */
function slice(text: string, from: number, to: number): string {
  return text.slice(from, to).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}

/** The value of a cell: a number, NaN if it is missing, or a category. */
export type CellValue = number | string;

/** Returns "from A to B", with enough digits to show the difference. */
export function formatValueChange(before: CellValue, after: CellValue): string {
  return `from ${formatValue(before, after)} to ${formatValue(after, before)}`;
}

/** Numbers of at most this many characters are written in full. */
const MAX_EXACT_LENGTH = 7;
const MIN_DIGITS = 4;

function formatValue(value: CellValue, other: CellValue): string {
  if (typeof value === 'string') return formatName(value);
  if (Number.isNaN(value)) return 'missing';
  if (!Number.isFinite(value) || String(value).length <= MAX_EXACT_LENGTH) return String(value);
  const reference = typeof other === 'number' && Number.isFinite(other) ? other : value;
  for (let digits = MIN_DIGITS; digits < 17; digits++) {
    const [a, b] = [value, reference].map((v) => Number(v.toPrecision(digits)));
    // Rounding can turn the largest numbers into infinity.
    if (!Number.isFinite(a)) continue;
    const error = Math.abs(a - b - (value - reference));
    if (reference === value || error <= Math.abs(value - reference) / 10) return String(a);
  }
  return String(value);
}

/** Returns "a", "a and b", "a, b and c" or "a, b, c and 4 more"; `count` is the number of all names. */
export function formatList(names: Iterable<string>, count: number): string {
  const shown: string[] = [];
  for (const name of names) {
    shown.push(name);
    if (shown.length === Math.min(count, MAX_LIST_ITEMS)) break;
  }
  const restCount = count - shown.length;
  return joinItems(restCount > 0 ? [...shown, `${restCount} more`] : shown);
}
