import { scaleLinear } from 'd3-scale';
import { type Scale, valueAt } from './scale.js';

/**
 * Returns about `count` round values inside the domain, ascending: multiples of 1, 2 or 5 times a power of ten, or
 * powers of ten on logarithmic scales. Returns the ends of the domain if it has fewer than two round values.
 */
export function scaleTicks(scale: Scale, count: number): number[] {
  const { boundaries } = scale;
  if (boundaries) return everyNth(scale.extend === 'both' ? boundaries.slice(1, -1) : boundaries, count);
  for (let tried = count; tried <= count + MAX_EXTRA_TICKS; tried++) {
    const ticks = roundTicks(scale, tried);
    if (ticks.length > 1) return ticks;
  }
  return [...scale.domain];
}

/** How many more ticks to try before the ends of the domain are used, which are seldom round. */
const MAX_EXTRA_TICKS = 3;

function roundTicks(scale: Scale, count: number): number[] {
  const [low, high] = scale.domain;
  switch (scale.kind) {
    case 'log':
      return logTicks(low, high, count);
    case 'symlog':
      return symlogTicks(low, high, scale.linthresh, count);
    case 'pow':
      return powTicks(scale, count);
    default:
      return scale.center !== null && isAsymmetric(scale)
        ? twoSidedTicks(low, scale.center, high, count)
        : linearTicks(low, high, count);
  }
}

/** Returns about `count` multiples of 1, 2 or 5 times a power of ten from `low` to `high`, ascending. */
export function linearTicks(low: number, high: number, count: number): number[] {
  const span = high - low;
  // d3 divides by powers of ten, which overflow or underflow near the limits of floating-point numbers.
  const shift = span > 1e300 ? -100 : span < 1e-300 ? 100 : 0;
  const domain = [timesPowerOfTen(low, shift), timesPowerOfTen(high, shift)];
  const ticks = scaleLinear(domain, [0, 1]).ticks(count);
  // Several ticks may round to the same floating-point number.
  return [...new Set(ticks.map((tick) => timesPowerOfTen(tick, -shift)))];
}

/** Returns value · 10^exponent, rounded only once. */
function timesPowerOfTen(value: number, exponent: number): number {
  if (exponent === 0) return value;
  const [mantissa, ownExponent] = value.toExponential().split('e');
  return Number(`${mantissa}e${Number(ownExponent) + exponent}`);
}

/** Returns ticks with one step size below the centre and another above it. */
function twoSidedTicks(low: number, center: number, high: number, count: number): number[] {
  const countPerSide = Math.round(count / 2);
  const [below, above] = [linearTicks(low, center, countPerSide), linearTicks(center, high, countPerSide)];
  return below[0] < center && center < above[above.length - 1]
    ? [...new Set([...below, center, ...above])]
    : [];
}

/** Whether a linear scale extends more than twice as far on one side of its centre as on the other. */
export function isAsymmetric({
  kind,
  domain: [low, high],
  center,
}: Pick<Scale, 'kind' | 'domain' | 'center'>): boolean {
  if (kind !== 'linear' || center === null) return false;
  const [below, above] = [center / 2 - low / 2, high / 2 - center / 2];
  return Math.min(below, above) < Math.max(below, above) / 2;
}

/** Returns at most about `count` of `values` at a constant stride, always with the first and the last. */
function everyNth(values: readonly number[], count: number): number[] {
  const maxCount = Math.max(2, count);
  if (values.length <= maxCount) return [...values];
  const minStride = Math.ceil((values.length - 1) / (maxCount - 1));
  // A stride that divides the number of steps keeps the last value without an uneven gap.
  let stride = minStride;
  while (stride < minStride * 1.5 && (values.length - 1) % stride !== 0) stride++;
  if ((values.length - 1) % stride !== 0) stride = minStride;
  const picked = values.filter((_, i) => i % stride === 0);
  const last = values[values.length - 1];
  return picked[picked.length - 1] === last ? picked : [...picked.slice(0, -1), last];
}

/**
 * Returns 1, 2 and 5 in each decade; if these are too many, powers of ten or every n-th of them. Domains with fewer
 * than three such values get linear ticks.
 */
export function logTicks(low: number, high: number, count: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const isInside = (v: number) => v >= low && v <= high;
  const decades = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const oneTwoFive = decades.flatMap((d) => [1, 2, 5].map((k) => Number(`${k}e${d}`))).filter(isInside);
  if (oneTwoFive.length < 3) return linearTicks(low, high, count);
  const powersOfTen = decades.map((d) => Number(`1e${d}`)).filter(isInside);
  const maxCount = count * 1.5;
  return everyNth(
    oneTwoFive.length <= maxCount || powersOfTen.length < 2 ? oneTwoFive : powersOfTen,
    maxCount,
  );
}

/** Returns values at nearly even positions, as round as the distance between them allows. */
function powTicks(scale: Scale, count: number): number[] {
  const [low, high] = scale.domain;
  const ticks = Array.from({ length: count }, (_, i) => {
    const halfwayTo = (side: -1 | 1) => valueAt(scale, (i + side / 2) / (count - 1));
    return roundTo(valueAt(scale, i / (count - 1)), halfwayTo(1) / 2 - halfwayTo(-1) / 2);
  });
  return [...new Set(ticks)].filter((v) => v >= low && v <= high);
}

/** Rounds `value` to a multiple of the largest step up to `maxStep` that is 1, 2 or 5 times a power of ten. */
function roundTo(value: number, maxStep: number): number {
  const power = 10 ** Math.floor(Math.log10(maxStep));
  const step = power * (maxStep >= 5 * power ? 5 : maxStep >= 2 * power ? 2 : 1);
  return maxStep > 0 ? Number((Math.round(value / step) * step).toPrecision(12)) : value;
}

/**
 * Returns 0 and, on both sides, powers of ten from `linthresh`.
 * A domain outside the linear part has the ticks of a log scale; a domain inside it has those of a linear scale.
 */
function symlogTicks(low: number, high: number, linthresh: number, count: number): number[] {
  if (low >= linthresh) return logTicks(low, high, count);
  if (high <= -linthresh)
    return logTicks(-high, -low, count)
      .map((tick) => -tick)
      .reverse();
  const maxMagnitude = Math.max(Math.abs(low), Math.abs(high));
  const first = Math.ceil(Math.log10(linthresh) - 1e-9);
  const last = Math.floor(Math.log10(maxMagnitude) + 1e-9);
  const stride = Math.max(1, Math.ceil((2 * (last - first + 1)) / count));
  const powers: number[] = [];
  for (let d = last; d >= first; d -= stride) powers.unshift(Number(`1e${d}`));
  const ticks = [...powers.map((v) => -v).reverse(), 0, ...powers].filter((v) => v >= low && v <= high);
  return ticks.length > 1 ? ticks : linearTicks(low, high, count);
}
