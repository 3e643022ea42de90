/** The options of `heatmap`: the keys of a spec beside its data, and how to write the figure. */
import type { Report } from '../diagnostics.js';
import type { OutputContent, OutputFormat } from '../output/index.js';
import type { ReadOptions, TransformOptions } from '../spec/data.js';
import type { Spec } from '../spec/spec.js';

/** A column of records, by name or by 0-based position. */
export type Column = string | number;

/** How to read and transform the data: the keys of `data` in a spec, except `file`. */
export interface DataOptions extends ReadOptions, TransformOptions {}

/** SVG or HTML text, or the bytes of a file. */
export type HeatmapOutput<F extends OutputFormat> = OutputContent<F>;

/** Every option has a default. Lengths are in px (96 per inch) or have a unit: "88mm", "3.5in", "7pt". */
export interface HeatmapOptions<F extends OutputFormat = OutputFormat>
  extends Omit<Spec, '$schema' | 'data' | 'x' | 'y' | 'fonts'> {
  /** The format of the figure: "svg" and "html" return a string, "png" and "pdf" a Uint8Array. Default: "svg". */
  readonly format?: F;
  /** Multiplies the pixels of a PNG, which has 192 dpi unless `size.dpi` sets it. Range: 0.01 to 100. Default: 1. */
  readonly zoom?: number;
  /** Fonts for all text, before the bundled ones, as the bytes of their files: TTF, OTF, TTC, WOFF or WOFF2. */
  readonly font?: Uint8Array | readonly Uint8Array[];
  /** Receives warnings, and notes about everything that was guessed. Default: they are discarded. */
  readonly report?: Report;

  /** How to read and transform the data. */
  readonly data?: DataOptions;
  /** Short for `data.transform`: "log1p(2), zscore by row". */
  readonly transform?: TransformOptions['transform'];
  /** Records: the column with the column labels, short for `data.x`. Otherwise the x axis: title, labels, ticks, order. */
  readonly x?: Column | Spec['x'];
  /** Records: the column with the row labels, short for `data.y`. Otherwise the y axis: title, labels, ticks, order, origin. */
  readonly y?: Column | Spec['y'];
  /** Records: the column with the values, short for `data.value`. */
  readonly value?: Column;
  /** Records: the column with the names of the panels, short for `data.panel`. */
  readonly panel?: Column;
  /** Records: how several values of one cell become one, short for `data.aggregate`. Default: they are an error. */
  readonly aggregate?: ReadOptions['aggregate'];

  /** Title above the figure: a string, or { text, align }. */
  readonly title?: Spec['title'];
  /** Subtitle below the title. */
  readonly subtitle?: Spec['subtitle'];
  /** Caption below the figure, in small print. */
  readonly caption?: Spec['caption'];
  /** Text that screen readers read instead of the picture. Default: computed from the data. */
  readonly description?: Spec['description'];
  /** How values become colours: map, domain, scale, center. */
  readonly color?: Spec['color'];
  /** Title, ticks, format and side of the colorbar; false for no colorbar. */
  readonly colorbar?: Spec['colorbar'];
  /** Size and appearance of the cells, and the values printed in them. */
  readonly cells?: Spec['cells'];
  /** Outlines around cells, rows, columns or rectangles. */
  readonly highlights?: Spec['highlights'];
  /** Keys of single panels, which override those of the figure. */
  readonly panels?: Spec['panels'];
  /** Arrangement of the panels. */
  readonly layout?: Spec['layout'];
  /** Width, height, dpi and font size of the page. */
  readonly size?: Spec['size'];
  /** Colours of the page: "light", "dark" or "transparent". */
  readonly theme?: Spec['theme'];
  /** Text in SVG: "font" is selectable text, "embed" is the same with its fonts, "outline" is paths. */
  readonly text?: Spec['text'];
  /** Codes of warnings to turn off, or false for all. */
  readonly lint?: Spec['lint'];
}
