/**
 * Every colour, size, distance, threshold and default of a drawing. Find the right group first:
 *
 * - `Theme` and `THEMES`: what a figure looks like. The themes differ only in their colours.
 * - `DEFAULTS`: the value of each spec key that the user omits. The JSON Schema shows the same values.
 * - `LIMITS`: the thresholds at which text wraps, is shortened or is hidden, and at which a warning is given.
 * - `COLORMAP_SHEET`: the sizes of the picture of all colormaps.
 *
 * Lengths are in px (1 px = 1/96 in), unless the comment names another unit.
 */
import type { Hex } from './color/color.js';

const LIGHT = {
  /** Null: transparent. */
  background: '#ffffff' as Hex | null,
  color: {
    /** Titles and labels. */
    text: '#222222',
    /** Subtitles, captions and the titles of highlights. */
    secondary: '#555555',
    /** Ticks and brackets. */
    tick: '#555555',
    /** Missing cells, and the hatch lines on them. */
    missing: '#d9d9d9',
    hatch: '#a6a6a6',
    /** The outlines of highlighted cells, and the halo that separates them from the colours of the cells. */
    highlight: '#111111',
    halo: '#ffffff',
    /** The frame around a body whose cells are hard to distinguish from the background. */
    frame: '#bbbbbb',
    /** The values printed on light cells and on dark cells. */
    valueOnLight: '#000000',
    valueOnDark: '#ffffff',
  },
  /** Font sizes. `size.fontSize` sets `label` and scales the others by the same factor. */
  font: { label: 11, value: 10, axisTitle: 12, panelTitle: 12, title: 14, subtitle: 12, caption: 10 },
  /** `cellStroke` is the width of the lines that `cells.stroke` draws between cells. */
  lineWidth: { tick: 0.8, bracket: 0.8, cellStroke: 0.8, hatch: 0.8, highlight: 1.5, halo: 3 },
  /** Distances. */
  space: {
    /** Between the edge of the page and its content. */
    margin: 12,
    /** Between the title block and the content below it. */
    title: 12,
    /** Between the title and the subtitle. */
    subtitle: 4,
    /** Between the baselines of two lines of one text, as a multiple of the font size. */
    line: 1.25,
    /** Between a body and labels without ticks; also between a swatch, bracket or colorbar and its text. */
    label: 4,
    /** Between a tick and its label. */
    tickLabel: 3,
    /** Between neighbouring labels if all labels are shown. */
    betweenLabels: 6,
    /** Between neighbouring labels if some labels are hidden. */
    betweenThinnedLabels: 12,
    /** Between labels and brackets. */
    bracket: 5,
    /** Between labels and the axis title. */
    axisTitle: 8,
    /** Between a body and the titles of highlights. */
    highlightTitle: 6,
    /** Between a panel and the panel title above it. */
    panelTitle: 6,
    /** Between row labels and a panel title beside the panel. */
    sidePanelTitle: 10,
    /** Between panels, in addition to the space for their labels. */
    panels: 8,
    /** Between the segments of an axis with `split`. */
    split: 6,
    /** Between a body and a colorbar or legend. */
    guide: 16,
    /** Between the columns of a vertical legend and between the entries of a horizontal one. */
    legendEntry: 16,
    /** Between a colorbar and the swatch for missing values. */
    missingSwatch: 10,
    /** Between the edge of a cell and the value printed in it. */
    cellValue: 2,
  },
  tick: { length: 4 },
  bracket: {
    /** The length of the two ends that point toward the items. */
    hook: 3,
    /** The distance of each end from the edge of its item, so that neighbouring brackets do not touch. */
    inset: 1,
  },
  colorbar: {
    /** The length of the arrows for values outside the domain. */
    arrow: 8,
    /** The maximum length of an arrow as a share of the colorbar. */
    maxArrowShare: 1 / 4,
  },
  /** The squares of legends and of missing values. */
  swatch: { size: 12 },
  /** `period` is the horizontal distance between two hatch lines. */
  hatch: { period: 5 },
};

/** What a figure looks like: its colours, font sizes, line widths and distances. */
export type Theme = { readonly [Group in keyof typeof LIGHT]: Readonly<(typeof LIGHT)[Group]> };

const DARK: Theme = {
  ...LIGHT,
  background: '#14161a',
  color: {
    ...LIGHT.color,
    text: '#e8e8e8',
    secondary: '#b0b0b0',
    tick: '#9a9a9a',
    missing: '#4a4d52',
    hatch: '#7c8087',
    highlight: '#ffffff',
    halo: '#111111',
    frame: '#5a5d62',
  },
};

export const THEMES: Readonly<Record<'light' | 'dark' | 'transparent', Theme>> = {
  light: LIGHT,
  dark: DARK,
  transparent: { ...LIGHT, background: null },
};

/** Returns `theme` with labels of `size` px and all other font sizes scaled by the same factor. */
export function withFontSize(theme: Theme, size: number): Theme {
  const factor = size / theme.font.label;
  const font = Object.fromEntries(Object.entries(theme.font).map(([role, px]) => [role, px * factor]));
  return { ...theme, font: font as unknown as Theme['font'] };
}

export const DEFAULTS = {
  theme: 'light',
  /** How an SVG stores text. */
  text: 'font',
  /** `size.dpi`, dots per inch. */
  dpi: 192,
  align: { title: 'center', subtitle: 'center', caption: 'start' },
  cells: {
    width: 26,
    height: 18,
    /** The side of a square cell, for matrices that have the same labels on both axes. */
    square: 20,
    gap: 0,
    /** `cells.reduce`, the function that combines the values of a block. */
    reducer: 'mean',
    /** Cells grow until the bodies together reach this size … */
    minBody: { width: 104, height: 72 },
    /** … or until the cells are this many times as large. */
    maxGrowth: 2,
  },
  color: {
    sequentialMap: 'viridis',
    divergingMap: 'RdBu_r',
    /** For at most `LIMITS.category.shortList` categories. */
    categoricalMap: 'tab10',
    /** For more categories. */
    longCategoricalMap: 'turbo',
    /** `domain: "robust"` uses these two quantiles of the values. */
    robustQuantiles: [0.02, 0.98],
    /** The domain if there are no values. */
    emptyDomain: [0, 1],
    emptyLogDomain: [1, 10],
    quantileSteps: 5,
    symlogConstant: 1,
    powExponent: 0.5,
  },
  colorbar: {
    side: 'right',
    /** A share of the side of the body. */
    length: '100%',
    thickness: 12,
    missingLabel: 'no data',
  },
  axis: {
    xSide: 'bottom',
    ySide: 'left',
    origin: 'top',
    order: 'data',
    style: 'plain',
    ticks: 'auto',
    rotate: 'auto',
  },
  /** Generated labels: the first number and the difference between neighbours. */
  count: { from: 0, step: 1 },
  layout: { columns: 1, panelTitle: 'top', shareX: false, shareY: false },
} as const;

export const LIMITS = {
  page: {
    /** The maximum width and height of a page; common viewers cannot show larger images. */
    maxSide: 32_767,
    /** The minimum width at which titles and captions wrap if the page may grow. */
    minHeadingWidth: 320,
    /** Content that extends above the bodies by at most this share of `space.title` does not move the title up. */
    maxHeadingOverlap: 0.6,
    /** The minimum font size for print, in pt; smaller text causes a warning. */
    minFontSize: 5,
  },
  body: {
    /** Cells without a given size shrink until the longer side of a body is at most this long … */
    maxSide: 720,
    /** … times this factor if the grid has several panels in that direction. */
    gridFactor: 1.5,
    /** The minimum width and height of a body on a page of a given size. */
    minSide: 16,
    /** The gap between cells is omitted if a cell is at most this many times as long as the gap. */
    minCellsPerGap: 2,
    /** The minimum width and height of missing cells that are hatched. */
    minHatchedCell: 4,
    /** The minimum scale of the font of printed values; smaller values are hidden. */
    minValueScale: 0.7,
    /** A body gets a frame if the contrast ratio of a colour and the background is less than this. */
    minContrast: 1.2,
  },
  label: {
    /** Longer labels are shortened in the middle. */
    maxWidth: 2000,
    /** The maximum width of labels as a share of a page of a given size. */
    maxPageShare: 0.3,
    /** Labels that need more lines are rotated instead. */
    maxLines: 3,
  },
  bracket: {
    /** Titles that need more lines are shortened. */
    maxLines: 3,
  },
  axisTitle: {
    /** The minimum width at which the title wraps, however small the body is. */
    minWidth: 140,
  },
  sidePanelTitle: {
    /** The width at which the title wraps. */
    maxWidth: 160,
  },
  colorbar: {
    /** The width at which a title above a vertical colorbar wraps. */
    titleWidth: 120,
    /** The preferred distance between ticks. */
    tickDistance: 40,
    /** Short colorbars may have up to `denseTicks` ticks at this distance. */
    denseTickDistance: 26,
    denseTicks: 4,
    minTicks: 2,
    maxTicks: 7,
  },
  legend: {
    /** The width at which the title wraps, and the minimum width of a row of entries. */
    titleWidth: 160,
    /** The minimum height of a column of entries, however small the body is. */
    minColumnHeight: 120,
  },
  category: {
    /** The maximum number of categories that `DEFAULTS.color.categoricalMap` can show. */
    shortList: 10,
    /** More categories cause a warning, because readers cannot distinguish their colours. */
    distinguishable: 20,
    /** A category scale with more different numbers is an error. */
    max: 256,
  },
  /** A larger share of missing values causes a warning. */
  missingShare: 0.2,
  /** The text alternative of a figure. */
  description: {
    /** Its maximum length, and the maximum length of labels and titles in it, in characters. */
    maxLength: 1200,
    maxLabelLength: 40,
    maxTitleLength: 80,
    /** The maximum number of titles, boundaries and categories in a list, and of scales that are described. */
    maxListed: 3,
    /** Means are described if they differ by more than this share of the range of the values. */
    minMeanSpread: 0.05,
  },
} as const;

export const COLORMAP_SHEET = {
  margin: 24,
  /** The height of the title and of the heading of each section. */
  title: 30,
  heading: 30,
  /** Between a heading and the text beside it. */
  headingGap: 8,
  /** The height of a row, and of the strip of colours in it. */
  row: 20,
  stripHeight: 14,
  /** The width of the column of names. */
  nameWidth: 84,
  /** 256 px, so that all colours of a map with 256 colours are equally wide. */
  stripWidth: 256,
  /** Between the colours of a categorical map. */
  stripGap: 2,
  /** Between a strip and the notes beside it, and the width of each note. */
  noteGap: 12,
  noteWidth: 54,
  /** Between the two columns of sections. */
  columnGap: 44,
  /** The height of a footnote. */
  footnote: 16,
  /** Device pixels per px. */
  pixelRatio: 2,
} as const;
