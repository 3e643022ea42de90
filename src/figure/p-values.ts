/** P-values: recognized by their name, and shown on a scale on which small ones can be told apart. */
import type { Matrix } from '../matrix/matrix.js';
import type { ColorSpec } from '../spec/color.js';
import { DEFAULTS } from '../theme.js';

export interface PValueColor {
  readonly color: Pick<ColorSpec, 'scale' | 'domain' | 'thresholds'>;
  /** The name that says that the values are p-values. */
  readonly name: string;
  /** Why the colours are chosen so. */
  readonly reason: string;
}

/**
 * Returns the scale of p-values: logarithmic, or with thresholds if some are 0. Returns null unless one of `names` means
 * p-values, all values are from 0 to 1, and one is significant.
 */
export function pValueColor(
  names: readonly (string | null)[],
  matrices: readonly Matrix[],
): PValueColor | null {
  const name = names.find((candidate) => candidate !== null && namesPValues(candidate)) ?? null;
  const extent = name === null ? null : extentOf(matrices);
  const thresholds = [...DEFAULTS.color.pValueThresholds];
  if (name === null || !extent || extent[0] < 0 || extent[1] > 1) return null;
  if (extent[0] >= thresholds[thresholds.length - 1]) return null;
  if (extent[0] === 0) {
    return {
      color: { scale: 'threshold', thresholds, domain: [0, 1] },
      name,
      reason: `the colours change at ${thresholds.join(', ')}, since a log scale cannot show 0`,
    };
  }
  const low = Number(`1e${Math.floor(Math.log10(extent[0]))}`) || Number.MIN_VALUE;
  return {
    color: { scale: 'log', domain: [low, 1] },
    name,
    reason: 'a log scale shows the small ones',
  };
}

/** Names such as "pvals", "P.Value", "p_adj", "FDR" and "q-value". A single "p" often stands for any probability. */
const P_VALUES = /\b(?:[pq] ?val(?:ue)?s?|p ?adj(?:ust(?:ed)?)?|fdr)\d*\b/;
/** A word for values that are a logarithm already. */
const LOGARITHM = /\b(?:neg|minus|m)?log\d*\b/;

/** Whether a column name, or the name of a file without its folder and extension, means p-values. */
function namesPValues(name: string): boolean {
  const stem = name
    .replace(/^.*[\\/]/, '')
    .replace(/(?:\.(?:csv|tsv|txt|dat|json|jsonl|ndjson|npy|npz|gz))+$/i, '');
  const words = stem
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  return P_VALUES.test(words) && !LOGARITHM.test(words);
}

/** Returns the smallest and the largest value, infinities included; null if all are missing. */
function extentOf(matrices: readonly Matrix[]): [number, number] | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { values, categories, reduction } of matrices) {
    if (categories) return null;
    const stats = reduction?.sourceStats;
    if (stats && stats.positiveInfinity + stats.negativeInfinity > 0) return null;
    for (const v of stats ? [stats.min?.value ?? Number.NaN, stats.max?.value ?? Number.NaN] : values) {
      if (v < low) low = v;
      if (v > high) high = v;
    }
  }
  return low <= high ? [low, high] : null;
}
