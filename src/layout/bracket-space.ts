import type { Bracket } from '../figure/figure.js';
import type { Context } from './context.js';
import { textStyle, textWidth } from './text.js';

/**
 * Returns the length of cells at which no title of `brackets` needs a line break inside a word. A title that would need
 * cells longer than `maxLength` has no influence.
 */
export function cellLengthForBrackets(
  brackets: readonly Bracket[],
  maxLength: number,
  context: Context,
): number {
  const style = textStyle('group', 'label', context);
  let length = 0;
  for (const { title, from, to } of brackets) {
    const words = title.split(/\s+/).map((word) => textWidth(word, style, context));
    const titleLength = words.reduce((a, b) => Math.max(a, b)) + context.theme.space.betweenLabels;
    const needed = Math.ceil(titleLength / (to - from + 1));
    if (needed <= maxLength) length = Math.max(length, needed);
  }
  return length;
}
