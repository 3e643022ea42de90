import type { Hex } from '../color/color.js';
import { colorIndex, MISSING, palette, type Scale } from '../color/scale.js';
import type { Panel } from '../figure/figure.js';
import { reduceMean } from '../matrix/reduce.js';
import { type CellsItem, type Item, NOT_DRAWN, type PathItem } from '../scene/scene.js';
import { type Body, extent, first, type Spans, spans } from './body.js';
import type { Context } from './context.js';
import { type Box, frameAround } from './frame.js';
import { hatch } from './hatch.js';
import { drawHighlights } from './highlight.js';
import { drawValues } from './values.js';

/** The coloured cells of a panel, hatched where values are missing. A body with fewer cells than the matrix shows means. */
export function drawCells(
  panel: Panel,
  scale: Scale,
  stroke: Hex | null,
  body: Body,
  context: Context,
): Item[] {
  const { matrix } = panel;
  const columns = drawable(body.columns, context);
  const rows = drawable(body.rows, context);
  const to = { rows: rows.start.length, columns: columns.start.length };
  const ordered = inPageOrder(panel, panel.matrix.values);
  const whole = to.rows === matrix.rows && to.columns === matrix.columns;
  const values = whole ? ordered : reduceMean(ordered, matrix, to);
  if (!whole) {
    context.report({
      severity: 'warning',
      code: 'reduced',
      message: `${matrix.rows} × ${matrix.columns} values are drawn as ${to.rows} × ${to.columns} cells, each the mean of its part`,
      hints: ['a larger page or a higher size.dpi has room for more'],
    });
  }
  const indices = Uint16Array.from(values, (value) => colorIndex(scale, value));
  const hidden = panel.hidden && inPageOrder(panel, panel.hidden);
  if (whole && hidden) {
    hidden.forEach((is, i) => {
      if (is) indices[i] = NOT_DRAWN;
    });
  }
  const cells: CellsItem = {
    kind: 'cells',
    role: 'body',
    left: columns.start,
    right: columns.end,
    top: rows.start,
    bottom: rows.end,
    indices,
    palette: palette(scale),
  };
  const frame = panel.frame
    ? blocks(panel, cells).map((block) => frameAround(block, panel.frame as string, context))
    : [];
  const printed = drawValues(panel, cells, context);
  if (!printed) {
    context.report({
      severity: 'warning',
      code: 'values-hidden',
      message: 'the values are not printed, because the cells are too small to read them in',
      hints: ['give the cells more room with cells.width and cells.height, or use a shorter format'],
    });
  }
  const grid = whole && stroke ? [cellLines(cells, stroke, context)] : [];
  const missing = hatch(missingBoxes(cells, scale.colors.length + MISSING, context), context);
  return [
    cells,
    ...missing,
    ...grid,
    ...frame,
    ...(printed ?? []),
    ...(whole ? drawHighlights(panel, body, context) : []),
  ];
}

/** The cells to be drawn along an axis: its items, or a cell a device pixel where there are more items than those. */
function drawable(items: Spans, { pixels }: Context): Spans {
  const available = Math.round(extent(items) / pixels.device);
  return items.start.length <= available ? items : spans(available, pixels.device, 0, first(items), pixels);
}

/** The body as rectangles, one between breaks; cut to cells that are drawn where a corner of it is hidden. */
function blocks({ x, y }: Panel, cells: CellsItem): Box[] {
  if (cells.indices.includes(NOT_DRAWN)) return [];
  const runs = (breaks: readonly number[], count: number) =>
    [0, ...breaks].map((from, i) => [from, (breaks[i] ?? count) - 1]);
  const { left, right, top, bottom } = cells;
  if (left.length !== x.order.length || top.length !== y.order.length) return [outer(cells)];
  return runs(y.breaks, top.length).flatMap(([t, b]) =>
    runs(x.breaks, left.length).map(([l, r]) => ({
      left: left[l],
      right: right[r],
      top: top[t],
      bottom: bottom[b],
    })),
  );
}

/** Lines between neighbouring cells, half of their width on either side. */
function cellLines({ left, right, top, bottom }: CellsItem, stroke: Hex, { theme }: Context): PathItem {
  const [x0, x1, y0, y1] = [left[0], right[right.length - 1], top[0], bottom[bottom.length - 1]];
  return {
    kind: 'path',
    role: 'frame',
    lines: [...left.slice(1).map((x) => [x, y0, x, y1]), ...top.slice(1).map((y) => [x0, y, x1, y])],
    closed: false,
    fill: null,
    stroke,
    strokeWidth: theme.tick.width,
    crisp: false,
  };
}

function outer({ left, right, top, bottom }: CellsItem): Box {
  return { left: left[0], right: right[right.length - 1], top: top[0], bottom: bottom[bottom.length - 1] };
}

/** What belongs to the cells, in the order of the page. */
function inPageOrder<T extends Float64Array | Uint8Array>({ matrix, x, y }: Panel, ofCells: T): T {
  const { columns } = matrix;
  const out = ofCells.slice() as T;
  for (let i = 0; i < matrix.rows; i++) {
    const row = y.order[i] * columns;
    for (let j = 0; j < columns; j++) out[i * columns + j] = ofCells[row + x.order[j]];
  }
  return out;
}

/** Runs of missing cells that are large enough for a hatch to be seen, a box a run. */
function missingBoxes(
  { left, right, top, bottom, indices }: CellsItem,
  missing: number,
  { theme }: Context,
): Box[] {
  const columns = left.length;
  const boxes: Box[] = [];
  if (
    Math.min(smallest({ start: left, end: right }), smallest({ start: top, end: bottom })) <
    theme.hatch.smallestCell
  )
    return boxes;
  for (let i = 0; i < top.length; i++) {
    for (let j = 0; j < columns; j++) {
      if (indices[i * columns + j] !== missing) continue;
      const from = j;
      while (j + 1 < columns && indices[i * columns + j + 1] === missing && left[j + 1] === right[j]) j++;
      boxes.push({ left: left[from], right: right[j], top: top[i], bottom: bottom[i] });
    }
  }
  return boxes;
}

function smallest({ start, end }: Spans): number {
  return Math.min(...start.map((s, i) => end[i] - s));
}
