/**
 * Decides which values are printed in dark and which in light letters. The choice depends only on the colour of the cell.
 * Where both are readable, cells of similar colours get the same letters.
 */
import { apcaContrast, colorDifference, type Hex, hexToLab, type Lab } from '../color/color.js';
import type { Scale } from '../color/scale.js';
import { LIMITS, type Theme } from '../theme.js';
import { cellBackgrounds } from './cell-backgrounds.js';
import type { Panel } from './figure.js';
import { crossedCells, printedCells } from './values.js';

/** A colour of cells. The contrasts of letters on it are in Lc beyond the minimum; letters are readable from 0 on. */
interface Background {
  readonly color: Hex;
  readonly lab: Lab;
  readonly dark: number;
  readonly light: number;
}

/** Backgrounds with the same letters. */
type BackgroundGroup = readonly Background[];

/** Returns the colour of the values for each colour of the cells in which values are printed. */
export function resolveValueColors(
  panels: readonly Panel[],
  scales: Readonly<Record<string, Scale>>,
  theme: Theme,
): Record<Hex, Hex> {
  return valueColorsOn(
    panels.flatMap((panel) => printedColors(panel, scales)),
    theme,
  );
}

/**
 * Returns the colour of values for each of some colours of cells.
 *
 * Similar colours are grouped, the most similar ones first, as long as either dark or light letters are readable on all
 * colours of a group. So similar colours have different letters only if there is no larger gap between them.
 */
export function valueColorsOn(colors: readonly Hex[], theme: Theme): Record<Hex, Hex> {
  const { valueOnLight, valueOnDark } = theme.color;
  const backgrounds = [...new Set(colors)].map((color) => contrastsOn(color, theme));
  return Object.fromEntries(
    groupSimilar(backgrounds).flatMap((group) => {
      const letters = prefersDark(group) ? valueOnLight : valueOnDark;
      return group.map(({ color }) => [color, letters]);
    }),
  );
}

/** Returns the colours of the cells with texts or crosses. */
function printedColors(panel: Panel, scales: Readonly<Record<string, Scale>>): Hex[] {
  const printed = printedCells(panel).filter(({ isTotal }) => !isTotal);
  const cells = [...printed.map(({ cell }) => cell), ...crossedCells(panel)];
  if (cells.length === 0) return [];
  const backgroundOf = cellBackgrounds(panel, scales);
  return cells.map(backgroundOf).filter((color) => color !== null);
}

function contrastsOn(color: Hex, theme: Theme): Background {
  const { valueOnLight, valueOnDark } = theme.color;
  return {
    color,
    lab: hexToLab(color),
    dark: apcaContrast(valueOnLight, color) - LIMITS.value.minDarkContrast,
    light: -apcaContrast(valueOnDark, color) - LIMITS.value.minLightContrast,
  };
}

function groupSimilar(backgrounds: readonly Background[]): BackgroundGroup[] {
  const groups = new Map<Background, BackgroundGroup>(
    backgrounds.map((background) => [background, [background]]),
  );
  for (const { a, b } of similarPairs(backgrounds)) {
    const [one, other] = [groups.get(a) as BackgroundGroup, groups.get(b) as BackgroundGroup];
    if (one === other) continue;
    const merged = [...one, ...other];
    if (!isDarkReadable(merged) && !isLightReadable(merged)) continue;
    for (const background of merged) groups.set(background, merged);
  }
  return [...new Set(groups.values())];
}

/**
 * Returns the pairs of similar colours in the order in which they are grouped. Equally similar pairs are sorted by how
 * differently dark and light letters are readable on them. The most balanced pairs are last, because the letters should
 * change there.
 */
function similarPairs(
  backgrounds: readonly Background[],
): { readonly a: Background; readonly b: Background }[] {
  const pairs = [];
  for (const a of backgrounds.filter((background) => background.dark >= 0 && background.light >= 0)) {
    for (const b of backgrounds) {
      // Differences below 1 are invisible, so the fraction does not count.
      const difference = Math.floor(colorDifference(a.lab, b.lab));
      const lead = Math.abs(darkAdvantage([a, b]));
      if (a !== b && difference < LIMITS.value.maxDifference) pairs.push({ a, b, difference, lead });
    }
  }
  return pairs.sort((p, q) => p.difference - q.difference || q.lead - p.lead);
}

function prefersDark(group: BackgroundGroup): boolean {
  const [dark, light] = [isDarkReadable(group), isLightReadable(group)];
  return dark === light ? darkAdvantage(group) >= 0 : dark;
}

function isDarkReadable(group: BackgroundGroup): boolean {
  return group.every(({ dark }) => dark >= 0);
}

function isLightReadable(group: BackgroundGroup): boolean {
  return group.every(({ light }) => light >= 0);
}

/** Returns how much better dark letters are readable than light ones. */
function darkAdvantage(group: BackgroundGroup): number {
  return group.reduce((sum, { dark, light }) => sum + dark - light, 0);
}
