/** The fonts in a PDF file: subsets with a map from glyphs to characters, so that text can be searched and copied. */
import { createHash } from 'node:crypto';
import { fail } from '../../diagnostics.js';
import type { Font } from '../../fonts/truetype.js';
import {
  array,
  type Dictionary,
  dictionary,
  encode,
  hex,
  name,
  type PdfFile,
  refer,
  utf16Hex,
} from './objects.js';

/** Bits of the flags of a font descriptor. */
const SYMBOLIC = 4;
/** The largest number of entries in one list of a character map. */
const MAX_MAP_ENTRIES = 100;
/** The width of vertical stems, which readers use only to replace a font that is not embedded. */
const STEM_WIDTH = 80;

interface UsedFont {
  readonly font: Font;
  readonly resource: string;
  /** The character of each glyph that is used. */
  readonly characters: Map<number, number>;
}

export class EmbeddedFonts {
  private readonly used = new Map<Font, UsedFont>();

  /**
   * Marks a glyph as used. Returns the name of its font in the content, and the character that a reader finds for it: the
   * first that was shown by the glyph.
   *
   * Error: `font-not-embeddable`.
   */
  use(
    font: Font,
    glyph: number,
    codePoint: number,
  ): { readonly resource: string; readonly character: number } {
    let entry = this.used.get(font);
    if (!entry) {
      if (!font.mayEmbed()) {
        fail(
          'font-not-embeddable',
          `the licence of the font ${font.name} does not allow documents to contain it`,
          { file: font.name },
          'use another font, or write SVG or PNG',
        );
      }
      entry = { font, resource: `F${this.used.size + 1}`, characters: new Map() };
      this.used.set(font, entry);
    }
    const character = entry.characters.get(glyph) ?? codePoint;
    entry.characters.set(glyph, character);
    return { resource: entry.resource, character };
  }

  /** Adds the used fonts to the file. Returns the fonts of its pages by name. */
  write(file: PdfFile): Dictionary {
    return Object.fromEntries(
      [...this.used.values()].map((font) => [font.resource, refer(writeFont(font, file))]),
    );
  }
}

function writeFont({ font, characters }: UsedFont, file: PdfFile) {
  const { unitsPerEm } = font;
  const glyphs = [...characters.keys()].sort((a, b) => a - b);
  const toThousandths = (units: number) => (1000 * units) / unitsPerEm;
  const program = font.subset(glyphs);
  const fontName = name(`${subsetTag(program)}+${font.name.replace(/[^A-Za-z0-9-]/g, '') || 'Font'}`);
  const height = toThousandths(font.ascent);
  const depth = toThousandths(font.descent);
  const descriptor = file.add(
    dictionary({
      Type: '/FontDescriptor',
      FontName: fontName,
      Flags: SYMBOLIC,
      FontBBox: array([-height, depth, 2 * height, height].map(Math.round)),
      ItalicAngle: 0,
      Ascent: Math.round(height),
      Descent: Math.round(depth),
      CapHeight: Math.round(toThousandths(font.capHeight)),
      StemV: STEM_WIDTH,
      FontFile2: refer(file.addStream({ Length1: program.length }, program)),
    }),
  );
  const descendant = file.add(
    dictionary({
      Type: '/Font',
      Subtype: '/CIDFontType2',
      BaseFont: fontName,
      CIDSystemInfo: '<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>',
      FontDescriptor: refer(descriptor),
      CIDToGIDMap: '/Identity',
      DW: 0,
      W: array(glyphs.map((glyph) => `${glyph} ${array([toThousandths(font.advance(glyph))])}`)),
    }),
  );
  return file.add(
    dictionary({
      Type: '/Font',
      Subtype: '/Type0',
      BaseFont: fontName,
      Encoding: '/Identity-H',
      DescendantFonts: array([refer(descendant)]),
      ToUnicode: refer(file.addStream({}, encode(characterMap(glyphs, characters)))),
    }),
  );
}

/** Returns six capital letters, as names of subsets begin with; they depend on the content of the subset. */
function subsetTag(program: Uint8Array): string {
  const hash = createHash('sha256').update(program).digest();
  return Array.from({ length: 6 }, (_, i) => String.fromCharCode(65 + (hash[i] % 26))).join('');
}

/** Returns the map from glyphs to characters, a small PostScript program. */
function characterMap(glyphs: readonly number[], characters: ReadonlyMap<number, number>): string {
  const lines = glyphs.map(
    (glyph) => `<${hex(glyph, 4)}> <${utf16Hex(String.fromCodePoint(characters.get(glyph) as number))}>`,
  );
  const lists: string[] = [];
  for (let i = 0; i < lines.length; i += MAX_MAP_ENTRIES) {
    const part = lines.slice(i, i + MAX_MAP_ENTRIES);
    lists.push(`${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange',
    ...lists,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ].join('\n');
}
