import { openFontReferences, parseFontReference } from '../fonts/font-references.js';
import { bundledFonts, type FontSet, withFonts } from '../fonts/font-set.js';
import { readAll } from '../input/bytes.js';
import { readFile } from './io.js';

/** Returns the fonts that flags name, followed by the bundled fonts, which supply the characters that these lack. */
export function loadFonts(references: readonly string[] = []): FontSet {
  if (references.length === 0) return bundledFonts();
  return withFonts(openFontReferences(references, (file) => readAll(readFile(file)).bytes));
}

/** Returns the files of fonts that flags name. */
export function fontFilesOf(references: readonly string[]): string[] {
  return references.map((reference) => parseFontReference(reference).file);
}
