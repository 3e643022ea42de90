/**
 * The decimal mark of the numbers in a table.
 *
 * A number is an optional sign, digits with an optional decimal mark, and an optional exponent; or an infinity. It
 * has no hexadecimal digits, underscores, thousands separators or percent sign.
 */
export type DecimalMark = '.' | ',';

/** The powers of ten that a double represents exactly. */
const POWERS_OF_TEN = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const INFINITY = /^[+-]?inf(?:inity)?$/i;
/** Longer strings are not parsed as numbers. No program writes a number with more characters. */
const MAX_LENGTH = 5000;

const ZERO = 48;
const MINUS = 45;
const PLUS = 43;
const SPACE = 32;
const TAB = 9;
const LOWER_E = 101;
const LOWER_CASE_BIT = 32;

/** Parses `text`, without surrounding blanks, to the same value as `Number()`. Returns NaN if it is not a number. */
export function parseNumber(text: string, decimalMark: DecimalMark = '.'): number {
  if (text.length > MAX_LENGTH) return Number.NaN;
  let digits = trimBlanks(text);
  if (decimalMark === ',') {
    if (digits.includes('.')) return Number.NaN;
    digits = digits.replace(',', '.');
  }
  if (DECIMAL.test(digits)) return Number(digits);
  if (INFINITY.test(digits)) return digits.startsWith('-') ? -Infinity : Infinity;
  return Number.NaN;
}

/** Parses the bytes from `start` to `end` as `parseNumber` does, but creates no string for a short number. */
export function parseNumberBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
  decimalMark: DecimalMark,
): number {
  const point = decimalMark.charCodeAt(0);
  let pos = start;
  let textEnd = end;
  while (pos < textEnd && isBlank(bytes[pos])) pos++;
  while (pos < textEnd && isBlank(bytes[textEnd - 1])) textEnd--;
  const textStart = pos;
  if (textStart === textEnd) return Number.NaN;
  const isNegative = bytes[pos] === MINUS;
  if (isNegative || bytes[pos] === PLUS) pos++;
  let mantissa = 0;
  let digits = 0;
  let pointPos = -1;
  let c = 0;
  for (; pos < textEnd; pos++) {
    c = bytes[pos];
    const digit = c - ZERO;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digits++;
    } else if (c === point && pointPos < 0) {
      pointPos = pos;
    } else {
      break;
    }
  }
  let power = pointPos < 0 ? 0 : pointPos + 1 - pos;
  let isValid = digits > 0;
  if (isValid && pos < textEnd && (c | LOWER_CASE_BIT) === LOWER_E) {
    c = bytes[++pos];
    const isNegativeExponent = c === MINUS;
    if (isNegativeExponent || c === PLUS) pos++;
    let exponent = 0;
    isValid = pos < textEnd;
    for (; pos < textEnd; pos++) {
      const digit = bytes[pos] - ZERO;
      if (digit < 0 || digit > 9) break;
      exponent = exponent * 10 + digit;
    }
    power += isNegativeExponent ? -exponent : exponent;
  }
  // A safe integer and a power of ten below 1e23 are both exact, so the result is rounded only once.
  if (isValid && pos === textEnd && mantissa <= Number.MAX_SAFE_INTEGER && power >= -22 && power <= 22) {
    const magnitude = power < 0 ? mantissa / POWERS_OF_TEN[-power] : mantissa * POWERS_OF_TEN[power];
    return isNegative ? -magnitude : magnitude;
  }
  return textEnd - textStart > MAX_LENGTH
    ? Number.NaN
    : parseNumber(decodeAscii(bytes, textStart, textEnd), decimalMark);
}

function decodeAscii(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i]);
  return text;
}

/**
 * Returns (`high` · 10^`lowDigits` + `low`) · 10^`power`, rounded as `Number()` rounds it. Returns NaN if a few
 * operations on doubles cannot guarantee the correct rounding. `high` and `low` have at most nine digits each.
 */
export function composeNumber(high: number, low: number, lowDigits: number, power: number): number {
  const mantissa = high > 0 ? high * POWERS_OF_TEN[lowDigits] + low : low;
  if (power < -22 || power > 22) return Number.NaN;
  if (mantissa > Number.MAX_SAFE_INTEGER)
    return composeLongNumber(high, low, POWERS_OF_TEN[lowDigits], power);
  return power < 0 ? mantissa / POWERS_OF_TEN[-power] : mantissa * POWERS_OF_TEN[power];
}

const UPPER_BITS = ~0x7fff;
/** An upper bound for the error of a correction relative to the number, far above the sum of its rounding errors. */
const RELATIVE_MARGIN = 2 ** -98;

/**
 * Composes a number with more digits than a double has, as pandas often writes. It rounds once, keeps the rounding
 * error as a second double, and corrects the result by it. Returns NaN if the result is too close to the midpoint
 * between two doubles.
 */
function composeLongNumber(high: number, low: number, highScale: number, power: number): number {
  // Both are exact, so the rounded sum plus `roundingError` is exact too.
  const upper = highScale * (high & UPPER_BITS);
  const lower = highScale * (high & ~UPPER_BITS) + low;
  const mantissa = upper + lower;
  const roundingError = lower - (mantissa - upper);
  const scale = POWERS_OF_TEN[Math.abs(power)];
  let magnitude: number;
  let correction: number;
  if (power < 0) {
    magnitude = mantissa / scale;
    const product = magnitude * scale;
    correction = (mantissa - product - productError(magnitude, scale, product) + roundingError) / scale;
  } else {
    magnitude = mantissa * scale;
    correction = productError(mantissa, scale, magnitude) + roundingError * scale;
  }
  const margin = magnitude * RELATIVE_MARGIN;
  const lowerBound = magnitude + (correction - margin);
  return lowerBound === magnitude + (correction + margin) ? lowerBound : Number.NaN;
}

/** Splits a double into two halves with half of its bits each (Veltkamp). */
const SPLITTER = 2 ** 27 + 1;

/** Returns the rounding error of `product`, the rounded product of `a` and `b` (Dekker). */
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

const MAX_HINT_LENGTH = 100;
const GROUPED_DIGITS = /^[+-]?[1-9]\d{0,2}(?:([,. '\u00a0\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/;

/** Whether `text` can be a number with thousands separators, such as 1,234. */
export function hasThousandsSeparators(text: string): boolean {
  return text.length <= MAX_HINT_LENGTH && GROUPED_DIGITS.test(trimBlanks(text));
}

/** Returns hints for a string that is nearly a number. */
export function numberHints(text: string, decimalMark: DecimalMark): string[] {
  const trimmed = text.length <= MAX_HINT_LENGTH ? trimBlanks(text) : '';
  const otherMark = decimalMark === '.' ? ',' : '.';
  const hints: string[] = [];
  if (hasThousandsSeparators(trimmed)) hints.push('write numbers without thousands separators');
  if (!Number.isNaN(parseNumber(trimmed, otherMark)))
    hints.push(`if the decimal mark is "${otherMark}", set "decimal": "${otherMark}"`);
  if (trimmed.endsWith('%') && !Number.isNaN(parseNumber(trimmed.slice(0, -1), decimalMark))) {
    hints.push('write numbers without a percent sign');
  }
  return hints;
}
