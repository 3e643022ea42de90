/**
 * `Figure` promises: every decision that needs no pixel is made. No field is optional, orders and domains are
 * fixed, data is attached; which labels fit and at what angle is left to layout. Plain data that prints as JSON.
 */
import type { Hex } from '../color/color.js';
import type { Scale } from '../color/scale.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Theme } from './theme.js';

export interface Figure {
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
  /** What is read out instead of the picture. */
  readonly accessible: { readonly title: string; readonly description: string };
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
  /** What is printed in the cells, row-major in the data's order, '' for nothing; null: no values are printed. */
  readonly values: readonly string[] | null;
  readonly x: Axis;
  readonly y: Axis;
  /** Index into `Figure.scales`. */
  readonly scale: number;
  /** The colour of a line around the body, where its own colours would run into the page. */
  readonly frame: Hex | null;
  readonly colorbar: Colorbar | null;
}

/** An axis as a plan: everything that has an item of it goes through `order`. */
export interface Axis {
  /** Printed at this panel only; titles that all panels share stand in the figure. */
  readonly title: string | null;
  /** Position on the page (left to right, top to bottom) → position in the data. */
  readonly order: readonly number[];
  /** One per position on the page; null: no labels. */
  readonly labels: readonly string[] | null;
  /** The positions on the page to be labelled: what fits, all, or just these. */
  readonly ticks: 'auto' | 'all' | readonly number[];
  readonly rotate: 'auto' | 0 | 45 | 90;
  readonly sides: readonly ('bottom' | 'top' | 'left' | 'right')[];
}

export interface CellSize {
  readonly width: number;
  readonly height: number;
  /** Whether the spec gives them: else cells grow for the values in them. */
  readonly widthGiven: boolean;
  readonly heightGiven: boolean;
  readonly gap: number;
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
