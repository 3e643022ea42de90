/** The key to the colours, read from real PNGs as a reader would: from the colour of a cell back to its value. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colormapNames, findColormap } from '../../src/color/maps.js';
import { position, type Scale } from '../../src/color/scale.js';
import type { CellsItem, PathItem, Scene } from '../../src/scene/scene.js';
import { colorOf } from '../support/color.js';
import { rendered } from '../support/figure.js';
import { textFaults } from '../support/overlap.js';
import { bodies, decodePng, devicePixels, type Picture } from '../support/pixels.js';

const LENGTH = 300;

/** The colours along the bar, from its low end to its high end, a device pixel each. */
function barPixels(scene: Scene, picture: Picture): string[] {
  const bar = scene.items.find(
    (item): item is CellsItem => item.kind === 'cells' && item.role === 'colorbar',
  );
  if (!bar) throw new Error('there is no colorbar');
  const { pixelRatio } = scene;
  const ends = (from: readonly number[], to: readonly number[]) =>
    devicePixels(from[0], to[to.length - 1], pixelRatio);
  const [xs, ys] = [ends(bar.left, bar.right), ends(bar.top, bar.bottom)];
  return ys.length > xs.length
    ? ys.map((y) => picture.at(xs[xs.length >> 1], y)).reverse()
    : xs.map((x) => picture.at(x, ys[ys.length >> 1]));
}

/** The colour in the middle of every cell, row by row. */
function cellPixels(scene: Scene, picture: Picture): string[] {
  const [{ left, right, top, bottom }] = bodies(scene);
  const middle = (from: number, to: number) => Math.floor(((from + to) / 2) * scene.pixelRatio);
  return top.flatMap((_, i) =>
    left.map((_, j) => picture.at(middle(left[j], right[j]), middle(top[i], bottom[i]))),
  );
}

/** Where on the bar, from 0 to 1, a colour is: the middle of the pixels that have it. */
function readBack(color: string, bar: readonly string[]): number {
  const [first, last] = [bar.indexOf(color), bar.lastIndexOf(color)];
  if (first < 0) throw new Error(`the bar has no ${color}`);
  if (bar.slice(first, last + 1).some((other) => other !== color))
    throw new Error(`the bar has ${color} twice`);
  return (first + last + 1) / 2 / bar.length;
}

/** A figure and its picture, with a device pixel to each px. */
function drawn(spec: object): { scene: Scene; picture: Picture; scale: Scale } {
  const { scene, figure, png } = rendered({ size: { dpi: 96 }, cells: { width: 8, height: 8 }, ...spec });
  return { scene, picture: decodePng(png()), scale: figure.scales[0] };
}

/** The values that are not read back to within one step of the bar, in words. */
function misread(spec: object, values: readonly (readonly number[])[]): string[] {
  const { scene, picture, scale } = drawn({ data: values, ...spec });
  const bar = barPixels(scene, picture);
  expect(bar.length).toBe(LENGTH);
  const cells = cellPixels(scene, picture);
  return values.flat().flatMap((value, i) => {
    // A few neighbours of some maps are the same to 8 bits: such a step is as long as they are.
    const step = scale.colors.filter((color) => color === cells[i]).length / scale.colors.length;
    const error = Math.abs(readBack(cells[i], bar) - position(scale, value));
    return error <= step ? [] : [`${value}: off by ${error}, more than ${step}`];
  });
}

const sides = fc.constantFrom('right', 'left', 'top', 'bottom');
const matrixOf = (low: number, high: number) =>
  fc.array(fc.array(fc.double({ min: low, max: high, noNaN: true }), { minLength: 12, maxLength: 12 }), {
    minLength: 12,
    maxLength: 12,
  });

describe('a value read back by its colour on the bar', () => {
  // Cyclic maps end in the colour they begin with, and categorical ones are no passage from low to high.
  const maps = colormapNames().filter((name) => /sequential|diverging/.test(findColormap(name)?.kind ?? ''));

  it.each(maps)('is the value, within one step of a bar 300 px long: %s', (map) => {
    fc.assert(
      fc.property(matrixOf(-3, 5), sides, fc.boolean(), (values, side, reversed) => {
        const color = { map: reversed ? `${map}_r` : map, domain: [-3, 5] };
        expect(misread({ color, colorbar: { length: LENGTH, side } }, values)).toEqual([]);
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
  ])('is the value on any scale: %s', (_, color, low, high) => {
    fc.assert(
      fc.property(matrixOf(0, 1), sides, (shares, side) => {
        const values = shares.map((row) => row.map((share) => low * (1 - share) + high * share));
        expect(misread({ color, colorbar: { length: LENGTH, side } }, values)).toEqual([]);
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
  ])('is one block a colour, all of one length, each in the colours of the cells: %s', (_, color) => {
    const values = [
      [0, 0.02, 0.03, 0.2],
      [0.4, 0.6, 0.9, 1],
    ];
    const { scene, picture, scale } = drawn({ data: values, color, colorbar: { length: LENGTH } });
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
  /** The colour just within the base of the arrow at each end of the bar; null where there is none. */
  function arrows(values: readonly (number | null)[], side: string, color: object = {}) {
    const { scene, picture } = drawn({
      data: [values],
      color: { domain: [0, 1], under, over, ...color },
      colorbar: { length: LENGTH, side },
    });
    const paths = scene.items.filter(
      (item): item is PathItem => item.kind === 'path' && item.role === 'colorbar' && item.fill !== null,
    );
    const found = paths.map(({ lines: [[x0, y0, x1, y1, x2, y2]] }) =>
      picture.at(Math.floor((3 * (x0 + x1)) / 8 + x2 / 4), Math.floor((3 * (y0 + y1)) / 8 + y2 / 4)),
    );
    return found.sort();
  }

  it.each(['right', 'left', 'top', 'bottom'])(
    'stands at an end exactly when values lie beyond it: %s',
    (side) => {
      expect(arrows([0, 0.5, 1, null], side)).toEqual([]);
      expect(arrows([-0.1, 0.5, 1], side)).toEqual([under]);
      expect(arrows([0, 0.5, 1.1], side)).toEqual([over]);
      expect(arrows([Number.NEGATIVE_INFINITY, 0.5, 7], side)).toEqual([over, under].sort());
    },
  );

  it('stands at an end of steps too, but not where the outer colours are for all that is beyond', () => {
    expect(arrows([-1, 2], 'right', { steps: 4 })).toEqual([over, under].sort());
    expect(arrows([-1, 2], 'right', { domain: undefined, thresholds: [0, 1] })).toEqual([]);
    expect(arrows([-1, 2], 'right', { thresholds: [0.2, 0.5] })).toEqual([over, under].sort());
  });

  it('has the colour of the cells it stands for, and points away from the bar', () => {
    const { scene, picture } = drawn({
      data: [[-5, 0, 1, 5]],
      color: { domain: [0, 1], under, over },
      colorbar: { length: LENGTH },
    });
    const cells = cellPixels(scene, picture);
    expect([cells[0], cells[3]]).toEqual([under, over]);
    const tips = scene.items.flatMap((item) =>
      item.kind === 'path' && item.role === 'colorbar' && item.fill ? [item] : [],
    );
    for (const { fill, lines } of tips) {
      const [[, base, , , , tip]] = lines;
      expect(Math.sign(tip - base)).toBe(fill === over ? -1 : 1);
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
    const [one, other] =
      side === 'left' || side === 'right' ? (['top', 'bottom'] as const) : (['left', 'right'] as const);
    expect([bar?.[one][0], bar?.[other].at(-1)]).toEqual([body[one][0], body[other].at(-1)]);
    expect(textFaults(scene)).toEqual([]);
  });

  it('has a key to missing cells exactly when there are any, hatched as they are', () => {
    for (const data of [[[0, 1]], [[0, 1, null]], [[0, 1, Number.NaN]]]) {
      const { scene, picture } = drawn({ data, cells: { width: 12, height: 12 } });
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

/** The colours of column `j` of some cells. */
function colorsIn({ left, right, top, bottom }: CellsItem, j: number, picture: Picture): Set<string> {
  const seen = new Set<string>();
  for (let x = left[j]; x < right[j]; x++)
    for (let y = top[0]; y < bottom[0]; y++) seen.add(picture.at(x, y));
  return seen;
}
