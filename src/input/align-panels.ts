/** Puts the items of panels that share an axis into one order if their labels are the same in another order. */
import type { Place, Report } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import type { XAxisSpec } from '../spec/axis.js';
import type { Path } from '../spec/parse.js';
import type { PanelSpec, Spec } from '../spec/spec.js';
import { keepItems } from '../transform/transforms.js';

interface AlignedPanel {
  readonly spec: PanelSpec;
  readonly matrix: Matrix;
}

/**
 * Returns the panels with the items of each shared axis in the order of the panel that sets it, or of the first panel. An
 * axis is shared by `layout.share` or by a clustered order. Panels whose options list items or values by position keep their
 * order. Note: `panels-aligned`.
 */
export function alignPanels<T extends AlignedPanel>(
  spec: Spec,
  panels: readonly T[],
  placeOf: (path: Path) => Place,
  report: Report,
): readonly T[] {
  let aligned = panels;
  for (const axis of ['x', 'y'] as const) {
    const ordered = panels.flatMap((panel, i) => (panel.spec[axis]?.order === undefined ? [] : [i]));
    const orders = [spec[axis]?.order, ...ordered.map((i) => panels[i].spec[axis]?.order)];
    if (!(spec.layout?.share?.[axis] ?? orders.some(isClustered))) continue;
    const first = spec[axis]?.order === undefined && ordered.length === 1 ? ordered[0] : 0;
    const labels = labelsOf(panels[first].matrix, axis);
    if (!labels) continue;
    const moved: number[] = [];
    aligned = aligned.map((panel, i) => {
      const positions = i === first ? null : positionsOf(labels, panel, axis);
      if (!positions) return panel;
      moved.push(i);
      const { rows, columns } = panel.matrix;
      const all = (count: number) => Array.from({ length: count }, (_, k) => k);
      const matrix =
        axis === 'x'
          ? keepItems(panel.matrix, all(rows), positions)
          : keepItems(panel.matrix, positions, all(columns));
      return { ...panel, matrix };
    });
    if (moved.length === 0) continue;
    const items = axis === 'x' ? 'columns' : 'rows';
    const subject = moved.length === 1 ? `panel ${moved[0]} has` : `panels ${moved.join(', ')} have`;
    report({
      severity: 'note',
      code: 'panels-aligned',
      message: `${subject} the ${items} of panel ${first} in another order; they are matched by label`,
      place: placeOf(['panels', moved[0]]),
      hints: [],
    });
  }
  return aligned;
}

function isClustered(order: XAxisSpec['order']): boolean {
  return order === 'cluster' || (typeof order === 'object' && 'cluster' in order);
}

/** Returns the labels that name the items of an axis; null if they do not name each of them, or if not all are in memory. */
function labelsOf(matrix: Matrix, axis: 'x' | 'y'): readonly string[] | null {
  const { reduction, kept, regions } = matrix;
  const [labels, groups, totals = [], edges] =
    axis === 'x'
      ? [matrix.columnLabels, matrix.columnGroups, matrix.columnTotals, matrix.columnEdges]
      : [matrix.rowLabels, matrix.rowGroups, matrix.rowTotals, matrix.rowEdges];
  if (!labels || groups || totals.length > 0 || edges || reduction || kept || regions) return null;
  return new Set(labels).size === labels.length ? labels : null;
}

/** Returns the position of each label in a panel; null if its labels are others, or in this order already. */
function positionsOf(labels: readonly string[], panel: AlignedPanel, axis: 'x' | 'y'): number[] | null {
  const own = labelsOf(panel.matrix, axis);
  if (own?.length !== labels.length || own.every((label, i) => label === labels[i])) return null;
  const { cells, highlights, [axis]: options } = panel.spec;
  if (highlights || hasList(cells) || hasList(options)) return null;
  const places = new Map(own.map((label, i) => [label, i]));
  return labels.every((label) => places.has(label))
    ? labels.map((label) => places.get(label) as number)
    : null;
}

/** Whether options have a list, whose entries are in the order of the items of the panel. */
function hasList(options: unknown): boolean {
  if (Array.isArray(options)) return true;
  return typeof options === 'object' && options !== null && Object.values(options).some(hasList);
}
