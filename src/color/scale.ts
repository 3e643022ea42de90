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
 */
export function position(scale: Measure, value: number): number {
  const { domain, center, edges, words } = scale;
  if (words) return (value + 0.5) / words.length;
  if (edges) return stepped(edges, value);
  const [low, high] = domain;
  const at = (v: number) => transform(scale, v);
  if (center === null) return share(at(low), at(high), at(value));
  return value < center
    ? share(at(low), at(center), at(value)) / 2
    : 0.5 + share(at(center), at(high), at(value)) / 2;
}

/** The value at a position between 0 and 1 of a smooth scale; the inverse of `position`. */
export function valueAt(scale: Measure, position: number): number {
  const [low, high] = scale.domain;
  if (position <= 0) return low;
  if (position >= 1) return high;
  const between = (a: number, b: number, t: number) => {
    const [from, to] = [transform(scale, a), transform(scale, b)];
    return untransform(scale, from + (to - from) * t);
  };
  if (scale.center === null) return between(low, high, position);
  return position < 0.5
    ? between(low, scale.center, position * 2)
    : between(scale.center, high, position * 2 - 1);
}

/** (value − low) / (high − low), without overflow for ends as far apart as ±1e308. */
function share(low: number, high: number, value: number): number {
  const span = high - low;
  return Number.isFinite(span) ? (value - low) / span : (value / 2 - low / 2) / (high / 2 - low / 2);
}

/** matplotlib's SymLogNorm in base 10 gives the linear part as much room as 1 / (1 − 1/10) decades. */
const LINEAR_PART = 1 / (1 - 1 / 10);

function transform({ kind, domain, parameter }: Measure, value: number): number {
  switch (kind) {
    case 'log':
      return value > 0 ? Math.log(value) : Number.NaN;
    case 'symlog': {
      const size = Math.abs(value);
      if (size <= parameter) return (value / parameter) * LINEAR_PART;
      return Math.sign(value) * (LINEAR_PART + Math.log10(size / parameter));
    }
    case 'pow': {
      // As matplotlib's PowerNorm: the share of the domain is raised, so negative domains work too.
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
      return Math.sign(transformed) * parameter * 10 ** (size - LINEAR_PART);
    }
    case 'pow':
      return domain[0] + transformed ** (1 / parameter) * (domain[1] - domain[0]);
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
 * The index into `palette(scale)` of the colour of `value`. A step owns its lower edge, the last one its upper
 * edge too (as matplotlib's BoundaryNorm has it).
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

export function colorOf(scale: Scale, value: number): Hex {
  return palette(scale)[colorIndex(scale, value)];
}
