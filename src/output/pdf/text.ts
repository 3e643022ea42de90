import type { FontSet } from '../../fonts/font-set.js';
import type { TextItem } from '../../scene/scene.js';
import { mayRunRightToLeft } from '../../typography/needs-shaping.js';
import type { PlacedGlyph } from '../../typography/shaped-text.js';
import { placeGlyphs } from '../glyphs.js';
import type { EmbeddedFonts, PlacedCode } from './embedded-fonts.js';
import { formatPdfNumber, hex, textString } from './objects.js';

/**
 * Returns the operators that show a line of text, without its colour. Its glyphs have the distances of the layout. If a
 * reader would find other characters than those of the text, the text is given beside the glyphs.
 */
export function textOperators(item: TextItem, fonts: FontSet, embedded: EmbeddedFonts): string {
  const { text, x, y, size, angle } = item;
  const clusters = splitClusters(placeGlyphs(item, fonts));
  const codes = clusters.flatMap((cluster) => embedded.use(cluster, size));
  if (codes.length === 0) return '';
  const radians = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians) * size, Math.sin(radians) * size];
  const operators = splitRuns(codes).map((run) => {
    const [{ x: along, y: across, scale }] = run;
    const origin = [x + along * cos - across * sin, y + along * sin + across * cos];
    // The y axis of the page points down, that of glyphs up.
    const letters = [cos, sin, sin, -cos].map((part) => part * scale);
    const matrix = [...letters, ...origin].map(formatPdfNumber).join(' ');
    return `/${run[0].resource} 1 Tf ${matrix} Tm ${showOperator(run)}`;
  });
  const found = codes.map(({ characters }) => characters).join('');
  const shown = `BT ${operators.join(' ')} ET\n`;
  // Readers put codes from right to left in order, but would reverse a text that is given beside them.
  if (mayRunRightToLeft(text) || (found === text && angle % 90 === 0)) return shown;
  return `/Span <</ActualText ${textString(text)}>> BDC ${shown}EMC\n`;
}

function splitClusters(glyphs: readonly PlacedGlyph[]): PlacedGlyph[][] {
  const clusters: PlacedGlyph[][] = [];
  for (const glyph of glyphs) {
    if (glyph.text === '' && clusters.length > 0) clusters[clusters.length - 1].push(glyph);
    else clusters.push([glyph]);
  }
  return clusters;
}

/** Splits codes into runs of one font and size at one height. */
function splitRuns(codes: readonly PlacedCode[]): PlacedCode[][] {
  const runs: PlacedCode[][] = [];
  for (const code of codes) {
    const run = runs.at(-1);
    const [first] = run ?? [];
    if (run && first.resource === code.resource && first.y === code.y && first.scale === code.scale)
      run.push(code);
    else runs.push([code]);
  }
  return runs;
}

/** Returns the operator that shows a run, with the kerning between its glyphs in thousandths of an em. */
function showOperator(run: readonly PlacedCode[]): string {
  let codes = '';
  const parts: string[] = [];
  /** Where the next glyph is without kerning, in thousandths of the font size. */
  let pen = 0;
  const units = 1000 / run[0].scale;
  for (const { code, advance, x } of run) {
    const shift = Math.round(pen - units * (x - run[0].x));
    if (shift !== 0) {
      parts.push(`<${codes}>`, String(shift));
      codes = '';
      pen -= shift;
    }
    codes += hex(code, 4);
    pen += units * advance;
  }
  return parts.length === 0 ? `<${codes}> Tj` : `[${parts.join('')}<${codes}>] TJ`;
}
