/** Selects labels at equal distances, for axes whose labels do not all fit. */
import { LIMITS } from '../../theme.js';
import type { LabelSequence } from './label-sequence.js';

/** Every n-th label, where n is `stride`; the first one has the index `from`. */
interface Selection {
  readonly stride: number;
  readonly from: number;
}

/**
 * Returns the indices of the labels that are shown: every n-th one of `count`, ascending. The first and the last label
 * are among them if n need not be much larger for that. Long sequences show round values instead, such as 0, 10, 20.
 *
 * @param sequence the labels as numbers; null for other labels
 * @param minStride a lower bound of n
 * @param fits whether the labels with these indices fit
 */
export function thinLabels(
  count: number,
  sequence: LabelSequence | null,
  minStride: number,
  fits: (indices: readonly number[]) => boolean,
): readonly number[] {
  const first = { stride: minStride, from: 0 };
  while (first.stride < count && !fits(indicesOf(first, count))) first.stride++;
  // With only two labels, the first and the last one say the most.
  if (first.stride > (count - 1) / 2) {
    const ends = [0, count - 1];
    return fits(ends) ? ends : [0];
  }
  const preferred = sequence
    ? sequenceSelections(count, sequence, first.stride)
    : evenSelections(count, first.stride, LIMITS.label.maxEvenFactor);
  for (const selection of preferred) {
    const indices = indicesOf(selection, count);
    if (fits(indices)) return indices;
  }
  return indicesOf(first, count);
}

function indicesOf({ stride, from }: Selection, count: number): number[] {
  const indices: number[] = [];
  for (let i = from; i < count; i += stride) indices.push(i);
  return indices;
}

/** Returns the selections that include the first and the last label. */
function evenSelections(count: number, minStride: number, maxFactor: number): Selection[] {
  return strides(minStride, minStride * maxFactor)
    .filter((stride) => (count - 1) % stride === 0)
    .map((stride) => ({ stride, from: 0 }));
}

/** Returns selections for a sequence, best first. */
function sequenceSelections(count: number, sequence: LabelSequence, minStride: number): Selection[] {
  const { longSequence, maxRoundLabels, maxSequenceFactor } = LIMITS.label;
  const step = Math.abs(sequence.step);
  const hasRoundMultiples = strides(1, count).some((stride) => isRound(stride * step));
  const round = strides(minStride, count - 1)
    .filter((stride) => isRound(hasRoundMultiples ? stride * step : stride))
    .map((stride) => ({ stride, from: firstMultiple(sequence, stride, count) }));
  const shownCount = ({ stride, from }: Selection) => Math.ceil((count - from) / stride);
  if (count > longSequence) return round.filter((other) => shownCount(other) <= maxRoundLabels);

  // A short sequence begins with its smallest value, unless multiples of 5 or 10 show as many labels.
  const fromSmallest = (stride: number): Selection => ({
    stride,
    from: sequence.step < 0 ? (count - 1) % stride : 0,
  });
  const short = round
    .filter(({ stride }) => stride <= minStride * maxSequenceFactor)
    .map((selection) => {
      const plain = fromSmallest(selection.stride);
      const isTwo = isRound(selection.stride * step * 5);
      return isTwo || shownCount(selection) < shownCount(plain) ? plain : selection;
    });
  return [...evenSelections(count, minStride, maxSequenceFactor), ...short, fromSmallest(minStride)];
}

/** Returns the first index whose value is a multiple of the difference between shown labels; 0 if there is none. */
function firstMultiple({ first, step }: LabelSequence, stride: number, count: number): number {
  const isMultiple = (i: number) => {
    const quotient = (first + i * step) / (stride * step);
    return Math.abs(quotient - Math.round(quotient)) < TOLERANCE;
  };
  return strides(0, Math.min(stride, count) - 1).find(isMultiple) ?? 0;
}

const TOLERANCE = 1e-6;

/** Whether a positive number is 1, 2 or 5 times a power of ten. */
function isRound(value: number): boolean {
  const mantissa = value / 10 ** Math.floor(Math.log10(value) + TOLERANCE);
  return [1, 2, 5].some((digit) => Math.abs(mantissa - digit) < TOLERANCE);
}

function strides(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, Math.floor(to) - from + 1) }, (_, i) => from + i);
}
