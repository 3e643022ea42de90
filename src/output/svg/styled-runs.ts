/** Texts with styles as <tspan> elements. */
import type { FontSet } from '../../fonts/font-set.js';
import { withItalics } from '../../fonts/italic-fonts.js';
import type { TextItem, TextRun } from '../../scene/scene.js';
import { shape } from '../../typography/measure.js';
import { placeScript } from '../../typography/shape-styled.js';
import { joinStyles } from '../../typography/styled-text.js';
import { element, escapeXml } from '../xml.js';
import { fontFamily } from './text.js';
import type { WebFonts } from './web-fonts.js';

/** Returns the content of a <text> element. `web` are the fonts in the file; null: it has none. */
export function styledRunsMarkup(item: TextItem, fonts: FontSet, web: WebFonts | null): string {
  /** How far the text before is above the baseline, in em. */
  let height = 0;
  return (item.runs ?? [])
    .map((run) => {
      const { scale, rise } = placeScript(run);
      const dy = (height - rise) * item.size;
      height = rise;
      const attributes = {
        dy: dy === 0 ? null : dy,
        'font-size': scale === 1 ? null : item.size * scale,
        'font-style': isDrawnItalic(run, item, fonts) ? 'italic' : null,
        'font-weight': run.isBold && item.weight !== 'bold' ? 'bold' : null,
        'font-family': web && familyOf(run, item, fonts, web),
      };
      const isPlain = Object.values(attributes).every((value) => value === null);
      return isPlain ? escapeXml(run.text) : element('tspan', attributes, escapeXml(run.text));
    })
    .join('');
}

/** Whether a run is in italic faces. Otherwise viewers would slant upright letters. */
function isDrawnItalic(run: TextRun, { weight }: TextItem, fonts: FontSet): boolean {
  return (
    run.isItalic &&
    shape(joinStyles([run]), weight, withItalics(fonts)).glyphs.every(({ font }) => font.isItalic)
  );
}

/** Returns the families of a run; null for those of its item. */
function familyOf(run: TextRun, { weight }: TextItem, fonts: FontSet, web: WebFonts): string | null {
  if (!run.isItalic && (!run.isBold || weight === 'bold')) return null;
  const families = run.isItalic ? web.italicFamilies : web.families;
  return fontFamily(fonts, families[run.isBold ? 'bold' : weight]);
}
