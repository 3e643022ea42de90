/** Plain text: one glyph for each character, without HarfBuzz. */
import { NOTDEF_FONT } from '../fonts/font-set.js';
import type { Font } from '../fonts/truetype.js';
import { needsShaping } from './needs-shaping.js';
import type { PlacedGlyph, ShapedText } from './shaped-text.js';

/** Lays out plain text from left to right in character order. `glyphInfo` finds the glyphs; see `shape` in measure.ts. */
export function shapePlain(text: string, glyphInfo: (codePoint: number) => GlyphInfo): ShapedText {
  const visibleText = removeInvisible(text);
  const glyphs: PlacedGlyph[] = [];
  const missing = new Set<number>();
  let x = 0;
  let previous: GlyphInfo | undefined;
  for (let at = 0; at < visibleText.length; ) {
    const codePoint = visibleText.codePointAt(at)!;
    const next = glyphInfo(codePoint);
    at += codePoint > 0xffff ? 2 : 1;
    if (next.isMissing) missing.add(next.codePoint);
    const isKerned = previous?.font === next.font && !(previous.isDigit && next.isDigit);
    if (isKerned) x += next.font.kern(previous!.glyph, next.glyph) / next.font.unitsPerEm;
    const right = x + next.advance;
    glyphs.push({ font: next.font, glyph: next.glyph, text: next.character, x, y: 0, left: x, right });
    x = right;
    previous = next;
  }
  return { width: x, glyphs, missingCodePoints: [...missing], ink: null };
}

/** Longer texts fit on no page. They are measured as plain text, because the time to shape them is not linear. */
export const MAX_SHAPED = 20_000;

/** Whether HarfBuzz must shape a text, in composed form (NFC), with these fonts. */
export function needsHarfBuzz(text: string, faces: readonly Font[]): boolean {
  if (faces[0].shaping === 'never' || text.length > MAX_SHAPED) return false;
  if (needsShaping(text)) return true;
  if (!faces.some(({ shaping }) => shaping === 'always')) return false;
  return [...text].some((character) => findGlyph(character.codePointAt(0)!, faces).font.shaping === 'always');
}

/** The glyph of a code point in a list of fonts. */
export interface GlyphInfo {
  readonly codePoint: number;
  readonly character: string;
  readonly isMissing: boolean;
  readonly isDigit: boolean;
  readonly font: Font;
  readonly glyph: number;
  /** In em. */
  readonly advance: number;
}

/** Returns the glyph of the first of `faces` that has a code point. */
export function findGlyph(unit: number, faces: readonly Font[]): GlyphInfo {
  const codePoint = unit >= 0xd800 && unit <= 0xdfff ? 0xfffd : unit;
  const owner = codePoint < 0x20 ? undefined : faces.find((face) => face.glyphIndex(codePoint) !== 0);
  const font = owner ?? NOTDEF_FONT;
  const glyph = owner ? owner.glyphIndex(codePoint) : 0;
  return {
    codePoint,
    character: String.fromCodePoint(codePoint),
    isMissing: !owner,
    isDigit: codePoint >= 0x30 && codePoint <= 0x39,
    font,
    glyph,
    advance: font.advance(glyph) / font.unitsPerEm,
  };
}

/** Composes accents with their letters (NFC), and turns line ends and tabs into spaces and lone surrogates into U+FFFD. */
export function normalizeText(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(/\r\n|[\t-\r\x85\u2028\u2029]/g, ' ')
    .replace(/\p{Cs}/gu, '\ufffd');
}

function removeInvisible(text: string): string {
  return /^[ -~]*$/.test(text) ? text : text.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
}
