import { LIMITS } from '../../theme.js';
import { type MeasureText, wrap } from '../../typography/wrap.js';

/**
 * Returns a function that wraps all labels to a width. It returns null if all of them fit on one line, or if a label
 * would need too many lines or a break inside a word.
 */
export function createLabelWrapper(
  labels: readonly string[],
  widths: readonly number[],
  measure: MeasureText,
): (maxWidth: number) => string[][] | null {
  const widest = maxOf(widths);
  const widestWord = maxOf(widths.filter((_, i) => !BREAK.test(labels[i])));
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

function maxOf(widths: readonly number[]): number {
  return widths.reduce((max, width) => Math.max(max, width), Number.NEGATIVE_INFINITY);
}
