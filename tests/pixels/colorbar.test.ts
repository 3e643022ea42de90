/** Reads colorbars in PNGs as a reader does: from the colour of a cell to its value. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colormapNames, findColormap } from '../../src/color/maps.js';
import { position, type Scale } from '../../src/color/scale.js';
import type { CellsItem, PathItem, Scene } from '../../src/scene/scene.js';
import { colorOf } from '../support/color.js';
import { rendered } from '../support/figure.js';
import { findTextErrors } from '../support/overlap.js';
import { polylines } from '../support/paths.js';
import { bodies, decodePng, devicePixels, type Picture } from '../support/pixels.js';

const LENGTH = 300;

/** Returns the colour of each device pixel along the bar, from low to high. */
function barPixels(scene: Scene, picture: Picture): string[] {
  const bar = scene.items.find(
    (item): item is CellsItem => item.kind === 'cells' && item.role === 'colorbar',
  );
  if (!bar) throw new Error('the figure has no colorbar');
  const { pixelRatio } = scene;
  const ends = (from: readonly number[], to: readonly number[]) =>
    devicePixels(from[0], to[to.length - 1], pixelRatio);
  const [xs, ys] = [ends(bar.left, bar.right), ends(bar.top, bar.bottom)];
  return ys.length > xs.length
    ? ys.map((y) => picture.at(xs[xs.length >> 1], y)).reverse()
    : xs.map((x) => picture.at(x, ys[ys.length >> 1]));
}

/** Returns the colour in the middle of every cell, row-major. */
function cellPixels(scene: Scene, picture: Picture): string[] {
  const [{ left, right, top, bottom }] = bodies(scene);
  const middle = (from: number, to: number) => Math.floor(((from + to) / 2) * scene.pixelRatio);
  return top.flatMap((_, i) =>
    left.map((_, j) => picture.at(middle(left[j], right[j]), middle(top[i], bottom[i]))),
  );
}

/** Returns the position of a colour on the bar, from 0 to 1: the middle of its pixels. */
function barPosition(color: string, bar: readonly string[]): number {
  const [first, last] = [bar.indexOf(color), bar.lastIndexOf(color)];
  if (first < 0) throw new Error(`${color} is not on the bar`);
  if (bar.slice(first, last + 1).some((other) => other !== color))
    throw new Error(`${color} is in two places on the bar`);
  return (first + last + 1) / 2 / bar.length;
}

/** Draws a figure with one device pixel per px. */
function render(spec: object): { scene: Scene; picture: Picture; scale: Scale } {
  const { scene, figure, png } = rendered({ size: { dpi: 96 }, cells: { width: 8, height: 8 }, ...spec });
  return { scene, picture: decodePng(png()), scale: figure.scales.color };
}

/** Lists the values that are read with an error of more than one step of the bar. */
function misreadValues(spec: object, values: readonly (readonly number[])[]): string[] {
  const { scene, picture, scale } = render({ data: values, ...spec });
  const bar = barPixels(scene, picture);
  expect(bar.length).toBe(LENGTH);
  const cells = cellPixels(scene, picture);
  return values.flat().flatMap((value, i) => {
    // Some maps have a few equal neighbours, which make one longer step.
    const step = scale.colors.filter((color) => color === cells[i]).length / scale.colors.length;
    const error = Math.abs(barPosition(cells[i], bar) - position(scale, value));
    return error <= step ? [] : [`${value}: off by ${error}, more than ${step}`];
  });
}

const sides = fc.constantFrom('right', 'left', 'top', 'bottom');
const matrixOf = (low: number, high: number) =>
  fc.array(fc.array(fc.double({ min: low, max: high, noNaN: true }), { minLength: 12, maxLength: 12 }), {
    minLength: 12,
    maxLength: 12,
  });

describe('a value that is read by its colour on the bar', () => {
  // Cyclic maps end in their first colour, and categorical maps have no order.
  const maps = colormapNames().filter((name) => /sequential|diverging/.test(findColormap(name)?.kind ?? ''));

  it.each(maps)('is correct to one step of a bar of 300 px: %s', (map) => {
    fc.assert(
      fc.property(matrixOf(-3, 5), sides, fc.boolean(), (values, side, reversed) => {
        const color = { map: reversed ? `${map}_r` : map, domain: [-3, 5] };
        expect(misreadValues({ color, colorbar: { length: LENGTH, side } }, values)).toEqual([]);
      }),
      { numRuns: 4 },
    );
  });

  it.each([
    ['log', { scale: 'log', domain: [1e-6, 1000] }, 1e-6, 1000],
    ['symlog', { scale: 'symlog', domain: [-1000, 1000], constant: 0.1 }, -1000, 1000],
    ['pow', { scale: 'pow', exponent: 0.5, domain: [0, 50] }, 0, 50],
    ['two slopes', { domain: [-1, 40], center: 0 }, -1, 40],
    ['all numbers', { domain: [-1.7e308, 1.7e308] }, -1.7e308, 1.7e308],
    ['subnormal numbers', { domain: [0, 1e-320] }, 0, 1e-320],
  ])('is correct on any scale: %s', (_, color, low, high) => {
    fc.assert(
      fc.property(matrixOf(0, 1), sides, (fractions, side) => {
        const values = fractions.map((row) => row.map((share) => low * (1 - share) + high * share));
        expect(misreadValues({ color, colorbar: { length: LENGTH, side } }, values)).toEqual([]);
      }),
      { numRuns: 4 },
    );
  });
});

describe('a bar of steps', () => {
  it.each([
    ['steps', { steps: 5, domain: [0, 1] }],
    ['quantiles', { scale: 'quantile', steps: 4 }],
    ['thresholds', { thresholds: [0.01, 0.05, 0.5] }],
  ])('has one block of equal length per colour, in the colours of the cells: %s', (_, color) => {
    const values = [
      [0, 0.02, 0.03, 0.2],
      [0.4, 0.6, 0.9, 1],
    ];
    const { scene, picture, scale } = render({ data: values, color, colorbar: { length: LENGTH } });
    const bar = barPixels(scene, picture);
    const n = scale.colors.length;
    for (const [i, pixel] of bar.entries()) {
      const at = ((i + 0.5) / LENGTH) * n;
      if (Math.abs(at - Math.round(at)) > n / LENGTH) expect(pixel).toBe(scale.colors[Math.floor(at)]);
    }
    expect(cellPixels(scene, picture)).toEqual(values.flat().map((v) => colorOf(scale, v)));
  });
});

describe('an arrow', () => {
  const [under, over] = ['#ff00ff', '#00ffff'];
  /** Returns the colours of the arrows. */
  function arrowColors(values: readonly (number | null)[], side: string, color: object = {}) {
    const { scene, picture } = render({
      data: [values],
      color: { domain: [0, 1], under, over, ...color },
      colorbar: { length: LENGTH, side },
    });
    const paths = scene.items.filter(
      (item): item is PathItem => item.kind === 'path' && item.role === 'colorbar' && item.fill !== null,
    );
    const colors = paths.map((path) => {
      const [[x0, y0, x1, y1, x2, y2]] = polylines(path);
      return picture.at(Math.floor((3 * (x0 + x1)) / 8 + x2 / 4), Math.floor((3 * (y0 + y1)) / 8 + y2 / 4));
    });
    return colors.sort();
  }

  it.each(['right', 'left', 'top', 'bottom'])(
    'is at an end of the bar exactly if values are outside of it: %s',
    (side) => {
      expect(arrowColors([0, 0.5, 1, null], side)).toEqual([]);
      expect(arrowColors([-0.1, 0.5, 1], side)).toEqual([under]);
      expect(arrowColors([0, 0.5, 1.1], side)).toEqual([over]);
      expect(arrowColors([Number.NEGATIVE_INFINITY, 0.5, 7], side)).toEqual([over, under].sort());
    },
  );

  it('is at an end of a stepped bar, unless its outer colours include all values outside', () => {
    expect(arrowColors([-1, 2], 'right', { steps: 4 })).toEqual([over, under].sort());
    expect(arrowColors([-1, 2], 'right', { domain: undefined, thresholds: [0, 1] })).toEqual([]);
    expect(arrowColors([-1, 2], 'right', { thresholds: [0.2, 0.5] })).toEqual([over, under].sort());
  });

  it('has the colour of the cells outside of the domain, and points away from the bar', () => {
    const { scene, picture } = render({
      data: [[-5, 0, 1, 5]],
      color: { domain: [0, 1], under, over },
      colorbar: { length: LENGTH },
    });
    const cells = cellPixels(scene, picture);
    expect([cells[0], cells[3]]).toEqual([under, over]);
    const tips = scene.items.flatMap((item) =>
      item.kind === 'path' && item.role === 'colorbar' && item.fill ? [item] : [],
    );
    for (const path of tips) {
      const [[, base, , , , tip]] = polylines(path);
      expect(Math.sign(tip - base)).toBe(path.fill === over ? -1 : 1);
    }
  });
});

describe('the bar', () => {
  it.each(['right', 'left', 'top', 'bottom'] as const)('is as long as the body by default: %s', (side) => {
    const { scene } = rendered({
      data: [
        [0, 1, 2],
        [3, 4, 5],
      ],
      colorbar: { side, title: 'AUC' },
    });
    const [body] = bodies(scene);
    const bar = scene.items.find(
      (item): item is CellsItem => item.kind === 'cells' && item.role === 'colorbar',
    );
    const [start, end] =
      side === 'left' || side === 'right' ? (['top', 'bottom'] as const) : (['left', 'right'] as const);
    expect([bar?.[start][0], bar?.[end].at(-1)]).toEqual([body[start][0], body[end].at(-1)]);
    expect(findTextErrors(scene)).toEqual([]);
  });

  it('has a hatched key to missing cells exactly if there are any', () => {
    for (const data of [[[0, 1]], [[0, 1, null]], [[0, 1, Number.NaN]]]) {
      const { scene, picture } = render({ data, cells: { width: 12, height: 12 } });
      const key = scene.items.find((i): i is CellsItem => i.kind === 'cells' && i.role === 'missing');
      const named = scene.items.some((i) => i.kind === 'text' && i.text === 'no data');
      const missing = data[0].length > 2;
      expect([key !== undefined, named]).toEqual([missing, missing]);
      if (!key) continue;
      const cell = bodies(scene)[0];
      const [inKey, inCell] = [colorsIn(key, 0, picture), colorsIn(cell, 2, picture)];
      for (const colors of [inKey, inCell]) {
        expect(colors).toContain('#d9d9d9');
        expect(colors.size).toBeGreaterThan(1);
      }
    }
  });
});

/** Returns the colours of column `j` of an item. */
function colorsIn({ left, right, top, bottom }: CellsItem, j: number, picture: Picture): Set<string> {
  const colors = new Set<string>();
  for (let x = left[j]; x < right[j]; x++)
    for (let y = top[0]; y < bottom[0]; y++) colors.add(picture.at(x, y));
  return colors;
}
