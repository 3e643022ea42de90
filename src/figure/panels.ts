import type { Scale } from '../color/scale.js';
import type { Input } from '../input/load.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Spec } from '../spec/spec.js';
import { resolveX, resolveY } from './axis.js';
import type { Colors } from './colors.js';
import type { Panel } from './figure.js';
import { resolveHighlights } from './highlights.js';
import { type AxisData, linesOf } from './order.js';
import { frameFor } from './scale.js';
import type { Theme } from './theme.js';
import { axisTitles, panelTitles } from './titles.js';
import { resolveValues } from './values.js';

/** The panels with their axes and colours; labels longer than `widest` are cut. */
export function resolvePanels(
  input: Input,
  { scales, bars, matrices, hidden }: Colors,
  widest: { readonly x: number; readonly y: number },
  theme: Theme,
): readonly Panel[] {
  const { spec } = input;
  const shared = scales.length === 1;
  const titles = panelTitles(input);
  const axes = { x: axisTitles(input, 'x').own, y: axisTitles(input, 'y').own };
  const together = { x: haveSameItems(matrices, 'x'), y: haveSameItems(matrices, 'y') };
  const bare = input.panels.map((panel, i): Panel => {
    const matrix = matrices[i];
    const scale = shared ? 0 : i;
    const x = resolveX(
      { ...spec.x, ...panel.spec.x },
      axisData(input, matrices, together.x, i, 'x'),
      widest.x,
    );
    const y = resolveY(
      { ...spec.y, ...panel.spec.y },
      axisData(input, matrices, together.y, i, 'y'),
      widest.y,
    );
    return {
      title: titles[i],
      matrix,
      hidden: hidden[i],
      highlights: [],
      values: resolveValues(
        spec.cells?.values,
        matrix,
        span(scales[scale]),
        input.placeOf(['cells', 'values']),
      ),
      x: { ...x, title: axes.x[i] },
      y: { ...y, title: axes.y[i] },
      scale,
      frame: frameFor(scales[scale], theme),
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
