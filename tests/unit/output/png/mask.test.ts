import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { bundledFonts } from '../../../../src/fonts/font-set.js';
import { type MaskShape, rasterizeShapes, SUBPIXELS } from '../../../../src/output/png/mask.js';

const font = bundledFonts().regular[0];

/** A glyph of about 13 px, with its points between subpixels before rounding. */
function glyphShape(character: string, radians: number, shift: number): MaskShape {
  const scale = (13.37 / font.unitsPerEm) * SUBPIXELS;
  const [cos, sin] = [Math.cos(radians) * scale, Math.sin(radians) * scale];
  const d = font.outline(
    font.glyphIndex(character.codePointAt(0) as number),
    (x, y) => `${Math.round(x * cos + y * sin)} ${Math.round(x * sin - y * cos)}`,
  );
  return { d, x: shift, y: shift / 2, strokeWidth: null, left: -20, top: -20, width: 40, height: 40 };
}

const glyphs = [...'agMW@&8ß'].flatMap((character) =>
  [0, 0.4, 1.1].flatMap((radians) => [0, 16, 48].map((shift) => glyphShape(character, radians, shift))),
);

describe('a mask', () => {
  it('does not depend on its place on the sheet, so a figure does not depend on earlier ones', () => {
    const alone = glyphs.map((shape) => rasterizeShapes([shape])[0]);
    const wide: MaskShape = { ...glyphs[0], width: 57, height: 33 };
    const many = Array.from({ length: 90 }, () => [wide, ...glyphs]).flat();
    const masks = rasterizeShapes(many);
    expect(masks).toHaveLength(many.length);
    const different = many.filter((shape, i) => {
      if (shape === wide) return false;
      const { coverage, ...box } = masks[i];
      const { coverage: expected, ...expectedBox } = alone[glyphs.indexOf(shape)];
      return !isDeepStrictEqual(box, expectedBox) || Buffer.compare(coverage, expected) !== 0;
    });
    expect(different).toEqual([]);
  });

  it('of a rectangle covers whole pixels, and half of a pixel at an edge in its middle', () => {
    const half = SUBPIXELS / 2;
    const d = `M0 0L${2 * SUBPIXELS + half} 0L${2 * SUBPIXELS + half} ${SUBPIXELS}L0 ${SUBPIXELS}Z`;
    const box = { left: 0, top: -1, width: 3, height: 2 };
    const [{ coverage }] = rasterizeShapes([{ d, x: 0, y: 0, strokeWidth: null, ...box }]);
    expect([...coverage.subarray(0, 5)]).toEqual([0, 0, 0, 255, 255]);
    expect(Math.abs(coverage[5] - 127.5)).toBeLessThan(3);
  });

  it('of a shape with a stroke width is that of its stroke', () => {
    const d = `M0 ${SUBPIXELS}L${4 * SUBPIXELS} ${SUBPIXELS}`;
    const box = { left: 0, top: 0, width: 4, height: 3 };
    const [{ coverage }] = rasterizeShapes([{ d, x: 0, y: 0, strokeWidth: 2 * SUBPIXELS, ...box }]);
    expect([...coverage]).toEqual([255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0]);
  });

  it('of a shape that is rasterized alone is clipped to its box', () => {
    const d = `M${-9 * SUBPIXELS} ${-9 * SUBPIXELS}L${9 * SUBPIXELS} ${-9 * SUBPIXELS}L0 ${99 * SUBPIXELS}Z`;
    const box = { left: -1, top: -2, width: 2, height: 3 };
    const [mask] = rasterizeShapes([{ d, x: 0, y: 0, strokeWidth: null, ...box }]);
    expect(mask).toEqual({ ...box, coverage: new Uint8Array(6).fill(255) });
  });
});
