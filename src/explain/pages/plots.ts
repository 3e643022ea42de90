import type { Explanations } from '../explanation.js';

/** Annotations that are plots with a value axis. */
export const PLOTS: Explanations = {
  'annotation-key': {
    title: 'Key without effect in an annotation',
    meaning:
      'Strips show values as colours; the kinds "bar", "stacked", "line", "point", "box", "histogram" and "density" show them on a value axis. The keys "scale", "domain" and "reverse" belong to that axis, "series" to kinds with several values of each item, "bins" to histograms.',
    example: '"x": { "annotations": [{ "kind": "bar", "values": [3, 10, 250, 41], "scale": "log" }] }',
    fix: 'Remove the key, or use another kind.',
  },
  'annotation-series': {
    title: 'Series of an annotation do not match',
    meaning:
      'Stacked bars, lines and points may show several values of each row or column, one for each series. Each item has one value of each series, and "series" names each of them once.',
    example:
      '"x": { "annotations": [{ "kind": "stacked", "values": [[3, 1], [2, 2], null], "series": ["forward", "reverse"] }] }',
    fix: 'List a value of each series for each item; null stands for a missing value.',
  },
  'annotation-domain': {
    title: 'Impossible value axis of an annotation',
    meaning:
      'A log axis has no place for 0 and for negative numbers. On it, the lengths of stacked parts do not add up.',
    example:
      '"y": { "annotations": [{ "kind": "bar", "values": [3, 10, 250], "scale": "log", "domain": [1, null] }] }',
    fix: 'Set the ends of the domain above 0, or use a linear scale.',
  },
  'annotation-clipped': {
    title: 'Values beyond the axis of an annotation',
    meaning:
      'The value axis of the annotation has a given domain, and some values are outside of it. Bars, lines and boxes end at the end of the axis, and points are not drawn. On a log axis, values of 0 or less are drawn as missing.',
    fix: 'Widen the domain or use a linear scale. If this is intended: "lint": ["annotation-clipped"].',
  },
  'annotation-size': {
    title: 'Too many values for their distributions',
    meaning:
      'Box plots, histograms and densities without "values" show the values of each row or column, which must be sorted in memory.',
    example: '"y": { "annotations": [{ "title": "sd", "kind": "bar", "values": "sd()" }] }',
    fix: 'Use a statistic such as "mean()" or "sd()", or select rows or columns with data.rows and data.columns.',
  },
  'plots-combined': {
    title: 'A plot shows several rows or columns together',
    meaning:
      'There are more rows or columns than the page has space for. A bar, a line or a point shows the mean of several of them. The pale range behind lines and points extends from the smallest to the largest value. Boxes, histograms and densities show all their values.',
    fix: 'Use a larger page, a higher size.dpi, or fewer rows or columns.',
  },
};
