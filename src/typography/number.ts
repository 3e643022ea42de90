import { type FormatSpecifier, format, formatSpecifier } from 'd3-format';
import { fail } from '../diagnostics.js';
import { remembering } from '../memoize.js';

const TYPES = ['e', 'f', 'g', 'r', 's', '%', 'p', 'd', 'n', 'b', 'o', 'x', 'X'];
const WIDEST = 100;

const EXAMPLES = '".2f" writes 0.50, ",.0f" 1,234, ".0%" 50%, ".3s" 1.23M and ".1e" 5.0e\u22121';

/**
 * `value` written as the d3-format specifier `spec` says: ".2f", ",.0f", ".0%", ".3s"; "" for up to 12 digits.
 * The minus sign is a real one (U+2212), before an exponent too.
 *
 * @throws HeatmapError "bad-format", see `formatProblem`.
 */
export function formatNumber(value: number, spec: string): string {
  return formatter(spec)(value).replace(/e-(?=\d)/, 'e\u2212');
}

const formatter = remembering((spec: string) => {
  const problem = formatProblem(spec);
  return problem === null ? format(spec) : fail('bad-format', problem, undefined, EXAMPLES);
}, 100);

/**
 * What is wrong with a number format and what is allowed, or null. Stricter than d3, which takes an unknown
 * type for "g", leaves the hyphen of "c" as it is, and pads to any width.
 */
export function formatProblem(spec: string): string | null {
  const shown = JSON.stringify(spec.length > 40 ? `${spec.slice(0, 40)}…` : spec);
  let specifier: FormatSpecifier;
  try {
    specifier = formatSpecifier(spec);
  } catch {
    const inner = /^(?:%|\{:)([^{}]{1,40}?)\}?$/.exec(spec)?.[1];
    const example = inner !== undefined && formatProblem(inner) === null ? inner : '.2f';
    return `${shown} is not a number format: a d3 format such as ${JSON.stringify(example)} is expected`;
  }
  const { type, width = 0 } = specifier;
  if (type !== '' && !TYPES.includes(type)) {
    return `the number format ${shown} has the unknown type ${JSON.stringify(type)}: allowed are ${TYPES.join(' ')} and none`;
  }
  if (width > WIDEST)
    return `the number format ${shown} is too wide: at most ${WIDEST} characters are allowed`;
  return null;
}
