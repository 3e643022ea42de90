import { describe, expect, it } from 'vitest';
import { bundledFonts } from '../../../../src/fonts/fonts.js';
import { masksOf, PARTS, type Shape } from '../../../../src/output/png/mask.js';

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
    const [{ covered }] = masksOf([
      { d, x: 0, y: 0, strokeWidth: null, left: 0, top: -1, width: 3, height: 2 },
    ]);
    expect([...covered.subarray(0, 5)]).toEqual([0, 0, 0, 255, 255]);
    expect(Math.abs(covered[5] - 127.5)).toBeLessThan(3);
  });

  it('is that of a line where a shape has a width', () => {
    const d = `M0 ${PARTS}L${4 * PARTS} ${PARTS}`;
    const [{ covered }] = masksOf([
      { d, x: 0, y: 0, strokeWidth: 2 * PARTS, left: 0, top: 0, width: 4, height: 3 },
    ]);
    expect([...covered]).toEqual([255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0]);
  });

  it('is of its box alone, however far the shape reaches beyond it, where it comes alone', () => {
    const d = `M${-9 * PARTS} ${-9 * PARTS}L${9 * PARTS} ${-9 * PARTS}L0 ${99 * PARTS}Z`;
    const box = { left: -1, top: -2, width: 2, height: 3 };
    const [mask] = masksOf([{ d, x: 0, y: 0, strokeWidth: null, ...box }]);
    expect(mask).toEqual({ ...box, covered: new Uint8Array(6).fill(255) });
  });
});
