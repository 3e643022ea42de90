/**
 * `Scene` is the input of every writer. It guarantees:
 * - All positions are in px (1 px = 1/96 in), with y pointing down. Angles are in degrees, clockwise.
 * - The edges of the page and of `cells` are at whole device pixels.
 * - Its items contain no data and no scales. Writers only draw; they make no decisions.
 */
import type { Hex } from '../color/color.js';
import type { SceneData } from './data.js';
import type { Subpath } from './path.js';
import type { ItemSource } from './source.js';

export interface Scene {
  readonly width: number;
  readonly height: number;
  /** Device pixels per px in raster output, including the zoom. */
  readonly pixelRatio: number;
  /** The resolution that a raster file states; it ignores the zoom, so that the print size stays the same. */
  readonly dpi: number;
  readonly background: Hex | null;
  /** The text alternatives that screen readers announce. */
  readonly title: string;
  readonly description: string;
  /** How vector output writes text: as text, or as glyph outlines. */
  readonly text: 'font' | 'embed' | 'outline';
  /** The direction of the page. Absent: from left to right. */
  readonly direction?: 'rtl';
  /** In painting order. */
  readonly items: readonly Item[];
  /** A text that files of the picture carry in themselves. Absent: none. */
  readonly attachment?: string;
  /** Returns the data of the figure, for output in which readers look up values. Absent: the scene is not a figure. */
  readonly data?: () => SceneData;
}

export type Item = CellsItem | TextItem | PathItem;

interface BaseItem {
  readonly role: Role;
  /** The data that the item shows, if it is known. */
  readonly source?: ItemSource;
}

/** The role of an item in the figure; SVG output writes it as `class`. */
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
  | 'mark'
  | 'stars'
  | 'annotation'
  | 'dendrogram'
  | 'group'
  | 'highlight'
  | 'frame';

/** A grid of coloured rectangles: column j spans left[j] … right[j], row i spans top[i] … bottom[i]. */
export interface CellsItem extends BaseItem {
  readonly kind: 'cells';
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly top: readonly number[];
  readonly bottom: readonly number[];
  /** Row-major indices into `palette`, one per cell; `NOT_DRAWN` leaves a cell out. */
  readonly indices: Uint16Array;
  readonly palette: readonly Hex[];
}

/** The index of a cell that is not drawn. */
export const NOT_DRAWN = 0xffff;

/** One line of text with its baseline through (x, y), rotated by `angle` about that point. */
export interface TextItem extends BaseItem {
  readonly kind: 'text';
  readonly text: string;
  /** The parts of the text with their styles. Absent: all of it is in the style of the item. */
  readonly runs?: readonly TextRun[];
  /** Whether the line belongs to a paragraph that runs from right to left. Absent: it does not. */
  readonly isRightToLeft?: boolean;
  readonly x: number;
  readonly y: number;
  /** Which point of the line is at (x, y). */
  readonly anchor: 'start' | 'middle' | 'end';
  readonly angle: number;
  readonly size: number;
  readonly weight: 'normal' | 'bold';
  readonly fill: Hex;
  /** Measured with the bundled fonts; ascent and descent are the extents above and below the baseline. */
  readonly width: number;
  readonly ascent: number;
  readonly descent: number;
}

/** A part of a text in one style. */
export interface TextRun {
  readonly text: string;
  readonly isItalic: boolean;
  /** Whether it is bold although the item is not. */
  readonly isBold: boolean;
  /** Whether it is a subscript or a superscript. */
  readonly script: 'sub' | 'super' | null;
}

/** Lines and shapes; `closed` joins the end of each subpath to its start. */
export interface PathItem extends BaseItem {
  readonly kind: 'path';
  readonly subpaths: readonly Subpath[];
  readonly closed: boolean;
  readonly fill: Hex | null;
  readonly stroke: Hex | null;
  readonly strokeWidth: number;
  /** Whether edges are drawn without antialiasing; for horizontal and vertical lines on whole device pixels. */
  readonly crisp: boolean;
}
