/**
 * The promise that colour means number. A scale is plain data; the functions over it are the only ones in the
 * program that turn a value into a colour, so body, colorbar, printed values and description cannot disagree.
 */
import type { Hex } from './color.js';

export type ScaleKind = 'linear' | 'log' | 'symlog' | 'pow' | 'category';

export interface Scale {
  readonly kind: ScaleKind;
  /**
   * The values of the first and the last colour, finite, low < high; both positive for "log". For "category" the
   * values are indices into `words`, and the domain is [0, words − 1].
   */
  readonly domain: readonly [number, number];
  /** The value that gets the middle colour, strictly inside the domain; null: no such value. */
  readonly center: number | null;
  /** symlog: up to which distance from 0 it is linear; pow: the exponent; otherwise 1. */
  readonly parameter: number;
  /**
   * Where colours change, one more than there are colours, ascending, the domain's ends first and last;
   * null: colours change smoothly.
   */
  readonly edges: readonly number[] | null;
  /** Whether the first and the last colour also stand for everything beyond their edges. */
  readonly open: boolean;
  /** What the colours stand for, where that is not numbers. */
  readonly words: readonly string[] | null;
  /** The colormap's name, for the description. */
  readonly map: string;
  /** Of equal shares of 0 … 1, lowest first. */
  readonly colors: readonly Hex[];
  readonly under: Hex;
  readonly over: Hex;
  readonly missing: Hex;
}

/** What `position` and `valueAt` need of a scale. */
type Measure = Pick<Scale, 'kind' | 'domain' | 'center' | 'parameter' | 'edges' | 'words'>;

/**
 * Where `value` lies on the scale: 0 at the domain's low end, 1 at its high end, beyond them outside.
 * Between neighbouring edges of a scale of steps positions are linear. NaN where the scale has no place for it:
 * for missing values, and on a log scale for what is not positive.
 *
 * Within the domain these are the positions of matplotlib's Normalize, LogNorm, SymLogNorm (base 10), PowerNorm,
 * TwoSlopeNorm and CenteredNorm. Beyond it, where PowerNorm stays at 0 and TwoSlopeNorm leaps to infinity, they go on.
 */
export function position(scale: Measure, value: number): number {
  const { domain, center, edges, words } = scale;
  if (isUnshowable(scale, value)) return Number.NaN;
  if (words) return (value + 0.5) / words.length;
  if (edges) return stepped(edges, value);
  const [low, high] = domain;
  if (center === null) return shareBetween(scale, low, high, value);
  return value < center
    ? shareBetween(scale, low, center, value) / 2
    : 0.5 + shareBetween(scale, center, high, value) / 2;
}

/** The value at a position between 0 and 1 of a smooth scale; the inverse of `position`. */
export function valueAt(scale: Measure, position: number): number {
  const [low, high] = scale.domain;
  if (position <= 0) return low;
  if (position >= 1) return high;
  if (scale.center === null) return valueBetween(scale, low, high, position);
  return position < 0.5
    ? valueBetween(scale, low, scale.center, position * 2)
    : valueBetween(scale, scale.center, high, position * 2 - 1);
}

/** Where `value` lies between two others: 0 at `low`, 1 at `high`. */
function shareBetween(scale: Measure, low: number, high: number, value: number): number {
  const from = transform(scale, low);
  const to = transform(scale, high);
  const at = transform(scale, value);
  // Neighbouring numbers may have the same logarithm; so near to each other, any scale is linear.
  return from === to && !Number.isNaN(at) ? share(low, high, value) : share(from, to, at);
}

/** The inverse of `shareBetween`, for shares between 0 and 1. */
function valueBetween(scale: Measure, low: number, high: number, share: number): number {
  const from = transform(scale, low);
  const to = transform(scale, high);
  const value = from === to ? mix(low, high, share) : untransform(scale, mix(from, to, share));
  return Math.max(low, Math.min(high, value));
}

/** (value − low) / (high − low), without overflow for ends as far apart as ±1e308. */
function share(low: number, high: number, value: number): number {
  const span = high - low;
  return Number.isFinite(span) ? (value - low) / span : (value / 2 - low / 2) / (high / 2 - low / 2);
}

/** The inverse of `share`, without overflow either. */
function mix(low: number, high: number, share: number): number {
  const span = high - low;
  return Number.isFinite(span) ? low + span * share : low * (1 - share) + high * share;
}

/** As matplotlib's SymLogNorm has it, 0 … `parameter` takes as much room as 1 / (1 − 1/10) decades. */
const LINEAR_PART = 1 / (1 - 1 / 10);

function transform({ kind, domain, parameter }: Measure, value: number): number {
  switch (kind) {
    case 'log':
      return value > 0 ? Math.log(value) : Number.NaN;
    case 'symlog': {
      const size = Math.abs(value);
      if (size <= parameter) return (value / parameter) * LINEAR_PART;
      return Math.sign(value) * (LINEAR_PART + (Math.log10(size) - Math.log10(parameter)));
    }
    case 'pow': {
      // The share of the domain is raised, not the value, so negative domains work too.
      const t = share(domain[0], domain[1], value);
      return t < 0 ? t : t ** parameter;
    }
    default:
      return value;
  }
}

function untransform({ kind, domain, parameter }: Measure, transformed: number): number {
  switch (kind) {
    case 'log':
      return Math.exp(transformed);
    case 'symlog': {
      const size = Math.abs(transformed);
      if (size <= LINEAR_PART) return (transformed / LINEAR_PART) * parameter;
      return Math.sign(transformed) * 10 ** (size - LINEAR_PART + Math.log10(parameter));
    }
    case 'pow':
      return mix(domain[0], domain[1], transformed ** (1 / parameter));
    default:
      return transformed;
  }
}

function stepped(edges: readonly number[], value: number): number {
  const steps = edges.length - 1;
  const step = Math.min(steps - 1, Math.max(0, stepOf(edges, value)));
  return (step + share(edges[step], edges[step + 1], value)) / steps;
}

/** The last edge that is not beyond `value`; −1 where there is none. */
function stepOf(edges: readonly number[], value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Indices behind the last colour, in `palette` order. */
export const UNDER = 0;
export const OVER = 1;
export const MISSING = 2;

/** The scale's colours followed by those for values below, beyond and missing. */
export function palette(scale: Scale): Hex[] {
  return [...scale.colors, scale.under, scale.over, scale.missing];
}

/** Whether the scale has no place for `value`, although it is a number: a log scale for 0 and below. */
export function isUnshowable(scale: Measure, value: number): boolean {
  return scale.kind === 'log' && value <= 0;
}

/**
 * The index into `palette(scale)` of the colour of `value`. A step owns its lower edge, as in matplotlib's
 * BoundaryNorm. The last one owns its upper edge too, which BoundaryNorm counts as beyond: the domain's high end,
 * such as the largest of the data, is not outside of the domain.
 */
export function colorIndex(scale: Scale, value: number): number {
  const { domain, edges, open } = scale;
  const n = scale.colors.length;
  if (Number.isNaN(value) || isUnshowable(scale, value)) return n + MISSING;
  if (value < domain[0]) return open ? 0 : n + UNDER;
  if (value > domain[1]) return open ? n - 1 : n + OVER;
  const index = edges ? stepOf(edges, value) : Math.floor(position(scale, value) * n);
  return Math.min(n - 1, Math.max(0, index));
}

/** `colorIndex` of each of `values`; quickly where colours change evenly with the value, as mostly they do. */
export function colorIndices(scale: Scale, values: Float64Array): Uint16Array {
  const { kind, domain, center, edges, words } = scale;
  const [low, high] = domain;
  const span = high - low;
  const even = kind === 'linear' && center === null && !edges && !words && Number.isFinite(span);
  const n = scale.colors.length;
  const indices = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    indices[i] =
      even && value >= low && value <= high
        ? Math.min(n - 1, Math.floor(((value - low) / span) * n))
        : colorIndex(scale, value);
  }
  return indices;
}
