/** What the panels of some data have in common, as far as a starting spec depends on it. */
import type { Input } from '../input/load.js';

export interface Statistics {
  /** Smallest and largest finite value; null without any, and for words. */
  readonly extent: readonly [number, number] | null;
  readonly missing: number;
  readonly infinite: number;
  /** How many different words the cells hold, 0 for numbers. */
  readonly words: number;
}

export function statisticsOf(panels: Input['panels']): Statistics {
  let [low, high, missing, infinite] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  const words = new Set<string>();
  for (const { matrix } of panels) {
    for (const word of matrix.words ?? []) words.add(word);
    for (const value of matrix.values) {
      if (Number.isNaN(value)) missing++;
      else if (!Number.isFinite(value)) infinite++;
      else if (!matrix.words) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
  return { extent: low <= high ? [low, high] : null, missing, infinite, words: words.size };
}
