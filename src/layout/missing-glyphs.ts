import type { Report } from '../diagnostics.js';
import type { FontSet } from '../fonts/fonts.js';
import { needsShaping } from '../fonts/shaping.js';
import type { Item } from '../scene/scene.js';
import { missingFrom } from '../typography/measure.js';

/** So many different characters or texts are named, the others counted. */
const MOST_NAMED = 5;

/** Warns of characters that no font has, and of scripts whose letters we do not join or turn around. */
export function reportGlyphs(items: readonly Item[], fonts: FontSet, report: Report): void {
  const missing = new Map<number, string>();
  const unshaped = new Map<string, string>();
  for (const item of items) {
    if (item.kind !== 'text') continue;
    for (const point of missingFrom(item.text, item.weight, fonts))
      if (!missing.has(point)) missing.set(point, item.text);
    const script = needsShaping(item.text);
    if (script && !unshaped.has(script)) unshaped.set(script, item.text);
  }
  if (missing.size) {
    const named = [...missing]
      .slice(0, MOST_NAMED)
      .map(
        ([point, text]) => `U+${point.toString(16).toUpperCase().padStart(4, '0')} (in ${shortened(text)})`,
      );
    report({
      severity: 'warning',
      code: 'missing-glyph',
      message: `no font has ${named.join(', ')}${missing.size > MOST_NAMED ? ` and ${missing.size - MOST_NAMED} more` : ''}: drawn as boxes`,
      hints: ['name a font that has them with --font FILE'],
    });
  }
  for (const [script, text] of unshaped) {
    report({
      severity: 'warning',
      code: 'needs-shaping',
      message: `${script} letters are drawn one by one, from left to right, as in ${shortened(text)}`,
      hints: ['in an SVG with "text": "font" the viewer sets them right'],
    });
  }
}

function shortened(text: string): string {
  return JSON.stringify(text.length > 30 ? `${text.slice(0, 27)}…` : text);
}
