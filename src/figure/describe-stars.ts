/** Sentences of the description about the signs in cells that show significance. */
import { formatCount, joinItems } from '../phrases.js';
import { type CellMarks, MATRIX_PARTS, type MarkLayer } from './marks.js';
import type { CellStars, StarLine } from './stars.js';

/** The parts of a panel that these sentences need. Cells are row-major in the order of the data. */
export interface StarredPanel {
  readonly matrix: { readonly rows: number; readonly columns: number };
  readonly mask: Uint8Array | null;
  readonly stars?: CellStars | null;
  readonly marks?: CellMarks<Pick<MarkLayer, 'mask'>> | null;
}

/** Returns a sentence that counts the cells of all panels with each symbol, and one that counts the crosses. */
export function starSentences(
  panels: readonly StarredPanel[],
  lines: readonly StarLine[],
  singleLine: (text: string | null) => string | null,
): string[] {
  const labels = new Map(lines.flatMap(({ entries }) => entries.map(({ symbol, label }) => [symbol, label])));
  const meaningOf = (symbol: string | null) => {
    const label = singleLine(labels.get(symbol) ?? null);
    return label === null ? '' : ` (${label})`;
  };
  const counts = new Map<string, number>();
  let [cells, crossed, crossable] = [0, 0, 0];
  for (const { stars, marks, mask, matrix } of panels) {
    if (!stars) continue;
    const isShown = (cell: number) => !mask?.[cell] || marks?.layers.some((layer) => !layer.mask?.[cell]);
    const hasMark = (cell: number) => marks?.shapes[MATRIX_PARTS[marks.parts?.[cell] ?? 0]] !== 'none';
    for (let cell = 0; cell < matrix.rows * matrix.columns; cell++) {
      if (!isShown(cell)) continue;
      if (stars.crosses && hasMark(cell)) {
        crossable++;
        crossed += stars.crosses[cell];
      }
      if (!stars.symbols?.length) continue;
      cells++;
      const symbol = stars.symbols[cell];
      if (symbol !== '') counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    }
  }
  const marked = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const rank = [...labels.keys()];
  const ranked = [...counts].sort(([a], [b]) => rank.indexOf(b) - rank.indexOf(a) || b.length - a.length);
  const parts = ranked.map(([symbol, count]) => `${count} with ${singleLine(symbol)}${meaningOf(symbol)}`);
  return [
    ...(cells === 0
      ? []
      : [
          marked === 0
            ? `No cell of ${cells} has a sign of significance.`
            : `${marked} of ${formatCount(cells, 'cell')} ${marked === 1 ? 'has' : 'have'} a sign of significance: ${joinItems(parts)}.`,
        ]),
    ...(crossable === 0
      ? []
      : [
          `${crossed} of ${formatCount(crossable, 'cell')} ${crossed === 1 ? 'has' : 'have'} a cross${meaningOf(null)}.`,
        ]),
  ];
}
