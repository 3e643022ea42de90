/**
 * The data that a scene shows, for output in which readers look up values. Rows, columns and matrices are in the order of the
 * page.
 */
import type { Hex } from '../color/color.js';

export interface SceneData {
  readonly panels: readonly PanelData[];
  /** By name, as `GuideSource.scale`. */
  readonly scales: Readonly<Record<string, ScaleData>>;
}

export interface PanelData {
  readonly title: string | null;
  readonly columns: AxisData;
  readonly rows: AxisData;
  /** In painting order: a later layer covers the cells of earlier ones. The first has all cells. */
  readonly layers: readonly LayerData[];
  /** The texts printed in the cells, row-major; null: the texts say no more than the values. */
  readonly texts: readonly string[] | null;
  /** The name of the matrix in each cell, row-major, if its triangles show several matrices; otherwise null. */
  readonly matrices: readonly string[] | null;
  /** What one value is if it is not a value of the data, such as "the mean of 4 × 4 values"; null: it is one. */
  readonly aggregation: string | null;
  /** What a drawn cell shows if the picture has fewer cells than there are values, such as "the mean of 4 × 4 values". */
  readonly drawnAs: string | null;
}

export interface AxisData {
  readonly title: string | null;
  /** The name of each row or column, such as its label or "row 3". */
  readonly names: readonly string[];
  /** The number of the first row or column of the data, counted from 0. */
  readonly items: readonly number[];
  /** Row or column k extends from start[k] to end[k], px on the page. */
  readonly start: readonly number[];
  readonly end: readonly number[];
  /** Groups, clusters and annotations. */
  readonly facts: readonly AxisFact[];
}

/** A fact about each row or column. */
export interface AxisFact {
  readonly title: string;
  /** The name of the scale that colours it; null without one. */
  readonly scale: string | null;
  /** One for each row or column; '' without one. */
  readonly texts: readonly string[];
}

/** A matrix and its colours. */
export interface LayerData {
  /** The name of the matrix if several are in one panel, or null. */
  readonly title: string | null;
  /** The name of its scale. */
  readonly scale: string;
  /** Row-major. NaN for a missing value and for a cell that the layer does not show. */
  readonly values: Float64Array;
  /** The index of each colour in the palette of the scale; `NOT_DRAWN` for a cell without colour. */
  readonly indices: Uint16Array;
}

export interface ScaleData {
  /** What the values are, or null. */
  readonly title: string | null;
  /** The unit that the data writes beside its numbers; '' without one. */
  readonly unit: string;
  readonly categories: readonly string[] | null;
  /** The colours, lowest first, followed by those of low, high and missing values. */
  readonly palette: readonly Hex[];
  /** The values where the colour changes, one more than there are colours; null for categories. */
  readonly edges: readonly number[] | null;
}
