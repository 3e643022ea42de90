/** Where two drawn figures differ: outlines around cells, texts and colorbars that only one of them has. */
import { maxOf, minOf } from '../extremes.js';
import { type Box, textCorners } from '../scene/box.js';
import type { AxisData, PanelData } from '../scene/data.js';
import type { Polyline } from '../scene/path.js';
import type { CellsItem, Item, Scene, TextItem } from '../scene/scene.js';
import { pairPanels } from './describe-changes.js';
import type { AxisSummary, FigureSummary } from './summary.js';

/** A figure and its scene. */
export interface DrawnFigure {
  readonly summary: FigureSummary;
  readonly scene: Scene;
}

/** The marks of one figure: closed outlines, and groups of cells. */
export interface FigureMarks {
  readonly outlines: readonly Polyline[];
  readonly cells: readonly MarkedCells[];
}

/** Cells of one panel by their position on the page: rows and columns extend from start to end, px. */
export interface MarkedCells {
  readonly rows: Pick<AxisData, 'start' | 'end'>;
  readonly columns: Pick<AxisData, 'start' | 'end'>;
  /** The numbers of the cells, row-major. */
  readonly positions: ReadonlySet<number>;
}

/** The space beside a text in its outline, px. */
const PADDING = 2;

/** Returns the marks of both figures. */
export function markDifferences(
  before: DrawnFigure,
  after: DrawnFigure,
): readonly [before: FigureMarks, after: FigureMarks] {
  const [cellsBefore, cellsAfter] = markCells(before, after);
  return [
    { outlines: onlyIn(before.scene, after.scene), cells: cellsBefore },
    { outlines: onlyIn(after.scene, before.scene), cells: cellsAfter },
  ];
}

function markCells(before: DrawnFigure, after: DrawnFigure): readonly [MarkedCells[], MarkedCells[]] {
  const panelsOf = ({ scene }: DrawnFigure) => scene.data?.().panels ?? [];
  const [panelsBefore, panelsAfter] = [panelsOf(before), panelsOf(after)];
  const marked: readonly [MarkedCells[], MarkedCells[]] = [[], []];
  for (const pair of pairPanels(before.summary, after.summary)) {
    const { changes, positionBefore, position } = pair;
    if (changes.cells.length === 0) continue;
    const [a, b] = [panelsBefore[positionBefore], panelsAfter[position]];
    if (a)
      marked[0].push(
        cellsAt(
          a,
          pair.before,
          changes.cells.map((cell) => [cell.rowBefore, cell.columnBefore]),
        ),
      );
    if (b)
      marked[1].push(
        cellsAt(
          b,
          pair.after,
          changes.cells.map((cell) => [cell.row, cell.column]),
        ),
      );
  }
  return marked;
}

/** Finds the cells of a summary on the page. */
function cellsAt(
  { rows, columns }: PanelData,
  summary: { readonly rows: AxisSummary; readonly columns: AxisSummary },
  cells: readonly (readonly [row: number, column: number])[],
): MarkedCells {
  const [rowAt, columnAt] = [positionFinder(rows, summary.rows), positionFinder(columns, summary.columns)];
  const positions = new Set(
    cells.map(([row, column]) => rowAt(row) * columns.start.length + columnAt(column)),
  );
  return { rows, columns, positions };
}

/**
 * Returns a function from an item of a summary to its row or column on the page. An axis with all its items has the order of
 * the page; in blocks, it has the order of the data.
 */
function positionFinder(
  { items, start }: AxisData,
  { count, blockSize }: AxisSummary,
): (item: number) => number {
  const length = start.length;
  if (blockSize === 1 && count === length) return (item) => item;
  const blocks = new Map(items.map((item, position) => [Math.floor(item / blockSize), position]));
  return (item) => blocks.get(item) ?? Math.min(length - 1, Math.floor((item * length) / count));
}

/** Returns outlines of the texts and colorbars of a scene that the other one does not have. */
function onlyIn(scene: Scene, other: Scene): Polyline[] {
  const counts = new Map<string, number>();
  for (const item of other.items) {
    const key = identify(item);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return scene.items.flatMap((item) => {
    const key = identify(item);
    if (key === null) return [];
    const count = counts.get(key) ?? 0;
    counts.set(key, count - 1);
    return count > 0 ? [] : [outlineOf(item as TextItem | CellsItem)];
  });
}

/** What makes an item equal to one of another scene, wherever it is; null: the item is not compared. */
function identify(item: Item): string | null {
  // Values in cells are marked with their cells.
  if (item.kind === 'text') return item.role === 'value' ? null : `${item.role}:${item.text}`;
  if (item.kind === 'cells' && item.role === 'colorbar') return `colorbar:${item.palette.join()}`;
  return null;
}

function outlineOf(item: TextItem | CellsItem): Polyline {
  if (item.kind === 'cells') {
    return boxOutline({
      left: minOf(item.left, (px) => px),
      right: maxOf(item.right, (px) => px),
      top: minOf(item.top, (px) => px),
      bottom: maxOf(item.bottom, (px) => px),
    });
  }
  // The box of a rotated text is rotated too, so that it does not cover the labels beside it.
  const { anchor } = item;
  const shift = anchor === 'start' ? -PADDING : anchor === 'end' ? PADDING : 0;
  const radians = (item.angle * Math.PI) / 180;
  return textCorners({
    ...item,
    x: item.x + shift * Math.cos(radians),
    y: item.y + shift * Math.sin(radians),
    width: item.width + 2 * PADDING,
    ascent: item.ascent + PADDING,
    descent: item.descent + PADDING,
  }).flat();
}

/** Returns the outline of a box. */
export function boxOutline({ left, right, top, bottom }: Box): Polyline {
  return [left, top, right, top, right, bottom, left, bottom];
}
