import { memoize } from '../../memoize.js';
import { LIMITS } from '../../theme.js';
import { fillLines, type MeasureText, splitAtBreaks, splitLines } from '../../typography/wrap.js';

/** Returns all labels as lines that are at most `maxWidth` wide, or null if that is impossible. */
export type WrapLabels = (maxWidth: number, maxLines?: number) => string[][] | null;

/**
 * Returns a function that wraps all labels to a width. It returns null if a label would need too many lines or a break
 * inside a word. Labels break after spaces and after - / _ . and before a capital inside a word, as in "snowDepth".
 */
export function createLabelWrapper(labels: readonly string[], measureText: MeasureText): WrapLabels {
  const measure = (text: string) => measureText(text.trimEnd());
  const partsOf = memoize((label: string) => splitLines(label).map(splitLabel), labels.length);
  const wrapAll = memoize((maxWidth: number): string[][] | null => {
    const fits = (line: string) => measure(line) <= maxWidth;
    const wrapped: string[][] = [];
    for (const label of labels) {
      const lines = partsOf(label);
      if (!lines.every((parts) => parts.every(fits))) return null;
      const wrappedLines = lines.flatMap((parts) => fillLines(parts, fits));
      if (wrappedLines.length > LIMITS.label.maxLines) return null;
      wrapped.push(wrappedLines.map((line) => line.trimEnd()));
    }
    return wrapped;
  }, MAX_MEMOIZED);
  return (maxWidth, maxLines = LIMITS.label.maxLines) => {
    const wrapped = wrapAll(maxWidth);
    return wrapped?.every((lines) => lines.length <= maxLines) ? wrapped : null;
  };
}

/** The number of widths whose results are kept; a search for the size of cells tries several. */
const MAX_MEMOIZED = 16;

/** Before a capital, between two lower-case letters and another letter; not in "pH" or "McDonald". */
const CASE_CHANGE = /(?<=\p{Ll}{2})(?=\p{Lu}\p{L})/u;

/** Splits a label at the places where a line may end. Spaces at its start stay with the first word. */
function splitLabel(label: string): string[] {
  const parts = splitAtBreaks(label).flatMap((part) => part.split(CASE_CHANGE));
  return parts.length > 1 && parts[0].trim() === '' ? [parts[0] + parts[1], ...parts.slice(2)] : parts;
}
