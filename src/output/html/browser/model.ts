/** The data of the page with its numbers, and what is looked up in them. */

import type { AxisData } from '../../../scene/data.js';
import { NOT_DRAWN } from '../../../scene/scene.js';
import type { PageData, PagePanel } from '../page-data.js';
import { layerAt } from '../value-text.js';
import { type Numbers, unpack } from './unpack.js';

export interface Model extends Omit<PageData, 'panels'> {
  readonly panels: readonly Panel[];
}

export interface Panel extends Omit<PagePanel, 'layers'> {
  readonly layers: readonly Layer[];
}

export interface Layer {
  readonly title: string | null;
  readonly scale: string;
  readonly values: Numbers;
  readonly indices: Numbers;
}

/** A cell of a panel, by its position on the page. */
export interface Cell {
  readonly panel: number;
  readonly row: number;
  readonly column: number;
}

/** Cells between two rows and two columns, both included. */
export interface Selection {
  readonly panel: number;
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
}

/** Returns the smallest selection with two cells of one panel. */
export function cellsBetween(a: Cell, b: Cell): Selection {
  const range = (one: number, other: number): [number, number] => [
    Math.min(one, other),
    Math.max(one, other),
  ];
  return { panel: a.panel, rows: range(a.row, b.row), columns: range(a.column, b.column) };
}

/** Returns the number of rows and columns of a selection, such as "2 × 3 values". */
export function selectionSize({ rows, columns }: Selection): string {
  return `${rows[1] - rows[0] + 1} × ${columns[1] - columns[0] + 1} values`;
}

/** A row ("y") or column ("x") of a panel, by its position on the page. */
export interface Line {
  readonly panel: number;
  readonly axis: 'x' | 'y';
  readonly position: number;
}

/** Reads the numbers from their texts. */
export async function loadModel(page: PageData, texts: readonly string[]): Promise<Model> {
  const panels = await Promise.all(
    page.panels.map(async (panel) => ({
      ...panel,
      layers: await Promise.all(
        panel.layers.map(async ({ title, scale, values, indices }) => ({
          title,
          scale,
          values: await unpack(values, texts),
          indices: await unpack(indices, texts),
        })),
      ),
    })),
  );
  return { ...page, panels };
}

/** Returns the position that extends over `at`; -1 in a gap and outside of all positions. */
export function positionAt({ start, end }: Pick<AxisData, 'start' | 'end'>, at: number): number {
  let [low, high] = [0, start.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (start[middle] <= at) low = middle + 1;
    else high = middle;
  }
  const position = low - 1;
  return position >= 0 && at < end[position] ? position : -1;
}

/** Returns the cell at a point of the figure; null if there is none. */
export function cellAt({ panels }: Model, x: number, y: number): Cell | null {
  for (let panel = 0; panel < panels.length; panel++) {
    const row = positionAt(panels[panel].rows, y);
    const column = row < 0 ? -1 : positionAt(panels[panel].columns, x);
    if (column >= 0) return { panel, row, column };
  }
  return null;
}

/** Decides which cells stay visible while the others are dimmed. */
export type Highlight =
  | { readonly kind: 'colors'; readonly scale: string; readonly from: number; readonly to: number }
  | { readonly kind: 'values'; readonly scale: string; readonly from: number; readonly to: number };

/** Returns 1 for each cell of a panel that is highlighted; null if the panel has none. */
export function highlightedCells(model: Model, panel: Panel, highlight: Highlight): Uint8Array | null {
  const { rows, columns, layers } = panel;
  const width = columns.start.length;
  const cells = new Uint8Array(layers[0].values.length);
  if (layers.some(({ scale }) => scale === highlight.scale)) {
    for (let i = 0; i < cells.length; i++) {
      const { scale, values, indices } = layers.length > 1 ? layerAt(layers, i) : layers[0];
      if (scale === highlight.scale && indices[i] !== NOT_DRAWN)
        cells[i] = isIn(highlight, values[i], indices[i]);
    }
    return cells;
  }
  const lines = (axis: AxisData) => highlightedItems(model, axis, highlight);
  const [inRows, inColumns] = [lines(rows), lines(columns)];
  if (!inRows && !inColumns) return null;
  for (let i = 0; i < cells.length; i++) {
    cells[i] = (inRows?.[Math.floor(i / width)] ?? 0) | (inColumns?.[i % width] ?? 0);
  }
  return cells;
}

/** Returns 1 for each row or column whose annotation on the scale is highlighted; null without such an annotation. */
function highlightedItems({ scales }: Model, { facts }: AxisData, highlight: Highlight): Uint8Array | null {
  const fact = facts.find(({ scale }) => scale === highlight.scale);
  if (!fact) return null;
  const { categories, edges, palette } = scales[highlight.scale];
  return Uint8Array.from(fact.texts, (text) => {
    if (text === '') return isIn(highlight, Number.NaN, palette.length - 1);
    const value = categories ? categories.indexOf(text) : Number(text);
    const index = edges
      ? Math.max(
          0,
          edges.findLastIndex((edge) => edge <= value),
        )
      : value;
    return isIn(highlight, value, edges ? Math.min(index, edges.length - 2) : index);
  });
}

function isIn({ kind, from, to }: Highlight, value: number, index: number): 0 | 1 {
  const at = kind === 'values' ? value : index;
  return at >= from && at <= to ? 1 : 0;
}

/** Returns the rows and columns whose name contains a text; upper and lower case are the same. */
export function search({ panels }: Model, text: string): Line[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const linesOf = (panel: number, axis: 'x' | 'y', names: readonly string[]): Line[] =>
    names.flatMap((name, position) => (name.toLowerCase().includes(wanted) ? { panel, axis, position } : []));
  return panels.flatMap(({ rows, columns }, panel) => [
    ...linesOf(panel, 'y', rows.names),
    ...linesOf(panel, 'x', columns.names),
  ]);
}
