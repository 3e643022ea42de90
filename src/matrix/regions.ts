import type { CellRegions, Matrix } from './matrix.js';

/** Returns the regions of the cells of some rows and columns, as a part of a matrix. */
export function selectRegions(
  { regions, columns: width }: Matrix,
  rows: readonly number[],
  columns: readonly number[],
): { readonly regions?: CellRegions } {
  if (!regions) return {};
  const cells = rows.flatMap((row) => columns.map((column) => row * width + column));
  return {
    regions: {
      titles: regions.titles,
      ofCell: Int16Array.from(cells, (cell) => regions.ofCell[cell]),
      cellNames: cells.map((cell) => regions.cellNames[cell]),
    },
  };
}
