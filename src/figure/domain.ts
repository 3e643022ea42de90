import { fail } from '../diagnostics.js';
import type { ColorSpec } from '../spec/color.js';
import type { Distribution } from './distribution.js';

export interface Domain {
  readonly domain: [number, number];
  /** Null when there is none inside the domain. */
  readonly center: number | null;
}

/**
 * The domain that `color` asks for over values of such an extent, and its centre; `shares` are needed for a robust
 * one. Without any value it is [0, 1]; data of one value gets that value in the middle. With `positive`, both ends are above 0.
 */
export function resolveDomain(
  color: ColorSpec,
  center: number | null,
  extent: readonly [number, number] | null,
  shares: Distribution | null,
  positive: boolean,
): Domain {
  const wanted = color.domain ?? 'auto';
  const [givenLow, givenHigh] = Array.isArray(wanted)
    ? (wanted as [number | null, number | null])
    : [null, null];
  const quantile = wanted === 'robust' ? shares?.quantiles(null) : null;
  const found = quantile ? [quantile(0.02), quantile(0.98)] : extent;
  const [dataLow, dataHigh] = found ?? (positive ? [1, 10] : [0, 1]);
  const middle = center ?? (wanted === 'symmetric' ? 0 : null);

  let low = givenLow ?? dataLow;
  let high = givenHigh ?? dataHigh;
  if (middle !== null && (givenLow === null || givenHigh === null)) {
    const reach =
      givenLow !== null
        ? middle - givenLow
        : givenHigh !== null
          ? givenHigh - middle
          : Math.max(Math.abs(low - middle), Math.abs(high - middle));
    low = givenLow ?? middle - reach;
    high = givenHigh ?? middle + reach;
  }
  const nowhere = [low, high].find((end) => end <= 0);
  if (positive && nowhere !== undefined) {
    fail(
      'log-domain',
      `a log scale has no place for ${nowhere}, an end of its domain`,
      undefined,
      'give color.domain ends above 0, or use the scale "symlog"',
    );
  }
  if (!(low < high)) [low, high] = widened(low, high, [givenLow, givenHigh], positive);
  [low, high] = [finite(low), finite(high)];
  if (!(low < high))
    fail('no-domain', `no color domain can have ${low} as its ${givenLow === null ? 'high' : 'low'} end`);
  return { domain: [low, high], center: middle !== null && low < middle && middle < high ? middle : null };
}

/** A domain around one value, or beyond the end that was given: half the value's size either way, or a half. */
function widened(
  low: number,
  high: number,
  [givenLow, givenHigh]: readonly [number | null, number | null],
  positive: boolean,
): [number, number] {
  const value = givenLow ?? givenHigh ?? low;
  if (positive)
    return givenLow !== null
      ? [low, low * 10]
      : givenHigh !== null
        ? [high / 10 || high, high]
        : [value / 2 || value, value * 2];
  // The half of a number too small to halve is itself a domain of nothing.
  const half = Math.abs(value) / 2;
  const reach = value - half < value && value + half > value ? half : 0.5;
  if (givenLow !== null) return [low, low + reach];
  if (givenHigh !== null) return [high - reach, high];
  return [low - reach, low + reach];
}

/** The nearest number to `value`. */
export function finite(value: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}
