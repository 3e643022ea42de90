import type { Hex } from '../color/color.js';
import { parseColor } from '../color/color.js';
import type { Place } from '../diagnostics.js';
import { findPositions } from '../spec/address.js';
import type { HighlightsSpec } from '../spec/highlights.js';
import type { Highlight, Panel } from './figure.js';

/** Returns the highlights of each panel. `specs` holds the spec of each panel, `placeOf` returns where it is written. */
export function resolveHighlights(
  panels: readonly Panel[],
  specs: readonly (HighlightsSpec | undefined)[],
  placeOf: (panel: number, index: number) => Place,
  color: Hex,
): Highlight[][] {
  return panels.map((panel, p) =>
    (specs[p] ?? []).flatMap((spec, i): Highlight[] => {
      const style = {
        title: spec.title ?? null,
        color: spec.color === undefined ? color : (parseColor(spec.color) as Hex),
      };
      if ('top' in spec)
        return topCells(panels, spec.top)
          .filter((cell) => cell.panel === p)
          .map((cell) => ({ ...style, ...cell.at }));
      const selection = (axis: 'x' | 'y') => {
        const { order, itemsPerPosition: factor } = panel[axis];
        const count = panel.matrix[axis === 'x' ? 'columns' : 'rows'];
        const named =
          spec[axis] === undefined
            ? null
            : findPositions(spec[axis], count, itemLabels(panel, axis), placeOf(p, i));
        return {
          isWhole: named === null,
          runs: named
            ? findRuns(
                named.map((item) => Math.floor(item / factor)),
                order,
              )
            : [{ from: 0, to: order.length - 1 }],
        };
      };
      const [x, y] = [selection('x'), selection('y')];
      const boxes = y.runs.flatMap((rows) => x.runs.map((columns) => ({ columns, rows })));
      return boxes.map((box, k) => ({
        ...style,
        title: k === 0 ? style.title : null,
        ...box,
        side: y.isWhole && !x.isWhole ? 'top' : 'right',
      }));
    }),
  );
}

function itemLabels(panel: Panel, axis: 'x' | 'y'): readonly string[] | null {
  return axis === 'x' ? panel.matrix.columnLabels : panel.matrix.rowLabels;
}

interface Run {
  readonly from: number;
  readonly to: number;
}

/** Returns the positions of items, as runs of neighbours. */
function findRuns(items: readonly number[], order: readonly number[]): Run[] {
  const selected = new Set(items);
  const runs: { from: number; to: number }[] = [];
  order.forEach((item, position) => {
    if (!selected.has(item)) return;
    const last = runs.at(-1);
    if (last && last.to === position - 1) last.to = position;
    else runs.push({ from: position, to: position });
  });
  return runs;
}

/** Returns the cells with the largest values of all panels; of equal values the first in the data. */
function topCells(
  panels: readonly Panel[],
  count: number,
): { panel: number; at: Pick<Highlight, 'columns' | 'rows' | 'side'> }[] {
  const all = panels.flatMap(({ matrix, mask: hidden }, panel) =>
    Array.from(matrix.values, (value, cell) => ({ value, cell, panel })).filter(
      ({ value, cell }) => Number.isFinite(value) && !hidden?.[cell],
    ),
  );
  all.sort((a, b) => b.value - a.value);
  return all.slice(0, count).map(({ cell, panel }) => {
    const { matrix, x, y } = panels[panel];
    const column = x.order.indexOf(cell % matrix.columns);
    const row = y.order.indexOf(Math.floor(cell / matrix.columns));
    return {
      panel,
      at: { columns: { from: column, to: column }, rows: { from: row, to: row }, side: 'right' },
    };
  });
}
