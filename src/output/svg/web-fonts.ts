/** The fonts in an SVG file: subsets as web fonts, so that all browsers show the text alike. */
import { createHash } from 'node:crypto';
import { type FontSet, facesOf } from '../../fonts/font-set.js';
import { withItalics } from '../../fonts/italic-fonts.js';
import type { Font } from '../../fonts/truetype.js';
import { subsetForWeb } from '../../fonts/web-subset.js';
import { writeWoff } from '../../fonts/woff.js';
import type { Scene } from '../../scene/scene.js';
import { shape, type Weight } from '../../typography/measure.js';
import { joinStyles } from '../../typography/styled-text.js';
import { checkEmbeddable } from '../embeddable.js';

/** The fonts of a file, and their names for each weight. */
export interface WebFonts {
  /** The content of a <style> element. */
  readonly style: string;
  /** The families of embedded fonts, in the order in which they are used. */
  readonly families: Readonly<Record<Weight, readonly string[]>>;
  /** The same for italic text. */
  readonly italicFamilies: Readonly<Record<Weight, readonly string[]>>;
}

/**
 * Returns subsets of the fonts that the texts of a scene use. Their families have names of their own, which depend on the
 * content, because a page may contain several figures, and a computer another version of the font.
 *
 * Errors: `font-not-embeddable`, `bad-font`.
 */
export function createWebFonts({ items }: Scene, given: FontSet): WebFonts {
  const fonts = items.some((item) => item.kind === 'text' && item.runs) ? withItalics(given) : given;
  const used = new Map<Font, Set<number>>();
  const add = (font: Font, codePoint: number) => {
    const characters = used.get(font) ?? new Set();
    used.set(font, characters.add(codePoint));
  };
  const texts = new Set<string>();
  for (const item of items) {
    if (item.kind !== 'text') continue;
    const { runs, weight } = item;
    const text = runs ? joinStyles(runs) : item.text;
    if (texts.has(`${weight} ${text}`)) continue;
    texts.add(`${weight} ${text}`);
    for (const glyph of shape(text, weight, fonts).glyphs) {
      for (const character of glyph.text) add(glyph.font, character.codePointAt(0) as number);
    }
    for (const run of runs ?? [{ text, isBold: false, isItalic: false }]) {
      const faces = facesOf(fonts, run.isBold ? 'bold' : weight, run.isItalic);
      for (const character of spellings(run.text)) {
        const codePoint = character.codePointAt(0) as number;
        const font = faces.find((face) => face.glyphIndex(codePoint) !== 0);
        if (font) add(font, codePoint);
      }
    }
  }
  const families = new Map<Font, string>();
  const rules = [...used].map(([font, characters]) => {
    checkEmbeddable(font, 'set "text" to "font" or "outline"');
    const points = [...characters].sort((a, b) => a - b);
    const subset = subsetForWeb(font, points);
    const bytes = Buffer.from(writeWoff(subset));
    const family = `${font.family} ${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}`;
    families.set(font, family);
    // The face serves all weights, so that no browser makes a bold face from it.
    const style = font.isItalic ? 'font-style:italic;' : '';
    return `@font-face{font-family:'${family}';font-weight:1 1000;${style}src:url(data:font/woff;base64,${bytes.toString('base64')})}`;
  });
  const namesFor = (weight: Weight, isItalic = false) =>
    facesOf(fonts, weight, isItalic).flatMap((font) => families.get(font) ?? []);
  return {
    style: rules.join(''),
    families: { normal: namesFor('normal'), bold: namesFor('bold') },
    italicFamilies: { normal: namesFor('normal', true), bold: namesFor('bold', true) },
  };
}

/** Khmer vowels of which a part stands before their letter, and that part. */
const KHMER_SPLIT_VOWEL = /[\u17be-\u17c0\u17c4\u17c5]/;
const KHMER_VOWEL_E = '\u17c1';

/**
 * Returns all characters that a browser may look for when it shapes a text: composed, as written, and decomposed. Vowel signs
 * such as U+09CB are always split, and so are the vowels AM of Thai and Lao, which Unicode counts as compatible only.
 */
function spellings(text: string): Set<string> {
  const split = text.replace(/[\u0e33\u0eb3]/g, (vowel) => vowel.normalize('NFKD')).normalize('NFD');
  const khmer = KHMER_SPLIT_VOWEL.test(text) ? KHMER_VOWEL_E : '';
  return new Set([...text, ...text.normalize('NFC'), ...split, ...khmer]);
}
