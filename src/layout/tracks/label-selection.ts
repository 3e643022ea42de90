/** Selects the labels of an axis that are shown, and their angle, so that no label overlaps another one. */
import type { Axis } from '../../figure/figure.js';

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
  /** Whether the labels are an arithmetic sequence. */
  readonly isSequence: boolean;
}

export interface LabelSelection {
  readonly angle: LabelAngle;
  /** The positions on the page whose labels are shown, ascending. */
  readonly positions: readonly number[];
}

const AUTO_ANGLES: readonly LabelAngle[] = [0, -45, -90];
const HORIZONTAL: readonly LabelAngle[] = [0];

/**
 * Selects labels for items with the given centres. All labels are shown if they fit at one of the allowed angles,
 * tried in order. Otherwise only every n-th label is shown, at the angle that shows the most labels.
 */
export function selectLabels(
  axis: Axis,
  vertical: boolean,
  centers: readonly number[],
  sizes: LabelSizes,
): LabelSelection {
  const requested = typeof axis.ticks === 'string' ? centers.map((_, i) => i) : axis.ticks;
  const allowed = axis.labelAngle !== 'auto' ? [axis.labelAngle] : vertical ? HORIZONTAL : AUTO_ANGLES;
  // A reader can complete 0, 5, 10 …, so hiding some of these labels is better than rotating them.
  const staysHorizontal = !vertical && axis.ticks === 'auto' && sizes.isSequence;
  const angles = staysHorizontal ? allowed.slice(0, 1) : allowed;
  for (const angle of angles) {
    if (labelsFit(requested, angle, vertical, centers, sizes)) return { angle, positions: requested };
  }
  const thinnedSizes = { ...sizes, gap: sizes.thinnedGap };
  const thinned = angles.map((angle): LabelSelection => {
    const fits = (positions: readonly number[]) =>
      labelsFit(positions, angle, vertical, centers, thinnedSizes);
    const stride = minStride(requested, angle, vertical, centers, thinnedSizes);
    return { angle, positions: thinPositions(requested, stride, sizes.isSequence, fits) };
  });
  return thinned.reduce((best, other) => (other.positions.length > best.positions.length ? other : best));
}

function labelsFit(
  positions: readonly number[],
  angle: LabelAngle,
  vertical: boolean,
  centers: readonly number[],
  sizes: LabelSizes,
): boolean {
  const { widths } = sizes;
  const alongAxis = runsAlongAxis(angle, vertical);
  const thickness = lineThickness(angle, sizes);
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
function lineThickness(angle: LabelAngle, { lineHeight }: LabelSizes): number {
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
  const required = runsAlongAxis(angle, vertical) ? minWidth + sizes.gap : lineThickness(angle, sizes);
  return Math.max(2, Math.min(positions.length, Math.floor(required / maxDistance)));
}

/** Strides that give sequences such as 0, 5, 10. */
const ROUND_STRIDES = [2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000];
/** How much larger than necessary a stride may be if it is round, or if it shows the last position without a gap. */
const MAX_ROUND_FACTOR = 2.5;
const MAX_EVEN_FACTOR = 1.34;

/**
 * Returns every n-th position, always including the first and the last one. n is the smallest stride from `minStride`
 * on at which labels fit, or a slightly larger one that divides the axis evenly or is round.
 */
function thinPositions(
  positions: readonly number[],
  minStride: number,
  isSequence: boolean,
  fits: (positions: readonly number[]) => boolean,
): readonly number[] {
  const { length } = positions;
  const select = (stride: number) => everyNth(positions, stride, fits);
  let stride = minStride;
  while (stride < length && !fits(select(stride))) stride++;
  if (stride >= length) {
    const ends = [positions[0], positions[length - 1]];
    return fits(ends) ? ends : [positions[0]];
  }
  const isUsable = (other: number) => other >= stride && other < length && fits(select(other));
  const even = range(stride, stride * MAX_EVEN_FACTOR).find(
    (other) => (length - 1) % other === 0 && isUsable(other),
  );
  const round = isSequence
    ? ROUND_STRIDES.find((other) => other <= stride * MAX_ROUND_FACTOR && isUsable(other))
    : undefined;
  return select(even ?? round ?? stride);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.floor(to - from) + 1 }, (_, i) => from + i);
}

/** Returns every n-th position and the last one, without the positions before it that are too close to it. */
function everyNth(
  positions: readonly number[],
  n: number,
  fits: (positions: readonly number[]) => boolean,
): readonly number[] {
  const selected: number[] = [];
  for (let k = 0; k < positions.length; k += n) selected.push(positions[k]);
  const last = positions[positions.length - 1];
  if (selected[selected.length - 1] === last) return selected;
  while (selected.length > 1 && !fits([selected[selected.length - 1], last])) selected.pop();
  return [...selected, last];
}

/** Whether the labels are numbers with a constant difference, such as 0, 1, 2, or L0, L2, L4. */
export function isArithmeticSequence(labels: readonly string[]): boolean {
  if (labels.length < 3) return false;
  const matches = labels.map((label) => /^(\D*?)(-?\d+(?:\.\d+)?)$/.exec(label));
  const step = Number(matches[1]?.[2]) - Number(matches[0]?.[2]);
  return matches.every(
    (match, i) =>
      match !== null &&
      match[1] === matches[0]?.[1] &&
      (i === 0 || Math.abs(Number(match[2]) - Number(matches[i - 1]?.[2]) - step) < Math.abs(step) * 1e-6),
  );
}
