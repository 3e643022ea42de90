/**
 * What a number looks like in a table: an optional sign, digits with or without a decimal mark, an optional
 * exponent; or an infinity. No hexadecimal, no underscores, no thousands separators, no percent sign.
 */
export type DecimalMark = '.' | ',';

/** The powers of ten that a double holds exactly. */
const POWERS_OF_TEN = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const INFINITE = /^[+-]?inf(?:inity)?$/i;
/** No writer needs more characters than this for a number, and longer texts are not worth looking at. */
const LONGEST = 5000;

const ZERO = 48;
const MINUS = 45;
const PLUS = 43;
const SPACE = 32;
const TAB = 9;
const LOWER_E = 101;
const LOWER_CASE = 32;

/** The number that `text` spells, the blanks around it set aside, bit for bit that of `Number()`; NaN where it spells none. */
export function numberOf(text: string, mark: DecimalMark = '.'): number {
  if (text.length > LONGEST) return Number.NaN;
  let digits = trimBlanks(text);
  if (mark === ',') {
    if (digits.includes('.')) return Number.NaN;
    digits = digits.replace(',', '.');
  }
  if (DECIMAL.test(digits)) return Number(digits);
  if (INFINITE.test(digits)) return digits.startsWith('-') ? -Infinity : Infinity;
  return Number.NaN;
}

/** `numberOf` the ASCII in `bytes` from `start` to `end`, without making a string of the usual short number. */
export function numberIn(bytes: Buffer, start: number, end: number, mark: DecimalMark): number {
  const point = mark.charCodeAt(0);
  let at = start;
  let last = end;
  while (at < last && isBlank(bytes[at])) at++;
  while (at < last && isBlank(bytes[last - 1])) last--;
  const first = at;
  if (first === last) return Number.NaN;
  const negative = bytes[at] === MINUS;
  if (negative || bytes[at] === PLUS) at++;
  let mantissa = 0;
  let digits = 0;
  let pointAt = -1;
  let c = 0;
  for (; at < last; at++) {
    c = bytes[at];
    const digit = c - ZERO;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digits++;
    } else if (c === point && pointAt < 0) {
      pointAt = at;
    } else {
      break;
    }
  }
  let power = pointAt < 0 ? 0 : pointAt + 1 - at;
  let spelt = digits > 0;
  if (spelt && at < last && (c | LOWER_CASE) === LOWER_E) {
    c = bytes[++at];
    const shrinks = c === MINUS;
    if (shrinks || c === PLUS) at++;
    let exponent = 0;
    spelt = at < last;
    for (; at < last; at++) {
      const digit = bytes[at] - ZERO;
      if (digit < 0 || digit > 9) break;
      exponent = exponent * 10 + digit;
    }
    power += shrinks ? -exponent : exponent;
  }
  // A safe integer and a power of ten below 1e23 are both exact, so one operation rounds once, and correctly.
  if (spelt && at === last && mantissa <= Number.MAX_SAFE_INTEGER && power >= -22 && power <= 22) {
    const size = power < 0 ? mantissa / POWERS_OF_TEN[-power] : mantissa * POWERS_OF_TEN[power];
    return negative ? -size : size;
  }
  return last - first > LONGEST ? Number.NaN : numberOf(bytes.toString('latin1', first, last), mark);
}

/**
 * The number of the digits `high` and `lowDigits` more, `low`, times ten to the `power`: bit for bit what `Number()`
 * makes of it, or NaN where that cannot be told by a few operations on doubles. There are at most nine digits each;
 * the `low` ones are all there are where `high` is 0.
 */
export function numberFrom(high: number, low: number, lowDigits: number, power: number): number {
  const mantissa = high > 0 ? high * POWERS_OF_TEN[lowDigits] + low : low;
  if (power < -22 || power > 22) return Number.NaN;
  if (mantissa > Number.MAX_SAFE_INTEGER) return longNumberFrom(high, low, POWERS_OF_TEN[lowDigits], power);
  return power < 0 ? mantissa / POWERS_OF_TEN[-power] : mantissa * POWERS_OF_TEN[power];
}

const UPPER_HALF = ~0x7fff;
/** What a correction can be wrong by, as a share of the number: far more than its rounding errors add up to. */
const MARGIN = 2 ** -98;

/**
 * `numberFrom` more digits than a double holds, which pandas writes most of the time: rounded once, with what the
 * rounding has left out as a second double, and corrected by that. NaN if the correction ends so near the middle between
 * two doubles that its own error might decide.
 */
function longNumberFrom(high: number, low: number, unit: number, power: number): number {
  // Both are exact, and so are then their rounded sum and `left` together.
  const upper = unit * (high & UPPER_HALF);
  const lower = unit * (high & ~UPPER_HALF) + low;
  const mantissa = upper + lower;
  const left = lower - (mantissa - upper);
  const scale = POWERS_OF_TEN[Math.abs(power)];
  let size: number;
  let correction: number;
  if (power < 0) {
    size = mantissa / scale;
    const product = size * scale;
    correction = (mantissa - product - productError(size, scale, product) + left) / scale;
  } else {
    size = mantissa * scale;
    correction = productError(mantissa, scale, size) + left * scale;
  }
  const margin = size * MARGIN;
  const least = size + (correction - margin);
  return least === size + (correction + margin) ? least : Number.NaN;
}

/** Cuts a double in two that have half its digits each. */
const SPLITTER = 2 ** 27 + 1;

/** What is missing in `product`, the rounded product of `a` and `b`, to be exact (Dekker). */
function productError(a: number, b: number, product: number): number {
  const aUpper = SPLITTER * a - (SPLITTER * a - a);
  const aLower = a - aUpper;
  const bUpper = SPLITTER * b - (SPLITTER * b - b);
  const bLower = b - bUpper;
  return aUpper * bUpper - product + aUpper * bLower + aLower * bUpper + aLower * bLower;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (start < end && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

const LONGEST_HINTED = 100;
const GROUPED = /^[+-]?[1-9]\d{0,2}(?:([,. '\u00a0\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/;
/** Whether `text` may be a whole number in thousands, as 1,234 is. */
export function isGrouped(text: string): boolean {
  return text.length <= LONGEST_HINTED && GROUPED.test(trimBlanks(text));
}

/** What to do about a text that nearly is a number, a sentence each. */
export function numberHints(text: string, mark: DecimalMark): string[] {
  const shown = text.length <= LONGEST_HINTED ? trimBlanks(text) : '';
  const other = mark === '.' ? ',' : '.';
  const hints: string[] = [];
  if (isGrouped(shown)) hints.push('write numbers without thousands separators');
  if (!Number.isNaN(numberOf(shown, other)))
    hints.push(`if the decimal mark is "${other}", say "decimal": "${other}"`);
  if (shown.endsWith('%') && !Number.isNaN(numberOf(shown.slice(0, -1), mark))) {
    hints.push('write numbers without a percent sign');
  }
  return hints;
}
