/** The names of cells, such as "B7". */

/** The size of the largest sheet. */
export const MAX_ROWS = 2 ** 20;
export const MAX_COLUMNS = 2 ** 14;

export interface CellPosition {
  /** Counted from 1. */
  readonly row: number;
  readonly column: number;
}

/** Returns the position of a cell with a name such as "B7" or "$B$7"; null if it is invalid or outside of any sheet. */
export function parseCell(name: string): CellPosition | null {
  let column = 0;
  let pos = name.charCodeAt(0) === 36 ? 1 : 0;
  for (; pos < name.length; pos++) {
    const letter = name.charCodeAt(pos) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
    if (column > MAX_COLUMNS) return null;
  }
  const row = Number(name.slice(name.charCodeAt(pos) === 36 ? pos + 1 : pos));
  return column > 0 && Number.isInteger(row) && row > 0 && row <= MAX_ROWS ? { row, column } : null;
}

/** Returns the name of a cell; both numbers count from 1. */
export function formatCell(row: number, column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters + row;
}
