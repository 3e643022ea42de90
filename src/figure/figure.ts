/**
 * A `Figure` holds every decision that needs no pixel positions. No field is optional; orders and domains are fixed and
 * the data is attached. Layout decides which labels fit and at what angle. It is plain data that prints as JSON.
 *
 * Words used here: an *item* is a row or column of the data. A *position* is its place on the page, counted from 0 from
 * the left or from the top. A *segment* is the part of an axis between two breaks. Lengths are in px.
 */
import type { Hex } from '../color/color.js';
import type { Scale } from '../color/scale.js';
import type { CellRegions, Matrix, PositionScale } from '../matrix/matrix.js';
import type { Reducer } from '../matrix/reduction.js';
import type { Theme } from '../theme.js';
import type { Annotation } from './annotation.js';
import type { Direction } from './direction.js';
import type { CellMarks, MarkGuide, MarkLayer } from './marks.js';
import type { CellStars, StarLine } from './stars.js';

/** A figure with its text alternative. */
export interface DescribedFigure extends Figure {
  /** The text alternative of the picture; the description is empty if none was requested. */
  readonly accessible: { readonly title: string; readonly description: string };
}

export interface Figure {
  readonly title: Heading | null;
  readonly subtitle: Heading | null;
  readonly caption: Heading | null;
  /** The axis titles that all panels share; they are printed once. */
  readonly xTitle: string | null;
  readonly yTitle: string | null;
  /** In row-major order of the grid; at least one. */
  readonly panels: readonly Panel[];
  readonly grid: PanelGrid;
  /** Scales by name. Panels and guides refer to a scale by its name, so panels share a guide only if they share the scale. */
  readonly scales: Readonly<Record<string, Scale>>;
  /** The colorbars and legends, from the inside out where several are on one side. */
  readonly guides: readonly Guide[];
  /** The keys that explain marks in cells, which follow the guides of their side. */
  readonly markGuides: readonly MarkGuide[];
  /** The lines below the panels that explain the stars in cells. */
  readonly starLines: readonly StarLine[];
  /** The colour of values for each colour of the cells in which values are printed. */
  readonly valueColors: Readonly<Record<Hex, Hex>>;
  readonly cells: CellSize;
  readonly page: Page;
  readonly theme: Theme;
  readonly text: 'font' | 'embed' | 'outline';
  /** Codes of the warnings that the spec turns off. */
  readonly silenced: readonly string[];
}

export interface Heading {
  readonly text: string;
  /** "start" is the left edge, or the right edge on a page from right to left. */
  readonly align: 'start' | 'center' | 'end';
}

export interface PanelGrid {
  /** The direction of the page, in which the panels of a row follow each other. */
  readonly direction: Direction;
  /** The number of panels side by side. */
  readonly columns: number;
  readonly gap: number;
  readonly panelTitle: 'top' | 'left' | 'right';
  /** Whether only the outermost panels of the grid have column labels or row labels. */
  readonly shareX: boolean;
  readonly shareY: boolean;
  /** Whether the guides of several scales are one after another beside the grid, instead of beside their panels. */
  readonly stacksGuides: boolean;
  /** Titles of the columns of panels, in the direction of the page, above the grid, and of the rows of panels, beside it; null: no titles. */
  readonly titles: { readonly columns: readonly string[] | null; readonly rows: readonly string[] | null };
}

export interface Panel {
  readonly title: string | null;
  readonly matrix: Matrix;
  /** The expression that `data.transform` computed the values with, such as "log2(count)", or null. */
  readonly transformed: string | null;
  readonly drawn: DrawnGrid;
  /** Finite values below the first bound or above the second count as clipped. */
  readonly clipBounds: readonly [number, number];
  /** 1 for each cell that is not drawn, row-major in the order of the data; null: all cells are drawn. */
  readonly mask: Uint8Array | null;
  /**
   * 1 for each cell of a total row or column, row-major in the order of the data; null: no totals. These cells are masked:
   * they show their value as text, without a colour.
   */
  readonly totals: Uint8Array | null;
  /** The regions of the cells, with outlines and titles, such as the months of a calendar; null: none. */
  readonly regions: CellRegions | null;
  /** The marks in the cells; null: the cells are filled. */
  readonly marks: CellMarks<DrawnLayer> | null;
  readonly highlights: readonly Highlight[];
  /** The texts in the cells, row-major in the order of the data; '' prints nothing. Null: no texts. Empty if cells are aggregated. */
  readonly values: readonly string[] | null;
  /** The signs of significant values in the cells; null: none. */
  readonly stars: CellStars | null;
  /** The colour of lines between cells; null: no lines. */
  readonly stroke: Hex | null;
  readonly x: Axis;
  readonly y: Axis;
  /** The name of the scale that colours the cells. */
  readonly scale: string;
  /** The colour of an outline around the body; null: the colours of the cells differ enough from the page. */
  readonly frame: Hex | null;
}

/** A layer with its cells as drawn. */
export interface DrawnLayer extends MarkLayer {
  readonly drawn: DrawnGrid;
  readonly scale: string;
}

/** The cells as drawn: the cells of the matrix, or fewer cells that each aggregate a block of them. */
export interface DrawnGrid {
  /** Row-major in the order of the page; rows × columns values. */
  readonly values: Float64Array;
  /** 1 for each cell that is not drawn, in the order of `values`; null: all cells are drawn. */
  readonly mask: Uint8Array | null;
  /** The number of cells in each segment, from the top and from the left. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** How the values of a block become one value; null: each cell is one value of the data. */
  readonly aggregation: Aggregation | null;
  /** The rows and columns of the data in each drawn row and column. */
  readonly rowItems: DrawnItems;
  readonly columnItems: DrawnItems;
}

/**
 * The items of the data in each drawn row or column. Row k shows the positions edges[k] to edges[k + 1] − 1 of `order`,
 * or only position k if `edges` is null.
 */
export interface DrawnItems {
  /** For each position, the index of a group of `itemsPerPosition` consecutive items. */
  readonly order: readonly number[] | Int32Array;
  readonly itemsPerPosition: number;
  readonly edges: Int32Array | null;
  /** The number of items; the last group may have fewer than the others. */
  readonly count: number;
}

export interface Aggregation {
  /** `mode` is the most frequent category. */
  readonly reducer: Reducer | 'mode';
  /** The largest number of rows and of columns of the data in one cell. */
  readonly rows: number;
  readonly columns: number;
  /** Whether other cells may have far fewer values, because an axis is numeric. */
  readonly isUneven: boolean;
}

/** The largest number of cells that each segment of a body can show, from the top and from the left. */
export interface Resolution {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** An axis: a permutation of its items and its breaks. Matrix, labels and tracks are all arranged by the same `order`. */
export interface Axis {
  /** The title printed at this panel; titles that all panels share are in the figure. */
  readonly title: string | null;
  /** The number of items. */
  readonly itemCount: number;
  /** The item at each position. */
  readonly order: readonly number[];
  /** The tree of a clustered order; null without one. */
  readonly tree: Tree | null;
  /** The number of items at one position: more than one if the axis has far more items than a page has pixels. */
  readonly itemsPerPosition: number;
  /** The positions before which there is a gap, ascending, never 0. */
  readonly breaks: readonly number[];
  /** The length of these gaps; null: that of the theme. */
  readonly breakGap: number | null;
  /** The slice of each item, from 0 in page order; null: the axis has no slices of groups or clusters. */
  readonly slices: readonly number[] | null;
  /** One label for each position; null: no labels. */
  readonly labels: readonly string[] | null;
  /** Absent: the labels are upright. */
  readonly hasItalicLabels?: true;
  /** A second label for each position, on the other side. */
  readonly labels2: { readonly labels: readonly string[]; readonly side: Side } | null;
  /** Longer labels are cut. */
  readonly maxWidth: number;
  readonly brackets: readonly Bracket[];
  /** What is beside the body for its items, from the inside out. */
  readonly annotations: readonly Annotation[];
  /** The positions that get a label: as many as fit, all, or these. */
  readonly ticks: 'auto' | 'all' | readonly number[];
  /** Degrees clockwise; "auto": the first of 0, -45 and -90 at which the labels fit. */
  readonly labelAngle: 'auto' | 0 | -45 | -90;
  readonly sides: readonly Side[];
  /** Where the items of a numeric axis are; null: all items have the same width. */
  readonly numeric: NumericAxis | null;
}

/**
 * The positions of the items of a numeric axis, in the order of the data. Times are milliseconds since 1970 of the
 * wall-clock time. On the page, values increase or decrease steadily.
 */
export interface NumericAxis {
  readonly scale: PositionScale;
  /** Item i extends from the value start[i] to the greater value end[i]. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** The position of each item, where its label is; null: the centre of the item. */
  readonly at: Float64Array | null;
  /** The number of gaps between neighbouring items. */
  readonly gaps: number;
  /** What has ticks: round values, or the items. */
  readonly ticks: 'values' | 'items';
}

/**
 * A tree whose leaves are the items of an axis, or several trees if slices are clustered separately. The order of the axis
 * lists the leaves from one end to the other.
 */
export interface Tree {
  /**
   * Merge k as in scipy: the two nodes, the height, the number of leaves. Node i below the number of items is item i,
   * and the nodes after the items are the merges.
   */
  readonly linkage: readonly (readonly [a: number, b: number, height: number, size: number])[];
  /**
   * The height of the highest merge inside slices that are clustered separately. Higher merges join slices: the distance of
   * their means is added to it. Null: no merge joins such slices.
   */
  readonly joinHeight: number | null;
  /** The cluster of each item, from 0 in page order; null if the tree is not cut. */
  readonly clusters: readonly number[] | null;
  /** The colour of each cluster; null: the tree has one colour. */
  readonly colors: readonly Hex[] | null;
  /** Where the dendrogram is; null: it is not drawn. */
  readonly side: Side | null;
  /** The height of the dendrogram. */
  readonly size: number;
  /** The axis of its heights; null: none. */
  readonly axis: { readonly title: string | null } | null;
}

/** An outline around a rectangle of cells; positions, both ends included. */
export interface Highlight {
  readonly columns: { readonly from: number; readonly to: number };
  readonly rows: { readonly from: number; readonly to: number };
  readonly title: string | null;
  /** The side of the body where its title is printed. */
  readonly side: 'top' | 'left' | 'right';
  readonly color: Hex;
}

export type Side = 'left' | 'right' | 'top' | 'bottom';

/** A title for the positions `from` to `to`, both included. */
export interface Bracket {
  readonly title: string;
  readonly from: number;
  readonly to: number;
}

export interface CellSize {
  /** The size in the spec, or the default size, which layout adapts to the matrix and its texts. */
  readonly width: number;
  readonly height: number;
  /** Whether the spec sets the size; otherwise cells grow to fit the texts in them. */
  readonly hasFixedWidth: boolean;
  readonly hasFixedHeight: boolean;
  readonly gap: number;
  /** Width divided by height, kept when the page sets one of them; null: they are independent. */
  readonly aspect: number | null;
  /** Cells without a fixed size shrink until the longer side of a body is at most this long. */
  readonly maxBodyLength: number;
}

/** Explains a scale: a colorbar for numbers, a legend for categories. */
export interface Guide {
  readonly kind: 'colorbar' | 'legend';
  /** The name of the scale. */
  readonly scale: string;
  /** Whether guides of one side are one after another along it, instead of side by side. */
  readonly isStacked: boolean;
  /** The index of the panel beside which the guide is placed; null: it is placed beside the grid of all panels. */
  readonly panel: number | null;
  readonly title: string | null;
  readonly ticks: 'auto' | readonly number[];
  /** A d3 number format; null: as many digits as the ticks need. */
  readonly format: string | null;
  /** The unit that the data writes beside its numbers, such as "%". Absent without one. */
  readonly unit?: string;
  readonly side: 'right' | 'left' | 'top' | 'bottom';
  /** A fraction of the side of the body, or a length; "auto": the whole side, or less beside a narrow body. */
  readonly length: 'auto' | { readonly share: number } | { readonly px: number };
  readonly thickness: number;
  readonly frame: Hex | null;
  /** The number of values below the domain, above it, and missing. */
  readonly under: number;
  readonly over: number;
  readonly missing: number;
  readonly missingLabel: string;
}

export interface Page {
  /** Null: as large as the cells need. */
  readonly width: number | null;
  readonly height: number | null;
  /** Device pixels per px of a raster picture, including the zoom; edges are snapped to device pixels. */
  readonly pixelRatio: number;
  readonly dpi: number;
}
