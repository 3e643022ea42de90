import { isUndefinedAt, type Scale } from '../color/scale.js';
import type { Report } from '../diagnostics.js';
import { valueChunks } from '../matrix/lazy-matrix.js';
import type { Matrix } from '../matrix/matrix.js';
import type { SourceStats } from '../matrix/reduction.js';
import { formatCount } from '../phrases.js';
import type { ColorSpec } from '../spec/color.js';

/** The number of values below and above the domain of a scale, missing, and without a place on a log scale. */
export interface ClipCounts {
  readonly under: number;
  readonly over: number;
  readonly missing: number;
  readonly unshowable: number;
}

/**
 * Returns the bounds outside of which values count as clipped: the bounds of the domain. If cells are aggregated, an
 * automatic domain is that of the aggregated cells. Single values outside of it do not count as clipped then, except
 * the values that a log scale cannot show.
 */
export function clipBounds(scale: Scale, color: ColorSpec, isAggregated: boolean): [number, number] {
  const { domain } = color;
  const isGiven = (end: 0 | 1) => domain === 'robust' || (Array.isArray(domain) && domain[end] !== null);
  const clips = (end: 0 | 1) => !isAggregated || isGiven(end) || color.thresholds !== undefined;
  const min = scale.kind === 'log' ? Number.MIN_VALUE : -Number.MAX_VALUE;
  return [clips(0) ? scale.domain[0] : min, clips(1) ? scale.domain[1] : Number.MAX_VALUE];
}

/** Counts the values of all matrices, including those that are not stored. */
export function countClipped(
  scale: Scale,
  bounds: readonly [number, number],
  matrices: readonly Matrix[],
): ClipCounts {
  const counts = matrices.map((matrix) =>
    matrix.reduction
      ? countsOfSource(scale, bounds, matrix.reduction.sourceStats)
      : countsOfValues(scale, bounds, matrix),
  );
  const sum = (key: keyof ClipCounts) => counts.reduce((total, count) => total + count[key], 0);
  const [under, over] = scale.extend === 'both' ? [0, 0] : [sum('under'), sum('over')];
  return { under, over, missing: sum('missing'), unshowable: sum('unshowable') };
}

function countsOfValues(scale: Scale, bounds: readonly [number, number], matrix: Matrix): ClipCounts {
  const counts = { under: 0, over: 0, missing: 0, unshowable: 0 };
  for (const chunk of valueChunks(matrix)) addCounts(chunk, scale, bounds, counts);
  return counts;
}

function addCounts(
  chunk: Float64Array,
  scale: Scale,
  [low, high]: readonly [number, number],
  counts: Record<keyof ClipCounts, number>,
): void {
  for (let i = 0; i < chunk.length; i++) {
    const v = chunk[i];
    if (v >= low && v <= high) continue;
    if (isUndefinedAt(scale, v)) counts.unshowable++;
    else if (v < low) counts.under++;
    else if (v > high) counts.over++;
    else counts.missing++;
  }
}

function countsOfSource(
  scale: Scale,
  [low, high]: readonly [number, number],
  source: SourceStats,
): ClipCounts {
  const { histogram, nonPositive } = source;
  const log = scale.kind === 'log';
  // The bounds of the spec were counted while reading; other bounds are edges of histogram bins, so both counts are exact.
  const between = (from: number, to: number) => histogram?.countBetween([from, to]) ?? 0;
  const inside = between(low, high);
  const below = Math.max(source.below, between(-Number.MAX_VALUE, high) - inside);
  const above = Math.max(source.above, between(low, Number.MAX_VALUE) - inside);
  return {
    under: log ? Math.max(0, below - nonPositive) : below + source.negativeInfinity,
    over: above + source.positiveInfinity,
    missing: source.missing,
    unshowable: log ? nonPositive + source.negativeInfinity : 0,
  };
}

/** Reports the number of missing values and of values that a log scale cannot show. */
export function reportMissing(
  { missing, unshowable }: ClipCounts,
  isAggregated: boolean,
  report: Report,
): void {
  if (unshowable) {
    const drawing = isAggregated
      ? '; cells whose result is 0 or less are drawn as missing'
      : ' and are drawn as missing';
    report({
      severity: 'warning',
      code: 'unshowable',
      message: `${formatCount(unshowable, 'value')} of 0 or less cannot be shown on a log scale${drawing}`,
      hints: ['set color.scale to "symlog" to show them'],
    });
  }
  if (missing)
    report({ severity: 'info', code: 'missing', message: `${formatCount(missing, 'value')} missing` });
}
