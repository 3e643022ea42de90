/** The value axis of a plot beside a body: its ends, and the positions of values between them. */
import { position } from '../color/scale.js';
import { fail, type Place } from '../diagnostics.js';
import type { AnnotationSpec } from '../spec/annotation.js';
import { formatForMessage } from '../typography/number.js';
import type { AnnotationPlot } from './annotation.js';
import { toFinite } from './domain.js';
import { bandwidthOf, DENSITY_CUT } from './kernel-density.js';

type Ends = [low: number, high: number];
type PlotAxis = Pick<AnnotationPlot, 'valueScale' | 'domain'>;

/** The space between the outermost values and the ends of an automatic axis without bars, as a share of the axis. */
const PADDING = 0.05;

/**
 * Returns the position of a value: 0 at the low end of the axis, 1 at the high end. NaN for a missing value, and for values
 * of 0 or less on a log axis.
 */
export function valuePosition({ valueScale, domain }: PlotAxis, value: number): number {
  const scale = { kind: valueScale, domain, center: null, linthresh: 1, exponent: 1 };
  return position({ ...scale, boundaries: null, categories: null }, value);
}

/** Whether a value has no position on the axis. */
export function isUnplottable({ valueScale }: Pick<PlotAxis, 'valueScale'>, value: number): boolean {
  return Number.isNaN(value) || (valueScale === 'log' && value <= 0);
}

/** Returns the values of a list that have a position on the axis, ascending. Infinite values have none. */
export function plottableValues(axis: Pick<PlotAxis, 'valueScale'>, list: Float64Array): Float64Array {
  return list.filter((value) => Number.isFinite(value) && !isUnplottable(axis, value)).sort();
}

/** Returns the sum of the positive and the sum of the negative parts of a stack. */
export function stackEnds(parts: Float64Array): Ends {
  let [low, high] = [0, 0];
  for (const part of parts) {
    if (part > 0) high += part;
    else if (part < 0) low += part;
  }
  return [low, high];
}

/** Returns the least and the greatest value that the lists of a plot show; null if they show none. */
export function shownExtent({
  kind,
  values,
  valueScale,
}: Pick<AnnotationPlot, 'kind' | 'values' | 'valueScale'>): Ends | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const include = (value: number) => {
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const list of values) {
    if (kind === 'stacked') {
      for (const end of stackEnds(list)) include(toFinite(end));
    } else if (kind === 'density') {
      for (const end of densityEnds(plottableValues({ valueScale }, list), valueScale)) include(end);
    } else {
      for (const value of list) {
        if (Number.isFinite(value) && !isUnplottable({ valueScale }, value)) include(value);
      }
    }
  }
  return low <= high ? [low, high] : null;
}

/** Returns the two ends of the density of ascending values; nothing without values. */
function densityEnds(sorted: Float64Array, valueScale: PlotAxis['valueScale']): readonly number[] {
  if (sorted.length === 0) return [];
  const logs = valueScale === 'log' ? sorted.map(Math.log10) : sorted;
  const beyond = DENSITY_CUT * bandwidthOf(logs);
  const ends = [logs[0] - beyond, logs[logs.length - 1] + beyond];
  return valueScale === 'log' ? ends.map((end) => 10 ** end) : ends;
}

/**
 * Returns the ends of the value axis for values of a given extent. Linear bars start at 0, and logarithmic ones at the power
 * of ten below the least value. Error: `annotation-domain`.
 */
export function resolveValueDomain(
  { kind, valueScale }: Pick<AnnotationPlot, 'kind' | 'valueScale'>,
  extent: Ends | null,
  requested: AnnotationSpec['domain'],
  place: Place,
): Ends {
  const [givenLow, givenHigh] = requested ?? [null, null];
  const isLog = valueScale === 'log';
  const invalid = [givenLow, givenHigh].find((end) => isLog && end !== null && end <= 0);
  if (typeof invalid === 'number') {
    const message = `a log axis needs a domain above 0, but one end is ${formatForMessage(invalid)}`;
    fail('annotation-domain', message, place, 'set both ends of the domain above 0, or use a linear scale');
  }
  const automatic = automaticDomain(kind, isLog, extent);
  let [low, high] = [givenLow ?? automatic[0], givenHigh ?? automatic[1]];
  if (!(low < high) && givenLow !== null) high = isLog ? low * 10 : low + (Math.abs(low) || 1);
  if (!(low < high)) low = isLog ? high / 10 : high - (Math.abs(high) || 1);
  return [toFinite(low), toFinite(high)];
}

function automaticDomain(kind: AnnotationPlot['kind'], isLog: boolean, extent: Ends | null): Ends {
  if (extent === null) return isLog ? [1, 10] : [0, 1];
  const hasBars = kind === 'bar' || kind === 'stacked';
  const [low, high] = extent;
  if (isLog) {
    const [first, last] = extent.map(Math.log10);
    if (hasBars) return [Number(`1e${Math.ceil(first) - 1}`) || low / 2 || low, high];
    const space = kind === 'density' ? 0 : (last - first) * PADDING || 0.5;
    return [10 ** (first - space) || low, 10 ** (last + space)];
  }
  if (hasBars) return [Math.min(0, low), Math.max(0, high) || (low < 0 ? 0 : 1)];
  if (kind === 'density') return [low, high];
  const space = (high - low) * PADDING || Math.abs(low) / 2 || 0.5;
  // Values of one sign do not get an axis of both.
  return [
    low >= 0 ? Math.max(0, low - space) : low - space,
    high <= 0 ? Math.min(0, high + space) : high + space,
  ];
}
