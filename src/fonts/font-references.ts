/**
 * Fonts as specs and flags name them: a file, the number or name of a font in it, and the position of a variable font, as in
 * "Noto.ttc#Noto Sans JP" and "Inter.ttf:wght=600,opsz=20".
 */
import { createHash } from 'node:crypto';
import { memoize } from '../memoize.js';
import { type FaceRequest, openFonts } from './open-font.js';
import { badFont } from './sfnt.js';
import type { Font } from './truetype.js';

export interface FontReference extends FaceRequest {
  /** A path. */
  readonly file: string;
}

/** "#" and ":" have a meaning only after the extension of a font, so folders and other names may contain them. */
const REFERENCE = /^(.*?\.(?:ttf|otf|ttc|otc|woff2?))(?:#([^:/\\]+))?(?::([^/\\]+))?$/is;
const POSITION = /^([ -~]{1,4})=(-?\d+(?:\.\d+)?)$/;
const MAX_POSITIONS = 64;

/** Splits a reference into its parts. Error: `bad-font`. */
export function parseFontReference(text: string): FontReference {
  const [, file, face = null, positions] = REFERENCE.exec(text) ?? [null, text, null, undefined];
  const variations = (positions?.split(',', MAX_POSITIONS) ?? []).map((part) => {
    const [, tag, value] = POSITION.exec(part.trim()) ?? [];
    if (tag !== undefined) return { tag: tag.padEnd(4), value: Number(value) };
    return badFont(
      file,
      `"${part}" is not the position of a variable font`,
      `write the tag of an axis and a number: ${file}:wght=600`,
    );
  });
  return { file, face, variations };
}

/** Fonts that were opened are used again, so that a batch does not read and measure them for every figure. */
const MAX_OPEN_FONTS = 32;
const openedFonts = memoize(
  (key: string): { fonts: Font[] | null; readonly key: string } => ({ fonts: null, key }),
  MAX_OPEN_FONTS,
);

/** Opens fonts. `read` returns the bytes of a file; `i` is the index of its reference. Errors: `bad-font`, those of `read`. */
export function openFontReferences(
  references: readonly string[],
  read: (file: string, i: number) => Uint8Array,
): Font[] {
  return references.flatMap((text, i) => {
    const reference = parseFontReference(text);
    const bytes = read(reference.file, i);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const entry = openedFonts(`${hash} ${text}`);
    entry.fonts ??= openFonts(bytes, reference.file, reference);
    return entry.fonts;
  });
}
