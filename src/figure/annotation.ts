/** What is beside a body for the items of an axis: strips of colours, plots, texts and marks. Lengths are in px. */
import type { Hex } from '../color/color.js';

/** One annotation of an axis. Each family of kinds has its own track in `layout/tracks/`. */
export type Annotation = AnnotationStrip | AnnotationPlot | AnnotationTexts | AnnotationMarks;

interface AnnotationBase {
  readonly title: string | null;
  readonly side: 'left' | 'right' | 'top' | 'bottom';
  /** The size across the side. */
  readonly size: number;
}

/** A strip that shows one value for each item as a colour. */
export interface AnnotationStrip extends AnnotationBase {
  readonly kind: 'category' | 'continuous';
  /** The name of the scale that colours it. */
  readonly scale: string;
  /** The colour of its outline; null without one. */
  readonly frame: Hex | null;
  /** One for each item, in the order of the data: numbers, or indices into the categories of the scale. Missing: NaN. */
  readonly values: Float64Array;
}

/** A plot with a value axis: bars, lines, points or the distribution of several values for each item. */
export interface AnnotationPlot extends AnnotationBase {
  readonly kind: 'bar' | 'stacked' | 'line' | 'point' | 'box' | 'histogram' | 'density';
  /** Whether several panels show this annotation; their plots have the same value axis. */
  readonly isShared: boolean;
  /** One list for each item, in the order of the data. Missing: NaN. */
  readonly values: readonly Float64Array[];
  /** The ends of the value axis. */
  readonly domain: readonly [number, number];
  readonly valueScale: 'linear' | 'log';
  /** Whether values increase in the other direction, such as downward. */
  readonly isReversed: boolean;
  /** The colour of each value of an item; one colour if the lists are distributions. */
  readonly colors: readonly Hex[];
  /** The number of bins of a histogram. */
  readonly bins: number;
}

/** A text for each item. Texts longer than `size` are shortened. */
export interface AnnotationTexts extends AnnotationBase {
  readonly kind: 'text';
  /** One for each item, in the order of the data; '' prints nothing. */
  readonly texts: readonly string[];
}

/** Some items with labels that do not overlap. A line leads from each item to its label, which is at most `size` wide. */
export interface AnnotationMarks extends AnnotationBase {
  readonly kind: 'mark';
  readonly marks: readonly { readonly item: number; readonly text: string }[];
}

export type PlotKind = AnnotationPlot['kind'];
