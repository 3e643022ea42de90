import type { Scale } from '../color/scale.js';
import type { Input } from '../input/load.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Spec } from '../spec/spec.js';
import type { Theme } from '../theme.js';
import { resolveX, resolveY } from './axis.js';
import type { Colors } from './colors.js';
import type { Axis, Drawn, Panel } from './figure.js';
import { resolveHighlights } from './highlights.js';
import { type AxisData, linesOf } from './order.js';
import { axisTitles, panelTitles } from './titles.js';
import { resolveValues } from './values.js';

/** The axes of each panel; labels longer than `widest` px are cut. */
export function resolveAxes(
  input: Input,
  matrices: readonly Matrix[],
  widest: { readonly x: number; readonly y: number },
): { readonly x: Axis; readonly y: Axis }[] {
  const { spec } = input;
  const titles = { x: axisTitles(input, 'x').own, y: axisTitles(input, 'y').own };
  const together = { x: haveSameItems(matrices, 'x'), y: haveSameItems(matrices, 'y') };
  return input.panels.map((panel, i) => {
    const data = (axis: 'x' | 'y') => axisData(input, matrices, together[axis], i, axis);
    return {
      x: { ...resolveX({ ...spec.x, ...panel.spec.x }, data('x'), widest.x), title: titles.x[i] },
      y: { ...resolveY({ ...spec.y, ...panel.spec.y }, data('y'), widest.y), title: titles.y[i] },
    };
  });
}

/** What each panel has: its matrix, which of it is hidden and what is drawn, its axes. */
export interface PanelParts {
  readonly matrices: readonly Matrix[];
  readonly hidden: readonly (Uint8Array | null)[];
  readonly drawn: readonly Drawn[];
  readonly axes: ReturnType<typeof resolveAxes>;
  readonly colors: Colors;
}

export function resolvePanels(
  input: Input,
  { matrices, hidden, drawn, axes, colors }: PanelParts,
  theme: Theme,
): readonly Panel[] {
  const { spec } = input;
  const { scales, frames, bars, ends } = colors;
  const shared = scales.length === 1;
  const titles = panelTitles(input);
  const bare = matrices.map((matrix, i): Panel => {
    const scale = shared ? 0 : i;
    return {
      title: titles[i],
      matrix,
      drawn: drawn[i],
      ends: ends[i],
      hidden: hidden[i],
      highlights: [],
      values: resolveValues(
        spec.cells?.values,
        matrix,
        drawn[i].joined !== null,
        span(scales[scale]),
        input.placeOf(['cells', 'values']),
      ),
      ...axes[i],
      scale,
      frame: frames[scale],
      colorbar: shared ? null : bars[i],
    };
  });
  const highlights = resolveHighlights(
    bare,
    input.panels.map((panel) => panel.spec.highlights ?? spec.highlights),
    (i, k) =>
      input.placeOf(input.panels[i].spec.highlights ? ['panels', i, 'highlights', k] : ['highlights', k]),
    theme.color.highlight,
  );
  return bare.map((panel, i) => ({ ...panel, highlights: highlights[i] }));
}

/** What panel `i` has on an axis. Panels with the same items are ordered by what they have together. */
function axisData(
  input: Input,
  matrices: readonly Matrix[],
  together: boolean,
  i: number,
  axis: 'x' | 'y',
): AxisData {
  const items = axis === 'x' ? 'columns' : 'rows';
  const own = matrices[i];
  return {
    items,
    count: own[items],
    labels: itemLabels(own, axis),
    lines: linesOf(together ? matrices : [own], items),
    place: placeOn(input, i, axis),
  };
}

function itemLabels(matrix: Matrix, axis: 'x' | 'y'): readonly string[] | null {
  return axis === 'x' ? matrix.columnLabels : matrix.rowLabels;
}

function haveSameItems(matrices: readonly Matrix[], axis: 'x' | 'y'): boolean {
  const items = axis === 'x' ? 'columns' : 'rows';
  const key = (m: Matrix) => JSON.stringify([m[items], itemLabels(m, axis)]);
  const first = key(matrices[0]);
  return matrices.every((m) => key(m) === first);
}

function span({ domain }: Scale): number {
  return domain[1] - domain[0];
}

function placeOn(input: Input, panel: number, axis: 'x' | 'y') {
  return (...path: string[]) => {
    const key = path[0] as keyof Spec['x'];
    const inPanel = input.panels[panel].spec[axis]?.[key] !== undefined;
    return input.placeOf(inPanel ? ['panels', panel, axis, ...path] : [axis, ...path]);
  };
}
