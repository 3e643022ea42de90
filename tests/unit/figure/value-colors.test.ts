/** The colours of the values that are printed in cells. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apcaContrast, colorDifference, type Hex, hexToLab } from '../../../src/color/color.js';
import { getColormap, namedColormaps } from '../../../src/color/maps.js';
import { valueColorsOn } from '../../../src/figure/value-colors.js';
import type { TextItem } from '../../../src/scene/scene.js';
import { LIMITS, THEMES, type Theme } from '../../../src/theme.js';
import { rendered } from '../../support/figure.js';
import { bodies } from '../../support/pixels.js';

const { minDarkContrast, minLightContrast, maxDifference } = LIMITS.value;
const { valueOnLight: dark, valueOnDark: light } = THEMES.light.color;
const maps = namedColormaps();

interface Printed {
  readonly cell: Hex;
  readonly text: Hex;
}

/** Returns some colours of cells, each with the colour of its text. */
function printedOn(cells: readonly Hex[], theme: Theme = THEMES.light): Printed[] {
  const letters = valueColorsOn(cells, theme);
  return cells.map((cell) => ({ cell, text: letters[cell] }));
}

/** Returns the colours of a colormap at some positions from 0 to 1. */
function colorsAt(map: string, positions: readonly number[]): Hex[] {
  const { colors } = getColormap(map);
  return positions.map(
    (position) => colors[Math.min(colors.length - 1, Math.floor(position * colors.length))],
  );
}

const darkContrast = (cell: string) => apcaContrast(dark, cell);
const lightContrast = (cell: string) => -apcaContrast(light, cell);

/** Whether a text has at least the contrast that its colour needs. */
const isReadable = ({ cell, text }: Printed) =>
  text === dark ? darkContrast(cell) >= minDarkContrast : lightContrast(cell) >= minLightContrast;

describe('the colour of a value', () => {
  // The ratio of WCAG 2 does not decide: it rates black on dark blue as readable, and white on dark blue only slightly better. APCA was
  // fitted to what people read. No letters reach Lc 60 on every colour: black and white are equal at Lc 54.6.
  it('is readable on every colour of every map, also where a map has all its colours at once', () => {
    for (const { name, colors } of maps) {
      const unreadable = printedOn(colors).filter((one) => !isReadable(one));
      expect([name, unreadable]).toEqual([name, []]);
    }
  });

  it('is readable on every grey, and on missing cells of every theme', () => {
    for (let i = 0; i < 256; i++) {
      const cell = `#${i.toString(16).padStart(2, '0').repeat(3)}`;
      const [one] = printedOn([cell]);
      expect([cell, isReadable(one)]).toEqual([cell, true]);
      // The colour of a single cell is free: it has the more readable letters, but for the higher minimum of light ones.
      const best = Math.max(darkContrast(cell), lightContrast(cell));
      expect(Math.abs(apcaContrast(one.text, cell))).toBeGreaterThanOrEqual(
        best - (minLightContrast - minDarkContrast),
      );
    }
    for (const theme of Object.values(THEMES))
      expect(printedOn([theme.color.missing], theme).filter((one) => !isReadable(one))).toEqual([]);
  });

  it('is the same for −0.70 and −0.71, and for all values of a matrix that hardly differ', () => {
    for (let value = -0.99; value < 0.99; value += 0.01) {
      const positions = [value, value + 0.01, -1, -0.2, 0.2, 1].map((v) => (v + 1) / 2);
      const [one, next] = printedOn(colorsAt('RdBu_r', positions));
      expect([value, one.text]).toEqual([value, next.text]);
    }
  });

  it('changes in each half of a diverging map at the gap of that half', () => {
    // Both letters are readable on ±0.55 and ±0.51. Only the blue half has a value close to them that must be dark.
    const values = [-0.9, -0.55, -0.51, -0.46, -0.42, -0.38, 0.51, 0.55, 0.9];
    const letters = printedOn(
      colorsAt(
        'RdBu_r',
        values.map((v) => (v + 1) / 2),
      ),
    ).map(({ text }) => text);
    expect(letters).toEqual([light, dark, dark, dark, dark, dark, light, light, light]);
  });

  it('changes at most once along a sequential map, at the largest gap at which both letters are readable', () => {
    // The lightness of turbo rises and falls.
    const names = maps
      .filter(({ kind, name }) => kind === 'sequential' && name !== 'turbo')
      .map(({ name }) => name);
    const positions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(...names), positions, (name, unsorted) => {
        const sorted = printedOn(
          colorsAt(
            name,
            unsorted.sort((a, b) => a - b),
          ),
        );
        if (darkContrast(sorted[0].cell) > darkContrast(sorted[sorted.length - 1].cell)) sorted.reverse();
        const at = (index: number) => sorted[index] as Printed | undefined;
        /** The size of the gap before a cell, in steps that can be seen; large gaps count as equal. */
        const gap = (index: number) => {
          const [below, above] = [at(index - 1), at(index)];
          if (!below || !above) return maxDifference;
          return Math.min(
            maxDifference,
            Math.floor(colorDifference(hexToLab(below.cell), hexToLab(above.cell))),
          );
        };
        const changes = Array.from({ length: sorted.length + 1 }, (_, i) => i).filter((i) =>
          sorted.every(({ text }, k) => text === (k < i ? light : dark)),
        );
        expect(changes).toHaveLength(1);
        for (let i = 0; i <= sorted.length; i++) {
          const [below, above] = [at(i - 1)?.cell, at(i)?.cell];
          if (below && lightContrast(below) < minLightContrast) continue;
          if (above && darkContrast(above) < minDarkContrast) continue;
          expect(gap(changes[0])).toBeGreaterThanOrEqual(gap(i));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('changes between all colours of a map where dark and light letters are about equally readable', () => {
    for (const map of ['viridis', 'gray', 'Blues', 'magma', 'YlOrRd']) {
      const cells = printedOn(getColormap(map).colors);
      const change = cells.findIndex(({ text }, i) => i > 0 && text !== cells[i - 1].text);
      const { cell } = cells[change];
      expect(Math.abs(darkContrast(cell) - lightContrast(cell))).toBeLessThan(10);
    }
  });

  it('depends only on the colour of the cell, in all panels of a figure', () => {
    const row = (from: number) => Array.from({ length: 12 }, (_, i) => from + i / 30);
    const panels = [0, 0.2, 0.41, 0.6].map((from) => ({ data: [row(from)] }));
    const color = { map: 'viridis' };
    const { scene } = rendered({
      panels: panels.map((panel) => ({ ...panel, color })),
      cells: { values: true },
      lint: false,
    });
    const letters = new Map<string, Set<string>>();
    bodies(scene).forEach((body, panel) => {
      for (const item of scene.items) {
        if (item.source?.kind !== 'cell' || item.source.panel !== panel) continue;
        const cell = body.palette[body.indices[item.source.column]];
        letters.set(cell, (letters.get(cell) ?? new Set()).add((item as TextItem).fill));
      }
    });
    expect(letters.size).toBeGreaterThan(5);
    for (const fills of letters.values()) expect(fills.size).toBe(1);
  });
});
