import { maxOf, minOf } from '../extremes.js';
import { formatNumber } from '../typography/number.js';
import type { Scale } from './scale.js';
import { isAsymmetric } from './ticks.js';

type Notation = 'decimal' | 'scientific';

/** The allowed rounding error, as a fraction of the smallest distance between ticks. */
const MAX_ROUNDING = 1 / 40;
/** The same for a scale with only two ticks, from which all other values are estimated. */
const MAX_ROUNDING_OF_TWO = 1 / 200;
/** The significant digits of exact values, unless ticks need more to differ. */
const SIGNIFICANT_DIGITS = 6;
/** 17 significant digits distinguish any two floating-point numbers. */
const MAX_DIGITS = 17;

/** Returns `value` in a d3 format. Exponents have no plus sign. */
export function formatTick(value: number, format: string): string {
  return formatNumber(value, format).replace('e+', 'e');
}

/** Returns a number with its unit: a currency sign before it, any other unit after it. */
export function withUnit(label: string, unit: string | undefined): string {
  if (unit === undefined || label === '') return label;
  if (!/^\p{Sc}$/u.test(unit)) return label + unit;
  return /^[-\u2212]/.test(label) ? label[0] + unit + label.slice(1) : unit + label;
}

/**
 * Returns the labels of `ticks`, which must be ascending and distinct. The labels are distinct too.
 * Without a d3 format, labels have the fewest digits that place the ticks correctly. With `exact`, they have the fewest
 * digits that show the exact values.
 */
export function formatTicks(
  scale: Pick<Scale, 'kind' | 'domain' | 'center' | 'boundaries' | 'extend'>,
  ticks: readonly number[],
  format: string | null,
  exact: boolean,
): string[] {
  if (format !== null) return ticks.map((tick) => formatTick(tick, format));
  const magnitudes = ticks.map(Math.abs).filter((magnitude) => magnitude > 0);
  // Ticks such as 0.01, 0.1, 1 and 10 need different numbers of decimals; 0.5 and 1.0 share one.
  const largest = maxOf(magnitudes, (magnitude) => magnitude);
  const spansDecades = largest >= 10 * minOf(magnitudes, (magnitude) => magnitude);
  const separately = scale.boundaries
    ? scale.extend === 'both'
    : spansDecades && (scale.kind !== 'linear' || isAsymmetric(scale));
  const formatIn = (notation: Notation) =>
    separately ? formatSeparately(ticks, notation) : formatAlike(ticks, notation, exact);
  const isReadable = (magnitude: number) => magnitude >= (separately ? 1e-4 : 1e-3) && magnitude < 1e6;
  const allReadable = separately ? magnitudes.every(isReadable) : isReadable(largest);
  const decimal = formatIn('decimal');
  if (allReadable || magnitudes.length === 0) return decimal;
  const scientific = formatIn('scientific');
  return totalLength(decimal) <= totalLength(scientific) ? decimal : scientific;
}

/** Formats all ticks with the same number of decimals, the smallest that is precise enough. */
function formatAlike(ticks: readonly number[], notation: Notation, exact: boolean): string[] {
  const minGap = minOf(ticks.slice(1), (tick, i) => tick - ticks[i], Number.MAX_VALUE);
  const tolerance = (tick: number) =>
    exact || ticks.length < 2
      ? Math.abs(tick) * 10 ** -SIGNIFICANT_DIGITS
      : minGap * (ticks.length === 2 ? MAX_ROUNDING_OF_TWO : MAX_ROUNDING);
  const type = notation === 'decimal' ? 'f' : 'e';
  for (let digits = 0; digits < MAX_DIGITS; digits++) {
    const rounded = ticks.map((tick) =>
      Number(type === 'f' ? tick.toFixed(digits) : tick.toExponential(digits)),
    );
    const isPrecise = rounded.every((value, i) => Math.abs(value - ticks[i]) <= tolerance(ticks[i]));
    if (isPrecise && areDistinct(rounded)) {
      return ticks.map((tick) => formatWithPlainZero(tick, `.${digits}${type}`));
    }
  }
  return formatSeparately(ticks, notation);
}

/** Formats each tick with its own number of digits, at most as many significant ones as make all ticks distinct. */
function formatSeparately(ticks: readonly number[], notation: Notation): string[] {
  let maxDigits = SIGNIFICANT_DIGITS;
  while (maxDigits < MAX_DIGITS && !areDistinct(ticks.map((tick) => Number(tick.toPrecision(maxDigits))))) {
    maxDigits++;
  }
  return ticks.map((tick) => {
    const ownDigits = tick.toExponential().replace(/e.*/, '').replace(/\D/g, '').length;
    const digits = Math.min(maxDigits, ownDigits);
    return formatWithPlainZero(tick, notation === 'decimal' ? `.${digits}~r` : `.${digits - 1}~e`);
  });
}

/** Formats 0 as "0" in scientific notation too. */
function formatWithPlainZero(tick: number, format: string): string {
  return tick === 0 && format.endsWith('e') ? '0' : formatTick(tick, format);
}

function areDistinct(values: readonly number[]): boolean {
  return new Set(values).size === values.length;
}

function totalLength(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}
