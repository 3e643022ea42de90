/** The data behind a scene, for output in which readers look up values. */
import { colorIndices, palette, type Scale, valueAt } from '../color/scale.js';
import { describeAggregation } from '../figure/aggregation.js';
import type { Annotation } from '../figure/annotation.js';
import type { Axis, DrawnGrid, Figure, Panel } from '../figure/figure.js';
import { MATRIX_PARTS, type MatrixPart } from '../figure/marks.js';
import type { AxisData, AxisFact, LayerData, PanelData, ScaleData, SceneData } from '../scene/data.js';
import { type CellsItem, type Item, NOT_DRAWN } from '../scene/scene.js';
import { sourceItems } from '../scene/source.js';
import { LIMITS } from '../theme.js';
import type { Body, Spans } from './body.js';

/** Returns the data of a figure whose panels have the given bodies and are drawn by `items`. */
export function sceneData(figure: Figure, bodies: readonly Body[], items: readonly Item[]): SceneData {
  const cellCount = figure.panels.reduce((sum, { x, y }) => sum + x.order.length * y.order.length, 0);
  const isSmall = cellCount <= LIMITS.data.maxValues;
  return {
    panels: figure.panels.map((panel, p) => {
      const cells = items.find(
        (item): item is CellsItem =>
          item.kind === 'cells' && item.source?.kind === 'body' && item.source.panel === p,
      );
      const isDrawn = !isSmall || !isComplete(panel) || !panel.drawn.aggregation;
      const [columns, rows] =
        isDrawn && cells
          ? [
              { start: cells.left, end: cells.right },
              { start: cells.top, end: cells.bottom },
            ]
          : [bodies[p].columns, bodies[p].rows];
      return panelData(figure, p, isDrawn, columns, rows);
    }),
    scales: Object.fromEntries(
      Object.entries(figure.scales).map(([name, scale]) => [name, scaleData(figure, name, scale)]),
    ),
  };
}

/** Whether each value of the data is in memory, with a position of its own. */
function isComplete({ matrix, x, y }: Panel): boolean {
  return !matrix.reduction && matrix.values.length === x.order.length * y.order.length;
}

function panelData(figure: Figure, index: number, isDrawn: boolean, columns: Spans, rows: Spans): PanelData {
  const panel = figure.panels[index];
  const { drawn, matrix, totals, marks } = panel;
  const columnItems = itemsAlong(panel.x, isDrawn ? drawn.columnItems : null);
  const rowItems = itemsAlong(panel.y, isDrawn ? drawn.rowItems : null);
  const aggregation = isDrawn ? drawn.aggregation : null;
  const partName = partNames(figure, panel);
  /** Returns the cells in the order of the page, of a matrix whose drawn cells are known. */
  const layer = (
    title: string | null,
    scaleName: string,
    drawnCells: DrawnGrid,
    values: Float64Array,
    mask: Uint8Array | null,
    ownTotals: Uint8Array | null,
  ): LayerData => {
    const scale = figure.scales[scaleName];
    const placed = isDrawn ? drawnCells.values : reorder(values, panel);
    const hidden = isDrawn ? drawnCells.mask : mask && reorder(mask, panel);
    const isTotal = ownTotals && !aggregation ? reorder(ownTotals, panel) : null;
    const indices = colorIndices(scale, placed);
    const shown = placed.slice();
    hidden?.forEach((isHidden, i) => {
      if (!isHidden) return;
      indices[i] = NOT_DRAWN;
      if (!isTotal?.[i]) shown[i] = Number.NaN;
    });
    return { title, scale: scaleName, values: shown, indices };
  };
  return {
    title: panelTitle(figure, index),
    columns: axisData(
      panel.x,
      'column',
      columnItems,
      columns,
      figure.xTitle,
      figure.scales,
      matrix.columnLabels,
    ),
    rows: axisData(panel.y, 'row', rowItems, rows, figure.yTitle, figure.scales, matrix.rowLabels),
    layers: [
      layer(partName('base'), panel.scale, drawn, matrix.values, panel.mask, totals),
      ...(marks?.layers ?? []).map((each) =>
        layer(partName(each.part), each.scale, each.drawn, each.matrix.values, each.mask, null),
      ),
    ],
    texts: cellTexts(panel),
    matrices: drawn.aggregation ? null : matrixNames(panel, partName),
    aggregation: aggregation && describeAggregation(aggregation),
    drawnAs: isDrawn || !drawn.aggregation ? null : describeAggregation(drawn.aggregation),
  };
}

/** Returns the name of the matrix in each part; that of the base is the one in the triangle that no other matrix covers. */
function partNames({ markGuides }: Figure, { marks }: Panel): (part: MatrixPart) => string | null {
  const key = markGuides.find((guide) => guide.kind === 'triangles');
  const used = new Set([
    ...(marks?.layers ?? []).map(({ part }) => part),
    ...[...new Set(marks?.parts ?? [])].map((part) => MATRIX_PARTS[part]),
  ]);
  const nameOf = (part: MatrixPart) => key?.entries.find((entry) => entry.part === part)?.label ?? null;
  const free = (['above', 'below'] as const).find((part) => !used.has(part));
  return (part) => (part === 'base' ? free && nameOf(free) : nameOf(part)) ?? null;
}

function matrixNames({ marks, x, y }: Panel, partName: (part: MatrixPart) => string | null): string[] | null {
  const parts = marks?.parts;
  if (!parts || MATRIX_PARTS.every((part) => partName(part) === null)) return null;
  return y.order.flatMap((row) =>
    x.order.map((column) => partName(MATRIX_PARTS[parts[row * x.order.length + column]]) ?? ''),
  );
}

/** Returns the title of a panel, or those of its column and row of panels. */
function panelTitle({ panels, grid }: Figure, index: number): string | null {
  const { columns, rows } = grid.titles;
  const around = [rows?.[Math.floor(index / grid.columns)], columns?.[index % grid.columns]].filter(Boolean);
  return panels[index].title ?? (around.length > 0 ? around.join(', ') : null);
}

/** Returns the texts in the cells if they are not all numbers. */
function cellTexts({ values, stars, drawn, x, y }: Panel): string[] | null {
  const symbols = stars?.symbols ?? null;
  if (drawn.aggregation || (!values?.length && !symbols?.length)) return null;
  const texts = y.order.flatMap((row) =>
    x.order.map((column) => {
      const item = row * x.order.length + column;
      return [values?.[item], symbols?.[item]].filter(Boolean).join(' ').replace(/\s+/g, ' ');
    }),
  );
  return texts.every((text) => /^[-−+]?[\d.,]*(?:e[-−+]?\d+)?%?$/.test(text)) ? null : texts;
}

/** Returns the items of the data in each row or column: those of drawn cells, or one item each. */
function itemsAlong(
  { order }: Axis,
  drawnItems: DrawnGrid['rowItems'] | null,
): readonly (readonly number[])[] {
  if (!drawnItems) return order.map((item) => [item]);
  const { order: positions, edges } = drawnItems;
  const count = edges ? edges.length - 1 : positions.length;
  return Array.from({ length: count }, (_, i) => sourceItems(drawnItems, i));
}

function axisData(
  axis: Axis,
  what: 'row' | 'column',
  items: readonly (readonly number[])[],
  { start, end }: Spans,
  sharedTitle: string | null,
  scales: Figure['scales'],
  dataLabels: readonly string[] | null,
): AxisData {
  const positions = new Map(axis.order.map((item, position) => [item, position]));
  const nameOf = (item: number) => {
    const position = positions.get(Math.floor(item / axis.itemsPerPosition)) as number;
    return axis.labels?.[position] ?? dataLabels?.[item] ?? `${what} no. ${item + 1}`;
  };
  return {
    title: axis.title ?? sharedTitle,
    names: items.map((group) => {
      const [first, last] = [nameOf(group[0]), nameOf(group[group.length - 1])];
      return first === last ? first : `${first} … ${last}`;
    }),
    items: items.map(([first]) => first),
    start,
    end,
    facts: axisFacts(axis, items, positions, scales),
  };
}

function axisFacts(
  { brackets, slices, tree, annotations, itemsPerPosition }: Axis,
  items: readonly (readonly number[])[],
  positions: ReadonlyMap<number, number>,
  scales: Figure['scales'],
): AxisFact[] {
  const ofFirst = (text: (item: number) => string) => items.map(([first]) => text(first));
  const groups = items.map(([first]) => {
    const position = positions.get(Math.floor(first / itemsPerPosition)) as number;
    return brackets
      .filter(({ from, to }) => from <= position && position <= to)
      .map(({ title }) => title)
      .join(', ');
  });
  const clusters = tree?.clusters ?? null;
  return [
    { title: 'group', scale: null, texts: groups },
    ...(clusters
      ? [{ title: 'cluster', scale: null, texts: ofFirst((item) => String(clusters[item] + 1)) }]
      : []),
    ...(slices && !clusters
      ? [{ title: 'slice', scale: null, texts: ofFirst((item) => String(slices[item] + 1)) }]
      : []),
    ...annotations.map((annotation) => ({
      title: annotation.title ?? annotation.kind,
      scale: 'scale' in annotation ? annotation.scale : null,
      texts: ofFirst((item) => annotationText(annotation, item, scales)),
    })),
  ].filter(({ texts }) => texts.some((text) => text !== ''));
}

function annotationText(annotation: Annotation, item: number, scales: Figure['scales']): string {
  switch (annotation.kind) {
    case 'category':
    case 'continuous': {
      const value = annotation.values[item];
      return Number.isNaN(value) ? '' : (scales[annotation.scale].categories?.[value] ?? String(value));
    }
    case 'text':
      return annotation.texts[item];
    case 'mark':
      return annotation.marks.find((mark) => mark.item === item)?.text ?? '';
    default: {
      const values = annotation.values[item].filter((value) => !Number.isNaN(value));
      if (values.length <= LIMITS.data.maxListedValues) return values.join(', ');
      const sorted = values.slice().sort();
      const middle = sorted.length >> 1;
      const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
      return `${values.length} values, median ${median}`;
    }
  }
}

/** Returns cells in the order of the page. */
function reorder<T extends Float64Array | Uint8Array>(cells: T, { x, y }: Panel): T {
  const columns = x.order.length;
  const placed = cells.slice() as T;
  y.order.forEach((row, i) => {
    for (let j = 0; j < columns; j++) placed[i * columns + j] = cells[row * columns + x.order[j]];
  });
  return placed;
}

function scaleData({ guides, panels }: Figure, name: string, scale: Scale): ScaleData {
  const guide = guides.find((each) => each.scale === name);
  const panel = panels.find((each) => each.scale === name);
  const { boundaries, categories, colors } = scale;
  return {
    title: guide?.title ?? panel?.transformed ?? null,
    unit: panel?.matrix.unit ?? '',
    categories,
    palette: palette(scale),
    edges: categories
      ? null
      : (boundaries ??
        Array.from({ length: colors.length + 1 }, (_, i) => valueAt(scale, i / colors.length))),
  };
}
