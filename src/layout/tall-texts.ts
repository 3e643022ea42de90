import { maxOf } from '../extremes.js';
import type { Figure } from '../figure/figure.js';
import type { FontSet } from '../fonts/font-set.js';
import { fontMetrics, inkOf, type Weight } from '../typography/measure.js';
import { needsShaping } from '../typography/needs-shaping.js';
import type { Ink } from '../typography/shaped-text.js';
import { hasScripts } from '../typography/styled-text.js';

const NO_INK: Ink = { ascent: 0, descent: 0 };
const WEIGHTS: readonly Weight[] = ['normal', 'bold'];
/** Keys of a figure whose values are not printed. */
const NOT_PRINTED = new Set(['theme', 'matrix', 'drawn', 'colors', 'order']);

/**
 * Returns how far the tallest text of a figure reaches above and below its baseline, in em; null if no text may be taller than
 * the letters of European languages.
 */
export function tallestInk(figure: Figure, fonts: FontSet): Ink | null {
  const inks: Ink[] = [];
  for (const text of printedTexts(figure)) {
    const hasSmallText = fonts.italic !== undefined && hasScripts(text);
    if (!hasSmallText && !needsShaping(text)) continue;
    for (const weight of WEIGHTS) {
      inks.push(inkOf(text, weight, fonts) ?? NO_INK);
      // The ink of its small text is known, that of the others is inside of their line box.
      if (hasSmallText) inks.push(fontMetrics(weight, fonts));
    }
  }
  if (inks.length === 0) return null;
  return { ascent: maxOf(inks, ({ ascent }) => ascent), descent: maxOf(inks, ({ descent }) => descent) };
}

/** Yields every string in a value, which contains no cycles. Lists of numbers are skipped at once. */
function* printedTexts(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) {
    if (typeof value[0] !== 'number') for (const item of value) yield* printedTexts(item);
  } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const [key, item] of Object.entries(value)) if (!NOT_PRINTED.has(key)) yield* printedTexts(item);
  }
}
