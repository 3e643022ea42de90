import { describe, expect, it } from 'vitest';
import { masksOf, PARTS, type Shape } from '../../../src/output/raster/mask.js';
import { bundledFonts } from '../../../src/text/fonts.js';

const font = bundledFonts().regular[0];

/** A letter of 13 px or so, its points at uneven places. */
function letter(character: string, angle: number, phase: number): Shape {
  const scale = (13.37 / font.unitsPerEm) * PARTS;
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  const d = font.outline(
    font.glyph(character.codePointAt(0) as number),
    (x, y) => `${Math.round(x * cos + y * sin)} ${Math.round(x * sin - y * cos)}`,
  );
  return { d, x: phase, y: phase / 2, strokeWidth: null, left: -20, top: -20, width: 40, height: 40 };
}

const letters = [...'agMW@&8ß'].flatMap((character) =>
  [0, 0.4, 1.1].flatMap((angle) => [0, 16, 48].map((phase) => letter(character, angle, phase))),
);

describe('a mask', () => {
  it('is the same wherever on a sheet it is drawn, so that no figure depends on those before it', () => {
    const alone = letters.map((shape) => masksOf([shape])[0]);
    const wide: Shape = { ...letters[0], width: 57, height: 33 };
    const many = Array.from({ length: 90 }, () => [wide, ...letters]).flat();
    const masks = masksOf(many);
    expect(masks).toHaveLength(many.length);
    many.forEach((shape, i) => {
      if (shape !== wide) expect(masks[i]).toEqual(alone[letters.indexOf(shape)]);
    });
  });

  it('is of a square all of each pixel within, and parts at edges within pixels', () => {
    const half = PARTS / 2;
    const d = `M0 0L${2 * PARTS + half} 0L${2 * PARTS + half} ${PARTS}L0 ${PARTS}Z`;
    const [{ x, y, covered }] = masksOf([
      { d, x: 0, y: 0, strokeWidth: null, left: 0, top: 0, width: 3, height: 1 },
    ]);
    expect([x, y]).toEqual([
      [0, 1, 2],
      [0, 0, 0],
    ]);
    expect(covered.slice(0, 2)).toEqual([255, 255]);
    expect(Math.abs(covered[2] - 127.5)).toBeLessThan(3);
  });

  it('is that of a line where a shape has a width', () => {
    const d = `M0 ${PARTS}L${4 * PARTS} ${PARTS}`;
    const [{ x, covered }] = masksOf([
      { d, x: 0, y: 0, strokeWidth: 2 * PARTS, left: 0, top: 0, width: 4, height: 3 },
    ]);
    expect(x).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
    expect(new Set(covered)).toEqual(new Set([255]));
  });

  it('keeps what reaches beyond its box out of it, where it comes alone', () => {
    const d = `M${-9 * PARTS} ${-9 * PARTS}L${9 * PARTS} ${-9 * PARTS}L0 ${9 * PARTS}Z`;
    const [{ x, y }] = masksOf([
      { d, x: 0, y: 0, strokeWidth: null, left: -1, top: -2, width: 2, height: 3 },
    ]);
    expect([Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)]).toEqual([-1, 0, -2, 0]);
  });
});
