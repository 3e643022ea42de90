/**
 * Which part of the data a scene item shows, for tooltips and selections. Panels are numbered from 0. Rows, columns and
 * items are numbered as in the panel's matrix, before reordering and downsampling.
 */
export type ItemSource = BodySource | CellSource | LabelSource | AnnotationSource | GuideSource;

/** The cells of a panel. */
export interface BodySource {
  readonly kind: 'body';
  readonly panel: number;
  readonly rows: AxisSource;
  readonly columns: AxisSource;
}

/** One cell, for its printed value. */
export interface CellSource {
  readonly kind: 'cell';
  readonly panel: number;
  readonly row: number;
  readonly column: number;
}

/** One row or column, for its label. A label for several of them names the first one. */
export interface LabelSource {
  readonly kind: 'label';
  readonly panel: number;
  readonly axis: 'x' | 'y';
  readonly item: number;
}

/** An annotation of the rows or columns of a panel. */
export interface AnnotationSource {
  readonly kind: 'annotation';
  readonly panel: number;
  readonly axis: 'x' | 'y';
  /** The scale of its colours; null for a plot. */
  readonly scale: string | null;
}

/** The colorbar or legend of a scale. */
export interface GuideSource {
  readonly kind: 'guide';
  readonly scale: string;
}

/**
 * The items of an axis that the rows or columns of a `CellsItem` show. Row k shows the positions edges[k] to
 * edges[k + 1] − 1, or only position k if `edges` is null. `sourceItems` resolves them.
 */
export interface AxisSource {
  /** For each position on the page, a group of `itemsPerPosition` neighbouring items of the matrix. */
  readonly order: readonly number[] | Int32Array;
  readonly itemsPerPosition: number;
  readonly edges: Int32Array | null;
  /** The number of items in the matrix; the last group may have fewer than the others. */
  readonly count: number;
}

/** Returns the rows (or columns) of the matrix that row (or column) `index` of a cells item shows. */
export function sourceItems({ order, itemsPerPosition, edges, count }: AxisSource, index: number): number[] {
  const [from, to] = edges ? [edges[index], edges[index + 1]] : [index, index + 1];
  return [...order.slice(from, to)].flatMap((group) => {
    const first = group * itemsPerPosition;
    const length = Math.min(itemsPerPosition, count - first);
    return Array.from({ length }, (_, i) => first + i);
  });
}
