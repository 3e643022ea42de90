import { basename, extname } from 'node:path';
import { bundledFonts, type FontSet, withFonts } from '../fonts/fonts.js';
import { readFont } from '../fonts/truetype.js';
import { readFile } from './io.js';

/** The bundled fonts, and behind them those that `--font` names, for what the bundled ones lack. */
export function fontsWith(files: readonly string[] = []): FontSet {
  if (!files.length) return bundledFonts();
  return withFonts(
    bundledFonts(),
    files.map((file) => readFont(readFile(file).bytes, basename(file, extname(file)))),
  );
}
