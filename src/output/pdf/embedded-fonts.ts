/** The fonts in a PDF file: subsets with a map from codes to characters, so that text can be searched and copied. */
import { createHash } from 'node:crypto';
import type { Font, FontSubset } from '../../fonts/truetype.js';
import type { PlacedGlyph } from '../../typography/shaped-text.js';
import { checkEmbeddable } from '../embeddable.js';
import { ClusterFont } from './cluster-fonts.js';
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
const ITALIC = 64;
/** In degrees; readers use it only to replace a font that is not embedded. */
const ITALIC_ANGLE = -12;
/** The largest number of entries in one list of a character map. */
const MAX_MAP_ENTRIES = 100;
/** The width of vertical stems, which readers use only to replace a font that is not embedded. */
const STEM_WIDTH = 80;

/** The part of a line that one code of a font shows. Lengths are in em. */
export interface PlacedCode {
  /** The name of the font in the content. */
  readonly resource: string;
  readonly code: number;
  /** Where it is drawn, relative to the start of the line. */
  readonly x: number;
  readonly y: number;
  readonly advance: number;
  /** Its font size in em of the line. */
  readonly scale: number;
  /** The characters that a reader finds for it. */
  readonly characters: string;
}

/** A font of the file. Its codes are glyphs of `font`, or those of clusters. */
interface UsedFont {
  readonly resource: string;
  readonly font: Font;
  readonly clusters: ClusterFont | null;
  /** By code. */
  readonly characters: Map<number, string>;
}

export class EmbeddedFonts {
  private readonly used: UsedFont[] = [];

  /**
   * Returns the codes of a cluster, from left to right. A glyph that shows one character keeps its number in the font, unless
   * it has shown another character before. `size` is the font size of the placed glyphs in px.
   *
   * Error: `font-not-embeddable`.
   */
  use(cluster: readonly PlacedGlyph[], size: number): readonly PlacedCode[] {
    const [{ font, glyph, text, x, y, left, scale = 1 }] = cluster;
    const plain = this.findFont(font, false);
    const isPlain =
      cluster.length === 1 && isOneCharacter(text) && (plain.characters.get(glyph) ?? text) === text;
    const { resource, characters, clusters } = isPlain ? plain : this.findFont(font, true);
    const place = clusters ? { x: left / size, y: 0 } : { x: x / size, y: y / size };
    const codes = clusters?.use(cluster, size * scale) ?? [
      { code: glyph, advance: font.advance(glyph) / font.unitsPerEm, characters: text },
    ];
    return codes.map((code, i) => {
      characters.set(code.code, code.characters);
      const advance = code.advance * scale;
      return { ...code, ...place, x: place.x + i * advance, advance, scale, resource };
    });
  }

  /** Returns the font of the file for glyphs of a font or for clusters in it. */
  private findFont(font: Font, isForClusters: boolean): UsedFont {
    const known = this.used.findLast(
      ({ font: other, clusters }) =>
        other === font && (clusters !== null) === isForClusters && !clusters?.isFull,
    );
    if (known) return known;
    checkEmbeddable(font, 'write SVG or PNG');
    const used: UsedFont = {
      resource: `F${this.used.length + 1}`,
      font,
      clusters: isForClusters ? new ClusterFont(font) : null,
      characters: new Map(),
    };
    this.used.push(used);
    return used;
  }

  /** Adds the used fonts to the file. Returns the fonts of its pages by name. */
  write(file: PdfFile): Dictionary {
    const used = this.used.filter(({ characters }) => characters.size > 0);
    return Object.fromEntries(used.map((font) => [font.resource, refer(writeFont(font, file))]));
  }
}

function isOneCharacter(text: string): boolean {
  return text.length === (text.codePointAt(0)! > 0xffff ? 2 : 1);
}

function writeFont({ font, clusters, characters }: UsedFont, file: PdfFile) {
  const { unitsPerEm } = font;
  const codes = [...characters.keys()].sort((a, b) => a - b);
  const toThousandths = (units: number) => (1000 * units) / unitsPerEm;
  const { bytes: program, outlines }: FontSubset = clusters?.write() ?? font.subset(codes);
  const isTrueType = outlines === 'TrueType';
  const fontName = name(`${subsetTag(program)}+${font.name.replace(/[^A-Za-z0-9-]/g, '') || 'Font'}`);
  const height = toThousandths(font.ascent);
  const depth = toThousandths(font.descent);
  const descriptor = file.add(
    dictionary({
      Type: '/FontDescriptor',
      FontName: fontName,
      Flags: SYMBOLIC + (font.isItalic ? ITALIC : 0),
      FontBBox: array([-height, depth, 2 * height, height].map(Math.round)),
      ItalicAngle: font.isItalic ? ITALIC_ANGLE : 0,
      Ascent: Math.round(height),
      Descent: Math.round(depth),
      CapHeight: Math.round(toThousandths(font.capHeight)),
      StemV: STEM_WIDTH,
      [isTrueType ? 'FontFile2' : 'FontFile3']: refer(
        file.addStream(isTrueType ? { Length1: program.length } : { Subtype: '/CIDFontType0C' }, program),
      ),
    }),
  );
  const advance = (code: number) => toThousandths(clusters?.advance(code) ?? font.advance(code));
  const descendant = file.add(
    dictionary({
      Type: '/Font',
      Subtype: isTrueType ? '/CIDFontType2' : '/CIDFontType0',
      BaseFont: fontName,
      CIDSystemInfo: '<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>',
      FontDescriptor: refer(descriptor),
      CIDToGIDMap: isTrueType ? '/Identity' : null,
      DW: 0,
      W: array(codes.map((code) => `${code} ${array([advance(code)])}`)),
    }),
  );
  return file.add(
    dictionary({
      Type: '/Font',
      Subtype: '/Type0',
      BaseFont: fontName,
      Encoding: '/Identity-H',
      DescendantFonts: array([refer(descendant)]),
      ToUnicode: refer(file.addStream({}, encode(characterMap(characters, codes)))),
    }),
  );
}

/** Returns six capital letters, as names of subsets begin with; they depend on the content of the subset. */
function subsetTag(program: Uint8Array): string {
  const hash = createHash('sha256').update(program).digest();
  return Array.from({ length: 6 }, (_, i) => String.fromCharCode(65 + (hash[i] % 26))).join('');
}

/** Returns the map from codes to characters, a small PostScript program. */
function characterMap(characters: ReadonlyMap<number, string>, codes: readonly number[]): string {
  const lines = codes.map((code) => `<${hex(code, 4)}> <${utf16Hex(characters.get(code) as string)}>`);
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
