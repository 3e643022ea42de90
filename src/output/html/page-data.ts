/** The data of a page, which its script reads. Positions are px on the figure. */
import type { Box } from '../../scene/box.js';
import type { PanelData, ScaleData } from '../../scene/data.js';
import type { PackedNumbers } from './packed-numbers.js';

export interface PageData {
  readonly width: number;
  readonly height: number;
  readonly background: string;
  /** The name of downloaded files, without extension. */
  readonly fileName: string;
  readonly panels: readonly PagePanel[];
  readonly scales: Readonly<Record<string, ScaleData>>;
  readonly targets: readonly Target[];
}

export interface PagePanel extends Omit<PanelData, 'layers'> {
  readonly layers: readonly PageLayer[];
}

export interface PageLayer {
  readonly title: string | null;
  readonly scale: string;
  readonly values: PackedNumbers;
  readonly indices: PackedNumbers;
}

/** A part of the figure outside of the cells that reacts to the pointer. */
export type Target = LabelTarget | StripTarget | BarTarget | EntryTarget;

/** The label of the item with this number in the data. */
export interface LabelTarget {
  readonly kind: 'label';
  readonly panel: number;
  readonly axis: 'x' | 'y';
  readonly item: number;
  /** x0, y0, x1, y1, …: the corners of the text. */
  readonly corners: readonly number[];
}

/** An annotation beside a panel. */
export interface StripTarget {
  readonly kind: 'strip';
  readonly panel: number;
  readonly axis: 'x' | 'y';
  readonly box: Box;
}

/** The colours of a colorbar. */
export interface BarTarget {
  readonly kind: 'bar';
  readonly scale: string;
  readonly box: Box;
  readonly isVertical: boolean;
  /** The end of each colour along the bar, and its index in the palette. */
  readonly ends: readonly number[];
  readonly indices: readonly number[];
}

/** An entry of a legend or the key of missing values. */
export interface EntryTarget {
  readonly kind: 'entry';
  readonly scale: string;
  readonly box: Box;
  /** The index of its colour in the palette. */
  readonly index: number;
}
