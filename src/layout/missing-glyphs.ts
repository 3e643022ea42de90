import { type Diagnostic, quote, type Report } from '../diagnostics.js';
import type { FontSet } from '../fonts/font-set.js';
import { findFreeFont } from '../fonts/free-fonts.js';
import type { Font } from '../fonts/truetype.js';
import { joinFirst, listFirst } from '../phrases.js';
import type { Item, TextItem } from '../scene/scene.js';
import { missingCodePoints, shape, type Weight } from '../typography/measure.js';
import { joinStyles } from '../typography/styled-text.js';

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
    const text = item.runs ? joinStyles(item.runs) : item.text;
    for (const codePoint of missingCodePoints(text, item.weight, fonts))
      if (!missing.has(codePoint)) missing.set(codePoint, item.text);
  }
  if (missing.size) report(missingMessage(missing, fonts));
  reportAbsentFaces(items, fonts, report);
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

/** A part of a text, and the style that it should have. */
interface StyledPart {
  readonly text: string;
  readonly weight: Weight;
  readonly face: 'bold' | 'italic';
}

/** Warns about letters of bold or italic text for which there is no such face. They are drawn as they are. */
function reportAbsentFaces(items: readonly Item[], fonts: FontSet, report: Report): void {
  const reported = { bold: new Set<Font>(), italic: new Set<Font>() };
  for (const item of items) {
    if (item.kind !== 'text') continue;
    for (const { text, weight, face } of partsWithStyle(item)) {
      for (const { font, glyph, text: letters } of shape(text, weight, fonts).glyphs) {
        const hasFace = face === 'bold' ? font.isBold : font.isItalic;
        if (hasFace || glyph === 0 || reported[face].has(font) || !/\p{L}/u.test(letters)) continue;
        reported[face].add(font);
        report({
          severity: 'warning',
          code: `no-${face}-face`,
          message: `${font.name} has no ${face} face with these letters, so ${face} text in it is drawn in the regular one, as in ${quote(item.text)}`,
          hints: [`add the ${face} face of the font with --font FILE, after the regular one`],
        });
      }
    }
  }
}

function partsWithStyle({ text, runs, weight }: TextItem): StyledPart[] {
  if (!runs) return weight === 'bold' ? [{ text, weight, face: 'bold' }] : [];
  return runs.flatMap((run): StyledPart[] => {
    const styled = joinStyles([run]);
    return [
      ...(run.isBold || weight === 'bold'
        ? [{ text: styled, weight: 'bold' as const, face: 'bold' as const }]
        : []),
      ...(run.isItalic ? [{ text: styled, weight, face: 'italic' as const }] : []),
    ];
  });
}
