/**
 * `Figure` promises: every decision that needs no pixel is made. No field is optional, orders and domains are
 * fixed, data is attached; which labels fit and at what angle is left to layout. Plain data that prints as JSON.
 */
import type { Hex } from '../color/color.js';
import type { Scale } from '../color/scale.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Reducer } from '../matrix/reduction.js';
import type { Theme } from '../theme.js';

export interface Figure extends Planned {
  /** What is read out instead of the picture; no description where there is nobody to read one. */
  readonly accessible: { readonly title: string; readonly description: string };
}

/** A figure before it is described. */
export interface Planned {
  readonly title: Heading | null;
  readonly subtitle: Heading | null;
  readonly caption: Heading | null;
  /** The axis titles that hold for all panels and are printed once. */
  readonly xTitle: string | null;
  readonly yTitle: string | null;
  /** Row-major in the grid, at least one. */
  readonly panels: readonly Panel[];
  readonly grid: Grid;
  readonly scales: readonly Scale[];
  /** The bar for all panels; null when each has its own, or none is wanted. */
  readonly colorbar: Colorbar | null;
  readonly cells: CellSize;
  readonly page: Page;
  readonly theme: Theme;
  readonly text: 'font' | 'outline';
  /** Codes of warnings that are not to be given. */
  readonly silenced: readonly string[];
}

export interface Heading {
  readonly text: string;
  readonly align: 'start' | 'center' | 'end';
}

export interface Grid {
  /** How many panels stand side by side. */
  readonly columns: number;
  readonly gap: number;
  readonly panelTitle: 'top' | 'left' | 'right';
  /** Whether only the outermost panels of the grid carry these labels. */
  readonly shareX: boolean;
  readonly shareY: boolean;
}

export interface Panel {
  readonly title: string | null;
  readonly matrix: Matrix;
  readonly drawn: Drawn;
  /** Finite values below the first and above the second count as clipped. */
  readonly ends: readonly [number, number];
  /** Cells that are not drawn, row-major in the data's order, 1 for hidden; null: all are drawn. */
  readonly hidden: Uint8Array | null;
  readonly highlights: readonly Highlight[];
  /** What is printed in the cells, row-major in the data's order, '' for nothing; null: no values are wanted. Empty where cells join several. */
  readonly values: readonly string[] | null;
  readonly x: Axis;
  readonly y: Axis;
  /** Index into `Figure.scales`. */
  readonly scale: number;
  /** The colour of a line around the body, where its own colours would run into the page. */
  readonly frame: Hex | null;
  readonly colorbar: Colorbar | null;
}

/** What is drawn of a matrix: its cells, or fewer that each join a block of them. */
export interface Drawn {
  /** Row-major in the order of the page. */
  readonly values: Float64Array;
  /** Cells that are not drawn; null: all are drawn. */
  readonly hidden: Uint8Array | null;
  /** How many cells there are on each stretch of the page between breaks, from the top and from the left. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** How the values of a block become one; null: each cell is a value of the data. */
  readonly joined: Joined | null;
}

export interface Joined {
  readonly by: Reducer | 'commonest';
  /** How many rows and columns of the data a cell joins at most. */
  readonly rows: number;
  readonly columns: number;
}

/** For how many cells there is room on each stretch of a body between breaks, from the top and from the left. */
export interface Room {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** An axis as a plan: everything that has an item of it goes through `order`. */
export interface Axis {
  /** Printed at this panel only; titles that all panels share stand in the figure. */
  readonly title: string | null;
  /** Position on the page (left to right, top to bottom) → position in the data. */
  readonly order: readonly number[];
  /** How many items of the data a position stands for: more than one where there are far more than pixels. */
  readonly factor: number;
  /** The positions on the page before which there is a gap, ascending, none of them 0. */
  readonly breaks: readonly number[];
  /** One per position on the page; null: no labels. */
  readonly labels: readonly string[] | null;
  /** A second label for each, on a side of its own. */
  readonly labels2: { readonly labels: readonly string[]; readonly side: Side } | null;
  /** px; longer labels are cut. */
  readonly maxWidth: number;
  readonly brackets: readonly Bracket[];
  /** The positions on the page to be labelled: what fits, all, or just these. */
  readonly ticks: 'auto' | 'all' | readonly number[];
  readonly rotate: 'auto' | 0 | 45 | 90;
  readonly sides: readonly Side[];
}

/** A line around a rectangle of cells; positions on the page, both ends included. */
export interface Highlight {
  readonly columns: { readonly from: number; readonly to: number };
  readonly rows: { readonly from: number; readonly to: number };
  readonly title: string | null;
  /** Where its title stands. */
  readonly side: 'top' | 'right';
  readonly color: Hex;
}

export type Side = 'left' | 'right' | 'top' | 'bottom';

/** A title over the items from … to, positions on the page, both included. */
export interface Bracket {
  readonly title: string;
  readonly from: number;
  readonly to: number;
}

export interface CellSize {
  readonly width: number;
  readonly height: number;
  /** Whether the spec gives them: else cells grow for the values in them. */
  readonly widthGiven: boolean;
  readonly heightGiven: boolean;
  readonly gap: number;
  /** The colour of lines between cells, or null. */
  readonly stroke: Hex | null;
  /** Width over height to be kept when the page decides one of them; null: they are independent. */
  readonly aspect: number | null;
  /** The longest a body's side may get before cells shrink, where their size is not given. */
  readonly longestBody: number;
}

export interface Colorbar {
  /** Index into `Figure.scales`. */
  readonly scale: number;
  readonly title: string | null;
  readonly ticks: 'auto' | readonly number[];
  /** A d3 number format, or null: just enough digits. */
  readonly format: string | null;
  readonly side: 'right' | 'left' | 'top' | 'bottom';
  /** A share of the body's side, or px. */
  readonly length: { readonly share: number } | { readonly px: number };
  readonly thickness: number;
  readonly frame: Hex | null;
  /** How many values lie below and beyond the domain, and how many are missing. */
  readonly under: number;
  readonly over: number;
  readonly missing: number;
  readonly missingLabel: string;
}

export interface Page {
  /** px, or null: as the cells need. */
  readonly width: number | null;
  readonly height: number | null;
  /** Device pixels per px of the raster picture, zoom included: what edges are snapped to. */
  readonly pixelRatio: number;
  readonly dpi: number;
}
