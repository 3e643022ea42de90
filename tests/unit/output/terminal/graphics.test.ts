/** Pictures in terminals, decoded as the terminals do. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundledFonts } from '../../../../src/fonts/font-set.js';
import { drawForGraphics } from '../../../../src/host/terminal-picture.js';
import { loadInput } from '../../../../src/input/load.js';
import { fromValue } from '../../../../src/json/from-value.js';
import type { Pixels } from '../../../../src/output/pixels.js';
import { decodePng } from '../../../../src/output/png/decode.js';
import { deletePictures, showPng } from '../../../../src/output/terminal/graphics.js';
import { encodeSixel } from '../../../../src/output/terminal/sixel.js';
import { parseSpec } from '../../../../src/spec/parse.js';
import { readIterm2, readKitty, readSixel } from '../../../support/terminal-graphics.js';

const SPEC = {
  title: 'Accuracy',
  data: {
    values: [
      [0, 0.5],
      [1, 0.25],
    ],
    rows: ['first', 'second'],
    columns: ['a', 'b'],
  },
};
const GRAPHICS = {
  protocol: 'kitty',
  cell: { width: 8, height: 16 },
  maxColors: 256,
  maxSize: null,
} as const;

function draw(
  spec: object,
  columns = 80,
  graphics: object = {},
  rows: number | null = null,
): Uint8Array | null {
  const open = () => {
    throw new Error('no files in this test');
  };
  const input = loadInput(parseSpec(fromValue(spec)), null, open, () => {});
  const given = { ...GRAPHICS, ...graphics };
  return drawForGraphics(input, 1, bundledFonts(), given, { columns, rows }, () => {});
}

const pixelsOf = (png: Uint8Array | null) => decodePng(png as Uint8Array) as Pixels;
/** A channel in whole percents, the precision of sixels, as a byte. */
const percent = (byte: number) => Math.round((Math.round((byte * 100) / 255) * 255) / 100);

describe('the sequences of a picture', () => {
  const png = draw(SPEC) as Uint8Array;

  it('carry the PNG to kitty in chunks, and to iTerm2 in one piece', () => {
    const large = draw({
      data: Array.from({ length: 90 }, (_, i) => [i, (i * 37) % 90, (i * 53) % 90]),
    }) as Uint8Array;
    for (const file of [png, large]) {
      const output = showPng(file, 'kitty', 256);
      expect(Buffer.compare(readKitty(output), file)).toBe(0);
      expect(Buffer.compare(readIterm2(showPng(file, 'iterm2', 256)), file)).toBe(0);
    }
    expect(showPng(large, 'kitty', 256).split('\x1b_G').length).toBeGreaterThan(3);
  });

  it('paint the pixels of the PNG as sixels', () => {
    const { width, height, data } = decodePng(png) as Pixels;
    const decoded = readSixel(showPng(png, 'sixel', 256));
    expect([decoded.width, decoded.height]).toEqual([width, height]);
    expect(Buffer.compare(decoded.data, data.map(percent))).toBe(0);
  });

  it('delete pictures only where clearing the text does not', () => {
    expect(deletePictures('kitty')).toBe('\x1b_Ga=d,d=A,q=2\x1b\\');
    expect(deletePictures('iterm2') + deletePictures('sixel')).toBe('');
  });
});

describe('sixels', () => {
  it('keep every pixel of a picture with few colours, and transparent pixels', () => {
    const color = fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 255 })), fc.constantFrom(0, 255));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(color, { minLength: 1, maxLength: 40 }),
        fc.nat(),
        (width, height, colors, seed) => {
          const data = new Uint8Array(4 * width * height);
          for (let i = 0; i < width * height; i++)
            data.set(colors[Math.floor(((i * 7919 + seed) % 1009) / 5) % colors.length], 4 * i);
          const decoded = readSixel(encodeSixel({ width, height, data }, 256));
          for (let i = 0; i < data.length; i += 4) {
            const expected =
              data[i + 3] === 0 ? [0, 0, 0, 0] : [...data.subarray(i, i + 3)].map(percent).concat(255);
            expect([...decoded.data.subarray(i, i + 4)]).toEqual(expected);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each([16, 256])('show more colours than %i by near ones', (maxColors) => {
    const side = 48;
    const data = new Uint8Array(4 * side * side);
    for (let i = 0; i < side * side; i++)
      data.set([(i % side) * 5, Math.floor(i / side) * 5, 128, 255], 4 * i);
    const decoded = readSixel(encodeSixel({ width: side, height: side, data }, maxColors));
    expect(decoded.registers).toBe(maxColors);
    // Boxes of a square that is 240 wide: no colour is further away than the diagonal of one.
    const diagonal = Math.SQRT2 * (240 / Math.sqrt(maxColors)) * 2;
    for (let i = 0; i < data.length; i += 4) {
      const distance = Math.hypot(...[0, 1, 2].map((c) => data[i + c] - decoded.data[i + c]));
      expect(distance).toBeLessThanOrEqual(diagonal);
    }
  });

  it('keep the most frequent colour of a group', () => {
    const data = new Uint8Array(4 * 100);
    for (let i = 0; i < 100; i++) data.set(i < 90 ? [255, 0, 0, 255] : [200, 5 * (i - 90), 255, 255], 4 * i);
    const { data: decoded } = readSixel(encodeSixel({ width: 10, height: 10, data }, 2));
    expect([...decoded.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
  });
});

describe('the size of a picture', () => {
  it('gives labels the size of the text of the terminal', () => {
    const small = pixelsOf(draw(SPEC));
    const large = pixelsOf(draw(SPEC, 80, { cell: { width: 16, height: 32 } }));
    expect(large.width / small.width).toBeCloseTo(2, 1);
    expect(large.height / small.height).toBeCloseTo(2, 1);
  });

  it('fits the window and the largest picture of the terminal', () => {
    const labels = Array.from({ length: 60 }, (_, i) => `token ${i}`);
    const wide = { data: { values: [labels.map((_, i) => i), labels.map((_, i) => -i)], columns: labels } };
    for (const columns of [40, 80, 120])
      expect(pixelsOf(draw(wide, columns)).width).toBeLessThanOrEqual(8 * columns);
    expect(pixelsOf(draw(wide, 120, { maxSize: { width: 500, height: 90 } })).height).toBeLessThanOrEqual(90);
    const high = { data: labels.map((_, i) => [i, -i]) };
    expect(pixelsOf(draw(high, 80, {}, 24)).height).toBeLessThanOrEqual(16 * 24);
    expect(pixelsOf(draw(high, 80)).height).toBeGreaterThan(16 * 24);
  });

  it('is none if the text would be too small to read', () => {
    expect(draw({ ...SPEC, size: { width: '100mm', height: '400mm' } }, 80, {}, 8) === null).toBe(true);
  });
});
