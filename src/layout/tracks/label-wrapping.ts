import { LIMITS } from '../../theme.js';
import { type MeasureText, wrap } from '../../typography/wrap.js';

/**
 * Returns a function that wraps all labels to a width. It returns null if all of them fit on one line, or if a label
 * would need too many lines or a break inside a word.
 */
export function createLabelWrapper(
  labels: readonly string[],
  measure: MeasureText,
): (maxWidth: number) => string[][] | null {
  const widest = maxWidthOf(labels, measure);
  const widestWord = maxWidthOf(
    labels.filter((label) => !BREAK.test(label)),
    measure,
  );
  return (maxWidth) =>
    widest > maxWidth && widestWord <= maxWidth ? wrapLabels(labels, maxWidth, measure) : null;
}

function wrapLabels(labels: readonly string[], maxWidth: number, measure: MeasureText): string[][] | null {
  const wrapped: string[][] = [];
  for (const label of labels) {
    const lines = wrap(label, maxWidth, measure);
    if (lines.length > LIMITS.label.maxLines || lines.some((line) => measure(line) > maxWidth)) return null;
    const breaksWord = lines
      .slice(0, -1)
      .some((line) => !BREAK_AT_END.test(line) && !label.includes(`${line} `));
    if (breaksWord) return null;
    wrapped.push(lines);
  }
  return wrapped;
}

/** The characters at which `wrap` may break a line. */
const BREAK = /[ \-/_.]/;
const BREAK_AT_END = /[-/_.]$/;

function maxWidthOf(labels: readonly string[], measure: MeasureText): number {
  return labels.reduce((max, label) => Math.max(max, measure(label)), Number.NEGATIVE_INFINITY);
}
