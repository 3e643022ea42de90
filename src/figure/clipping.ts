import { isUnshowable, type Scale } from '../color/scale.js';
import type { Report } from '../diagnostics.js';
import { pieces } from '../matrix/chunks.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Raw } from '../matrix/reduction.js';
import type { ColorSpec } from '../spec/color.js';

/** How many values lie below and beyond a scale's domain, how many are missing, and how many a log scale cannot show. */
export interface Outside {
  readonly under: number;
  readonly over: number;
  readonly missing: number;
  readonly unshowable: number;
}

/**
 * Finite values below the first and above the second of these are clipped: the ends of the domain. Where cells join
 * several values (`joined`), single values lie outside of a domain that is that of the cells, which is no fault; those
 * that a log scale cannot show are beyond its ends all the same.
 */
export function clipEnds(scale: Scale, color: ColorSpec, joined: boolean): [number, number] {
  const { domain } = color;
  const asked = (end: 0 | 1) => domain === 'robust' || (Array.isArray(domain) && domain[end] !== null);
  const clips = (end: 0 | 1) => !joined || asked(end) || color.thresholds !== undefined;
  const least = scale.kind === 'log' ? Number.MIN_VALUE : -Number.MAX_VALUE;
  return [clips(0) ? scale.domain[0] : least, clips(1) ? scale.domain[1] : Number.MAX_VALUE];
}

/** Counts all values of the data, those that were not held too. */
export function countOutside(
  scale: Scale,
  ends: readonly [number, number],
  matrices: readonly Matrix[],
): Outside {
  const counts = matrices.map(({ values, reduced }) =>
    reduced ? ofRaw(scale, ends, reduced.raw) : ofValues(scale, ends, values),
  );
  const sum = (key: keyof Outside) => counts.reduce((total, count) => total + count[key], 0);
  const [under, over] = scale.open ? [0, 0] : [sum('under'), sum('over')];
  return { under, over, missing: sum('missing'), unshowable: sum('unshowable') };
}

function ofValues(scale: Scale, ends: readonly [number, number], values: Float64Array): Outside {
  const found = { under: 0, over: 0, missing: 0, unshowable: 0 };
  for (const piece of pieces(values)) count(piece, scale, ends, found);
  return found;
}

function count(
  piece: Float64Array,
  scale: Scale,
  [low, high]: readonly [number, number],
  found: Record<keyof Outside, number>,
): void {
  for (let i = 0; i < piece.length; i++) {
    const v = piece[i];
    if (v >= low && v <= high) continue;
    if (isUnshowable(scale, v)) found.unshowable++;
    else if (v < low) found.under++;
    else if (v > high) found.over++;
    else found.missing++;
  }
}

function ofRaw(scale: Scale, [low, high]: readonly [number, number], raw: Raw): Outside {
  const { histogram, notPositive } = raw;
  const log = scale.kind === 'log';
  // Ends that were given were watched, and others are ends of bins.
  const between = (from: number, to: number) => histogram?.countBetween([from, to]) ?? 0;
  const inside = between(low, high);
  const below = Math.max(raw.below, between(-Number.MAX_VALUE, high) - inside);
  const above = Math.max(raw.above, between(low, Number.MAX_VALUE) - inside);
  return {
    under: log ? Math.max(0, below - notPositive) : below + raw.minusInfinity,
    over: above + raw.infinity,
    missing: raw.missing,
    unshowable: log ? notPositive + raw.minusInfinity : 0,
  };
}

/** Says how many values have no colour of their own; cells that join several (`joined`) may have one nevertheless. */
export function reportMissing({ missing, unshowable }: Outside, joined: boolean, report: Report): void {
  const values = (n: number) => `${n} value${n === 1 ? '' : 's'}`;
  if (unshowable) {
    const drawn = joined ? '; cells that come out so are drawn as missing' : ', drawn as missing';
    report({
      severity: 'warning',
      code: 'unshowable',
      message: `${values(unshowable)} of 0 or less ${unshowable === 1 ? 'has' : 'have'} no place on a log scale${drawn}`,
      hints: ['the scale "symlog" shows them'],
    });
  }
  if (missing) report({ severity: 'info', code: 'missing', message: `${values(missing)} missing` });
}
