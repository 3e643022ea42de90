/** Marks in PNG files: circles and squares have areas in proportion to their values, and halves are half of a cell. */
import { describe, expect, it } from 'vitest';
import { rasterizeSvg } from '../../src/output/svg/rasterize.js';
import type { Scene } from '../../src/scene/scene.js';
import { rendered } from '../support/figure.js';
import { bodies, decodePng, type Picture } from '../support/pixels.js';

const SIZES = [
  [0, 1, 2, 4],
  [8, 16, 32, 64],
];

/** Returns the share of the background that the marks cover in each cell, row by row: their area in device pixels. */
function coveredAreas(scene: Scene, picture: Picture): number[] {
  const [{ left, right, top, bottom }] = bodies(scene);
  const { pixelRatio } = scene;
  return top.flatMap((_, i) =>
    left.map((_, j) => {
      let area = 0;
      const [x0, x1] = [left[j], right[j]].map((x) => Math.round(x * pixelRatio));
      const [y0, y1] = [top[i], bottom[i]].map((y) => Math.round(y * pixelRatio));
      // Marks are black on white.
      for (let y = y0; y < y1; y++)
        for (let x = x0; x < x1; x++) area += 1 - Number.parseInt(picture.at(x, y).slice(1, 3), 16) / 255;
      return area;
    }),
  );
}

/** The coverage of an antialiased edge is exact to a tenth of a pixel along its length. */
const edgeError = (area: number) => 0.1 * 4 * Math.sqrt(area);

const CELL = 60;
const BLACK = {
  color: { map: ['black'] },
  colorbar: false,
  size: { dpi: 96 },
  x: { labels: false },
  y: { labels: false },
};
const cells = (own: object) => ({ width: CELL, height: CELL, stroke: 'none', ...own });

describe('marks in a PNG', () => {
  it.each([
    ['circle', Math.PI / 4],
    ['square', 1],
  ])('have areas in proportion to their values: %s', (shape, share) => {
    const { scene, png } = rendered({
      data: SIZES,
      ...BLACK,
      cells: cells({ shape, size: true, sizeKey: false }),
    });
    const areas = coveredAreas(scene, decodePng(png()));
    const largest = share * (0.9 * CELL) ** 2;
    SIZES.flat().forEach((size, cell) => {
      const expected = (largest * size) / 64;
      expect(Math.abs(areas[cell] - expected), `size ${size}`).toBeLessThanOrEqual(edgeError(expected));
    });
  });

  it('have the area of the ellipse of a correlation', () => {
    const correlations = [-0.9, -0.5, 0, 0.5, 0.9];
    const { scene, png } = rendered({ data: [correlations], ...BLACK, cells: cells({ shape: 'ellipse' }) });
    const areas = coveredAreas(scene, decodePng(png()));
    correlations.forEach((r, cell) => {
      const expected = (Math.PI / 4) * (0.9 * CELL) ** 2 * Math.sqrt(1 - r * r);
      expect(Math.abs(areas[cell] / expected - 1), `correlation ${r}`).toBeLessThan(0.02);
    });
  });

  it('rise to the right for a positive correlation', () => {
    const { scene, png } = rendered({ data: [[0.8, -0.8]], ...BLACK, cells: cells({ shape: 'ellipse' }) });
    const [{ left, top }] = bodies(scene);
    const picture = decodePng(png());
    const isBlack = (j: number, x: number, y: number) => picture.at(left[j] + x, top[0] + y) === '#000000';
    expect([isBlack(0, 48, 12), isBlack(0, 12, 12), isBlack(1, 48, 12), isBlack(1, 12, 12)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('are the upper half and the lower half of a cell for two matrices', () => {
    const spec = { data: [[0]], ...BLACK, cells: cells({ shape: 'triangle', above: [[1]] }) };
    const { scene, png } = rendered({ ...spec, color: { map: ['#ffffff', '#000000'], domain: [0, 1] } });
    const picture = decodePng(png());
    const [{ left, top }] = bodies(scene);
    expect(picture.at(left[0] + 40, top[0] + 20)).toBe('#000000');
    expect(picture.at(left[0] + 20, top[0] + 40)).toBe('#ffffff');
    expect(coveredAreas(scene, picture)[0] / CELL ** 2).toBeCloseTo(0.5, 2);
  });

  it('are as large in the key as in the cells', () => {
    const { scene, figure } = rendered({
      data: SIZES,
      ...BLACK,
      cells: cells({ size: true, sizeKey: { ticks: [4, 16, 64] } }),
    });
    expect(figure.markGuides).toHaveLength(1);
    const diameters = scene.items.flatMap((item) =>
      item.kind === 'path' && item.role === 'mark'
        ? item.subpaths.map((subpath) => {
            if (!('segments' in subpath)) throw new Error('not a circle');
            const [segment] = subpath.segments;
            return Math.hypot(segment.to[0] - subpath.start[0], segment.to[1] - subpath.start[1]);
          })
        : [],
    );
    const count = (size: number) =>
      diameters.filter((diameter) => Math.abs(diameter - 0.9 * CELL * Math.sqrt(size / 64)) < 1e-9).length;
    expect([4, 16, 64].map(count)).toEqual([2, 2, 2]);
    expect([1, 2, 8, 32].map(count)).toEqual([1, 1, 1, 1]);
  });

  it('are equal in SVG and PNG', () => {
    const { scene, svg, png } = rendered({ data: SIZES, ...BLACK, cells: cells({ size: true }) });
    const drawn = coveredAreas(scene, decodePng(png()));
    const pixels = rasterizeSvg(new TextEncoder().encode(svg()));
    if (!pixels) throw new Error('the SVG is too large');
    const { width, height, data } = pixels;
    // The SVG is rasterized at twice the size.
    const bytes = Buffer.from(data);
    const at = (x: number, y: number) =>
      `#${bytes.toString('hex', (y * width + x) * 4, (y * width + x) * 4 + 3)}`;
    const fromSvg = coveredAreas({ ...scene, pixelRatio: 2 }, { width, height, at });
    drawn.forEach((area, cell) => {
      expect(Math.abs(area - fromSvg[cell] / 4), `cell ${cell}`).toBeLessThanOrEqual(edgeError(area));
    });
  });
});
