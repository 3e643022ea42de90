import { type FormatSpecifier, format, formatSpecifier } from 'd3-format';
import { fail, quote } from '../diagnostics.js';
import { memoize } from '../memoize.js';

const TYPES = ['e', 'f', 'g', 'r', 's', '%', 'p', 'd', 'n', 'b', 'o', 'x', 'X'];
const MAX_WIDTH = 100;

const EXAMPLES = '".2f" writes 0.50, ",.0f" 1,234, ".0%" 50%, ".3s" 1.23M and ".1e" 5.0e\u22121';

/**
 * Returns `value` in a d3 format such as ".2f", ",.0f", ".0%" or ".3s"; "" gives up to 12 significant digits.
 * Minus signs are U+2212, in exponents too.
 *
 * @throws HeatmapError "bad-format", with the message of `numberFormatError`.
 */
export function formatNumber(value: number, format: string): string {
  return formatterFor(format)(value).replace(/e-(?=\d)/, 'e\u2212');
}

const formatterFor = memoize((specifier: string) => {
  const error = numberFormatError(specifier);
  return error === null ? format(specifier) : fail('bad-format', error, undefined, EXAMPLES);
}, 100);

/**
 * Returns what is wrong with a number format and what is allowed, or null if it is valid.
 * Stricter than d3, which reads an unknown type as "g", keeps the hyphen-minus of type "c" and allows any width.
 */
export function numberFormatError(format: string): string | null {
  const shown = quote(format);
  let specifier: FormatSpecifier;
  try {
    specifier = formatSpecifier(format);
  } catch {
    const inner = /^(?:%|\{:)([^{}]{1,40}?)\}?$/.exec(format)?.[1];
    const example = inner !== undefined && numberFormatError(inner) === null ? inner : '.2f';
    return `${shown} is not a number format: expected a d3 format such as ${JSON.stringify(example)}`;
  }
  const { type, width = 0 } = specifier;
  if (type !== '' && !TYPES.includes(type)) {
    return `the number format ${shown} has the unknown type ${JSON.stringify(type)}: expected one of ${TYPES.join(' ')}, or no type`;
  }
  if (width > MAX_WIDTH) {
    return `the number format ${shown} is too wide: at most ${MAX_WIDTH} characters are allowed`;
  }
  return null;
}

/** The significant digits of a number in a message or a description. */
const SIGNIFICANT_DIGITS = 4;
/** Integers below this are printed in full. */
const MAX_FULL_INTEGER = 1e6;

/**
 * Returns a formatter for people: four significant digits, or as many as distinguish `low` from `high`; integers below
 * a million in full.
 */
export function numberFormatter(low: number, high: number): (value: number) => string {
  let digits = SIGNIFICANT_DIGITS;
  while (digits < 17 && low !== high && formatSignificant(low, digits) === formatSignificant(high, digits))
    digits++;
  return (value) => formatSignificant(value, digits);
}

/** Formats a number for a message: four significant digits, or as many as distinguish it from the `others`. */
export function formatForMessage(value: number, ...others: readonly number[]): string {
  let digits = SIGNIFICANT_DIGITS;
  const text = () => formatSignificant(value, digits);
  while (
    digits < 17 &&
    others.some((other) => other !== value && formatSignificant(other, digits) === text())
  )
    digits++;
  return text().replaceAll('\u2212', '-');
}

function formatSignificant(value: number, digits: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < MAX_FULL_INTEGER) return formatNumber(value, 'd');
  const isPlain = size >= 1e-4 && size < MAX_FULL_INTEGER;
  return formatNumber(value, isPlain ? `.${digits}~r` : `.${digits - 1}~e`).replace('e+', 'e');
}
