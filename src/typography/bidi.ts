/** The bidirectional algorithm of Unicode (UAX #9). */
import bidiFactory from 'bidi-js';
import { maxOf } from '../extremes.js';
import { mayRunRightToLeft } from './needs-shaping.js';

/** The types of the package describe a module with a default export, but it exports the function itself. */
const createBidi = bidiFactory as unknown as typeof bidiFactory.default;

let bidi: ReturnType<typeof createBidi> | undefined;

/**
 * Letters of Hebrew, Arabic and their neighbours with spaces and punctuation: text with one direction. The tables of the
 * package take longer to load than a figure takes to draw, so such text does without.
 */
const ONE_DIRECTION =
  /^(?:(?=[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])[\p{L}\p{M}]|[ -/:-@[-`{-~\xab\xbb\u2010-\u2015\u2018-\u201f\u2026])*$/u;
/** The first letter of a text, after characters that are not strong. */
const FIRST_LETTER = /^[^A-Za-z\x80-\uffff]*(\p{L})/u;

/** Whether the first strong character of a text, outside of isolates, runs from right to left. */
export function startsRightToLeft(text: string): boolean {
  const letter = FIRST_LETTER.exec(text)?.[1];
  if (letter !== undefined) return mayRunRightToLeft(letter);
  bidi ??= createBidi();
  return bidi.getEmbeddingLevels(text).paragraphs[0]?.level === 1;
}

/** Returns the embedding level of each UTF-16 code unit; those from right to left are odd. */
export function embeddingLevels(text: string, isRightToLeft: boolean): Uint8Array {
  if (!isRightToLeft && !mayRunRightToLeft(text)) return new Uint8Array(text.length);
  if (isRightToLeft && ONE_DIRECTION.test(text)) return new Uint8Array(text.length).fill(1);
  bidi ??= createBidi();
  const direction = isRightToLeft ? 'rtl' : 'ltr';
  const { levels } = bidi.getEmbeddingLevels(text, direction);
  resetTrailing(text, levels, Number(isRightToLeft));
  return levels;
}

/** Spaces, controls of isolates, and characters without effect, which the algorithm ignores. */
const TRAILING = /[ \u1680\u2000-\u200d\u2028\u202a-\u202e\u205f\u2060-\u206f\u3000\ufeff\xad]/;

/** Gives spaces at the end of a line the level of the paragraph (rule L1). */
function resetTrailing(text: string, levels: Uint8Array, level: number): void {
  let end = text.length;
  while (end > 0 && TRAILING.test(text[end - 1])) end--;
  levels.fill(level, end);
}

/** Returns the items in the order in which they are seen from left to right (rule L2). */
export function visualOrder<T extends { readonly level: number }>(items: readonly T[]): T[] {
  const result = [...items];
  const highest = maxOf(result, ({ level }) => level, 0);
  for (let level = highest; level > 0; level--) {
    for (let end = 0, start = 0; start < result.length; start = end + 1) {
      end = start;
      while (end < result.length && result[end].level >= level) end++;
      reverse(result, start, end);
    }
  }
  return result;
}

/** Reverses the items from `start` to before `end`. */
function reverse<T>(items: T[], start: number, end: number): void {
  for (let low = start, high = end - 1; low < high; low++, high--) {
    [items[low], items[high]] = [items[high], items[low]];
  }
}
