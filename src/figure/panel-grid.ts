/** Places in the grid of panels. */
import type { Side } from './figure.js';

/** Whether no panel of the grid is farther out on a side, in the row or column of the given panel. */
export function isOutermost(side: Side, panel: number, columns: number, panelCount: number): boolean {
  switch (side) {
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
