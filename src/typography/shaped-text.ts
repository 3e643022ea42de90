import type { Font } from '../fonts/truetype.js';

/** A line of text as glyphs on a baseline that starts at 0. Lengths are in em; multiply by the font size to get px. */
export interface ShapedText {
  readonly width: number;
  /** From left to right. */
  readonly glyphs: readonly PlacedGlyph[];
  /** The code points that no font has, without repeats. `glyphs` has a box for each. */
  readonly missingCodePoints: readonly number[];
  /** How far the ink reaches above and below the baseline; null for plain text, whose ink is inside of the line box. */
  readonly ink: Ink | null;
}

/** Both are positive. */
export interface Ink {
  readonly ascent: number;
  readonly descent: number;
}

export interface PlacedGlyph {
  readonly font: Font;
  readonly glyph: number;
  /** The characters of a cluster, which it shows alone or with the glyphs after it; those have "". */
  readonly text: string;
  /** The x coordinate of the glyph's origin. */
  readonly x: number;
  /** The y coordinate of the glyph's origin, below the baseline. */
  readonly y: number;
  /** Its font size in em of the text. Absent: 1. */
  readonly scale?: number;
  /** Where the pen is before and after the glyph. */
  readonly left: number;
  readonly right: number;
}
