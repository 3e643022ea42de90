/** Every default of the program that is a colour, a size or a distance stands here and nowhere else. All lengths in px. */
import type { Hex } from './color/color.js';

export interface Theme {
  readonly background: Hex | null;
  readonly color: {
    readonly text: Hex;
    readonly secondary: Hex;
    readonly tick: Hex;
    readonly missing: Hex;
    readonly hatch: Hex;
    /** Around cells that are pointed out, and the halo that sets this line off from any colour. */
    readonly highlight: Hex;
    readonly halo: Hex;
    /** Around a body that would run into the page. */
    readonly frame: Hex;
  };
  readonly font: {
    readonly label: number;
    readonly value: number;
    readonly axisTitle: number;
    readonly panelTitle: number;
    readonly title: number;
    readonly subtitle: number;
    readonly caption: number;
  };
  readonly space: {
    /** Around everything. */
    readonly margin: number;
    /** Between the title block and what stands under it. */
    readonly title: number;
    /** Between lines of one text, as a multiple of its size. */
    readonly line: number;
    /** Between a body and its labels where no tick is drawn, and between a tick and its label. */
    readonly label: number;
    /** Between the labels and the axis title. */
    readonly axisTitle: number;
    /** Between neighbouring labels on one line. */
    readonly betweenLabels: number;
    /** Between a panel title on top and its panel. */
    readonly panelTitle: number;
    /** Between a panel title at the side and the row labels. */
    readonly panelTitleAside: number;
    /** Where an axis is split. */
    readonly split: number;
    /** Between labels and the brackets of groups. */
    readonly bracket: number;
    /** Between panels, beyond what their labels need. */
    readonly panels: number;
    /** Between a body and the colorbar. */
    readonly colorbar: number;
  };
  readonly tick: { readonly length: number; readonly width: number };
  readonly colorbar: {
    readonly thickness: number;
    readonly arrow: number;
    readonly key: number;
    readonly keyGap: number;
  };
  readonly hatch: { readonly period: number; readonly width: number; readonly smallestCell: number };
}

const LIGHT: Theme = {
  background: '#ffffff',
  color: {
    text: '#222222',
    secondary: '#555555',
    tick: '#555555',
    missing: '#d9d9d9',
    hatch: '#a6a6a6',
    frame: '#bbbbbb',
    highlight: '#111111',
    halo: '#ffffff',
  },
  font: { label: 11, value: 10, axisTitle: 12, panelTitle: 12, title: 14, subtitle: 12, caption: 10 },
  space: {
    margin: 12,
    title: 12,
    line: 1.25,
    label: 4,
    axisTitle: 8,
    betweenLabels: 6,
    panelTitle: 6,
    panelTitleAside: 10,
    split: 6,
    bracket: 5,
    panels: 8,
    colorbar: 16,
  },
  tick: { length: 4, width: 0.8 },
  colorbar: { thickness: 12, arrow: 8, key: 12, keyGap: 10 },
  hatch: { period: 5, width: 0.8, smallestCell: 4 },
};

const DARK: Theme = {
  ...LIGHT,
  background: '#14161a',
  color: {
    text: '#e8e8e8',
    secondary: '#b0b0b0',
    tick: '#9a9a9a',
    missing: '#4a4d52',
    hatch: '#7c8087',
    frame: '#5a5d62',
    highlight: '#ffffff',
    halo: '#111111',
  },
};

export const THEMES = {
  light: LIGHT,
  dark: DARK,
  transparent: { ...LIGHT, background: null },
} satisfies Record<string, Theme>;

/** What a spec leaves open, where it is neither a colour nor a distance. */
export const DEFAULTS = {
  /** A cell of a figure whose rows and columns carry different labels, and of one whose carry the same. */
  cell: { width: 26, height: 18, square: 20 },
  /** Cells of a small figure grow, to at most twice their size, until its bodies together have these sides. */
  smallestBody: { width: 104, height: 72 },
  /** A body's longer side, unless the cells' size is given: cells shrink to stay within it. */
  longestBody: 720,
  /** px; a longer label is cut in the middle, however large the page. */
  longestLabel: 2000,
  /** How much of a page of a given size labels may take. */
  labelShare: 0.3,
  sequentialMap: 'viridis',
  divergingMap: 'RdBu_r',
  /** For up to so many words, and for more; beyond the last number nobody can tell them apart. */
  wordsMap: 'tab10',
  fewWords: 10,
  manyWordsMap: 'turbo',
  distinctWords: 20,
  quantiles: 5,
  dpi: 192,
  missingLabel: 'no data',
} as const;

/** The theme with its letters `size` px high, labels first, the rest in proportion. */
export function withFontSize(theme: Theme, size: number): Theme {
  const factor = size / theme.font.label;
  const font = Object.fromEntries(Object.entries(theme.font).map(([role, px]) => [role, px * factor]));
  return { ...theme, font: font as unknown as Theme['font'] };
}
