/** Italic faces, which are loaded for figures whose texts have styles. */
import { bundledFont, bundledFonts, type FontSet } from './font-set.js';

/** Subsets of the Arimo faces (pyftsubset of fontTools) with Latin, Greek and Cyrillic letters, without hinting: about 55 kB each. */
const ARIMO_ITALIC = bundledFont('Arimo Italic', 'Arimo-Italic', 'Arimo');
const ARIMO_BOLD_ITALIC = bundledFont('Arimo Bold Italic', 'Arimo-BoldItalic', 'Arimo');

const SETS = new WeakMap<FontSet, FontSet>();

/**
 * Adds the fonts of italic text to a set: the given italic faces, then the other given fonts, then Arimo Italic. So text in a
 * given font without an italic face is upright, instead of in another font. Equal sets give the same object.
 */
export function withItalics(fonts: FontSet): FontSet {
  if (fonts.italic) return fonts;
  let set = SETS.get(fonts);
  if (!set) {
    set = { ...fonts, italic: { regular: faces('regular'), bold: faces('bold') } };
    SETS.set(fonts, set);
  }
  return set;

  function faces(weight: 'regular' | 'bold') {
    const own = fonts[weight].filter((font) => fonts.given.includes(font));
    const isItalic = ({ isItalic = false }) => isItalic;
    const italic = [
      ...own.filter(isItalic),
      ...fonts.given.filter(isItalic).filter((font) => !own.includes(font)),
    ];
    return [
      ...italic,
      ...own.filter((font) => !isItalic(font)),
      weight === 'bold' ? ARIMO_BOLD_ITALIC : ARIMO_ITALIC,
      ...bundledFonts()[weight],
    ];
  }
}
