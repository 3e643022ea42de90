/** Describes the cells that changed, in all panels together. */
import { formatCount } from '../phrases.js';
import { itemName, itemNames } from './item-names.js';
import type { CellChange } from './panel-changes.js';
import { type PanelPair, panelName, panelNames } from './panel-pairs.js';
import type { AxisSummary, FigureSummary } from './summary.js';
import { formatList, formatValueChange } from './wording.js';

interface PanelCellChange extends CellChange {
  readonly pair: PanelPair;
}

/** Describes values that changed, values that are now missing, and values that are no longer missing. */
export function describeCellChanges(pairs: readonly PanelPair[], after: FigureSummary): string[] {
  const total = pairs.reduce((sum, { changes }) => sum + changes.comparedCount, 0);
  const [changed, lost, restored]: PanelCellChange[][] = [[], [], []];
  for (const pair of pairs) {
    for (const change of pair.changes.cells) {
      const group = Number.isNaN(change.after) ? lost : Number.isNaN(change.before) ? restored : changed;
      group.push({ ...change, pair });
    }
  }
  const describe = (cells: readonly PanelCellChange[], verb: string) =>
    cells.length === 0
      ? []
      : [`${cells.length} of ${formatCount(total, 'value')} ${verb}${formatLocation(cells, after)}`];
  return [
    ...describe(changed, 'changed'),
    ...describe(lost, lost.length === 1 ? 'is now missing' : 'are now missing'),
    ...describe(restored, restored.length === 1 ? 'is no longer missing' : 'are no longer missing'),
  ];
}

/** Names the panels, rows and columns of the cells, and the largest change. */
function formatLocation(cells: readonly PanelCellChange[], after: FigureSummary): string {
  const largest = cells.reduce((max, cell) => (changeSize(cell) > changeSize(max) ? cell : max));
  const { rows, columns } = largest.pair.after;
  const hasPanels = after.panels.length > 1;
  const panel = hasPanels ? `panel ${panelName(after, largest.pair.position)}, ` : '';
  const cell = `${panel}row ${itemName(rows, largest.row)}, column ${itemName(columns, largest.column)}`;
  const change = `${formatValueChange(largest.before, largest.after)} at ${cell}`;
  if (cells.length === 1) return `: ${change}`;
  const rank = Number.isFinite(changeSize(largest)) && changeSize(largest) > 0 ? 'largest' : 'first';
  const example = `; ${rank} change: ${change}`;
  const panels = [...new Set(cells.map(({ pair }) => pair.position))];
  if (panels.length > 1) return `, in ${panelNames(after, panels)}${example}`;
  const rowNames = formatItems('row', rows, cells);
  const columnNames = formatItems('column', columns, cells);
  return `, in ${panel}${rowNames}, ${columnNames}${example}`;
}

/** Returns "row a", "rows a and b" or "all rows". */
function formatItems(item: 'row' | 'column', axis: AxisSummary, cells: readonly PanelCellChange[]): string {
  const positions = [...new Set(cells.map((cell) => cell[item]))].sort((a, b) => a - b);
  if (positions.length === axis.count && axis.count > 1) return `all ${item}s`;
  const names = formatList(itemNames(axis, positions), positions.length);
  return `${item}${positions.length === 1 ? '' : 's'} ${names}`;
}

/** Returns the absolute difference; 0 for categories and missing values. */
function changeSize({ before, after }: CellChange): number {
  return typeof before === 'number' && typeof after === 'number' ? Math.abs(after - before) || 0 : 0;
}
