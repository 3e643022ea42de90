import type { Hex } from '../color/color.js';
import { colorIndices, MISSING_OFFSET, palette } from '../color/scale.js';
import type { Figure, Panel } from '../figure/figure.js';
import type { Box } from '../scene/box.js';
import { frameAround } from '../scene/frame.js';
import { type CellsItem, type Item, NOT_DRAWN, type PathItem } from '../scene/scene.js';
import { LIMITS } from '../theme.js';
import { type Body, createSpans, minLength, type Spans } from './body.js';
import type { Context } from './context.js';
import { drawHatch } from './hatch.js';
import { drawHighlights } from './highlights.js';
import type { Omissions } from './omissions.js';
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
  const { stroke } = figure.cells;
  const { drawn, x, y } = panel;
  const columns = drawnSpans(body.columns, x.breaks, drawn.columns, context);
  const rows = drawnSpans(body.rows, y.breaks, drawn.rows, context);
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
  const values = valueSize === null ? [] : drawValues(panel, index, cells, valueSize, figure, context);
  if (hasValues(panel)) omissions.values(valueSize !== null);
  const lines = stroke && !drawn.aggregation ? [drawCellLines(cells, stroke, context)] : [];
  const hatch = drawHatch(missingBoxes(cells, scale.colors.length + MISSING_OFFSET), context);
  return [cells, ...hatch, ...lines, ...frames, ...values, ...drawHighlights(panel, body, context)];
}

/**
 * Returns the drawn cells along an axis: the items themselves, or `counts` cells of equal length in each segment
 * between `breaks` if the cells aggregate several items.
 */
function drawnSpans(
  items: Spans,
  breaks: readonly number[],
  counts: readonly number[],
  { pixels }: Context,
): Spans {
  if (counts.reduce((total, count) => total + count) === items.start.length) return items;
  const segments = counts.map((count, i) => {
    const from = items.start[breaks[i - 1] ?? 0];
    const length = items.end[(breaks[i] ?? items.end.length) - 1] - from;
    return createSpans(count, length / count, 0, from, pixels);
  });
  return { start: segments.flatMap(({ start }) => start), end: segments.flatMap(({ end }) => end) };
}

/** Returns the parts of the body between breaks; none if some cells are not drawn, because a frame would not fit. */
function segmentBoxes({ drawn }: Panel, cells: CellsItem): Box[] {
  if (cells.indices.includes(NOT_DRAWN)) return [];
  const { left, right, top, bottom } = cells;
  return segmentRanges(drawn.rows).flatMap(([firstRow, lastRow]) =>
    segmentRanges(drawn.columns).map(([firstColumn, lastColumn]) => ({
      left: left[firstColumn],
      right: right[lastColumn],
      top: top[firstRow],
      bottom: bottom[lastRow],
    })),
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

/** Draws lines centred on the edges between neighbouring cells. */
function drawCellLines({ left, right, top, bottom }: CellsItem, stroke: Hex, { theme }: Context): PathItem {
  const [x0, x1, y0, y1] = [left[0], right[right.length - 1], top[0], bottom[bottom.length - 1]];
  return {
    kind: 'path',
    role: 'frame',
    subpaths: [...left.slice(1).map((x) => [x, y0, x, y1]), ...top.slice(1).map((y) => [x0, y, x1, y])],
    closed: false,
    fill: null,
    stroke,
    strokeWidth: theme.lineWidth.cellStroke,
    crisp: false,
  };
}

/** Returns a box for each horizontal run of missing cells; none if the cells are too small for a hatch. */
function missingBoxes({ left, right, top, bottom, indices }: CellsItem, missingIndex: number): Box[] {
  const columns = left.length;
  const minCell = Math.min(minLength({ start: left, end: right }), minLength({ start: top, end: bottom }));
  if (minCell < LIMITS.body.minHatchedCell) return [];
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
  return boxes;
}
