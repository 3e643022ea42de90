import { describe, expect, it } from 'vitest';
import { bundledFonts, type FontSet } from '../../../../src/fonts/font-set.js';
import { paint } from '../../../../src/output/png/paint.js';
import type { Scene, TextItem } from '../../../../src/scene/scene.js';

const WIDTH = 60;
const HEIGHT = 50;

const textItem = (overrides: Partial<TextItem>): TextItem => ({
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
  ...overrides,
});

/** The area of a text's ink on a white page, in pixels. */
function inkArea(item: Partial<TextItem>, fonts = bundledFonts()): number {
  const scene: Scene = {
    width: WIDTH,
    height: HEIGHT,
    pixelRatio: 1,
    dpi: 96,
    background: '#ffffff',
    title: '',
    description: '',
    text: 'outline',
    items: [textItem(item)],
  };
  const { scanlines, stride, height } = paint(scene, fonts);
  let area = 0;
  for (let y = 0; y < height; y++)
    for (let i = y * stride + 1; i < (y + 1) * stride; i += 3) area += 1 - scanlines[i] / 255;
  return area;
}

describe('a glyph', () => {
  it('has four times the ink at twice the size', () => {
    expect(inkArea({ size: 40 }) / inkArea({ size: 20 })).toBeCloseTo(4, 1);
  });

  it('has the same ink at every angle and at every position within a pixel', () => {
    const horizontal = inkArea({ x: 20, y: 30 });
    for (const angle of [-45, 45, 90, -90, 30])
      expect(inkArea({ x: 25, y: 25, angle }) / horizontal).toBeCloseTo(1, 1);
    for (const x of [20.25, 20.4, 20.99, 19.5])
      expect(inkArea({ x, y: 30.3 }) / horizontal).toBeCloseTo(1, 1);
  });

  it('that is much larger than the page is clipped, also if its font states a wrong size', () => {
    const [font] = bundledFonts().regular;
    const hugeSquare = {
      ...font,
      unitsPerEm: 1,
      advance: () => 0,
      outline: (_: number, write = (x: number, y: number) => `${x} ${y}`) =>
        `M${write(-32000, -32000)}L${write(32000, -32000)}L${write(32000, 32000)}L${write(-32000, 32000)}Z`,
    };
    const fonts: FontSet = { ...bundledFonts(), regular: [hugeSquare], bold: [hugeSquare] };
    expect(inkArea({ text: 'WWW' }, fonts)).toBe(WIDTH * HEIGHT);
    expect(inkArea({ text: 'I', size: 5000, x: -700, y: 2000 })).toBe(WIDTH * HEIGHT);
  });

  it('that is too small to be seen leaves no ink', () => {
    expect(inkArea({ size: 1e-6 })).toBe(0);
  });
});
