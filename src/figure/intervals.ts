/** The interval of each item of a numeric axis: from halfway to the previous item to halfway to the next one. */
import type { PositionScale } from '../matrix/matrix.js';

export interface Intervals {
  /** Item i extends from start[i] to end[i], also if positions decrease. */
  readonly start: Float64Array;
  readonly end: Float64Array;
}

/** Intervals with gaps between some of them. */
export interface GappedIntervals extends Intervals {
  /** The items that a gap follows. */
  readonly beforeGaps: readonly number[];
  /** The usual step between neighbours; NaN if there are no gaps. */
  readonly step: number;
}

/** The width of an item without neighbours: 1, a factor of 2, or a day. */
const SINGLE_WIDTH: Record<PositionScale, number> = { linear: 1, log: Math.log10(2), time: 86_400_000 };

/** A step that is longer than this many usual steps is a gap. */
const MIN_GAP = 1.75;
/** A median step is usual if at least this share of the steps differs from it by less than `MAX_DEVIATION` of it. */
const MIN_REGULAR_SHARE = 0.5;
const MAX_DEVIATION = 0.25;

/**
 * Returns the intervals of strictly monotone positions; the first and the last one are symmetric. On a log scale, edges
 * are geometric means. On a time scale, a step that is much longer than the usual one leaves a gap, and the items
 * beside it are as wide as usual.
 */
export function intervalsOf(positions: Float64Array, scale: PositionScale): GappedIntervals {
  const isLog = scale === 'log';
  const coordinates = isLog ? positions.map(Math.log10) : positions;
  const toValue = (coordinate: number) => (isLog ? 10 ** coordinate : coordinate);
  const steps = coordinates.slice(1).map((next, i) => next - coordinates[i]);
  const step = scale === 'time' ? usualStep(steps) : Number.NaN;
  const isGap = (i: number) => Math.abs(steps[i]) > MIN_GAP * step;
  const beforeGaps: number[] = [];
  steps.forEach((_, i) => {
    if (isGap(i)) beforeGaps.push(i);
  });
  const sign = Math.sign(steps[0] ?? 1);
  const halfStep = (i: number) => {
    if (steps.length === 0) return SINGLE_WIDTH[scale] / 2;
    return isGap(i) ? (sign * step) / 2 : steps[i] / 2;
  };
  const count = positions.length;
  const before = coordinates.map((at, i) => toValue(at - halfStep(Math.max(0, i - 1))));
  const after = coordinates.map((at, i) => toValue(at + halfStep(Math.min(count - 2, i))));
  // Neighbours share one edge exactly.
  const gaps = new Set(beforeGaps);
  for (let i = 1; i < count; i++) if (!gaps.has(i - 1)) before[i] = after[i - 1];
  return {
    start: sign > 0 ? before : after,
    end: sign > 0 ? after : before,
    beforeGaps,
    step: beforeGaps.length > 0 ? step : Number.NaN,
  };
}

/** Returns the median step; NaN if the steps are too irregular for a usual one. */
function usualStep(steps: Float64Array): number {
  if (steps.length < 2) return Number.NaN;
  const sorted = steps.map(Math.abs).sort();
  const median = sorted[(sorted.length - 1) >> 1];
  const regular = sorted.filter((step) => Math.abs(step - median) < MAX_DEVIATION * median).length;
  return regular >= MIN_REGULAR_SHARE * sorted.length ? median : Number.NaN;
}
