/** Places in the grid of panels. */
import { mirrorSide } from './direction.js';
import type { PanelGrid, Side } from './figure.js';

/** What decides the places of panels in their grid. */
export type PanelOrder = Pick<PanelGrid, 'columns' | 'direction'>;

/** Whether no panel of the grid is farther out on a side, in the row or column of the given panel. */
export function isOutermost(
  side: Side,
  panel: number,
  { columns, direction }: PanelOrder,
  panelCount: number,
): boolean {
  switch (mirrorSide(side, direction)) {
    case 'left':
      return panel % columns === 0;
    case 'right':
      return panel % columns === columns - 1 || panel === panelCount - 1;
    case 'top':
      return panel < columns;
    case 'bottom':
      return panel >= panelCount - columns;
  }
}

/** Returns the panels that are side by side with a panel, for rows, or above and below it, for columns, in reading order. */
export function panelsInLine(axis: 'x' | 'y', panel: number, columns: number, panelCount: number): number[] {
  const lineOf = (i: number) => (axis === 'x' ? i % columns : Math.floor(i / columns));
  const line = lineOf(panel);
  return Array.from({ length: panelCount }, (_, i) => i).filter((i) => lineOf(i) === line);
}

/** Returns the column of a panel, counted from the left. */
export function columnOfPanel(panel: number, { columns, direction }: PanelOrder): number {
  const column = panel % columns;
  return direction === 'rtl' ? columns - 1 - column : column;
}
