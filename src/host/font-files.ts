import { basename, extname } from 'node:path';
import { addFallbackFonts, bundledFonts, type FontSet } from '../fonts/font-set.js';
import { readFont } from '../fonts/truetype.js';
import { readFile } from './io.js';

/** Returns the bundled fonts followed by the fonts in `files`, which supply the glyphs that the bundled fonts lack. */
export function loadFonts(files: readonly string[] = []): FontSet {
  if (!files.length) return bundledFonts();
  return addFallbackFonts(
    bundledFonts(),
    files.map((file) => readFont(readFile(file).bytes, basename(file, extname(file)))),
  );
}
