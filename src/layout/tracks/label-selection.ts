/** Selects the labels of an axis that are shown, and their angle, so that no label overlaps another one. */
import type { Axis } from '../../figure/figure.js';
import { LIMITS } from '../../theme.js';
import { everyNth, type LabelSequence } from './label-sequence.js';
import { thinLabels } from './label-thinning.js';

/** Degrees clockwise; negative angles are counterclockwise, so that text reads upward. */
export type LabelAngle = Exclude<Axis['labelAngle'], 'auto'>;

/** The sizes of labels in px, and the distances that they need. */
export interface LabelSizes {
  /** The width of each label, in page order. */
  readonly widths: readonly number[];
  readonly lineHeight: number;
  /** The minimum distance between two labels of one line, if all labels are shown. */
  readonly gap: number;
  /** The same if some labels are hidden. */
  readonly thinnedGap: number;
  /** The labels as numbers, in page order; null if they are not a sequence. */
  readonly sequence: LabelSequence | null;
}

export interface LabelSelection {
  readonly angle: LabelAngle;
  /** The positions on the page whose labels are shown, ascending. */
  readonly positions: readonly number[];
}

const AUTO_ANGLES: readonly LabelAngle[] = [0, -45, -90];
const HORIZONTAL: readonly LabelAngle[] = [0];

/** Returns the angles at which the labels of an axis may be shown, best first. */
export function allowedAngles(
  { labelAngle, ticks }: Pick<Axis, 'labelAngle' | 'ticks'>,
  vertical: boolean,
  count: number,
  isSequence: boolean,
): readonly LabelAngle[] {
  if (labelAngle !== 'auto') return [labelAngle];
  // A reader can complete 0, 5, 10 …, so hiding many of these labels is better than rotating them.
  const isLongSequence = ticks === 'auto' && isSequence && count > LIMITS.label.maxRotatedSequence;
  return vertical || isLongSequence ? HORIZONTAL : AUTO_ANGLES;
}

/**
 * Selects labels for items with the given centres. All labels are shown if they fit at one of the allowed angles,
 * tried in order. Otherwise labels at equal distances are shown, at the angle that shows the most labels.
 */
export function selectLabels(
  axis: Pick<Axis, 'labelAngle' | 'ticks'>,
  vertical: boolean,
  centers: readonly number[],
  sizes: LabelSizes,
): LabelSelection {
  const requested = typeof axis.ticks === 'string' ? centers.map((_, i) => i) : axis.ticks;
  const angles = allowedAngles(axis, vertical, requested.length, sizes.sequence !== null);
  for (const angle of angles) {
    if (labelsFit(requested, angle, vertical, centers, sizes)) return { angle, positions: requested };
  }
  const sequence = sizes.sequence && requestedSequence(requested, sizes.sequence);
  const thinnedSizes = { ...sizes, gap: sizes.thinnedGap };
  const thinned = (sequence ? angles.slice(0, 1) : angles).map((angle): LabelSelection => {
    const select = (indices: readonly number[]) => indices.map((index) => requested[index]);
    const fits = (indices: readonly number[]) =>
      labelsFit(select(indices), angle, vertical, centers, thinnedSizes);
    const stride = minStride(requested, angle, vertical, centers, thinnedSizes);
    return { angle, positions: select(thinLabels(requested.length, sequence, stride, fits)) };
  });
  return thinned.reduce((best, other) => (other.positions.length > best.positions.length ? other : best));
}

/** Returns the sequence of the requested labels; null if they are not at equal distances. */
function requestedSequence(requested: readonly number[], sequence: LabelSequence): LabelSequence | null {
  const stride = requested[1] - requested[0];
  const isEven = requested.every((position, i) => position === requested[0] + i * stride);
  return isEven ? everyNth(sequence, stride, requested[0]) : null;
}

/** Whether the labels of these positions fit at an angle. */
export function labelsFit(
  positions: readonly number[],
  angle: LabelAngle,
  vertical: boolean,
  centers: readonly number[],
  sizes: Pick<LabelSizes, 'widths' | 'lineHeight' | 'gap'>,
): boolean {
  const { widths } = sizes;
  const alongAxis = runsAlongAxis(angle, vertical);
  const thickness = lineThickness(angle, sizes.lineHeight);
  for (let k = 1; k < positions.length; k++) {
    const i = positions[k - 1];
    const j = positions[k];
    const distance = Math.abs(centers[j] - centers[i]);
    const required = alongAxis ? (widths[i] + widths[j]) / 2 + sizes.gap : thickness;
    if (distance < required) return false;
  }
  return true;
}

/** Whether labels at this angle are parallel to their axis, so that their widths limit how many fit. */
export function runsAlongAxis(angle: LabelAngle, vertical: boolean): boolean {
  return vertical ? angle === -90 : angle === 0;
}

/** The extent along the axis of labels that are not parallel to it. */
export function lineThickness(angle: LabelAngle, lineHeight: number): number {
  return angle === -45 ? lineHeight * Math.SQRT2 : lineHeight;
}

/** Returns a lower bound for the stride at which labels fit: the stride for labels that all have the minimum width. */
function minStride(
  positions: readonly number[],
  angle: LabelAngle,
  vertical: boolean,
  centers: readonly number[],
  sizes: LabelSizes,
): number {
  let [maxDistance, minWidth] = [0, Number.POSITIVE_INFINITY];
  for (let k = 0; k < positions.length; k++) {
    minWidth = Math.min(minWidth, sizes.widths[positions[k]]);
    if (k > 0)
      maxDistance = Math.max(maxDistance, Math.abs(centers[positions[k]] - centers[positions[k - 1]]));
  }
  const required = runsAlongAxis(angle, vertical)
    ? minWidth + sizes.gap
    : lineThickness(angle, sizes.lineHeight);
  return Math.max(2, Math.min(positions.length, Math.floor(required / maxDistance)));
}
