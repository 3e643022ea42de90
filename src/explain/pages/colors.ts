import type { Explanations } from '../explanation.js';

/** How values become colours. */
export const COLORS: Explanations = {
  chosen: {
    title: 'Chosen colormap, scale and domain',
    meaning:
      'The spec does not set them, so they were chosen from the data. This note is shown with --verbose.',
    example: '"color": { "map": "magma", "scale": "log", "domain": [0.001, 1] }',
    fix: 'To change them, set color.map, color.scale, color.domain or color.center.',
  },
  'two-colors': {
    title: 'Two colours for two values',
    meaning:
      'All values are 0 or 1, or false or true. Each of the two has a colour and an entry in a legend. If cells aggregate several values, they show a share, and the scale is continuous.',
    example: '"color": { "map": "viridis" }',
    fix: 'For a continuous colorbar, set color.map or color.domain. For other colours of the two values: "color": { "scale": "category", "map": ["white", "navy"] }.',
  },
  'p-values': {
    title: 'Values read as p-values',
    meaning:
      'The name of the file or of the values says that they are p-values, and all are from 0 to 1. Such names are "pval", "padj" and "FDR". A single "p" does not say it, since it often names a probability. On a linear scale small p-values cannot be told apart, so the scale is logarithmic. If some values are 0, the colours change at 0.001, 0.01 and 0.05 instead. This happens only without a spec; heatmap init makes the same choice.',
    example: 'heatmap render pvals.csv --color-scale linear -o figure.svg',
    fix: 'For another scale, use --color-scale or --domain, or write a spec.',
  },
  'skewed-values': {
    title: 'Nearly all cells have similar colours',
    meaning:
      'A few large values stretch the colour scale. More than 90 % of the cells are in its lowest tenth, although the values differ by several orders of magnitude.',
    example: '"color": { "scale": "log" }',
    fix: 'Use --color-scale log, or symlog if some values are 0. For a linear scale: set color.scale to "linear", or "lint": ["skewed-values"].',
  },
  'column-ranges': {
    title: 'Columns with very different ranges',
    meaning:
      'The range of one column is more than 20 times the range of a typical column. Columns with different units share one colour scale, so only the columns with large values show differences.',
    example: '"data": { "file": "cars.csv", "transform": "zscore by column" }',
    fix: 'Show z-scores of each column with data.transform, or divide each column by its sum with data.normalize. If this is intended: "lint": ["column-ranges"].',
  },
  estimated: {
    title: 'Quantiles are estimated',
    meaning:
      'The matrix is too large to sort its values, so quantiles and the ends of a robust domain come from a histogram. Their relative error is less than 1/4096. Minimum, maximum and counts are exact.',
    example: '"color": { "domain": [0.2, 0.9] }',
    fix: 'No action is needed. For exact ends, set color.domain or color.thresholds.',
  },
  clipped: {
    title: 'Values outside the colour domain',
    meaning:
      'Values below the domain get the first colour, values above it the last colour, and the colorbar has arrows at these ends. Only infinite values, a domain in the spec and the domain "robust" cause this, so it is not a warning. The counts are shown with --verbose.',
    example: '"color": { "domain": [0, 1], "over": "black" }',
    fix: 'No action is needed. To show more values, widen color.domain. To distinguish them from the ends of the domain, set color.under and color.over.',
  },
  missing: {
    title: 'Missing cells',
    meaning: 'Some cells have no value. They are hatched, and the colorbar explains the hatching.',
    fix: 'No action is needed. color.missing sets their colour.',
  },
  'mostly-missing': {
    title: 'Many missing cells',
    meaning:
      'Much of the figure is empty. Often a word was read as "missing", or the columns of a long table are wrong.',
    fix: 'Check with --verbose how the data was read. If this is intended: "lint": ["mostly-missing"].',
  },
  unshowable: {
    title: 'Values without a logarithm',
    meaning: 'Numbers of 0 or less have no logarithm. On a log scale these cells are drawn as missing.',
    example: '"color": { "scale": "symlog", "constant": 0.01 }',
    fix: 'Use the scale "symlog", which is linear near 0.',
  },
  'untitled-colorbar': {
    title: 'Colorbar without a title',
    meaning:
      'Readers cannot know what the colours mean, and the data has no name for its values. This is a warning for a spec, and a note for a matrix that is drawn without a spec.',
    example: '"colorbar": { "title": "AUC" }',
    fix: 'Set colorbar.title. If the caption of the figure names the values, set it to false.',
  },
  'scale-without-colorbar': {
    title: 'Colour scale without a colorbar',
    meaning:
      'Some panels have a scale of their own but no colorbar. The colorbars of the other panels do not describe them.',
    example: '{ "panels": [{ "color": { "map": "Blues" }, "colorbar": { "title": "AUC" } }] }',
    fix: 'Remove "colorbar": false from these panels, or let all panels share one scale.',
  },
  'diverging-without-center': {
    title: 'Diverging colormap without a centre',
    meaning:
      'Readers interpret the neutral middle colour of a map such as RdBu as an important value. Here the spec has no color.center, and the middle of the scale is not 0, or 1 on a log scale.',
    example: '"color": { "map": "RdBu_r", "center": 0 }',
    fix: 'Set color.center, or use a sequential map such as viridis. If this is intended: "lint": ["diverging-without-center"].',
  },
  'sequential-two-signs': {
    title: 'Sequential colormap for mixed-sign data',
    meaning: 'Readers cannot see which values are negative.',
    example: '"color": { "map": "RdBu_r", "center": 0 }',
    fix: 'Use a diverging map with color.center 0. If this is intended: "lint": ["sequential-two-signs"].',
  },
  'indistinguishable-values': {
    title: 'Values that some readers cannot distinguish',
    meaning:
      'Two values are more than a tenth of the colour scale apart, but some readers see nearly the same colour. These are readers with deuteranopia, protanopia or tritanopia, and readers of a grey print. Deficiencies are simulated at full severity (Machado and others, 2009). "Nearly the same" is a difference below 2 in CIELAB. The two halves of a diverging or cyclic colormap are not compared in grey. Of the built-in colormaps, turbo, warm, cool, RdYlGn, Spectral, rainbow and sinebow can cause this.',
    example: '"color": { "map": "viridis" }',
    fix: 'Use a sequential colormap such as "viridis", or a diverging one such as "RdBu_r" for values around a centre. To see what these readers see: heatmap render spec.json --proof -o proof.png. If all readers see colours: "lint": ["indistinguishable-values"].',
  },
  'rainbow-map': {
    title: 'Rainbow colormap',
    meaning:
      'The lightness of a rainbow map goes up and down. It shows edges where the data has none, and can hide real ones. It is misleading in greyscale and for colour-blind readers.',
    example: '"color": { "map": "viridis" }',
    fix: 'Use viridis, magma or cividis. If this is intended: "lint": ["rainbow-map"].',
  },
  'center-outside': {
    title: 'Centre outside the domain',
    meaning: 'The middle colour needs a value between the two ends of the domain.',
    example: '"color": { "domain": [-1, 2], "center": 0 }',
    fix: 'Remove color.center or color.domain, or change one of them.',
  },
  'center-scale': {
    title: 'Scale without a centre',
    meaning: 'Only linear and symlog scales can have a centre.',
    example: '"color": { "scale": "symlog", "center": 0 }',
    fix: 'Remove color.center, or use one of these scales.',
  },
  'log-domain': {
    title: 'Log scale with a domain that contains 0',
    meaning: 'Both ends of the domain of a log scale must be greater than 0.',
    example: '"color": { "scale": "log", "domain": [0.001, 1] }',
    fix: 'Set the ends of color.domain to values above 0, or use the scale "symlog".',
  },
  'no-domain': {
    title: 'No valid domain',
    meaning: 'One end of the domain is set, and the other end would not be a finite number.',
    fix: 'Set both ends of color.domain.',
  },
  'no-thresholds': {
    title: 'Threshold scale without thresholds',
    meaning: 'A threshold scale changes its colour at the values in color.thresholds.',
    example: '"color": { "scale": "threshold", "thresholds": [0.01, 0.05] }',
    fix: 'Set color.thresholds.',
  },
  'threshold-domain': {
    title: 'Domain that does not contain the thresholds',
    meaning: 'The domain must extend below the first threshold and above the last one.',
    example: '"color": { "thresholds": [0.01, 0.05], "domain": [0, 1] }',
    fix: 'Widen color.domain, or remove it.',
  },
  'words-need-category': {
    title: 'Numeric scale for categories',
    meaning: 'The cells are words. They have no numeric order, so each word gets its own colour.',
    fix: 'Remove color.scale. If the cells should be numbers, check with --verbose how they were read.',
  },
  'many-categories': {
    title: 'Too many categories',
    meaning:
      'A category scale has one colour for each different value. The data has hundreds of different numbers or thousands of different words, for example because a column of names is read as cells.',
    fix: 'Use another scale, or group the values first. Tell labels from cells with "header" and "rowLabels", and name the columns of a long table.',
  },
  'many-words': {
    title: 'More categories than distinguishable colours',
    meaning: 'Each category has its own colour, but readers can distinguish only about ten.',
    fix: 'Combine rare categories, or show numbers. If this is intended: "lint": ["many-words"].',
  },
  'mixed-panels': {
    title: 'Categories and numbers on one scale',
    meaning: 'Some panels contain words and others numbers, but all of them share one scale.',
    example: '"layout": { "share": { "color": false } }',
    fix: 'Set layout.share.color to false. Then each panel has its own scale and colorbar.',
  },
  'shared-color': {
    title: 'Shared scale and own scale',
    meaning:
      'All panels share one scale because of layout.share.color, but a panel has its own "color" or "colorbar".',
    fix: 'Remove layout.share.color or set it to false. Otherwise remove the keys of the panel.',
  },
};
