/**
 * Maps values to colours. A scale is plain data, and only the functions here turn a value into a colour. So cells,
 * colorbar, printed values and description always agree.
 */
import type { Hex } from './color.js';

export type ScaleKind = 'linear' | 'log' | 'symlog' | 'pow' | 'category';

export interface Scale {
  readonly kind: ScaleKind;
  /**
   * The values of the first and the last colour: finite, low < high; both positive for "log". For "category" it is
   * [0, n − 1] with n categories.
   */
  readonly domain: readonly [number, number];
  /** The value of the middle colour, strictly inside the domain, or null. */
  readonly center: number | null;
  /** The scale "symlog" is linear from −linthresh to linthresh; 1 for other scales. */
  readonly linthresh: number;
  /** The exponent of the scale "pow"; 1 for other scales. */
  readonly exponent: number;
  /**
   * The values where the colour changes: ascending, one more than there are colours, from one end of the domain to the
   * other. Null for a continuous scale.
   */
  readonly boundaries: readonly number[] | null;
  /** "both": values outside the boundaries have the first or the last colour. */
  readonly extend: 'neither' | 'both';
  /** The categories of a scale of words; values are indices into it. Null for numbers. */
  readonly categories: readonly string[] | null;
  /** The name of the colormap, for the description. */
  readonly map: string;
  /** One colour for each equal part of the positions 0 to 1, lowest first. */
  readonly colors: readonly Hex[];
  readonly under: Hex;
  readonly over: Hex;
  readonly missing: Hex;
}

/** The part of a scale that determines positions. */
type ScalePositions = Pick<
  Scale,
  'kind' | 'domain' | 'center' | 'linthresh' | 'exponent' | 'boundaries' | 'categories'
>;

/**
 * Returns the position of `value` on the scale: 0 at the low end of the domain, 1 at the high end.
 * Outside the domain, positions are below 0 or above 1. Between two boundaries they are linear.
 * NaN for missing values, and for values of 0 or less on a log scale.
 *
 * Within the domain, positions equal those of matplotlib's Normalize, LogNorm, SymLogNorm (base 10), PowerNorm,
 * TwoSlopeNorm and CenteredNorm. Outside, PowerNorm returns 0 and TwoSlopeNorm returns an infinity; this function does not.
 */
export function position(scale: ScalePositions, value: number): number {
  const { domain, center, boundaries, categories } = scale;
  if (isUndefinedAt(scale, value)) return Number.NaN;
  if (categories) return (value + 0.5) / categories.length;
  if (boundaries) return positionBetweenBoundaries(boundaries, value);
  const [low, high] = domain;
  if (center === null) return fractionBetween(scale, low, high, value);
  return value < center
    ? fractionBetween(scale, low, center, value) / 2
    : 0.5 + fractionBetween(scale, center, high, value) / 2;
}

/** Returns the value at a position from 0 to 1 of a continuous scale. The inverse of `position`. */
export function valueAt(scale: ScalePositions, position: number): number {
  const [low, high] = scale.domain;
  if (position <= 0) return low;
  if (position >= 1) return high;
  if (scale.center === null) return valueBetween(scale, low, high, position);
  return position < 0.5
    ? valueBetween(scale, low, scale.center, position * 2)
    : valueBetween(scale, scale.center, high, position * 2 - 1);
}

/** Returns the position of `value` between two others, after the transformation of the scale: 0 at `low`, 1 at `high`. */
function fractionBetween(scale: ScalePositions, low: number, high: number, value: number): number {
  const start = transform(scale, low);
  const end = transform(scale, high);
  const at = transform(scale, value);
  // Adjacent floating-point numbers may have the same logarithm. Any scale is linear at that distance.
  return start === end && !Number.isNaN(at) ? inverseLerp(low, high, value) : inverseLerp(start, end, at);
}

/** The inverse of `fractionBetween`, for fractions from 0 to 1. */
function valueBetween(scale: ScalePositions, low: number, high: number, fraction: number): number {
  const start = transform(scale, low);
  const end = transform(scale, high);
  const value =
    start === end ? lerp(low, high, fraction) : inverseTransform(scale, lerp(start, end, fraction));
  return Math.max(low, Math.min(high, value));
}

/** Returns (value − low) / (high − low), without overflow for ends such as ±1e308. */
function inverseLerp(low: number, high: number, value: number): number {
  const span = high - low;
  return Number.isFinite(span) ? (value - low) / span : (value / 2 - low / 2) / (high / 2 - low / 2);
}

/** The linear interpolation from `low` to `high`, also without overflow. */
function lerp(low: number, high: number, fraction: number): number {
  const span = high - low;
  return Number.isFinite(span) ? low + span * fraction : low * (1 - fraction) + high * fraction;
}

/** The length of 0 … linthresh in decades, as in matplotlib's SymLogNorm (linscale 1, base 10). */
const LINEAR_DECADES = 1 / (1 - 1 / 10);

function transform({ kind, domain, linthresh, exponent }: ScalePositions, value: number): number {
  switch (kind) {
    case 'log':
      return value > 0 ? Math.log(value) : Number.NaN;
    case 'symlog': {
      const magnitude = Math.abs(value);
      if (magnitude <= linthresh) return (value / linthresh) * LINEAR_DECADES;
      return Math.sign(value) * (LINEAR_DECADES + (Math.log10(magnitude) - Math.log10(linthresh)));
    }
    case 'pow': {
      // The power is taken of the position in the domain, not of the value, so domains may be negative.
      const t = inverseLerp(domain[0], domain[1], value);
      return t < 0 ? t : t ** exponent;
    }
    default:
      return value;
  }
}

function inverseTransform(
  { kind, domain, linthresh, exponent }: ScalePositions,
  transformed: number,
): number {
  switch (kind) {
    case 'log':
      return Math.exp(transformed);
    case 'symlog': {
      const magnitude = Math.abs(transformed);
      if (magnitude <= LINEAR_DECADES) return (transformed / LINEAR_DECADES) * linthresh;
      return Math.sign(transformed) * 10 ** (magnitude - LINEAR_DECADES + Math.log10(linthresh));
    }
    case 'pow':
      return lerp(domain[0], domain[1], transformed ** (1 / exponent));
    default:
      return transformed;
  }
}

function positionBetweenBoundaries(boundaries: readonly number[], value: number): number {
  const steps = boundaries.length - 1;
  const step = Math.min(steps - 1, Math.max(0, lastBoundaryUpTo(boundaries, value)));
  return (step + inverseLerp(boundaries[step], boundaries[step + 1], value)) / steps;
}

/** Returns the index of the last boundary that is at most `value`, or −1. */
function lastBoundaryUpTo(boundaries: readonly number[], value: number): number {
  let [low, high] = [0, boundaries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (boundaries[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Offsets of the special colours after the last colour of the scale, in the order of `palette`. */
export const UNDER_OFFSET = 0;
export const OVER_OFFSET = 1;
export const MISSING_OFFSET = 2;

/** Returns the colours of the scale, followed by those of low, high and missing values. */
export function palette(scale: Scale): Hex[] {
  return [...scale.colors, scale.under, scale.over, scale.missing];
}

/** Whether the scale has no position for the number `value`: 0 or less on a log scale. */
export function isUndefinedAt(scale: ScalePositions, value: number): boolean {
  return scale.kind === 'log' && value <= 0;
}

/**
 * Returns the index into `palette(scale)` for the colour of `value`.
 * A step includes its lower boundary, as in matplotlib's BoundaryNorm. The last step also includes its upper boundary,
 * because the high end of a domain is often the largest value of the data.
 */
export function colorIndex(scale: Scale, value: number): number {
  const { domain, boundaries, extend } = scale;
  const n = scale.colors.length;
  if (Number.isNaN(value) || isUndefinedAt(scale, value)) return n + MISSING_OFFSET;
  if (value < domain[0]) return extend === 'both' ? 0 : n + UNDER_OFFSET;
  if (value > domain[1]) return extend === 'both' ? n - 1 : n + OVER_OFFSET;
  const index = boundaries ? lastBoundaryUpTo(boundaries, value) : Math.floor(position(scale, value) * n);
  return Math.min(n - 1, Math.max(0, index));
}

/** Returns `colorIndex` of each value, with a fast path for the common case of a plain linear scale. */
export function colorIndices(scale: Scale, values: Float64Array): Uint16Array {
  const { kind, domain, center, boundaries, categories } = scale;
  const [low, high] = domain;
  const span = high - low;
  const isPlain = kind === 'linear' && center === null && !boundaries && !categories && Number.isFinite(span);
  const n = scale.colors.length;
  const indices = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    indices[i] =
      isPlain && value >= low && value <= high
        ? Math.min(n - 1, Math.floor(((value - low) / span) * n))
        : colorIndex(scale, value);
  }
  return indices;
}
