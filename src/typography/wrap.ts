import { splitGraphemes, splitWord, splitWords } from './graphemes.js';

/** Returns the width of a text, in the same unit as `maxWidth`. */
export type MeasureText = (text: string) => number;

const ELLIPSIS = '…';

/**
 * Breaks `text` into lines that are at most `maxWidth` wide, each as long as possible. Returns at least one line.
 * - Lines break at line ends of the text, at spaces, and after - / _ . that follow a letter or digit.
 * - Lines break between words of scripts without spaces, but not before closing punctuation or after opening punctuation.
 * - Lines do not break inside decimal numbers or before negative ones. Trailing spaces are removed.
 * - A word breaks between graphemes only if it is wider than a line. A single grapheme may be too wide.
 */
export function wrap(text: string, maxWidth: number, measureText: MeasureText): string[] {
  const fits = (line: string) => measureText(line.trimEnd()) <= maxWidth;
  return splitLines(text).flatMap((line) => wrapLine(line, fits));
}

/** Splits a text at its line ends. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/);
}

function wrapLine(text: string, fits: (line: string) => boolean): string[] {
  if (fits(text)) return [text.trimEnd()];
  const splitWide = (parts: readonly string[], split: (part: string) => string[]) =>
    parts.flatMap((part) => (fits(part) ? part : fillLines(split(part), fits)));
  const parts = splitWide(splitWide(splitAtBreaks(text), splitWord), splitGraphemes);
  const lines = fillLines(parts, fits).map((line) => line.trimEnd());
  const nonEmpty = lines.filter((line) => line !== '');
  return nonEmpty.length > 0 ? nonEmpty : [''];
}

/** Splits a line at break opportunities. Each part keeps its trailing punctuation and spaces. */
export function splitAtBreaks(text: string): string[] {
  return text
    .match(/[-/_.]*(?:[^- /_.\t]|(?<=\d)\.(?=\d)|-(?=\d))*[-/_.]*[ \t]*/g)!
    .flatMap((part) => splitWords(part));
}

/** Joins parts to lines, each with as many parts as fit, at least one. */
export function fillLines(parts: readonly string[], fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  for (let start = 0; start < parts.length; ) {
    const count = largestThatFits(parts.length - start, (n) => fits(parts.slice(start, start + n).join('')));
    const end = start + Math.max(1, count);
    lines.push(parts.slice(start, end).join(''));
    start = end;
  }
  return lines;
}

/** Returns `text`, or its start and end around "…" if it is too wide. The result is at least "…". */
export function truncateMiddle(text: string, maxWidth: number, measureText: MeasureText): string {
  if (measureText(text) <= maxWidth) return text;
  const graphemes = splitGraphemes(text);
  const truncate = (count: number) =>
    graphemes.slice(0, Math.ceil(count / 2)).join('') +
    ELLIPSIS +
    graphemes.slice(graphemes.length - Math.floor(count / 2)).join('');
  return truncate(largestThatFits(graphemes.length, (count) => measureText(truncate(count)) <= maxWidth));
}

/**
 * Returns the largest number up to `max` for which `fits` is true, by an exponential search.
 * `fits` must be true up to some number and false after it; 0 is assumed to fit. The cost depends on the result, not on
 * `max`.
 */
function largestThatFits(max: number, fits: (count: number) => boolean): number {
  let count = 0;
  let step = 1;
  while (count + step <= max && fits(count + step)) {
    count += step;
    step *= 2;
  }
  while (step > 1) {
    step /= 2;
    if (count + step <= max && fits(count + step)) count += step;
  }
  return count;
}
