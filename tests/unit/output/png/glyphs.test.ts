import { describe, expect, it } from 'vitest';
import { bundledFonts, type FontSet } from '../../../../src/fonts/fonts.js';
import { paint } from '../../../../src/output/png/paint.js';
import type { Scene, TextItem } from '../../../../src/scene/scene.js';

const letter = (parts: Partial<TextItem>): TextItem => ({
  kind: 'text',
  role: 'title',
  text: 'W',
  x: 10,
  y: 40,
  anchor: 'start',
  angle: 0,
  size: 20,
  weight: 'normal',
  fill: '#000000',
  width: 0,
  ascent: 0,
  descent: 0,
  ...parts,
});

function inked(item: Partial<TextItem>, fonts = bundledFonts()): number {
  const scene: Scene = {
    width: 60,
    height: 50,
    pixelRatio: 1,
    dpi: 96,
    background: '#ffffff',
    title: '',
    description: '',
    text: 'outline',
    items: [letter(item)],
  };
  const { rows, stride, height } = paint(scene, fonts);
  let ink = 0;
  for (let y = 0; y < height; y++)
    for (let at = y * stride + 1; at < (y + 1) * stride; at += 3) ink += 1 - rows[at] / 255;
  return ink;
}

describe('a letter', () => {
  it('has four times the ink at twice the size', () => {
    expect(inked({ size: 40 }) / inked({ size: 20 })).toBeCloseTo(4, 1);
  });

  it('has the ink it has however it is turned, and between pixels', () => {
    const upright = inked({ x: 20, y: 30 });
    for (const angle of [-45, 45, 90, -90, 30])
      expect(inked({ x: 25, y: 25, angle }) / upright).toBeCloseTo(1, 1);
    for (const x of [20.25, 20.4, 20.99, 19.5]) expect(inked({ x, y: 30.3 }) / upright).toBeCloseTo(1, 1);
  });

  it('much larger than the page is drawn as far as it lies on it, by a font that lies about its size as well', () => {
    const [font] = bundledFonts().regular;
    const blot = {
      ...font,
      unitsPerEm: 1,
      advance: () => 0,
      outline: (_: number, write = (x: number, y: number) => `${x} ${y}`) =>
        `M${write(-32000, -32000)}L${write(32000, -32000)}L${write(32000, 32000)}L${write(-32000, 32000)}Z`,
    };
    const fonts: FontSet = { ...bundledFonts(), regular: [blot], bold: [blot] };
    expect(inked({ text: 'WWW' }, fonts)).toBe(60 * 50);
    expect(inked({ text: 'I', size: 5000, x: -700, y: 2000 })).toBe(60 * 50);
  });

  it('smaller than can be seen leaves nothing', () => {
    expect(inked({ size: 1e-6 })).toBe(0);
  });
});
