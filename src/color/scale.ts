/**
 * The promise that colour means number. A scale is plain data; the functions over it are the only ones in the
 * program that turn a value into a colour, so body, colorbar and description cannot disagree.
 */
import type { Hex } from './color.js';

export interface Scale {
  readonly kind: 'linear';
  /** The values of the first and the last colour, finite, low < high. */
  readonly domain: readonly [number, number];
  /** The value that gets the middle colour, strictly inside the domain; null: no such value. */
  readonly center: number | null;
  /** The colormap's name, for the description. */
  readonly map: string;
  /** Colours of equal shares of 0 … 1, lowest first. */
  readonly colors: readonly Hex[];
  readonly under: Hex;
  readonly over: Hex;
  readonly missing: Hex;
}

/** Where `value` lies on the scale: 0 at the domain's low end, 1 at its high end, beyond them outside; NaN is missing. */
export function position(scale: Scale, value: number): number {
  const [low, high] = scale.domain;
  if (scale.center === null) return share(low, high, value);
  return value < scale.center
    ? share(low, scale.center, value) / 2
    : 0.5 + share(scale.center, high, value) / 2;
}

/** (value − low) / (high − low), without overflow for ends as far apart as ±1e308. */
function share(low: number, high: number, value: number): number {
  const span = high - low;
  return Number.isFinite(span) ? (value - low) / span : (value / 2 - low / 2) / (high / 2 - low / 2);
}

/** Indices behind the last colour, in `palette` order. */
export const UNDER = 0;
export const OVER = 1;
export const MISSING = 2;

/** The scale's colours followed by those for values below, beyond and missing. */
export function palette(scale: Scale): Hex[] {
  return [...scale.colors, scale.under, scale.over, scale.missing];
}

/** The index into `palette(scale)` of the colour of `value`. */
export function colorIndex(scale: Scale, value: number): number {
  const n = scale.colors.length;
  if (Number.isNaN(value)) return n + MISSING;
  if (value < scale.domain[0]) return n + UNDER;
  if (value > scale.domain[1]) return n + OVER;
  return Math.min(n - 1, Math.max(0, Math.floor(position(scale, value) * n)));
}

export function colorOf(scale: Scale, value: number): Hex {
  return palette(scale)[colorIndex(scale, value)];
}
