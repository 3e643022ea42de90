/** Texts whose glyphs depend on their neighbours, or that run from right to left. HarfBuzz shapes them in runs. */
import { NOTDEF_FONT } from '../fonts/font-set.js';
import { openShapingFace, type RunGlyph, type ShapingFace } from '../fonts/shaping-face.js';
import type { Font } from '../fonts/truetype.js';
import { embeddingLevels, visualOrder } from './bidi.js';
import { scriptsOf } from './scripts.js';
import type { PlacedGlyph, ShapedText } from './shaped-text.js';

/** A part of a text in one style. */
export interface TextPart {
  /** Where it ends, and the next one starts. */
  readonly end: number;
  readonly fonts: readonly Font[];
  /** Its font size and how far it is above the baseline, in em of the text. */
  readonly scale: number;
  readonly rise: number;
}

/** Characters with one style, font, script and direction. */
interface Run {
  readonly part: TextPart;
  readonly start: number;
  end: number;
  readonly level: number;
  readonly script: string;
  readonly font: Font;
  /** Whether no font has its characters. */
  readonly isMissing: boolean;
}

const FACES = new WeakMap<Font, ShapingFace>();

function faceOf(font: Font): ShapingFace {
  let face = FACES.get(font);
  if (!face) {
    face = openShapingFace(font.program(), font.name);
    FACES.set(font, face);
  }
  return face;
}

/**
 * Lays out a text on one line. `isRightToLeft` is the direction of its paragraph. Each grapheme is shown by the first font of
 * its part that has all its characters; see `shape` in measure.ts.
 */
export function shapeRuns(text: string, parts: readonly TextPart[], isRightToLeft: boolean): ShapedText {
  const glyphs: PlacedGlyph[] = [];
  const missing = new Set<number>();
  let x = 0;
  let [top, bottom] = [0, 0];
  for (const run of visualOrder(splitRuns(text, parts, embeddingLevels(text, isRightToLeft)))) {
    const { font, start, end, part } = run;
    const { scale, rise } = part;
    const face = faceOf(font);
    const em = font.unitsPerEm / scale;
    const shaped = face.shape(text, { isRightToLeft: run.level % 2 === 1, start, end });
    const texts = clusterTexts(shaped, text, end);
    if (run.isMissing) for (const character of text.slice(start, end)) missing.add(character.codePointAt(0)!);
    shaped.forEach(({ glyph, advance, offsetX, offsetY }, i) => {
      const ink = face.inkBox(glyph);
      if (ink) {
        top = Math.max(top, (ink.top + offsetY) / em + rise);
        bottom = Math.min(bottom, (ink.bottom + offsetY) / em + rise);
      }
      const right = x + advance / em;
      glyphs.push({
        ...{ font, glyph, text: texts[i], x: x + offsetX / em, y: 0 - offsetY / em - rise },
        ...{ left: x, right },
        ...(scale !== 1 && { scale }),
      });
      x = right;
    });
  }
  return { width: x, glyphs, missingCodePoints: [...missing], ink: { ascent: top, descent: 0 - bottom } };
}

/** Returns the characters of each glyph: those of a cluster for its first glyph, and "" for its further glyphs. */
function clusterTexts(glyphs: readonly RunGlyph[], text: string, end: number): string[] {
  const starts = [...new Set(glyphs.map(({ cluster }) => cluster))].sort((a, b) => a - b);
  const ends = new Map(starts.map((start, i) => [start, starts[i + 1] ?? end]));
  return glyphs.map(({ cluster }, i) =>
    glyphs[i - 1]?.cluster === cluster ? '' : text.slice(cluster, ends.get(cluster)),
  );
}

/** A character with its marks and joiners, or several joined pictures. The segmenter takes tens of milliseconds to load. */
const LETTER_WITH_MARKS = /.(?:\u200d\p{Extended_Pictographic}|[\p{M}\p{Emoji_Modifier}\u200c\u200d])*/gsu;

/** Splits a text into runs in the order of its characters. */
function splitRuns(text: string, parts: readonly TextPart[], levels: Uint8Array): Run[] {
  const runs: Run[] = [];
  const graphemes = text.match(LETTER_WITH_MARKS) ?? [];
  const scripts = scriptsOf(graphemes);
  let at = 0;
  let partIndex = 0;
  graphemes.forEach((grapheme, i) => {
    const previous = runs.at(-1);
    while (at >= parts[partIndex].end) partIndex++;
    const part = parts[partIndex];
    const font = findFont(grapheme, part.fonts, previous?.part === part ? previous.font : undefined);
    const level = levels[at];
    const isMissing = font === undefined;
    const end = at + grapheme.length;
    const continues =
      previous?.part === part &&
      previous.level === level &&
      previous.script === scripts[i] &&
      previous.isMissing === isMissing &&
      (isMissing || previous.font === font);
    if (continues) previous.end = end;
    else runs.push({ part, start: at, end, level, script: scripts[i], font: font ?? NOTDEF_FONT, isMissing });
    at = end;
  });
  return runs;
}

/** Characters that show nothing themselves, which a font may lack. */
const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}\p{Cf}]$/u;

/** Returns the font of a grapheme: that of the text before a space, else the first with all its characters, else its letter. */
function findFont(grapheme: string, fonts: readonly Font[], previous: Font | undefined): Font | undefined {
  if (grapheme === ' ' && previous && previous.glyphIndex(0x20) !== 0) return previous;
  const characters = [...grapheme].filter((character) => !INVISIBLE.test(character));
  if (characters.length === 0) return previous ?? fonts[0];
  const codePoints = characters.map((character) => character.codePointAt(0)!);
  const has = (font: Font, codePoint: number) => codePoint >= 0x20 && font.glyphIndex(codePoint) !== 0;
  return (
    fonts.find((font) => codePoints.every((codePoint) => has(font, codePoint))) ??
    fonts.find((font) => has(font, codePoints[0]))
  );
}
