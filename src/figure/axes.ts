import { type Report, suppressRepeats } from '../diagnostics.js';
import { alignDistances } from '../input/given-distances.js';
import type { Input } from '../input/load.js';
import type { Matrix } from '../matrix/matrix.js';
import { withoutTotals } from '../matrix/totals.js';
import type { XAxisSpec, YAxisSpec } from '../spec/axis.js';
import { SelectionBudget } from '../spec/find-positions.js';
import type { Path } from '../spec/parse.js';
import type { Spec } from '../spec/spec.js';
import { DEFAULTS } from '../theme.js';
import { valuesOfAnnotation } from './annotation-groups.js';
import { resolveX, resolveY } from './axis.js';
import type { ClusterData } from './cluster-data.js';
import { clusterGroups, type SlicedClustering } from './clustered-slices.js';
import { clusterItems } from './clusters.js';
import type { Axis } from './figure.js';
import { kmeansGroups } from './kmeans-groups.js';
import { type AxisData, itemStats } from './order.js';
import { isSquare } from './page.js';
import { seriateItems } from './seriation.js';
import { type AxisSharing, withOrderOf } from './shared-axes.js';
import { sliceOptionsOf } from './slices.js';
import { axisTitles } from './titles.js';
import { clusterOptionsOf } from './tree.js';

/** Returns the axes of each panel, ordered as `sharing` says; labels longer than `maxLabelWidth` px are cut. */
export function resolveAxes(
  input: Input,
  matrices: readonly Matrix[],
  sharing: { readonly x: AxisSharing; readonly y: AxisSharing },
  maxLabelWidth: { readonly x: number; readonly y: number },
  report: Report,
): { readonly x: Axis; readonly y: Axis }[] {
  const { spec } = input;
  const titles = { x: axisTitles(input, 'x').own, y: axisTitles(input, 'y').own };
  const budget = new SelectionBudget();
  const reportOnce = suppressRepeats(report);
  const computed: Computed = { clusterings: new Map(), groups: new Map(), seriations: new Map() };
  const ordered: OrderedAxes[] = [];
  const axes = input.panels.map((panel, i) => {
    const data = (axis: 'x' | 'y') => ({
      ...axisData(input, matrices, sharing[axis], i, axis, computed, report),
      budget,
    });
    const [xLeader, yLeader] = [sharing.x.leaders[i], sharing.y.leaders[i]];
    const xSpec = withOrderOf(
      { ...defaultX(matrices[i]), ...spec.x, ...panel.spec.x },
      xLeader === i ? undefined : { ...spec.x, ...input.panels[xLeader].spec.x },
    );
    const ySpec = withOrderOf(
      { ...spec.y, ...panel.spec.y },
      yLeader === i ? undefined : { ...spec.y, ...input.panels[yLeader].spec.y },
    );
    ordered.push({ x: xSpec, y: ySpec });
    return {
      x: {
        ...resolveX(
          withDefaultsOf(xSpec, ySpec, matrices[i].columns),
          data('x'),
          maxLabelWidth.x,
          reportOnce,
        ),
        title: titles.x[i],
      },
      y: {
        ...resolveY(withDefaultsOf(ySpec, xSpec, matrices[i].rows), data('y'), maxLabelWidth.y, reportOnce),
        title: titles.y[i],
      },
    };
  });
  for (const axis of ['x', 'y'] as const) {
    const isSingle = matrices.every((matrix) => matrix[axis === 'x' ? 'columns' : 'rows'] < 2);
    reportMissingTree(ordered, axis, isSingle, placeOnAxis(input, 0, axis), report);
  }
  return axes;
}

interface OrderedAxes {
  readonly x: XAxisSpec;
  readonly y: YAxisSpec;
}

/** Reports options of a tree, and a clustered order, that draw no tree in any panel. */
function reportMissingTree(
  specs: readonly OrderedAxes[],
  axis: 'x' | 'y',
  isSingle: boolean,
  place: AxisData['place'],
  report: Report,
): void {
  const items = axis === 'x' ? 'columns' : 'rows';
  const isClustered = specs.some((spec) => clusterOptionsOf(spec[axis].order) !== null);
  if (isClustered && isSingle) {
    const message = `there is only one ${items.slice(0, -1)}, so the ${items} are not clustered`;
    report({ severity: 'info', code: 'no-tree', message, place: place('order'), hints: [] });
  }
  if (isClustered || !specs.some((spec) => spec[axis].dendrogram)) return;
  const message = `the ${items} have no tree, because their order is not clustered`;
  const hints = [`set ${axis}.order to "cluster"`];
  report({ severity: 'info', code: 'no-tree', message, place: place('dendrogram'), hints });
}

/** What panels that share items compute only once. */
interface Computed {
  readonly clusterings: Map<string, SlicedClustering>;
  readonly groups: Map<string, Int32Array>;
  /** The order of the items of each panel, which is the same for rows and columns. */
  readonly seriations: Map<number, number[]>;
}

const OTHER_AXIS = { x: 'y', y: 'x' } as const;

/** Returns the options of an axis with what the other axis needs of it. */
function withDefaultsOf<T extends XAxisSpec | YAxisSpec>(
  own: T,
  other: XAxisSpec | YAxisSpec,
  count: number,
): T {
  return withSeriationOf(withSliceTitles(own, other, count), other);
}

/** Slices that are series of a plot have numbers if they have no names, so that a legend can name them. */
function withSliceTitles<T extends XAxisSpec | YAxisSpec>(
  own: T,
  { annotations }: XAxisSpec | YAxisSpec,
  count: number,
): T {
  if (!own.split || !annotations?.some(({ series }) => series === 'slices')) return own;
  const slicing = sliceOptionsOf(own.split, count);
  const isNamed = (slicing?.annotation ?? slicing?.groups) !== undefined;
  if (!slicing || slicing.titles !== undefined || isNamed) return own;
  return { ...own, split: { ...slicing, titles: { from: 1 } } };
}

/** A seriation orders both axes, unless the other one has an order of its own. */
function withSeriationOf<T extends XAxisSpec | YAxisSpec>(own: T, other: XAxisSpec | YAxisSpec): T {
  return other.order === 'seriation' && own.order === undefined ? { ...own, order: 'seriation' } : own;
}

/** The columns of a calendar are named by the titles of its regions, above it. */
function defaultX({ regions }: Matrix): Spec['x'] {
  return regions ? { labels: false, side: 'top' } : {};
}

/** Returns the items of panel `i` on an axis. They are sorted by the statistics of the panels that order them. */
function axisData(
  input: Input,
  matrices: readonly Matrix[],
  { leaders, sources }: AxisSharing,
  i: number,
  axis: 'x' | 'y',
  { clusterings, groups: kmeansResults, seriations }: Computed,
  report: Report,
): Omit<AxisData, 'budget'> {
  const items = axis === 'x' ? 'columns' : 'rows';
  const matrix = matrices[i];
  const ordering = sources[i].map((k) => matrices[k]);
  const data = {
    items,
    count: matrix[items],
    labels: itemLabels(matrix, axis),
    groups: (axis === 'x' ? matrix.columnGroups : matrix.rowGroups) ?? [],
    totals: (axis === 'x' ? matrix.columnTotals : matrix.rowTotals) ?? [],
    edges: (axis === 'x' ? matrix.columnEdges : matrix.rowEdges) ?? null,
    name: input.panels[i].names[axis],
    direction: input.spec.direction ?? DEFAULTS.direction,
    isSquare: isSquare(matrix),
    place: placeOnAxis(input, leaders[i], axis),
  } as const;
  const pathOf = (...path: string[]) => pathOnAxis(input, leaders[i], axis, path);
  const clusterData: ClusterData = {
    ...data,
    matrices: ordering,
    givenTree: input.trees.get(pathOf('order', 'cluster', 'tree').join('.')) ?? null,
    givenDistances: () => {
      const path = pathOf('order', 'cluster', 'distances');
      return alignDistances(input.secondMatrices, path, data, input.placeOf(path));
    },
  };
  return {
    ...data,
    stats: itemStats(ordering.map(withoutTotals), items),
    cluster: (options, groups) => {
      const key = JSON.stringify([
        sources[i],
        axis,
        options,
        groups && { ...groups, numbers: [...groups.numbers] },
      ]);
      const clustering =
        clusterings.get(key) ??
        (groups
          ? clusterGroups(clusterData, groups, options, report)
          : { ...clusterItems(clusterData, options, report), joinHeight: null });
      clusterings.set(key, clustering);
      return clustering;
    },
    seriate: () => {
      const isNamed = (input.panels[leaders[i]].spec[axis] ?? input.spec[axis])?.order === 'seriation';
      const place = placeOnAxis(input, leaders[i], isNamed ? axis : OTHER_AXIS[axis])('order');
      const order = seriations.get(i) ?? seriateItems(matrix, place, report);
      seriations.set(i, order);
      return [...order];
    },
    kmeans: (options) => {
      const key = JSON.stringify([sources[i], axis, options]);
      const found = kmeansResults.get(key) ?? kmeansGroups(clusterData, options, report);
      kmeansResults.set(key, found);
      return found;
    },
    annotationValues: (title) => valuesOfAnnotation(input, leaders[i], axis, matrix, title),
  };
}

function itemLabels(matrix: Matrix, axis: 'x' | 'y'): readonly string[] | null {
  return axis === 'x' ? matrix.columnLabels : matrix.rowLabels;
}

function placeOnAxis(input: Input, panel: number, axis: 'x' | 'y') {
  return (...path: string[]) => input.placeOf(pathOnAxis(input, panel, axis, path));
}

/** Returns the path of a key of an axis, which can be a key of the panel or of the figure. */
function pathOnAxis(input: Input, panel: number, axis: 'x' | 'y', path: readonly string[]): Path {
  const key = path[0] as keyof Spec['x'];
  const inPanel = input.panels[panel].spec[axis]?.[key] !== undefined;
  return inPanel ? ['panels', panel, axis, ...path] : [axis, ...path];
}
