import type { Hex } from '../color/color.js';
import { parseColor } from '../color/color.js';
import { fail, type Place } from '../diagnostics.js';
import { findPositions, SelectionBudget } from '../spec/find-positions.js';
import type { HighlightsSpec } from '../spec/highlights.js';
import { MAX_TOP } from '../spec/max-top.js';
import { type Direction, mirrorSide } from './direction.js';
import type { Highlight, Panel } from './figure.js';

/** Returns the highlights of each panel. `specs` holds the spec of each panel, `placeOf` returns where it is written. */
export function resolveHighlights(
  panels: readonly Panel[],
  specs: readonly (HighlightsSpec | undefined)[],
  placeOf: (panel: number, index: number) => Place,
  color: Hex,
  direction: Direction,
): Highlight[][] {
  const beside = mirrorSide('right', direction);
  const budget = new SelectionBudget();
  let ranked: TopCell[] | null = null;
  let boxCount = 0;
  const countBoxes = (count: number, place: Place) => {
    boxCount += count;
    if (boxCount > MAX_BOXES) failTooMany(place);
  };
  return panels.map((panel, p) => {
    const positions = { x: positionsOf(panel.x.order), y: positionsOf(panel.y.order) };
    return (specs[p] ?? []).flatMap((spec, i): Highlight[] => {
      const style = {
        title: spec.title ?? null,
        color: spec.color === undefined ? color : (parseColor(spec.color) as Hex),
      };
      if ('top' in spec) {
        ranked ??= topCells(panels, MAX_TOP);
        const own = ranked.slice(0, spec.top).filter((cell) => cell.panel === p);
        countBoxes(own.length, placeOf(p, i));
        return own.map((cell) => ({ ...style, ...cell.at, side: beside }));
      }
      const selection = (axis: 'x' | 'y') => {
        const { order, itemsPerPosition: factor } = panel[axis];
        const count = panel.matrix[axis === 'x' ? 'columns' : 'rows'];
        const named =
          spec[axis] === undefined
            ? null
            : findPositions(spec[axis], count, itemLabels(panel, axis), placeOf(p, i), budget);
        return {
          isWhole: named === null,
          runs: named
            ? findRuns(named.map((item) => positions[axis][Math.floor(item / factor)]))
            : [{ from: 0, to: order.length - 1 }],
        };
      };
      const [x, y] = [selection('x'), selection('y')];
      countBoxes(x.runs.length * y.runs.length, placeOf(p, i));
      const boxes = y.runs.flatMap((rows) => x.runs.map((columns) => ({ columns, rows })));
      return boxes.map((box, k) => ({
        ...style,
        title: k === 0 ? style.title : null,
        ...box,
        side: y.isWhole && !x.isWhole ? 'top' : beside,
      }));
    });
  });
}

/** The maximum number of outlines in a figure. Rows and columns that are not neighbours need one for each crossing. */
const MAX_BOXES = 2 ** 16;

function failTooMany(place: Place): never {
  fail(
    'too-large',
    `the highlights of the figure have more than ${MAX_BOXES} outlines`,
    place,
    'highlight fewer cells, or ranges of neighbours',
  );
}

function itemLabels(panel: Panel, axis: 'x' | 'y'): readonly string[] | null {
  return axis === 'x' ? panel.matrix.columnLabels : panel.matrix.rowLabels;
}

interface PositionRun {
  readonly from: number;
  readonly to: number;
}

/** Returns the position of each item of an axis. */
function positionsOf(order: readonly number[]): Int32Array {
  const positions = new Int32Array(order.length);
  order.forEach((item, position) => {
    positions[item] = position;
  });
  return positions;
}

/** Returns positions as runs of neighbours, in ascending order. */
function findRuns(positions: readonly number[]): PositionRun[] {
  const runs: { from: number; to: number }[] = [];
  for (const position of Int32Array.from(positions).sort()) {
    const last = runs.at(-1);
    if (last && last.to >= position - 1) last.to = position;
    else runs.push({ from: position, to: position });
  }
  return runs;
}

interface TopCell {
  readonly panel: number;
  readonly at: Pick<Highlight, 'columns' | 'rows'>;
}

/** The number of candidates that are collected before they are sorted. */
const MAX_UNSORTED = 1000;

/** Returns the cells with the largest values of all panels; of equal values the first in the data. */
function topCells(panels: readonly Panel[], count: number): TopCell[] {
  let largest: { value: number; cell: number; panel: number }[] = [];
  let threshold = Number.NEGATIVE_INFINITY;
  const keepLargest = () => {
    // The sort is stable, so the first of equal values stays first.
    largest = largest.sort((a, b) => b.value - a.value).slice(0, count);
    if (largest.length === count) threshold = largest[count - 1].value;
  };
  panels.forEach(({ matrix, mask }, panel) => {
    matrix.values.forEach((value, cell) => {
      if (!(value > threshold) || !Number.isFinite(value) || mask?.[cell]) return;
      largest.push({ value, cell, panel });
      if (largest.length >= count + MAX_UNSORTED) keepLargest();
    });
  });
  keepLargest();
  return largest.map(({ cell, panel }) => {
    const { matrix, x, y } = panels[panel];
    const column = x.order.indexOf(cell % matrix.columns);
    const row = y.order.indexOf(Math.floor(cell / matrix.columns));
    return {
      panel,
      at: { columns: { from: column, to: column }, rows: { from: row, to: row } },
    };
  });
}
