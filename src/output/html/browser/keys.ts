import type { Cell, Panel } from './model.js';

/** Returns the cell to which a key moves the cursor; null for other keys. */
export function targetOfKey(
  key: string,
  { panel, row, column }: Cell,
  panels: readonly Pick<Panel, 'rows' | 'columns'>[],
): Cell | null {
  const lastColumn = panels[panel].columns.start.length - 1;
  const targets: Record<string, Partial<Cell>> = {
    ArrowLeft: { column: column - 1 },
    ArrowRight: { column: column + 1 },
    ArrowUp: { row: row - 1 },
    ArrowDown: { row: row + 1 },
    Home: { column: 0 },
    End: { column: lastColumn },
    PageUp: { panel: panel - 1 },
    PageDown: { panel: panel + 1 },
  };
  return Object.hasOwn(targets, key) ? clampCell({ panel, row, column, ...targets[key] }, panels) : null;
}

/** Returns the nearest cell that exists. */
function clampCell(cell: Cell, panels: readonly Pick<Panel, 'rows' | 'columns'>[]): Cell {
  const clamp = (at: number, count: number) => Math.max(0, Math.min(count - 1, at));
  const panel = clamp(cell.panel, panels.length);
  const { rows, columns } = panels[panel];
  return { panel, row: clamp(cell.row, rows.start.length), column: clamp(cell.column, columns.start.length) };
}
