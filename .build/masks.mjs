/**
 * Writes dist/masks: the masks of the glyphs that most figures need, at the sizes and angles of the default theme, rasterized by
 * resvg. `src/output/png/stored-masks.ts` reads them.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { importSource } from './import-source.mjs';

const { bundledFonts, encodeMasks, glyphKey, maskFileName, rasterizeTexts, subpixelPositions } =
  await importSource(
    {
      bundledFonts: 'fonts/font-set',
      encodeMasks: 'output/png/stored-masks',
      glyphKey: 'output/png/glyphs',
      maskFileName: 'output/png/stored-masks',
      rasterizeTexts: 'output/png/glyphs',
      subpixelPositions: 'output/png/glyphs',
    },
    'dist',
  );

const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCodePoint(32 + i));
const CHARACTERS = [...ASCII, ...'−–—…×·°µ±≤≥¹²³⁰⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉ΔΣαβγδεκλμρσχ’“”'];

/** Font sizes in px, and the device pixels of one px. */
const STYLES = [1, 2].flatMap((ratio) => [
  ...[10, 11, 12].map((size) => ({ weight: 'normal', size: size * ratio, angle: 0 })),
  ...[11, 12].map((size) => ({ weight: 'normal', size: size * ratio, angle: -90 })),
  ...[12, 14].map((size) => ({ weight: 'bold', size: size * ratio, angle: 0 })),
  // Each glyph has sixteen positions within a pixel.
  { weight: 'normal', size: 11 * ratio, angle: -45, characters: ASCII },
]);

const folder = new URL('../dist/masks/', import.meta.url);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const fonts = bundledFonts();
for (const { weight, size, angle, characters = CHARACTERS } of STYLES) {
  const [font] = weight === 'bold' ? fonts.bold : fonts.regular;
  const [positionsX, positionsY] = subpixelPositions(angle);
  const fractions = (count) => Array.from({ length: count }, (_, i) => i / count);
  const places = fractions(positionsX).flatMap((x) => fractions(positionsY).map((y) => ({ x, y })));
  const masks = characters.flatMap((text) => {
    const number = font.glyphIndex(text.codePointAt(0));
    if (number === 0) return [];
    const items = places.map((place) => ({
      kind: 'text',
      text,
      weight,
      size,
      angle,
      anchor: 'start',
      ...place,
    }));
    return rasterizeTexts(items, fonts).flatMap((instances, i) =>
      instances.map(({ glyph }) => ({ key: glyphKey(number, places[i].x, places[i].y), ...glyph.mask })),
    );
  });
  writeFileSync(new URL(maskFileName(font.name, size, angle), folder), encodeMasks(masks));
}
