import { quote, type Report } from '../diagnostics.js';
import { findComplexScript } from '../fonts/complex-scripts.js';
import type { FontSet } from '../fonts/font-set.js';
import { listFirst } from '../phrases.js';
import type { Item } from '../scene/scene.js';
import { missingCodePoints } from '../typography/measure.js';

/** The maximum number of characters that the message lists. */
const MAX_LISTED = 5;

/** Warns about characters that no font contains, and about scripts that need shaping, which is not supported. */
export function reportMissingGlyphs(items: readonly Item[], fonts: FontSet, report: Report): void {
  const missing = new Map<number, string>();
  const unshaped = new Map<string, string>();
  for (const item of items) {
    if (item.kind !== 'text') continue;
    for (const codePoint of missingCodePoints(item.text, item.weight, fonts))
      if (!missing.has(codePoint)) missing.set(codePoint, item.text);
    const script = findComplexScript(item.text);
    if (script && !unshaped.has(script)) unshaped.set(script, item.text);
  }
  if (missing.size) {
    const listed = listFirst(
      [...missing],
      MAX_LISTED,
      ([codePoint, text]) => `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')} (in ${quote(text)})`,
    );
    report({
      severity: 'warning',
      code: 'missing-glyph',
      message: `no font contains ${listed}, so boxes are drawn instead`,
      hints: ['add a font that contains them with --font FILE'],
    });
  }
  for (const [script, text] of unshaped) {
    report({
      severity: 'warning',
      code: 'needs-shaping',
      message: `${script} letters are drawn separately from left to right, as in ${quote(text)}`,
      hints: ['write an SVG with "text": "font", which the viewer shapes correctly'],
    });
  }
}
