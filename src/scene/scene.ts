/**
 * `Scene`, the waist of the program, promises: everything has its place in px (1 px = 1/96 in, y downwards);
 * no data, no scale and no decision is left. Edges of `cells` lie on whole device pixels, of which a px has
 * `pixelRatio`; so do the page's own edges.
 */
import type { Hex } from '../color/color.js';

export interface Scene {
  readonly width: number;
  readonly height: number;
  /** Device pixels per px in a raster picture; dots per inch are 96 times as many. */
  readonly pixelRatio: number;
  /** The dots per inch a raster picture says of itself (zoomed pictures keep their print size). */
  readonly dpi: number;
  readonly background: Hex | null;
  /** What is read out instead of the picture. */
  readonly title: string;
  readonly description: string;
  /** SVG text: real text, or glyph shapes. */
  readonly text: 'font' | 'outline';
  /** In the order of painting. */
  readonly items: readonly Item[];
}

export type Item = CellsItem | TextItem | PathItem;

/** What an item is of the figure; it becomes the `class` of its SVG element. */
export type Role =
  | 'body'
  | 'colorbar'
  | 'value'
  | 'tick'
  | 'tick-label'
  | 'axis-title'
  | 'panel-title'
  | 'title'
  | 'subtitle'
  | 'caption'
  | 'missing'
  | 'group'
  | 'highlight'
  | 'frame';

/** A grid of coloured rectangles: column j spans left[j] … right[j], row i spans top[i] … bottom[i]. */
export interface CellsItem {
  readonly kind: 'cells';
  readonly role: Role;
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly top: readonly number[];
  readonly bottom: readonly number[];
  /** Row-major indices into `palette`, rows × columns of them; `NOT_DRAWN` leaves a hole. */
  readonly indices: Uint16Array;
  readonly palette: readonly Hex[];
}

/** The index of a cell that is not drawn. */
export const NOT_DRAWN = 0xffff;

/** One line of text, its baseline through (x, y), turned by `angle` degrees clockwise about that point. */
export interface TextItem {
  readonly kind: 'text';
  readonly role: Role;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Where on the line (x, y) is. */
  readonly anchor: 'start' | 'middle' | 'end';
  readonly angle: number;
  readonly size: number;
  readonly weight: 'normal' | 'bold';
  readonly fill: Hex;
  /** Measured: its width, and how far it reaches above and below the baseline. */
  readonly width: number;
  readonly ascent: number;
  readonly descent: number;
}

/** Straight lines; `closed` joins each one's last point to its first. */
export interface PathItem {
  readonly kind: 'path';
  readonly role: Role;
  /** Each line is x0, y0, x1, y1, … */
  readonly lines: readonly (readonly number[])[];
  readonly closed: boolean;
  readonly fill: Hex | null;
  readonly stroke: Hex | null;
  readonly strokeWidth: number;
  /** Upright lines that must not blend with what they lie beside. */
  readonly crisp: boolean;
}
