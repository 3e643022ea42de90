import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Font, readFont } from './truetype.js';

/**
 * The fonts of a figure, at least one per weight. The first font with a character draws it. The first font of all
 * determines the line heights.
 */
export interface FontSet {
  readonly regular: readonly Font[];
  readonly bold: readonly Font[];
  /** The fonts that do not belong to the program, in the order in which they were given. */
  readonly given: readonly Font[];
  /** The fonts of italic text. Absent: no text of the figure has styles. */
  readonly italic?: { readonly regular: readonly Font[]; readonly bold: readonly Font[] };
}

/** Returns the fonts of a text in the order in which they are searched. */
export function facesOf(fonts: FontSet, weight: 'normal' | 'bold', isItalic = false): readonly Font[] {
  const { regular, bold } = (isItalic && fonts.italic) || fonts;
  return weight === 'bold' ? bold : regular;
}

const ARIMO = bundledFont('Arimo', 'Arimo-Regular');
const ARIMO_BOLD = bundledFont('Arimo Bold', 'Arimo-Bold', 'Arimo');
const DEJAVU = bundledFont('DejaVu Sans', 'DejaVuSans');
const BUNDLED: FontSet = { regular: [ARIMO, DEJAVU], bold: [ARIMO_BOLD, DEJAVU], given: [] };

/** The font whose glyph 0 (.notdef, a box) is drawn for characters that no font has. */
export const NOTDEF_FONT: Font = DEJAVU;

/** Returns Arimo with DejaVu Sans as fallback for symbols and other scripts. There is no bold DejaVu Sans. */
export function bundledFonts(): FontSet {
  return BUNDLED;
}

/**
 * Returns a set in which `given` fonts come before the bundled ones, in their order. Bold text uses bold faces first, then
 * the other given fonts.
 */
export function withFonts(given: readonly Font[]): FontSet {
  if (given.length === 0) return BUNDLED;
  // Upright faces come before the italic ones.
  const upright = [...given.filter(({ isItalic }) => !isItalic), ...given.filter(({ isItalic }) => isItalic)];
  const bold = upright.filter(({ isBold }) => isBold);
  const regular = upright.filter(({ isBold }) => !isBold);
  return {
    regular: [...(regular.length > 0 ? regular : bold), ...BUNDLED.regular],
    bold: [...bold, ...regular, ...BUNDLED.bold],
    given,
  };
}

/** Returns the paths of the bundled fonts, for programs that load fonts by path. */
export function bundledFontFiles(): string[] {
  const arimo = ['Regular', 'Bold', 'Italic', 'BoldItalic'].map((style) => `Arimo-${style}`);
  return [...arimo, 'DejaVuSans'].map((file) => fileURLToPath(fontUrl(file)));
}

function fontUrl(file: string): URL {
  return new URL(`./ttf/${file}.ttf`, import.meta.url);
}

/** Creates a font that reads its file when anything but its name is needed. */
export function bundledFont(name: string, file: string, family = name): Font {
  let font: Font | undefined;
  const load = () => (font ??= readFont(readFileSync(fontUrl(file)), name));
  return {
    name,
    family,
    isBold: name.includes(' Bold'),
    ...(name.includes(' Italic') && { isItalic: true }),
    get unitsPerEm() {
      return load().unitsPerEm;
    },
    get ascent() {
      return load().ascent;
    },
    get descent() {
      return load().descent;
    },
    get capHeight() {
      return load().capHeight;
    },
    get xHeight() {
      return load().xHeight;
    },
    glyphIndex: (codePoint) => load().glyphIndex(codePoint),
    advance: (glyph) => load().advance(glyph),
    kern: (left, right) => load().kern(left, right),
    outline: (glyph, formatPoint) => load().outline(glyph, formatPoint),
    mayEmbed: () => load().mayEmbed(),
    subset: (glyphs) => load().subset(glyphs),
    program: () => load().program(),
  };
}
