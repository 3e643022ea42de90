import type { FontSet } from '../../fonts/font-set.js';
import type { TextItem } from '../../scene/scene.js';
import type { PlacedGlyph } from '../../typography/measure.js';
import { placeGlyphs } from '../glyphs.js';
import type { EmbeddedFonts } from './embedded-fonts.js';
import { formatPdfNumber, hex, textString } from './objects.js';

/**
 * Returns the operators that show a line of text, without its colour. Its glyphs have the distances of the layout. If a
 * reader would find other characters than those of the text, the text is given beside the glyphs.
 */
export function textOperators(item: TextItem, fonts: FontSet, embedded: EmbeddedFonts): string {
  const { text, x, y, size, angle } = item;
  const glyphs = placeGlyphs(item, fonts);
  if (glyphs.length === 0) return '';
  const radians = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians) * size, Math.sin(radians) * size];
  let found = '';
  const runs = splitRuns(glyphs).map((run) => {
    const resources = run.map(({ font, glyph, codePoint }) => embedded.use(font, glyph, codePoint));
    for (const { character } of resources) found += String.fromCodePoint(character);
    const start = run[0].x / size;
    // The y axis of the page points down, that of glyphs up.
    const matrix = [cos, sin, sin, -cos, x + start * cos, y + start * sin].map(formatPdfNumber).join(' ');
    return `/${resources[0].resource} 1 Tf ${matrix} Tm ${showOperator(run, size)}`;
  });
  const shown = `BT ${runs.join(' ')} ET\n`;
  return found === text && angle % 90 === 0
    ? shown
    : `/Span <</ActualText ${textString(text)}>> BDC ${shown}EMC\n`;
}

/** Splits glyphs into runs of one font. */
function splitRuns(glyphs: readonly PlacedGlyph[]): PlacedGlyph[][] {
  const runs: PlacedGlyph[][] = [];
  for (const glyph of glyphs) {
    const run = runs.at(-1);
    if (run && run[0].font === glyph.font) run.push(glyph);
    else runs.push([glyph]);
  }
  return runs;
}

/** Returns the operator that shows a run, with the kerning between its glyphs in thousandths of an em. */
function showOperator(run: readonly PlacedGlyph[], size: number): string {
  const { font } = run[0];
  let codes = '';
  const parts: string[] = [];
  /** Where the next glyph is without kerning, in thousandths of an em. */
  let pen = 0;
  for (const { glyph, x } of run) {
    const shift = Math.round(pen - (1000 * (x - run[0].x)) / size);
    if (shift !== 0) {
      parts.push(`<${codes}>`, String(shift));
      codes = '';
      pen -= shift;
    }
    codes += hex(glyph, 4);
    pen += (1000 * font.advance(glyph)) / font.unitsPerEm;
  }
  return parts.length === 0 ? `<${codes}> Tj` : `[${parts.join('')}<${codes}>] TJ`;
}
