import { scaleLinear } from 'd3-scale';
import { formatNumber } from '../text/number.js';
import { type Scale, valueAt } from './scale.js';

/** About `count` values that are round in the scale's own terms, ascending, within its domain. */
export function scaleTicks(scale: Scale, count: number): number[] {
  const [low, high] = scale.domain;
  if (scale.edges) return everyNth(scale.open ? scale.edges.slice(1, -1) : scale.edges, count);
  switch (scale.kind) {
    case 'log':
      return logTicks(low, high, count);
    case 'symlog':
      return symlogTicks(low, high, scale.parameter, count);
    case 'pow':
      return roundedTicks(scale, count);
    default:
      return scaleLinear(scale.domain, [0, 1]).ticks(count);
  }
}

/** At most about `count` of `values` at even strides, the first and the last among them. */
function everyNth(values: readonly number[], count: number): number[] {
  const most = Math.max(2, count);
  if (values.length <= most) return [...values];
  let stride = Math.ceil((values.length - 1) / (most - 1));
  // A stride that divides the whole keeps the last one without a gap of another size.
  for (let s = stride; s <= stride * 1.5; s++) if ((values.length - 1) % s === 0) stride = s;
  const kept = values.filter((_, i) => i % stride === 0);
  const final = values[values.length - 1];
  return kept[kept.length - 1] === final ? kept : [...kept.slice(0, -1), final];
}

/** 1, 2, 5 in each decade, or powers of ten, or every n-th of those; within less than a decade, evenly spaced values. */
function logTicks(low: number, high: number, count: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const inside = (v: number) => v >= low * (1 - 1e-12) && v <= high * (1 + 1e-12);
  const decades = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const oneTwoFive = decades.flatMap((d) => [1, 2, 5].map((k) => Number(`${k}e${d}`))).filter(inside);
  if (oneTwoFive.length < 3) return scaleLinear([low, high], [0, 1]).ticks(count);
  if (oneTwoFive.length <= count * 1.5) return oneTwoFive;
  const tens = decades.map((d) => Number(`1e${d}`)).filter(inside);
  if (tens.length < 2) return oneTwoFive;
  const stride = Math.max(1, Math.ceil((tens.length - 1) / Math.max(1, count - 1)));
  return tens.filter((_, i) => i % stride === 0);
}

/** Values at even positions, rounded to one digit. */
function roundedTicks(scale: Scale, count: number): number[] {
  const [low, high] = scale.domain;
  const at = Array.from({ length: count }, (_, i) => Number(valueAt(scale, i / (count - 1)).toPrecision(1)));
  return [...new Set(at)].filter((v) => v >= low && v <= high);
}

/** Zero, and powers of ten on either side that lie beyond the linear part. */
function symlogTicks(low: number, high: number, linear: number, count: number): number[] {
  const reach = Math.max(Math.abs(low), Math.abs(high));
  const first = Math.ceil(Math.log10(linear) - 1e-9);
  const last = Math.floor(Math.log10(reach) + 1e-9);
  if (last < first) return scaleLinear([low, high], [0, 1]).ticks(count);
  const stride = Math.max(1, Math.ceil((2 * (last - first + 1)) / count));
  const powers: number[] = [];
  for (let d = last; d >= first; d -= stride) powers.unshift(Number(`1e${d}`));
  return [...powers.map((v) => -v).reverse(), 0, ...powers].filter((v) => v >= low && v <= high);
}

/** The texts of ticks: by a d3 format, or with just the digits that tell them apart. */
export function tickTexts(
  scale: Scale,
  ticks: readonly number[],
  format: string | null,
  exact: boolean,
): string[] {
  if (format !== null) return ticks.map((tick) => formatNumber(tick, format));
  const apart = scale.edges ? scale.open : scale.kind !== 'linear';
  if (!exact && apart) {
    // Each by itself: 0.01, 0.1, 1 and 10 have no digits in common.
    const plain = ticks.every((tick) => tick === 0 || (Math.abs(tick) >= 1e-4 && Math.abs(tick) < 1e6));
    return ticks.map((tick) =>
      formatNumber(tick, plain || tick === 0 ? `.${decimals(tick)}f` : '~e').replace('e+', 'e'),
    );
  }
  const specifier = exact ? exactFormat(ticks) : briefFormat(ticks, closestPair(ticks) / 10);
  return ticks.map((tick) =>
    tick === 0 && specifier.endsWith('e') ? '0' : formatNumber(tick, specifier).replace('e+', 'e'),
  );
}

/** The format with the fewest digits that writes all of `values` in full, at most six decimals. */
function exactFormat(values: readonly number[]): string {
  return formatWith(values, Math.max(0, ...values.map(decimals)));
}

function closestPair(ascending: readonly number[]): number {
  const gaps = ascending.slice(1).map((v, i) => v - ascending[i]);
  return gaps.length ? Math.min(...gaps) : Math.abs(ascending[0] ?? 1);
}

/** The format with the fewest digits that is off by no more than `tolerance` and keeps values apart. */
function briefFormat(values: readonly number[], tolerance: number): string {
  const exponent = exponentOf(values);
  const scaled = exponent === null ? values : values.map((v) => v / 10 ** exponent);
  const most = exponent === null ? tolerance : tolerance / 10 ** exponent;
  for (let digits = 0; digits < 12; digits++) {
    const texts = scaled.map((v) => v.toFixed(digits));
    const close = texts.every((text, i) => Math.abs(Number(text) - scaled[i]) <= most);
    if (close && new Set(texts).size === new Set(values).size) return formatWith(values, digits);
  }
  return formatWith(values, 12);
}

function formatWith(values: readonly number[], digits: number): string {
  return exponentOf(values) === null ? `.${digits}f` : `.${mantissaDigits(values)}e`;
}

/** The power of ten that values are written with, or null where plain digits do. */
function exponentOf(values: readonly number[]): number | null {
  const largest = Math.max(0, ...values.map(Math.abs));
  return largest === 0 || (largest >= 1e-3 && largest < 1e6) ? null : Math.floor(Math.log10(largest));
}

function mantissaDigits(values: readonly number[]): number {
  return Math.max(
    0,
    ...values.map((v) => (Number(v.toPrecision(6)).toExponential().split('e')[0].split('.')[1] ?? '').length),
  );
}

/** Decimal places of `value` at twelve significant digits, at most six beyond its leading zeros. */
function decimals(value: number): number {
  const [mantissa, exponent] = Number(value.toPrecision(12)).toExponential().split('e');
  const places = Math.min(6, mantissa.split('.')[1]?.length ?? 0) - Number(exponent);
  return Math.max(0, Math.min(12, places));
}
