/**
 * Fonts whose glyphs are clusters: a letter with its marks, or letters that change their order. Readers find each character of
 * a cluster at a place of its own, so text in all scripts can be searched and copied.
 */
import { writeCff } from '../../fonts/cff-file.js';
import type { Font, FontSubset } from '../../fonts/truetype.js';
import { mayRunRightToLeft } from '../../typography/needs-shaping.js';
import type { PlacedGlyph } from '../../typography/shaped-text.js';

/** The largest number of characters of a cluster that readers find. Words of languages have shorter ones. */
const MAX_CHARACTERS = 256;
/** The number of codes after which another font begins. */
const MAX_CODES = 0xffff - MAX_CHARACTERS;

/** A code of a font whose glyphs are clusters. */
interface ClusterCode {
  readonly code: number;
  /** In em. */
  readonly advance: number;
  readonly characters: string;
}

/** The clusters in one font. */
export class ClusterFont {
  private readonly glyphs = [{ glyph: 0, advance: 0, outline: '' }];
  private readonly known = new Map<string, readonly ClusterCode[]>();

  constructor(private readonly font: Font) {}

  get isFull(): boolean {
    return this.glyphs.length > MAX_CODES;
  }

  /**
   * Returns the codes of a cluster, from left to right: one for each character, with equal widths. The first draws the whole
   * cluster. `size` is the font size of the placed glyphs in px.
   */
  use(cluster: readonly PlacedGlyph[], size: number): readonly ClusterCode[] {
    const [{ text, left }] = cluster;
    const { unitsPerEm } = this.font;
    const toUnits = (px: number) => Math.round((px * unitsPerEm) / size);
    const parts = cluster.map(({ glyph, x, y }) => ({ glyph, x: toUnits(x - left), y: -toUnits(y) }));
    const width = toUnits(cluster[cluster.length - 1].right - left);
    const key = JSON.stringify([text, width, parts.map(({ glyph, x, y }) => [glyph, x, y])]);
    const known = this.known.get(key);
    if (known) return known;
    const characters = [...text].slice(0, MAX_CHARACTERS);
    if (mayRunRightToLeft(text)) characters.reverse();
    const advance = width / characters.length;
    const codes = characters.map((character, i) => {
      const outlines = i > 0 ? [] : parts.map(({ glyph, x, y }) => this.outlineAt(glyph, x, y));
      const code = this.glyphs.length;
      this.glyphs.push({ glyph: code, advance, outline: outlines.join('') });
      return { code, advance: advance / unitsPerEm, characters: character };
    });
    this.known.set(key, codes);
    return codes;
  }

  private outlineAt(glyph: number, x: number, y: number): string {
    return this.font.outline(glyph, (pointX, pointY) => `${pointX + x} ${pointY + y}`);
  }

  /** Returns the advance of a code in font units. */
  advance(code: number): number {
    return this.glyphs[code].advance;
  }

  write(): FontSubset {
    return { bytes: writeCff(this.font.name, this.font.unitsPerEm, this.glyphs), outlines: 'CFF' };
  }
}
