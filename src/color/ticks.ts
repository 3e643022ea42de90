import { scaleLinear } from 'd3-scale';
import { formatNumber } from '../text/number.js';
import type { Scale } from './scale.js';

/** About `count` round values of the scale's domain, ascending. */
export function scaleTicks(scale: Scale, count: number): number[] {
  return scaleLinear(scale.domain, [0, 1]).ticks(count);
}

/** The texts of ticks: by a d3 format, or with just the digits that tell them apart. */
export function tickTexts(ticks: readonly number[], format: string | null): string[] {
  const specifier = format ?? plainFormat(ticks);
  return ticks.map((tick) => formatNumber(tick, specifier));
}

/** The fixed or exponent format with the fewest digits that writes all of `values` in full, at most six. */
export function plainFormat(values: readonly number[]): string {
  const largest = Math.max(...values.map(Math.abs));
  const digits = Math.max(0, ...values.map(decimals));
  if (largest !== 0 && (largest < 1e-3 || largest >= 1e6)) {
    return `.${Math.max(0, ...values.map((v) => decimals(Number(v.toExponential().split('e')[0]))))}e`;
  }
  return `.${digits}f`;
}

/** Decimal places of `value` at twelve significant digits, at most six. */
function decimals(value: number): number {
  const text = Number(value.toPrecision(12)).toString();
  const [mantissa, exponent] = text.split('e');
  const places = (mantissa.split('.')[1]?.length ?? 0) - Number(exponent ?? 0);
  return Math.max(0, Math.min(6, places));
}
