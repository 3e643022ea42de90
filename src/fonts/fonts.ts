import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Font, readFont } from './truetype.js';

/** The fonts of a figure, at least one a weight: the first that has a character draws it, the first of all sets the heights. */
export interface FontSet {
  readonly regular: readonly Font[];
  readonly bold: readonly Font[];
}

const ARIMO = bundled('Arimo', 'Arimo-Regular');
const ARIMO_BOLD = bundled('Arimo Bold', 'Arimo-Bold');
const DEJAVU = bundled('DejaVu Sans', 'DejaVuSans');
const BUNDLED: FontSet = { regular: [ARIMO, DEJAVU], bold: [ARIMO_BOLD, DEJAVU] };

/** Its glyph 0 is the box that stands for a character no font has. */
export const BOX_FONT: Font = DEJAVU;

/** Arimo, with DejaVu Sans behind it for symbols and other scripts (also behind Arimo Bold: there is no bold DejaVu). */
export function bundledFonts(): FontSet {
  return BUNDLED;
}

/** `base` with fonts behind it, for what its own lack; they serve both weights. */
export function withFonts(base: FontSet, extra: readonly Font[]): FontSet {
  return { regular: [...base.regular, ...extra], bold: [...base.bold, ...extra] };
}

/** Where the bundled fonts are, for programs that take fonts by their paths. */
export function bundledFontFiles(): string[] {
  return ['Arimo-Regular', 'Arimo-Bold', 'DejaVuSans'].map((file) => fileURLToPath(urlOf(file)));
}

function urlOf(file: string): URL {
  return new URL(`./ttf/${file}.ttf`, import.meta.url);
}

/** A font beside this file, read when it is first asked for anything but its name. */
function bundled(name: string, file: string): Font {
  let font: Font | undefined;
  const opened = () => (font ??= readFont(readFileSync(urlOf(file)), name));
  return {
    name,
    get unitsPerEm() {
      return opened().unitsPerEm;
    },
    get ascent() {
      return opened().ascent;
    },
    get descent() {
      return opened().descent;
    },
    get capHeight() {
      return opened().capHeight;
    },
    get xHeight() {
      return opened().xHeight;
    },
    glyph: (codePoint) => opened().glyph(codePoint),
    advance: (glyph) => opened().advance(glyph),
    kern: (left, right) => opened().kern(left, right),
    outline: (glyph, write) => opened().outline(glyph, write),
  };
}
