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
    /** Plots beside a body, and the lines behind them at the ticks of their value axis. */
    plot: '#56687d',
    gridLine: '#e3e3e3',
    /** The outlines of highlighted cells, and the halo that separates them from the colours of the cells. */
    highlight: '#111111',
    halo: '#ffffff',
    /** The frame around a body whose cells are hard to distinguish from the background. */
    frame: '#bbbbbb',
    /** The values printed on light cells and on dark cells. */
    valueOnLight: '#000000',
    valueOnDark: '#ffffff',
  },
  /**
   * Whether text may be rotated, and whether values shrink in small cells; and the step in px to which bodies are aligned,
   * null: pixels.
   */
  text: { rotates: true, shrinks: true, alignment: null as number | null },
  /** Font sizes. `size.fontSize` sets `label` and scales the others by the same factor. */
  font: { label: 11, value: 10, axisTitle: 12, panelTitle: 12, title: 14, subtitle: 12, caption: 10 },
  /**
   * `cellStroke` is for the lines between cells that `cells.stroke` adds, `region` for the outlines of months, `halo` for the
   * halo of highlights.
   */
  lineWidth: {
    tick: 0.8,
    bracket: 0.8,
    dendrogram: 0.8,
    plot: 1.3,
    whisker: 0.8,
    gridLine: 0.6,
    cellStroke: 0.8,
    cross: 1,
    hatch: 0.8,
    region: 1,
    highlight: 1.5,
    halo: 3,
  },
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
    /** Between a body and labels without ticks, and between a swatch, bracket or colorbar and its text. */
    label: 4,
    /** Between a tick and its label. */
    tickLabel: 3,
    /** Between neighbouring labels if all labels are shown. */
    betweenLabels: 6,
    /** Between neighbouring labels if some labels are hidden. */
    betweenThinnedLabels: 12,
    /** Between a body and the titles of its regions, such as months. */
    regionTitle: 4,
    /** Between a body and a strip of annotations, and between strips. */
    annotation: 3,
    /** Between a body or a strip and a plot, and between plots. */
    plot: 6,
    /** Between a body and a dendrogram. */
    dendrogram: 3,
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
    /** Between the title of a legend and its entries, and between the entries of a column. */
    legendTitle: 4,
    legendRow: 4,
    /** Between a colorbar and the swatch for missing values. */
    missingSwatch: 10,
    /** Between the edge of a cell and the value printed in it. */
    cellValue: 2,
    /** Between the baselines of two lines in a cell, as a multiple of the font size. */
    valueLine: 1.1,
    /** Above and below several lines in a cell, together, so that they look like one text; a multiple of the font size. */
    aroundValueLines: 0.75,
  },
  /**
   * Asterisks in cells: their font size as a multiple of that of values, since they are small signs, and how far their centre is
   * above the middle of capitals, as a multiple of their font size.
   */
  asterisk: { size: 1.3, rise: 0.17 },
  /** Crosses in cells, as a share of the shorter side of a cell. */
  cross: { share: 0.6 },
  tick: { length: 4 },
  /** Lines from marked items to their labels: the lengths of their ends and of their slanted part, the space to the label. */
  leader: { straight: 4, slanted: 14, gap: 3 },
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
  /** The largest marks in cells, as a share of the side of a cell; the space between a mark and its text in a key. */
  mark: { share: 0.9, label: 6 },
  /** The points of plots beside a body, and the outliers of box plots. */
  plot: { pointRadius: 2, outlierRadius: 1.2 },
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
    plot: '#a3b4c9',
    gridLine: '#33373d',
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

/** The font size of labels in a picture in a terminal. */
export const TERMINAL_PICTURE = {
  /** The font size as a share of the height of a character of the terminal. */
  textShare: 0.75,
  /** The smallest font size in pixels. */
  minLabelSize: 4,
};

/** The grid of characters of a terminal: the size of a character, and the looks of a figure on it. */
export const TEXT_GRID = {
  character: { width: 8, height: 16 },
  /** Device pixels per px: half a character high, or a whole one if the terminal has no colours. */
  pixelRatio: { halves: 1 / 8, shades: 1 / 16 },
  /** In a narrower window, colorbars and legends are below the figure; in columns. */
  minSideGuides: 50,
  /** The share of the window that row labels may have. */
  maxLabelShare: 0.4,
  colorbarThickness: 16,
  annotation: { strip: 16, plot: { x: 48, y: 64 }, text: 128 },
  dendrogram: { x: 48, y: 64 },
  theme: {
    ...LIGHT,
    background: null,
    text: { rotates: false, shrinks: false, alignment: 16 },
    font: { label: 16, value: 16, axisTitle: 16, panelTitle: 16, title: 16, subtitle: 16, caption: 16 },
    space: {
      margin: 0,
      title: 16,
      subtitle: 0,
      line: 1,
      label: 8,
      tickLabel: 8,
      betweenLabels: 8,
      betweenThinnedLabels: 16,
      regionTitle: 0,
      annotation: 0,
      plot: 8,
      dendrogram: 0,
      bracket: 0,
      axisTitle: 0,
      highlightTitle: 0,
      panelTitle: 0,
      sidePanelTitle: 16,
      panels: 16,
      split: 16,
      guide: 16,
      legendEntry: 16,
      legendTitle: 0,
      legendRow: 0,
      missingSwatch: 16,
      cellValue: 4,
      valueLine: 1,
      aroundValueLines: 0,
    },
    asterisk: { size: 1, rise: 0 },
    tick: { length: 0 },
    leader: { straight: 8, slanted: 16, gap: 8 },
    bracket: { hook: 8, inset: 4 },
    colorbar: { arrow: 16, maxArrowShare: 1 / 4 },
    mark: { share: 1, label: 8 },
    swatch: { size: 16 },
    hatch: { period: 16 },
  } as Theme,
} as const;

/** Returns `theme` with labels of `size` px and all other font sizes scaled by the same factor. */
export function withFontSize(theme: Theme, size: number): Theme {
  const factor = size / theme.font.label;
  const font = Object.fromEntries(Object.entries(theme.font).map(([role, px]) => [role, px * factor]));
  return { ...theme, font: font as unknown as Theme['font'] };
}

export const DEFAULTS = {
  /** The accessible title of a figure without a title. */
  accessibleTitle: 'Heatmap',
  theme: 'light',
  direction: 'ltr',
  /** How an SVG stores text. */
  text: 'font',
  markup: false,
  embed: false,
  /** `size.dpi`, dots per inch. */
  dpi: 192,
  align: { title: 'center', subtitle: 'center', caption: 'start' },
  /** The levels of significance, the largest first. */
  stars: { levels: [0.05, 0.01, 0.001] },
  cells: {
    width: 26,
    height: 18,
    /** The side of a square cell, for matrices that have the same labels on both axes. */
    square: 20,
    gap: 0,
    /** The side of the cells of a calendar and the gap between them, in which the outlines of months are drawn. */
    calendar: { side: 13, gap: 1.5 },
    /** `cells.reduce`, the function that combines the values of a block. */
    reducer: 'mean',
    /** The size that a body with numeric axes has at least, if the cells have no given size. */
    numericBody: { width: 360, height: 240 },
    /** Cells grow until the bodies together reach this size, or the cells reach `maxWidth` and `maxHeight`. */
    minBody: { width: 144, height: 108 },
    /** The maximum size of cells that grow; it keeps their width at most about four times their height. */
    maxWidth: 72,
    maxHeight: 54,
    /**
     * Cells grow until column labels are horizontal. Their width is at most the largest of:
     * - the default width times `maxLabelGrowth`;
     * - the width at which the bodies together have the width `smallBody`;
     * - the width that cells have for other reasons, times `maxExtraGrowth`.
     */
    maxLabelGrowth: 1.6,
    smallBody: 288,
    maxExtraGrowth: 1.2,
  },
  color: {
    sequentialMap: 'viridis',
    divergingMap: 'RdBu_r',
    /** For at most `LIMITS.category.shortList` categories. */
    categoricalMap: 'tab10',
    /** For more categories. */
    longCategoricalMap: 'turbo',
    /**
     * For 0 and 1, or false and true. Light and dark, so that they differ in greyscale; yellow and blue, so that they differ
     * for colour-blind readers; both differ from missing cells.
     */
    binaryColors: ['#f7e7bd', '#225ea8'],
    /** For p-values if some are 0, which a log scale cannot show. */
    pValueThresholds: [0.001, 0.01, 0.05],
    /** `domain: "robust"` uses these quantiles, the 2nd and the 98th percentile. */
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
    /** As long as the side of the body, or shorter beside a narrow body. */
    length: 'auto',
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
  annotation: {
    /** The thickness of a strip. */
    size: 12,
    /** The size of a plot of the columns and of one of the rows, whose ticks are side by side. */
    plotSize: { x: 44, y: 60 },
    /** The number of bins of a histogram. */
    bins: 12,
    /** The longest text beside a row or column. */
    textSize: 160,
    /** The length of the colorbar of a strip. */
    colorbarLength: 96,
    /** The colormaps of strips, in turn: they differ from each other and from `color.categoricalMap`. */
    categoricalMaps: ['Set2', 'Dark2', 'Set3', 'Accent'],
    sequentialMaps: ['Greens', 'Purples', 'Oranges', 'Greys'],
    /** The colormap of plots with a series for each slice: dark colours, because lines are thin. */
    sliceMap: 'Dark2',
    /** With more categories, a strip has the map of a figure of categories. */
    maxMapCategories: 8,
  },
  cluster: { distance: 'euclidean', method: 'average' },
  /** The height of the tree, and the title of its axis. */
  dendrogram: { size: 36, axisTitle: 'Height' },
  /** Generated labels: the first number and the difference between neighbours. */
  count: { from: 0, step: 1 },
  layout: { columns: 1, panelTitle: 'top' },
} as const;

export const LIMITS = {
  /** The data in files in which readers look up values. */
  data: {
    /** The maximum number of values; of more values, the files contain the drawn cells. */
    maxValues: 4_000_000,
    /** Annotations with more values for an item are summarized by their median. */
    maxListedValues: 8,
  },
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
    /** Cells without a given size shrink until the longer side of a body is at most this long. */
    maxSide: 720,
    /** `maxSide` is multiplied by this factor if the grid has several panels in that direction. */
    gridFactor: 1.5,
    /** The maximum side of a body that is enlarged so that every row or column has its label. */
    maxLabelledSide: 1300,
    /** The minimum width as a share of the height, and the minimum height as a share of the width. */
    minWidthShare: 0.4,
    minHeightShare: 0.2,
    /** The minimum width and height of a body on a page of a given size. */
    minSide: 16,
    /** The gap between cells is omitted if a cell is at most this many times as long as the gap. */
    minCellsPerGap: 2,
    /** The minimum width and height of missing cells that are hatched. */
    minHatchedCell: 4,
    /** A body gets a frame if the contrast ratio of a colour and the background is less than this. */
    minContrast: 1.2,
  },
  /** Values are hidden if they would be smaller than `page.minFontSize`. */
  value: {
    /**
     * The minimum contrast (APCA, in Lc) of dark and of light values with their cells. Light letters need more, because
     * ink spreads and makes them thinner in print. Every colour has at least one of the two.
     */
    minDarkContrast: 45,
    minLightContrast: 50,
    /** Cells whose colours differ by less (CIE 1976) have values of the same colour if both colours are readable. */
    maxDifference: 8,
  },
  /** The grid of panels of a spec without `layout.columns`. Sizes of panels are estimated. */
  grid: {
    /** Panels that would be higher together are not in one column. */
    maxColumnHeight: 1120,
    /** The same for flat panels, which read like the rows of one matrix. */
    maxFlatColumnHeight: 2240,
    /** Panels are flat if they have at most this many times as many rows as columns. */
    flatRatio: 1 / 3,
    /** The preferred width of the grid divided by its height. */
    aspect: 1.25,
    /** On a page of a given width, panels have at least this share of their usual width. */
    minScale: 0.8,
    /**
     * On a page of a given width that square panels would make higher than `maxPageRatio` times its width, panels are
     * smaller: at least `minBody`, and with cells in which labels or printed values have space.
     */
    maxPageRatio: 1.5,
    minBody: 60,
    minLabelCell: 11,
    minValueCell: 26,
    /** How much worse an incomplete last row is; 0.7 is as bad as a grid of half the width. */
    incompletePenalty: 0.35,
    /** `width` is the space beside the row labels of a panel, `height` the space for its column labels and its title. */
    labelSpace: { width: 12, height: 46 },
    characterWidth: 6,
    maxRowLabelWidth: 160,
  },
  /** The length of the labels of marked items together, at most: a multiple of the body, or a length for a small body. */
  leader: { maxLength: 1.5, minLength: 72 },
  label: {
    /** Longer labels are shortened in the middle. */
    maxWidth: 2000,
    /** The maximum width of labels as a share of a page of a given size. */
    maxPageShare: 0.3,
    /** Labels that need more lines are rotated instead. */
    maxLines: 3,
    /** Arithmetic sequences of numbers with more labels are thinned and not rotated. */
    maxRotatedSequence: 12,
    /** Sequences with more labels show only round numbers if not all fit, at most `maxRoundLabels` of them. */
    longSequence: 33,
    maxRoundLabels: 15,
    /** The factor by which the stride may grow so that the first and the last label are shown. */
    maxEvenFactor: 1.34,
    /** The same factor for sequences of numbers; it also applies to round strides. */
    maxSequenceFactor: 2,
  },
  numericAxis: {
    /** The preferred distance between ticks, and their largest number. */
    tickDistance: 40,
    maxTicks: 12,
  },
  bracket: {
    /** Titles that need more lines are shortened. */
    maxLines: 3,
  },
  cluster: {
    /** More items are ordered by their means: the time of the optimal order grows with the third power of their number. */
    maxOptimalItems: 1500,
    /** More leaves have no optimal order, even on request; 400 MiB of costs. */
    maxLeafOrderItems: 5000,
    /** More items are clustered without a list of their distances, if the method allows it. */
    maxListedItems: 5000,
    /** The maximum number of pairs of items; 512 MiB of distances. */
    maxPairs: 2 ** 26,
    /** The memory of more pairs is freed as soon as they are not used any more; 64 MiB of distances. */
    maxUncollectedPairs: 2 ** 23,
    /** The maximum number of pairs times the number of values of an item; about ten seconds. */
    maxWork: 2 ** 33,
    /** The same number without a list of distances; one or two minutes. */
    maxVectorWork: 2 ** 35,
  },
  dendrogram: { maxSize: 2000 },
  /** Tracks that meet at a corner of a body: the distance between their texts, and how far one moves outward for it. */
  corner: { clearance: 6, maxShift: 14 },
  /** The value axis of a plot beside a body. */
  plotAxis: {
    /** The preferred distance between ticks, and their largest number. */
    tickDistance: 18,
    maxTicks: 5,
    /** The width at which a title wraps, and the largest number of lines below a horizontal axis. */
    titleWidth: 110,
    maxTitleLines: 3,
    /** The most values of a matrix whose distributions are drawn: sorting them takes about two seconds. */
    maxValues: 2 ** 23,
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
    /** A colorbar is at most this many times as long as the body is wide, or `minAutoLength` if that is longer. */
    maxAutoShare: 1.5,
    /** The length that a colorbar may have beside a narrow body. */
    minAutoLength: 200,
    /** A colorbar that would have at least this share of the side of the body has the whole length. */
    minShortening: 0.7,
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
  /** With more columns of legends beside a body that is shorter than `minLength`, the columns are this long. */
  guideStack: {
    maxColumns: 2,
    minLength: 280,
    /** On a page of a given width, guides beside the bodies take at most this share of it, if longer columns allow that. */
    maxPageShare: 1 / 3,
    maxLength: 720,
  },
  /** The length at which the title of a strip beside rows wraps, which is below the strip. */
  stripTitle: { maxLength: 144 },
  /** The width at which the title of the axis of a tree wraps, unless the tree is longer. */
  treeAxisTitle: { maxLength: 96 },
  legend: {
    /** The width at which the title wraps, and the minimum width of a row of entries. */
    titleWidth: 160,
    /** The minimum height of a column of entries, however small the body is. */
    minColumnHeight: 120,
  },
  sizeKey: {
    /** The maximum number of sizes that the key of marks shows, if the spec does not list them. */
    maxEntries: 4,
  },
  category: {
    /** The maximum number of categories that `DEFAULTS.color.categoricalMap` can show. */
    shortList: 10,
    /** More categories cause a warning, because readers cannot distinguish their colours. */
    distinguishable: 20,
    /** Colours that differ less look the same (CIE 1976); the number of colours that are compared. */
    minDifference: 5,
    maxCompared: 100,
    /** A category scale with more different numbers is an error. */
    max: 256,
    /** More different words are an error. */
    maxWords: 4096,
  },
  vision: {
    /** Values that are further apart on the colour scale, as a share of it, should have colours that all readers distinguish. */
    minDistance: 0.1,
    /** Colours that differ less are hard to distinguish (CIE 1976): about twice the smallest visible difference. */
    minDifference: 2,
  },
  /** A larger share of missing values causes a warning. */
  missingShare: 0.2,
  /** The thresholds at which another scale is suggested. */
  suggestion: {
    /** A log scale is suggested if more than this share of the cells is in the lowest part of the domain. */
    lowShare: 0.9,
    /** The length of the lowest part, as a share of the domain. */
    lowPart: 0.1,
    /** A log scale is suggested only if the largest value is at least this many times the smallest. */
    minLogRatio: 1000,
    /** Scaling by column is suggested if the widest range of a column is more than this many times the median range. */
    maxColumnRatio: 20,
    /** The number of columns of a table that may have a quantity in each column. */
    minColumns: 3,
    maxColumns: 200,
  },
  /** The text alternative of a figure. */
  description: {
    /** Its maximum length, and the maximum length of labels and titles in it, in characters. */
    maxLength: 1200,
    maxLabelLength: 40,
    maxTitleLength: 80,
    /** The maximum number of titles, boundaries and categories in a list, and of scales that are described. */
    maxListed: 3,
    /** The maximum number of clusters whose sizes are listed. */
    maxClusterSizes: 8,
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
