import type { Hex } from '../color/color.js';
import { colorIndices, palette } from '../color/scale.js';
import type { Figure, Panel } from '../figure/figure.js';
import type { Box } from '../scene/box.js';
import { frameAround } from '../scene/frame.js';
import { type CellsItem, type Item, NOT_DRAWN, type PathItem } from '../scene/scene.js';
import { LIMITS } from '../theme.js';
import { type Body, createSpans, minLength, type Spans } from './body.js';
import type { Context } from './context.js';
import { drawHatch } from './hatch.js';
import { drawHighlights } from './highlights.js';
import { drawMarks } from './marks.js';
import { drawnNumericSpans } from './numeric-spans.js';
import type { Omissions } from './omissions.js';
import { drawRegionOutlines } from './regions.js';
import { drawCrosses } from './stars.js';
import { drawValues, hasValues } from './values.js';

/**
 * Draws the body of a panel: its cells, and the hatch, lines, frame, values and highlights on them. Values have the font
 * size `valueSize`; null hides them, which is recorded.
 */
export function drawCells(
  figure: Figure,
  index: number,
  body: Body,
  valueSize: number | null,
  context: Context,
  omissions: Omissions,
): Item[] {
  const panel = figure.panels[index];
  const scale = figure.scales[panel.scale];
  const { stroke, drawn } = panel;
  const columns = drawnSpans('column', body.columns, panel, context, omissions);
  const rows = drawnSpans('row', body.rows, panel, context, omissions);
  const indices = colorIndices(scale, drawn.values);
  drawn.mask?.forEach((isHidden, i) => {
    if (isHidden) indices[i] = NOT_DRAWN;
  });
  const cells: CellsItem = {
    kind: 'cells',
    role: 'body',
    left: columns.start,
    right: columns.end,
    top: rows.start,
    bottom: rows.end,
    indices,
    palette: palette(scale),
    source: { kind: 'body', panel: index, rows: drawn.rowItems, columns: drawn.columnItems },
  };
  const { frame } = panel;
  const frames = frame
    ? segmentBoxes(panel, cells).map((box) => frameAround(box, frame, context.pixels.device))
    : [];
  const lines = stroke && !drawn.aggregation ? [drawCellLines(panel, cells, stroke, context)] : [];
  const marks = panel.marks ? drawMarks(panel, figure, cells, body.smallestCell ?? 0, context) : [];
  const values = valueSize === null ? [] : drawValues(panel, index, cells, valueSize, figure, context);
  if (hasValues(panel)) {
    const texts = { values: panel.values !== null, stars: Boolean(panel.stars?.symbols) };
    omissions.values(valueSize !== null, texts);
  }
  const isUneven = panel.x.numeric !== null || panel.y.numeric !== null;
  const layers = marks.filter((item) => item.kind === 'cells');
  const hatchOf = (items: readonly CellsItem[]) =>
    drawHatch(
      items.flatMap((item) => missingBoxes(item, isUneven)),
      context,
    );
  const outlines = drawRegionOutlines(panel, body, context);
  return [
    cells,
    ...hatchOf([cells]),
    ...marks,
    ...hatchOf(layers),
    ...lines,
    ...outlines,
    ...frames,
    ...(panel.stars?.crosses ? drawCrosses(panel, cells, figure, context) : []),
    ...values,
    ...drawHighlights(panel, body, context),
  ];
}

/**
 * Returns the drawn cells along an axis: the items themselves or, if cells aggregate several items, `counts` cells of
 * equal length in each segment between breaks.
 */
export function drawnSpans(
  items: 'row' | 'column',
  spans: Spans,
  { drawn, x, y }: Panel,
  { pixels }: Context,
  omissions: Omissions,
): Spans {
  const [axis, counts, drawnItems] =
    items === 'row' ? [y, drawn.rows, drawn.rowItems] : [x, drawn.columns, drawn.columnItems];
  const { breaks, numeric } = axis;
  if (numeric) {
    const { spans: cells, enlarged } = drawnNumericSpans(spans, breaks, numeric, drawnItems, counts, pixels);
    omissions.enlargedCells(items, enlarged);
    return cells;
  }
  if (counts.reduce((total, count) => total + count) === spans.start.length) return spans;
  const segments = counts.map((count, i) => {
    const from = spans.start[breaks[i - 1] ?? 0];
    const length = spans.end[(breaks[i] ?? spans.end.length) - 1] - from;
    return createSpans(count, length / count, 0, from, pixels);
  });
  return { start: segments.flatMap(({ start }) => start), end: segments.flatMap(({ end }) => end) };
}

/**
 * Returns the parts of the body between breaks that have colours; none if some cells in them are not drawn, because a frame
 * would not fit.
 */
function segmentBoxes({ drawn, totals, matrix, x, y }: Panel, cells: CellsItem): Box[] {
  const columns = cells.left.length;
  const isTotal = (cell: number) =>
    totals !== null &&
    !drawn.aggregation &&
    totals[y.order[Math.floor(cell / columns)] * matrix.columns + x.order[cell % columns]] === 1;
  if (cells.indices.some((index, cell) => index === NOT_DRAWN && !isTotal(cell))) return [];
  const { left, right, top, bottom } = cells;
  return segmentRanges(drawn.rows).flatMap(([firstRow, lastRow]) =>
    segmentRanges(drawn.columns).flatMap(([firstColumn, lastColumn]) =>
      cells.indices[firstRow * columns + firstColumn] === NOT_DRAWN
        ? []
        : {
            left: left[firstColumn],
            right: right[lastColumn],
            top: top[firstRow],
            bottom: bottom[lastRow],
          },
    ),
  );
}

/** Returns the first and the last index of each segment. */
function segmentRanges(counts: readonly number[]): (readonly [first: number, last: number])[] {
  let end = 0;
  return counts.map((count) => {
    end += count;
    return [end - count, end - 1];
  });
}

/** Draws lines centred on the edges between neighbouring cells; around each cell that is drawn if marks do not fill it. */
function drawCellLines(
  { marks }: Panel,
  { left, right, top, bottom, indices }: CellsItem,
  stroke: Hex,
  { theme }: Context,
): PathItem {
  const [x0, x1, y0, y1] = [left[0], right[right.length - 1], top[0], bottom[bottom.length - 1]];
  const isDrawn = (cell: number) =>
    indices[cell] !== NOT_DRAWN || marks?.layers.some(({ drawn }) => !drawn.mask?.[cell]);
  const subpaths = marks
    ? top.flatMap((y, i) =>
        left.flatMap((x, j) =>
          isDrawn(i * left.length + j) ? [[x, y, right[j], y, right[j], bottom[i], x, bottom[i]]] : [],
        ),
      )
    : [...left.slice(1).map((x) => [x, y0, x, y1]), ...top.slice(1).map((y) => [x0, y, x1, y])];
  return {
    kind: 'path',
    role: 'frame',
    subpaths,
    closed: marks !== null,
    fill: null,
    stroke,
    strokeWidth: theme.lineWidth.cellStroke,
    crisp: false,
  };
}

/**
 * Returns a box for each horizontal run of missing cells; none if the cells are too small for a hatch. Of cells of
 * different sizes, only the large runs get a hatch.
 */
function missingBoxes(
  { left, right, top, bottom, indices, palette: colors }: CellsItem,
  isUneven: boolean,
): Box[] {
  const columns = left.length;
  const missingIndex = colors.length - 1;
  const { minHatchedCell } = LIMITS.body;
  const minCell = Math.min(minLength({ start: left, end: right }), minLength({ start: top, end: bottom }));
  if (minCell < minHatchedCell && !isUneven) return [];
  const boxes: Box[] = [];
  const isMissing = (row: number, column: number) => indices[row * columns + column] === missingIndex;
  for (let i = 0; i < top.length; i++) {
    for (let j = 0; j < columns; j++) {
      if (!isMissing(i, j)) continue;
      const from = j;
      while (j + 1 < columns && isMissing(i, j + 1) && left[j + 1] === right[j]) j++;
      boxes.push({ left: left[from], right: right[j], top: top[i], bottom: bottom[i] });
    }
  }
  return isUneven
    ? boxes.filter((box) => box.right - box.left >= minHatchedCell && box.bottom - box.top >= minHatchedCell)
    : boxes;
}
