import { fail } from '../diagnostics.js';
import type { ColorSpec } from '../spec/color.js';
import { DEFAULTS } from '../theme.js';
import { formatForMessage } from '../typography/number.js';
import type { Distribution } from './distribution.js';

export interface Domain {
  readonly domain: [number, number];
  /** The value with the middle colour; null: the domain does not contain such a value. */
  readonly center: number | null;
}

/**
 * Returns the domain that `color` asks for over values of the given extent, and its centre. A robust domain needs
 * `distribution`. Without any value the domain is [0, 1]. If all values are equal, that value is in the centre. With
 * `isPositive`, both ends are above 0.
 *
 * Errors: `log-domain`, `no-domain`.
 */
export function resolveDomain(
  color: ColorSpec,
  center: number | null,
  extent: readonly [number, number] | null,
  distribution: Distribution | null,
  isPositive: boolean,
): Domain {
  const requested = color.domain ?? 'auto';
  const [givenLow, givenHigh] = Array.isArray(requested)
    ? (requested as [number | null, number | null])
    : [null, null];
  const quantile = requested === 'robust' ? distribution?.quantiles(null) : null;
  const dataExtent = quantile ? DEFAULTS.color.robustQuantiles.map(quantile) : extent;
  const [dataLow, dataHigh] =
    dataExtent ?? (isPositive ? DEFAULTS.color.emptyLogDomain : DEFAULTS.color.emptyDomain);
  const centerValue = center ?? (requested === 'symmetric' ? 0 : null);

  let low = givenLow ?? dataLow;
  let high = givenHigh ?? dataHigh;
  if (centerValue !== null && (givenLow === null || givenHigh === null)) {
    const halfWidth =
      givenLow !== null
        ? centerValue - givenLow
        : givenHigh !== null
          ? givenHigh - centerValue
          : Math.max(Math.abs(low - centerValue), Math.abs(high - centerValue));
    low = givenLow ?? centerValue - halfWidth;
    high = givenHigh ?? centerValue + halfWidth;
    // Rounding must not leave an extreme value outside of an automatic domain.
    if (givenLow === null && givenHigh === null)
      [low, high] = [Math.min(low, dataLow), Math.max(high, dataHigh)];
  }
  const invalidEnd = [low, high].find((end) => end <= 0);
  if (isPositive && invalidEnd !== undefined) {
    fail(
      'log-domain',
      `a log scale needs a domain above 0, but one end is ${formatForMessage(invalidEnd)}`,
      undefined,
      'set both ends of color.domain above 0, or set color.scale to "symlog"',
    );
  }
  if (!(low < high)) [low, high] = widen(low, high, [givenLow, givenHigh], isPositive);
  [low, high] = [toFinite(low), toFinite(high)];
  if (!(low < high))
    fail(
      'no-domain',
      `no color domain can have ${formatForMessage(low)} as its ${givenLow === null ? 'upper' : 'lower'} end`,
    );
  return {
    domain: [low, high],
    center: centerValue !== null && low < centerValue && centerValue < high ? centerValue : null,
  };
}

/** Widens an empty domain: around its value, or away from the end that the spec sets. */
function widen(
  low: number,
  high: number,
  [givenLow, givenHigh]: readonly [number | null, number | null],
  isPositive: boolean,
): [number, number] {
  const value = givenLow ?? givenHigh ?? low;
  if (isPositive)
    return givenLow !== null
      ? [low, low * 10]
      : givenHigh !== null
        ? [high / 10 || high, high]
        : [value / 2 || value, value * 2];
  // Half of a denormal number can be 0, which would leave the domain empty.
  const half = Math.abs(value) / 2;
  const halfWidth = value - half < value && value + half > value ? half : 0.5;
  if (givenLow !== null) return [low, low + halfWidth];
  if (givenHigh !== null) return [high - halfWidth, high];
  return [low - halfWidth, low + halfWidth];
}

/** Returns the finite number nearest to `value`. */
export function toFinite(value: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}
