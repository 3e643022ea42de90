/** The labels of an axis as they are printed, with what is needed to find their positions. */
import type { Axis } from '../../figure/figure.js';
import { truncateMiddle } from '../../typography/wrap.js';
import type { Context } from '../context.js';
import { type LineBox, lineBox, lineDistance, type TextStyle, textStyle, textWidth } from '../text.js';
import type { LabelSizes } from './label-selection.js';
import { findLabelSequence } from './label-sequence.js';
import { createLabelWrapper, type WrapLabels } from './label-wrapping.js';

export interface LabelTexts {
  /** In page order; those that are too long are shortened. */
  readonly labels: readonly string[];
  readonly style: TextStyle;
  readonly line: LineBox;
  readonly sizes: LabelSizes;
  /** Wraps the labels; null if they must be on one line. */
  readonly wrap: WrapLabels | null;
  /** The height of a label of several lines. */
  readonly heightOf: (lineCount: number) => number;
}

/** Measures labels that stand beside rows (`vertical`) or above or below columns. */
export function measureLabels(axis: Axis, vertical: boolean, context: Context): LabelTexts {
  const { space, text } = context.theme;
  const style = textStyle('tick-label', 'label', context);
  const line = lineBox(style, context);
  const measure = (label: string) => textWidth(label, style, context);
  const fullLabels = axis.labels ?? [];
  const labels = fullLabels.map((label) =>
    measure(label) > axis.maxWidth ? truncateMiddle(label, axis.maxWidth, measure) : label,
  );
  const mayWrap =
    !vertical &&
    (axis.labelAngle === 'auto' || !text.rotates) &&
    typeof axis.ticks === 'string' &&
    labels.length > 1;
  return {
    labels,
    style,
    line,
    sizes: {
      widths: labels.map(measure),
      lineHeight: line.height,
      gap: space.betweenLabels,
      thinnedGap: space.betweenThinnedLabels,
      sequence: findLabelSequence(fullLabels),
    },
    wrap: mayWrap ? createLabelWrapper(labels, measure) : null,
    heightOf: (lineCount) => line.height + (lineCount - 1) * lineDistance(style, context),
  };
}
