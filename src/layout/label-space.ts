/** The size of cells that the labels and groups of rows and columns need. */
import { maxOf, minOf } from '../extremes.js';
import type { Axis, Figure } from '../figure/figure.js';
import { DEFAULTS, LIMITS } from '../theme.js';
import type { Size } from './body.js';
import { cellLengthForBrackets } from './bracket-space.js';
import type { Context } from './context.js';
import { allowedAngles, labelsFit, lineThickness, runsAlongAxis } from './tracks/label-selection.js';
import { type LabelTexts, measureLabels } from './tracks/label-texts.js';

export interface LabelSpace {
  /**
   * The size of cells at which every row and every column can have its label, and no title of a group is broken inside a
   * word; 0 if they need no such size.
   */
  readonly minCell: Size;
  /** Returns the smallest width from `min` to `max` at which all column labels are horizontal; null if there is none. */
  readonly horizontalWidth: (min: number, max: number) => number | null;
}

/** The labels of one axis, or its second labels. */
interface AxisLabels extends LabelTexts {
  readonly axis: Axis;
}

/** Measures the labels of all panels. */
export function measureLabelSpace({ panels, cells }: Figure, context: Context): LabelSpace {
  const columns = axisLabels(
    panels.map(({ x }) => x),
    false,
    context,
  );
  const rows = axisLabels(
    panels.map(({ y }) => y),
    true,
    context,
  );
  const areHorizontal = (width: number, lineCount: number) =>
    columns.every((labels) => fitHorizontally(labels, width + cells.gap, lineCount));
  return {
    minCell: {
      width: columns.reduce(
        (max, labels) => Math.max(max, minPitchOf(labels, false) - cells.gap),
        maxOf(panels, ({ x }) => cellLengthForBrackets(x.brackets, DEFAULTS.cells.maxWidth, context)),
      ),
      height: rows.reduce(
        (max, labels) => Math.max(max, minPitchOf(labels, true) - cells.gap),
        maxOf(panels, ({ y }) => cellLengthForBrackets(y.brackets, DEFAULTS.cells.maxHeight, context)),
      ),
    },
    horizontalWidth(min, max) {
      for (let lineCount = 1; lineCount <= LIMITS.label.maxLines; lineCount++) {
        if (areHorizontal(max, lineCount))
          return smallest(min, max, (width) => areHorizontal(width, lineCount));
      }
      return null;
    },
  };
}

/** Returns the different labels of some axes, without axes that have far more items than labels could be shown. */
function axisLabels(axes: readonly Axis[], vertical: boolean, context: Context): AxisLabels[] {
  const distinct = new Map<string, Axis>();
  for (const axis of axes) {
    // Ticks at round values need no space in cells.
    if (axis.numeric?.ticks === 'values') continue;
    for (const labels of [axis.labels, axis.labels2?.labels]) {
      if (!labels || labels.length > MAX_LABELS) continue;
      distinct.set(JSON.stringify([labels, axis.ticks, axis.labelAngle, axis.maxWidth]), { ...axis, labels });
    }
  }
  return [...distinct.values()].map((axis) => ({ axis, ...measureLabels(axis, vertical, context) }));
}

/** More labels than this do not fit next to each other at any size. */
const MAX_LABELS = 1000;

/** Returns the pitch at which all labels fit at the angle that needs the least space; 0 if it depends on their widths. */
function minPitchOf({ axis, labels, sizes, line }: AxisLabels, vertical: boolean): number {
  const isSequence = sizes.sequence !== null;
  const isThinned = axis.ticks === 'auto' && isSequence && labels.length > LIMITS.label.longSequence;
  if (typeof axis.ticks !== 'string' || isThinned) return 0;
  const pitches = allowedAngles(axis, vertical, labels.length, isSequence)
    .filter((angle) => !runsAlongAxis(angle, vertical))
    .map((angle) => lineThickness(angle, line.height));
  return pitches.length ? minOf(pitches, (pitch) => pitch) : 0;
}

function fitHorizontally(
  { axis, labels, sizes, wrap }: AxisLabels,
  pitch: number,
  lineCount: number,
): boolean {
  if (axis.labelAngle !== 'auto' && axis.labelAngle !== 0) return true;
  const positions = typeof axis.ticks === 'string' ? labels.map((_, i) => i) : axis.ticks;
  const centers = labels.map((_, i) => i * pitch);
  return (
    labelsFit(positions, 0, false, centers, sizes) ||
    (lineCount > 1 && wrap !== null && wrap(pitch - sizes.gap, lineCount) !== null)
  );
}

/** Returns the smallest of `min`, `min` + 1, … and `max` at which a condition holds that also holds at larger values. */
function smallest(min: number, max: number, holds: (value: number) => boolean): number {
  if (holds(min)) return min;
  let [low, high] = [min, max];
  while (high - low > 1) {
    const middle = low + Math.ceil((high - low) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
