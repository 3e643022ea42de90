import { type Diagnostic, quote, type Report } from '../diagnostics.js';
import type { FontSet } from '../fonts/font-set.js';
import { findFreeFont } from '../fonts/free-fonts.js';
import type { Font } from '../fonts/truetype.js';
import { joinFirst, listFirst } from '../phrases.js';
import type { Item } from '../scene/scene.js';
import { missingCodePoints, shape } from '../typography/measure.js';

/** The maximum numbers of texts and scripts that the message lists, and of characters for each. */
const MAX_LISTED = 4;
const MAX_CHARACTERS = 3;
/** Carries a mark that has no letter before it. */
const DOTTED_CIRCLE = '\u25cc';

/** Warns about characters that no font contains. */
export function reportMissingGlyphs(items: readonly Item[], fonts: FontSet, report: Report): void {
  const missing = new Map<number, string>();
  for (const item of items) {
    if (item.kind !== 'text') continue;
    for (const codePoint of missingCodePoints(item.text, item.weight, fonts))
      if (!missing.has(codePoint)) missing.set(codePoint, item.text);
  }
  if (missing.size) report(missingMessage(missing, fonts));
  reportLightText(items, fonts, report);
}

/** Names characters, their scripts, and free fonts that have them. `missing` has the first text with each. */
function missingMessage(missing: ReadonlyMap<number, string>, fonts: FontSet): Diagnostic {
  const groups = new Map<string, string[]>();
  for (const [codePoint, text] of missing) {
    const character = String.fromCodePoint(codePoint);
    const number = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
    const free = findFreeFont(character);
    const place = `${free ? `${free.script}, ` : ''}in ${quote(text)}`;
    const shown = /\p{M}/u.test(character) ? `${DOTTED_CIRCLE}${character}` : character;
    groups.set(place, [...(groups.get(place) ?? []), free ? `${shown} ${number}` : number]);
  }
  const listed = listFirst(
    [...groups],
    MAX_LISTED,
    ([place, characters]) => `${listFirst(characters, MAX_CHARACTERS, (character) => character)} (${place})`,
  );
  const codePoints = [...missing.keys()];
  const found = codePoints.flatMap((codePoint) => findFreeFont(String.fromCodePoint(codePoint)) ?? []);
  const names = [...new Set(found.map(({ font, script }) => `${font} has ${script}`))];
  const colored = fonts.given.find((font) => codePoints.some((codePoint) => font.isColorOnly?.(codePoint)));
  return {
    severity: 'warning',
    code: 'missing-glyph',
    message: `no font contains ${listed}, so boxes are drawn instead`,
    hints: [
      ...(colored ? [`${colored.name} has them only in colour, which is not drawn`] : []),
      names.length > 0
        ? `add a font that contains them with --font FILE: ${joinFirst(names, MAX_LISTED)}`
        : 'add a font that contains them with --font FILE',
    ],
  };
}

/** Warns about letters of bold text for which there is no bold face. They are drawn as they are. */
function reportLightText(items: readonly Item[], fonts: FontSet, report: Report): void {
  const reported = new Set<Font>();
  for (const item of items) {
    if (item.kind !== 'text' || item.weight !== 'bold') continue;
    for (const { font, glyph, text } of shape(item.text, 'bold', fonts).glyphs) {
      if (font.isBold || glyph === 0 || reported.has(font) || !/\p{L}/u.test(text)) continue;
      reported.add(font);
      report({
        severity: 'warning',
        code: 'no-bold-face',
        message: `${font.name} has no bold face, so bold text in it is drawn in the regular one, as in ${quote(item.text)}`,
        hints: ['add the bold face of the font with --font FILE, after the regular one'],
      });
    }
  }
}
