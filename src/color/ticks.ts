import { scaleLinear } from 'd3-scale';
import { type Scale, valueAt } from './scale.js';

/** About `count` values that are round in the scale's own terms, ascending, within its domain; if none are, its ends. */
export function scaleTicks(scale: Scale, count: number): number[] {
  if (scale.edges) return everyNth(scale.open ? scale.edges.slice(1, -1) : scale.edges, count);
  for (let more = count; more <= count + MORE; more++) {
    const round = roundTicks(scale, more);
    if (round.length > 1) return round;
  }
  return [...scale.domain];
}

/** So many ticks more may be asked for, before a scale is left with its ends, which are seldom round. */
const MORE = 3;

function roundTicks(scale: Scale, count: number): number[] {
  const [low, high] = scale.domain;
  switch (scale.kind) {
    case 'log':
      return logTicks(low, high, count);
    case 'symlog':
      return symlogTicks(low, high, scale.parameter, count);
    case 'pow':
      return powTicks(scale, count);
    default:
      return scale.center !== null && isLopsided(scale)
        ? twoSidedTicks(low, scale.center, high, count)
        : linearTicks(low, high, count);
  }
}

/** Multiples of 1, 2 or 5 times a power of ten. */
function linearTicks(low: number, high: number, count: number): number[] {
  const span = high - low;
  // d3 divides by powers of ten, which are no numbers at the far ends of what numbers there are.
  const away = span > 1e300 ? -100 : span < 1e-300 ? 100 : 0;
  const ticks = scaleLinear([shifted(low, away), shifted(high, away)], [0, 1]).ticks(count);
  // Numbers may lie too near each other for all the ticks between them.
  return [...new Set(ticks.map((tick) => shifted(tick, -away)))];
}

/** `value` times ten to the power of `by`, rounded once. */
function shifted(value: number, by: number): number {
  if (by === 0) return value;
  const [mantissa, exponent] = value.toExponential().split('e');
  return Number(`${mantissa}e${Number(exponent) + by}`);
}

/** On either side of a centre that lies far from the middle of its domain: those of one distance would all be on one side. */
function twoSidedTicks(low: number, center: number, high: number, count: number): number[] {
  const each = Math.round(count / 2);
  const [below, above] = [linearTicks(low, center, each), linearTicks(center, high, each)];
  return below[0] < center && center < above[above.length - 1]
    ? [...new Set([...below, center, ...above])]
    : [];
}

/** Whether a linear scale reaches more than twice as far on one side of its centre as on the other. */
export function isLopsided({ kind, domain: [low, high], center }: Scale): boolean {
  if (kind !== 'linear' || center === null) return false;
  const [below, above] = [center / 2 - low / 2, high / 2 - center / 2];
  return Math.min(below, above) < Math.max(below, above) / 2;
}

/** At most about `count` of `values` at even strides, the first and the last among them. */
function everyNth(values: readonly number[], count: number): number[] {
  const most = Math.max(2, count);
  if (values.length <= most) return [...values];
  const least = Math.ceil((values.length - 1) / (most - 1));
  // A stride that divides the whole keeps the last one without a gap of another size.
  let stride = least;
  while (stride < least * 1.5 && (values.length - 1) % stride !== 0) stride++;
  if ((values.length - 1) % stride !== 0) stride = least;
  const kept = values.filter((_, i) => i % stride === 0);
  const final = values[values.length - 1];
  return kept[kept.length - 1] === final ? kept : [...kept.slice(0, -1), final];
}

/** 1, 2, 5 in each decade, or powers of ten, or every n-th of those; within less than a decade, evenly spaced values. */
function logTicks(low: number, high: number, count: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const inside = (v: number) => v >= low && v <= high;
  const decades = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const oneTwoFive = decades.flatMap((d) => [1, 2, 5].map((k) => Number(`${k}e${d}`))).filter(inside);
  if (oneTwoFive.length < 3) return linearTicks(low, high, count);
  const tens = decades.map((d) => Number(`1e${d}`)).filter(inside);
  const most = count * 1.5;
  return everyNth(oneTwoFive.length <= most || tens.length < 2 ? oneTwoFive : tens, most);
}

/** Values at about even positions, as round as the distance between them allows. */
function powTicks(scale: Scale, count: number): number[] {
  const [low, high] = scale.domain;
  const at = Array.from({ length: count }, (_, i) => {
    const reach = (side: -1 | 1) => valueAt(scale, (i + side / 2) / (count - 1));
    return rounded(valueAt(scale, i / (count - 1)), reach(1) / 2 - reach(-1) / 2);
  });
  return [...new Set(at)].filter((v) => v >= low && v <= high);
}

/** The nearest multiple of the largest 1, 2 or 5 times a power of ten that is at most `most`. */
function rounded(value: number, most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  const step = power * (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1);
  return most > 0 ? Number((Math.round(value / step) * step).toPrecision(12)) : value;
}

/**
 * Zero, and powers of ten on either side that lie beyond the linear part; where the domain lies within that part or
 * beyond it, what such a scale has.
 */
function symlogTicks(low: number, high: number, linear: number, count: number): number[] {
  if (low >= linear) return logTicks(low, high, count);
  if (high <= -linear)
    return logTicks(-high, -low, count)
      .map((tick) => -tick)
      .reverse();
  const reach = Math.max(Math.abs(low), Math.abs(high));
  const first = Math.ceil(Math.log10(linear) - 1e-9);
  const last = Math.floor(Math.log10(reach) + 1e-9);
  const stride = Math.max(1, Math.ceil((2 * (last - first + 1)) / count));
  const powers: number[] = [];
  for (let d = last; d >= first; d -= stride) powers.unshift(Number(`1e${d}`));
  const ticks = [...powers.map((v) => -v).reverse(), 0, ...powers].filter((v) => v >= low && v <= high);
  return ticks.length > 1 ? ticks : linearTicks(low, high, count);
}
