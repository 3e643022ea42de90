/** Estimates the density of values with a Gaussian kernel. */
import { quantileOf } from './box-summary.js';

/** The factor of Silverman's rule, and the width of a normal distribution between its quartiles. */
const SILVERMAN = 0.9;
const NORMAL_QUARTILES = 1.34;
/** How far a density extends beyond its values, in bandwidths, as in R. */
export const DENSITY_CUT = 3;
/** Beyond so many bandwidths, a kernel adds nothing that a picture can show. */
const REACH = 6;

/**
 * Returns the bandwidth of ascending values by Silverman's rule, the default of R's `density`. Values that are all equal
 * have a bandwidth above 0, too.
 */
export function bandwidthOf(sorted: Float64Array): number {
  const count = sorted.length;
  if (count === 0) return 1;
  let mean = 0;
  for (const value of sorted) mean += value / count;
  let variance = 0;
  for (const value of sorted) variance += (value - mean) ** 2 / Math.max(1, count - 1);
  const deviation = Math.sqrt(variance);
  const quartiles = (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25)) / NORMAL_QUARTILES;
  const spread = Math.min(deviation, quartiles || deviation) || Math.abs(sorted[0]) || 1;
  return SILVERMAN * spread * count ** -0.2;
}

/** Returns the estimated density of ascending values at ascending points. */
export function densityAt(sorted: Float64Array, points: Float64Array, bandwidth: number): Float64Array {
  const density = new Float64Array(points.length);
  const factor = 1 / (sorted.length * bandwidth * Math.sqrt(2 * Math.PI));
  let first = 0;
  points.forEach((point, k) => {
    while (first < sorted.length && sorted[first] < point - REACH * bandwidth) first++;
    let sum = 0;
    for (let i = first; i < sorted.length && sorted[i] <= point + REACH * bandwidth; i++) {
      sum += Math.exp(-0.5 * ((point - sorted[i]) / bandwidth) ** 2);
    }
    density[k] = Math.min(Number.MAX_VALUE, sum * factor);
  });
  return density;
}
