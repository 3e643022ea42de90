import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { collectGarbage } from '../../../src/cluster/collect-garbage.js';
import { openFonts } from '../../../src/fonts/open-font.js';
import { openShapingFace } from '../../../src/fonts/shaping-face.js';
import { openPackageFont } from '../../support/font-fixtures.js';

/**
 * Strings with what HarfBuzz 6.0.0 prints for them: glyph=cluster@x,y+advance, from left to right. The lines after
 * "# FONT" are shaped with that font, each by
 *
 *     hb-shape --no-glyph-names --language=und FONT.ttf --unicodes=…
 *
 * The strings are names of regions and languages in `Intl.DisplayNames`, and random letters and marks for scripts without.
 */
const FIXTURE = readFileSync(new URL('../../fixtures/shaping/hb-shape.tsv', import.meta.url), 'utf8');
const BUNDLED = new URL('../../../src/fonts/ttf/DejaVuSans.ttf', import.meta.url);
const RIGHT_TO_LEFT =
  /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u;

function openFace(name: string) {
  return openShapingFace(openPackageFont(name).program(), name);
}

const sections = FIXTURE.split(/^# /m)
  .slice(1)
  .map((section) => section.trimEnd().split('\n'))
  .map(([font, ...lines]) => ({ font, lines: lines.map((line) => line.split('\t')) }));

describe('shaping', () => {
  it('has strings of thirty scripts', () => {
    const letters = new Set(FIXTURE.match(/\p{L}|\p{So}/gu));
    const scripts =
      'Latin Greek Cyrillic Armenian Hebrew Arabic Georgian Lao Tifinagh Nko Canadian_Aboriginal Ogham Braille \
Old_Italic Devanagari Bengali Gurmukhi Tamil Telugu Kannada Malayalam Sinhala Thai Khmer Myanmar Syriac Thaana Mongolian \
Javanese Balinese';
    for (const script of scripts.split(' ')) {
      const pattern = new RegExp(`\\p{Script=${script}}`, 'u');
      expect([script, [...letters].some((letter) => pattern.test(letter))]).toEqual([script, true]);
    }
    expect(sections.flatMap(({ lines }) => lines).length).toBeGreaterThan(300);
  });

  it.each(sections)('in $font gives the glyphs, clusters and positions of hb-shape', ({ font, lines }) => {
    const face = openFace(font);
    for (const [text, expected] of lines) {
      const glyphs = face.shape(text, { isRightToLeft: RIGHT_TO_LEFT.test(text) });
      const printed = glyphs.map(({ glyph, cluster, advance, offsetX, offsetY }) => {
        const offset = offsetX || offsetY ? `@${offsetX},${offsetY}` : '';
        return `${glyph}=${[...text.slice(0, cluster)].length}${offset}+${advance}`;
      });
      expect([text, printed.join('|')]).toEqual([text, expected]);
    }
  });
});

describe('a face', () => {
  const bytes = readFileSync(BUNDLED);
  const face = openShapingFace({ bytes, index: 0, variations: [] }, 'DejaVu Sans');

  it('joins letters across the ends of a run', () => {
    const whole = face.shape('بب', { isRightToLeft: true });
    const parts = [
      ...face.shape('بب', { isRightToLeft: true, start: 1 }),
      ...face.shape('بب', { isRightToLeft: true, end: 1 }),
    ];
    expect(parts.map(({ glyph }) => glyph)).toEqual(whole.map(({ glyph }) => glyph));
    expect(face.shape('ب', { isRightToLeft: true })[0].glyph).not.toBe(parts[0].glyph);
  });

  it('draws the outline that the TrueType reader draws', () => {
    const [font] = openFonts(bytes, 'DejaVu Sans', { face: null, variations: [] });
    for (const character of 'AOgé') {
      const glyph = font.glyphIndex(character.codePointAt(0)!);
      const numbers = (path: string) =>
        new Set(path.match(/-?[\d.]+/g)!.map((number) => Math.round(Number(number))));
      expect(numbers(face.path(glyph))).toEqual(numbers(font.outline(glyph)));
      expect(face.advance(glyph)).toBe(font.advance(glyph));
    }
  });

  it('switches features off, and names glyphs', () => {
    const advances = (features: Record<string, number>) =>
      face.shape('AV', { features }).reduce((sum, { advance }) => sum + advance, 0);
    expect(advances({ kern: 1 })).toBeLessThan(advances({ kern: 0 }));
    expect(face.glyphName(face.shape('A')[0].glyph)).toBe('A');
  });

  it('is not freed while one of its methods is in use', async () => {
    const { path, shape } = openShapingFace({ bytes, index: 0, variations: [] }, 'DejaVu Sans');
    const [{ glyph }] = shape('g');
    const outline = path(glyph);
    for (let i = 0; i < 3; i++) {
      collectGarbage();
      await setTimeout(1);
      // Takes the memory that was freed.
      openShapingFace({ bytes: new Uint8Array(bytes.length).fill(255), index: 0, variations: [] }, 'x');
    }
    expect(path(glyph)).toBe(outline);
  });

  it('survives fonts that are cut short or overwritten', () => {
    for (const length of [0, 1, 12, 300, 5000, bytes.length >> 1]) {
      const damaged = openShapingFace({ bytes: bytes.subarray(0, length), index: 0, variations: [] }, 'x');
      expect(damaged.shape('سلام', { isRightToLeft: true }).length).toBeLessThanOrEqual(4);
    }
    let seed = 1;
    for (let round = 0; round < 8; round++) {
      const changed = Uint8Array.from(bytes);
      for (let i = 0; i < 500; i++) {
        seed = (seed * 16807) % 2147483647;
        changed[seed % changed.length] = seed >> 8;
      }
      const damaged = openShapingFace({ bytes: changed, index: 0, variations: [] }, 'x');
      for (const { glyph } of damaged.shape('سلام é fi', { isRightToLeft: true })) damaged.path(glyph);
    }
  });
});
