/** Numbers of a figure for `heatmap describe`: statistics, trends and groups of each panel. */
import type { Scale } from '../color/scale.js';
import type { DescribedFigure, Panel } from './figure.js';
import { type GroupFacts, groupFacts } from './group-facts.js';
import { type AxisSums, axisSums, meansOfPositions, type PanelSums } from './panel-sums.js';
import { type PanelStatistics, panelStatistics, type Special } from './statistics.js';
import { type Trend, trendOf } from './trend.js';

/** A cell, by the labels of its row and column, or by their positions on the page, counted from 1. */
export interface CellFacts {
  readonly value: number;
  /** The number of cells with this value. */
  readonly cells: number;
  /** The first of them in reading order. */
  readonly row: string;
  readonly column: string;
}

/** A row or a column with its mean. */
export interface ItemFacts {
  readonly label: string;
  readonly mean: number;
}

/** The means of the rows or of the columns. */
export interface AxisFacts {
  readonly title: string | null;
  readonly count: number;
  readonly lowest: ItemFacts | null;
  readonly highest: ItemFacts | null;
  /** The trend of the means along the page; null if there is none, or if the order was computed from the values. */
  readonly trend: Trend | null;
  /** Clusters, slices, brackets and categories of annotations. */
  readonly groups: readonly GroupFacts[];
}

/** The distribution of the finite values. */
export interface ValueFacts {
  readonly count: number;
  readonly min: CellFacts;
  readonly max: CellFacts;
  /** This and the quartiles are null if the matrix was reduced while it was read. */
  readonly mean: number | null;
  readonly quartiles: readonly [number, number, number] | null;
}

export interface PanelFacts {
  readonly title: string | null;
  /** The expression that the values were computed with, or null. */
  readonly transformed: string | null;
  readonly scale: string;
  readonly cells: number;
  /** Null without finite numbers. */
  readonly values: ValueFacts | null;
  /** The number of cells of each category, the commonest first; null for numbers. */
  readonly categories: readonly { readonly name: string; readonly cells: number }[] | null;
  /** The cells that show no value inside the domain. */
  readonly special: Readonly<Record<Special, number>>;
  readonly rows: AxisFacts;
  readonly columns: AxisFacts;
  /** For a matrix whose rows and columns have the same labels: the means on and off the diagonal. */
  readonly diagonal: { readonly mean: number; readonly others: number; readonly isSymmetric: boolean } | null;
}

/** Returns the facts of each panel. */
export function figureFacts({ panels, scales, xTitle, yTitle }: DescribedFigure): PanelFacts[] {
  return panels.map((panel) => {
    const facts = panelFacts(panel, scales[panel.scale], scales);
    const [rows, columns] = [
      { ...facts.rows, title: yTitle ?? facts.rows.title },
      { ...facts.columns, title: xTitle ?? facts.columns.title },
    ];
    return { ...facts, rows, columns };
  });
}

function panelFacts(panel: Panel, scale: Scale, scales: Readonly<Record<string, Scale>>): PanelFacts {
  const counts = new Float64Array(scale.categories?.length ?? 0);
  const statistics = panelStatistics(panel, scale, counts);
  const { title, transformed, matrix } = panel;
  const sums = matrix.reduction || scale.categories ? null : axisSums(panel);
  const categories = scale.categories
    ?.map((name, i) => ({ name, cells: counts[i] }))
    .filter(({ cells }) => cells > 0)
    .sort((a, b) => b.cells - a.cells);
  return {
    title,
    transformed,
    scale: panel.scale,
    cells: matrix.reduction?.sourceStats.cells ?? matrix.values.length,
    values: scale.categories ? null : valueFacts(statistics, panel, sums),
    categories: categories ?? null,
    special: statistics.special,
    rows: axisFacts(panel, 'y', sums?.rows ?? null, scales),
    columns: axisFacts(panel, 'x', sums?.columns ?? null, scales),
    diagonal: sums && diagonalFacts(panel),
  };
}

function valueFacts({ low, high }: PanelStatistics, panel: Panel, sums: PanelSums | null): ValueFacts | null {
  if (low.count === 0) return null;
  const { x, y, matrix } = panel;
  const cell = ({ value, count, at }: typeof low): CellFacts => ({
    value,
    cells: count,
    row: labelAt(y.labels, Math.floor(at / x.order.length)),
    column: labelAt(x.labels, at % x.order.length),
  });
  const source = matrix.reduction?.sourceStats;
  const finiteOfSource = source
    ? source.cells - source.missing - source.positiveInfinity - source.negativeInfinity
    : 0;
  const finite = sums ? sums.finite.sort() : null;
  return {
    count: finite ? finite.length : finiteOfSource,
    min: cell(low),
    max: cell(high),
    mean: finite ? finite.reduce((sum, value) => sum + value / finite.length, 0) : null,
    quartiles: finite && [quantile(finite, 0.25), quantile(finite, 0.5), quantile(finite, 0.75)],
  };
}

/** Returns a quantile of sorted values, interpolated linearly as numpy does. */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  return low + (high - low) * (at - Math.floor(at));
}

function axisFacts(
  panel: Panel,
  name: 'x' | 'y',
  sums: AxisSums | null,
  scales: Readonly<Record<string, Scale>>,
): AxisFacts {
  const axis = panel[name];
  const means = sums ? meansOfPositions(sums) : [];
  let [lowest, highest] = [-1, -1];
  means.forEach((mean, at) => {
    if (Number.isNaN(mean)) return;
    if (lowest < 0 || mean < means[lowest]) lowest = at;
    if (highest < 0 || mean > means[highest]) highest = at;
  });
  const item = (at: number) => (at < 0 ? null : { label: labelAt(axis.labels, at), mean: means[at] });
  return {
    title: axis.title,
    count: axis.itemCount,
    lowest: item(lowest),
    highest: item(highest),
    trend: isInOrder(axis.order) ? trendOf(means, (at) => labelAt(axis.labels, at)) : null,
    groups: sums ? groupFacts(axis, sums, scales) : [],
  };
}

/** Whether the order is that of the data, or its reverse. Any other order may depend on the values. */
function isInOrder(order: readonly number[]): boolean {
  return order.every((item, at) => item === at) || order.every((item, at) => item === order.length - 1 - at);
}

/** Returns the label at a position on the page, or its number from 1. */
export function labelAt(labels: readonly string[] | null, at: number): string {
  return labels?.[at] ?? String(at + 1);
}

function diagonalFacts({ matrix, mask, totals }: Panel): PanelFacts['diagonal'] {
  const { rows, columns, rowLabels, columnLabels, values } = matrix;
  if (rows !== columns || rows < 2 || !rowLabels || !columnLabels || totals) return null;
  if (!rowLabels.every((label, i) => label === columnLabels[i])) return null;
  const [on, off] = [
    { sum: 0, count: 0 },
    { sum: 0, count: 0 },
  ];
  let isSymmetric = true;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value = values[i * columns + j];
      if (!Object.is(value, values[j * columns + i])) isSymmetric = false;
      if (!Number.isFinite(value) || mask?.[i * columns + j]) continue;
      const group = i === j ? on : off;
      group.sum += value;
      group.count++;
    }
  }
  return { mean: on.sum / on.count, others: off.sum / off.count, isSymmetric };
}
