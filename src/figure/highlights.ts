import type { Hex } from '../color/color.js';
import { parseColor } from '../color/color.js';
import type { Place } from '../diagnostics.js';
import { positions } from '../spec/address.js';
import type { HighlightsSpec } from '../spec/highlights.js';
import type { Highlight, Panel } from './figure.js';

/** The highlights of each panel; `specs` are those that hold for it, `placeOf` says where they were said. */
export function resolveHighlights(
  panels: readonly Panel[],
  specs: readonly (HighlightsSpec | undefined)[],
  placeOf: (panel: number, index: number) => Place,
  color: Hex,
): Highlight[][] {
  return panels.map((panel, p) =>
    (specs[p] ?? []).flatMap((spec, i): Highlight[] => {
      const look = {
        title: spec.title ?? null,
        color: spec.color === undefined ? color : (parseColor(spec.color) as Hex),
      };
      if ('top' in spec)
        return topCells(panels, spec.top)
          .filter((cell) => cell.panel === p)
          .map((cell) => ({ ...look, ...cell.at }));
      const across = (axis: 'x' | 'y') => {
        const { order, factor } = panel[axis];
        const count = panel.matrix[axis === 'x' ? 'columns' : 'rows'];
        const named =
          spec[axis] === undefined
            ? null
            : positions(spec[axis], count, dataLabels(panel, axis), placeOf(p, i));
        return {
          whole: named === null,
          runs: named
            ? runs(
                named.map((item) => Math.floor(item / factor)),
                order,
              )
            : [{ from: 0, to: order.length - 1 }],
        };
      };
      const [x, y] = [across('x'), across('y')];
      const boxes = y.runs.flatMap((rows) => x.runs.map((columns) => ({ columns, rows })));
      return boxes.map((box, k) => ({
        ...look,
        title: k === 0 ? look.title : null,
        ...box,
        side: y.whole && !x.whole ? 'top' : 'right',
      }));
    }),
  );
}

function dataLabels(panel: Panel, axis: 'x' | 'y'): readonly string[] | null {
  return axis === 'x' ? panel.matrix.columnLabels : panel.matrix.rowLabels;
}

interface Run {
  readonly from: number;
  readonly to: number;
}

/** Where items stand on the page, neighbours together. */
function runs(items: readonly number[], order: readonly number[]): Run[] {
  const wanted = new Set(items);
  const found: { from: number; to: number }[] = [];
  order.forEach((item, page) => {
    if (!wanted.has(item)) return;
    const last = found.at(-1);
    if (last && last.to === page - 1) last.to = page;
    else found.push({ from: page, to: page });
  });
  return found;
}

/** The cells with the largest values of the whole figure, the first of equal ones. */
function topCells(
  panels: readonly Panel[],
  count: number,
): { panel: number; at: Pick<Highlight, 'columns' | 'rows' | 'side'> }[] {
  const all = panels.flatMap(({ matrix, hidden }, panel) =>
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
