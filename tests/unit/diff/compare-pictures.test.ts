/** Pictures without data are compared by their pixels, and the boxes of change are where the changes are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { comparePictures, type NamedPicture } from '../../../src/diff/compare-pictures.js';
import { findPixelRegions, resample } from '../../../src/diff/pixel-regions.js';
import type { OutputFormat } from '../../../src/output/index.js';
import { write } from '../../../src/render.js';
import { rendered } from '../../support/figure.js';

const picture = (width: number, height: number, isDark: (x: number, y: number) => boolean) => ({
  width,
  height,
  data: Uint8Array.from({ length: 4 * width * height }, (_, i) =>
    i % 4 < 3 && isDark((i >> 2) % width, Math.floor((i >> 2) / width)) ? 0 : 255,
  ),
});

describe('the regions in which pixels differ', () => {
  it('cover all changed pixels, are tight, and do not overlap where changes are far apart', () => {
    const place = fc.record({ x: fc.nat(90), y: fc.nat(60) });
    fc.assert(
      fc.property(
        fc.uniqueArray(place, { minLength: 1, maxLength: 8, selector: ({ x, y }) => 100 * y + x }),
        (at) => {
          const isChanged = (x: number, y: number) => at.some((each) => each.x === x && each.y === y);
          const { changed, total, boxes } = findPixelRegions(
            picture(91, 61, () => false),
            picture(91, 61, isChanged),
            false,
          );
          expect([changed, total]).toEqual([at.length, 91 * 61]);
          for (const { x, y } of at) {
            const around = boxes.filter((b) => x >= b.left && x < b.right && y >= b.top && y < b.bottom);
            expect(around.length).toBeGreaterThanOrEqual(1);
          }
          for (const { left, right, top, bottom } of boxes) {
            const inside = at.filter(({ x, y }) => x >= left && x < right && y >= top && y < bottom);
            expect(Math.min(...inside.map(({ x }) => x))).toBe(left);
            expect(Math.max(...inside.map(({ x }) => x)) + 1).toBe(right);
            expect(Math.min(...inside.map(({ y }) => y))).toBe(top);
            expect(Math.max(...inside.map(({ y }) => y)) + 1).toBe(bottom);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('ignore the edges of letters only if asked to', () => {
    const [one, shifted] = [0, 1].map((dx) => picture(60, 60, (x) => x > 20 + dx && x < 40 + dx));
    expect(findPixelRegions(one, shifted, false).changed).toBe(120);
    expect(findPixelRegions(one, shifted, true).changed).toBe(0);
    const wider = picture(60, 60, (x) => x > 20 && x < 46);
    expect(findPixelRegions(one, wider, true).changed).toBeGreaterThan(100);
  });

  it('are those of pictures scaled to the same size', () => {
    const half = resample(
      picture(8, 4, (x) => x < 4),
      4,
      2,
    );
    expect([half.width, half.height, [...half.data.subarray(0, 16)]]).toEqual([
      4,
      2,
      [0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255],
    ]);
  });
});

const drawn = (spec: object, format: OutputFormat): NamedPicture => ({
  name: `fig.${format}`,
  format,
  bytes: write(rendered({ size: { dpi: 96 }, ...spec }, 1, false).scene, format),
});

const GRID = {
  data: [
    [0, 1, 0.2],
    [0.3, 0.4, 0.5],
  ],
  title: 'Some',
};
const CHANGED = {
  ...GRID,
  data: [
    [0, 1, 0.2],
    [0.3, 0.9, 0.5],
  ],
};

function compare(before: NamedPicture, after: NamedPicture) {
  const codes: string[] = [];
  const changes = comparePictures(before, after, ({ code }: Diagnostic) => void codes.push(code));
  return { ...changes, codes };
}

describe('two pictures', () => {
  it.each([
    ['png', 'png', []],
    ['svg', 'svg', []],
    ['png', 'svg', ['edges-ignored']],
  ] as const)('as %s and %s are equal, or their changes are counted', (one, other, codes) => {
    expect(compare(drawn(GRID, one), drawn(GRID, other))).toEqual({
      sentences: [],
      isRough: one !== other,
      codes,
    });
    const { sentences } = compare(drawn(GRID, one), drawn(CHANGED, other));
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toMatch(
      /^\d+ of \d+ pixels differ \(\d+\.\d %\), in 1 place: \(\d+, \d+\) to \(\d+, \d+\)$/,
    );
  });

  it('of different sizes are scaled if they have the same shape', () => {
    const large = drawn({ ...GRID, size: { dpi: 192 } }, 'png');
    expect(compare(drawn(GRID, 'png'), large).sentences[0]).toMatch(
      /^the size changed from (\d+) × \d+ to \d+ × \d+ pixels$/,
    );
    expect(compare(drawn(GRID, 'svg'), large).sentences).toEqual([]);
    const wide = drawn({ data: [Array.from({ length: 40 }, (_, i) => i)] }, 'png');
    expect(compare(drawn(GRID, 'png'), wide).sentences).toHaveLength(2);
  });

  it('are an error if they are damaged or have no pixels', () => {
    const png = drawn(GRID, 'png');
    for (const other of [drawn(GRID, 'pdf'), { ...png, bytes: png.bytes.subarray(0, 90) }])
      expect(() => compare(png, other)).toThrow(HeatmapError);
  });
});
