import { type Report, suppressRepeats } from '../diagnostics.js';
import type { Input } from '../input/load.js';
import type { Matrix } from '../matrix/matrix.js';
import { withoutTotals } from '../matrix/totals.js';
import { SelectionBudget } from '../spec/address.js';
import type { Spec } from '../spec/spec.js';
import { resolveX, resolveY } from './axis.js';
import { type Clustering, clusterItems } from './clusters.js';
import type { Axis } from './figure.js';
import { type AxisData, itemStats } from './order.js';
import { isSquare } from './page.js';
import { axisTitles } from './titles.js';

/** Returns the axes of each panel; labels longer than `maxLabelWidth` px are cut. */
export function resolveAxes(
  input: Input,
  matrices: readonly Matrix[],
  maxLabelWidth: { readonly x: number; readonly y: number },
  report: Report,
): { readonly x: Axis; readonly y: Axis }[] {
  const { spec } = input;
  const titles = { x: axisTitles(input, 'x').own, y: axisTitles(input, 'y').own };
  const shared = { x: haveSameItems(matrices, 'x'), y: haveSameItems(matrices, 'y') };
  const budget = new SelectionBudget();
  const reportOnce = suppressRepeats(report);
  /** Panels that share items have one tree. */
  const clusterings = new Map<string, Clustering>();
  return input.panels.map((panel, i) => {
    const data = (axis: 'x' | 'y') => ({
      ...axisData(input, matrices, shared[axis], i, axis, clusterings, report),
      budget,
    });
    return {
      x: {
        ...resolveX(
          { ...defaultX(matrices[i]), ...spec.x, ...panel.spec.x },
          data('x'),
          maxLabelWidth.x,
          reportOnce,
        ),
        title: titles.x[i],
      },
      y: {
        ...resolveY({ ...spec.y, ...panel.spec.y }, data('y'), maxLabelWidth.y, reportOnce),
        title: titles.y[i],
      },
    };
  });
}

/** The columns of a calendar are named by the titles of its regions, above it. */
function defaultX({ regions }: Matrix): Spec['x'] {
  return regions ? { labels: false, side: 'top' } : {};
}

/** Returns the items of panel `i` on an axis. Panels with the same items are sorted by their common statistics. */
function axisData(
  input: Input,
  matrices: readonly Matrix[],
  shared: boolean,
  i: number,
  axis: 'x' | 'y',
  clusterings: Map<string, Clustering>,
  report: Report,
): Omit<AxisData, 'budget'> {
  const items = axis === 'x' ? 'columns' : 'rows';
  const matrix = matrices[i];
  const sharing = shared ? matrices : [matrix];
  const data = {
    items,
    count: matrix[items],
    labels: itemLabels(matrix, axis),
    groups: (axis === 'x' ? matrix.columnGroups : matrix.rowGroups) ?? [],
    totals: (axis === 'x' ? matrix.columnTotals : matrix.rowTotals) ?? [],
    edges: (axis === 'x' ? matrix.columnEdges : matrix.rowEdges) ?? null,
    name: input.panels[i].names[axis],
    isSquare: isSquare(matrix),
    place: placeOnAxis(input, i, axis),
  } as const;
  return {
    ...data,
    stats: itemStats(sharing.map(withoutTotals), items),
    cluster: (options) => {
      const key = JSON.stringify([shared ? null : i, axis, options]);
      const clustering =
        clusterings.get(key) ?? clusterItems({ ...data, matrices: sharing }, options, report);
      clusterings.set(key, clustering);
      return clustering;
    },
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

function placeOnAxis(input: Input, panel: number, axis: 'x' | 'y') {
  return (...path: string[]) => {
    const key = path[0] as keyof Spec['x'];
    const inPanel = input.panels[panel].spec[axis]?.[key] !== undefined;
    return input.placeOf(inPanel ? ['panels', panel, axis, ...path] : [axis, ...path]);
  };
}
