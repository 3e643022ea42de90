import { colorIndex, MISSING, palette, type Scale } from '../color/scale.js';
import type { Panel } from '../figure/figure.js';
import { reduceMean } from '../matrix/reduce.js';
import type { CellsItem, Item } from '../scene/scene.js';
import { type Body, extent, first, type Spans, spans } from './body.js';
import type { Context } from './context.js';
import { type Box, frameAround } from './frame.js';
import { hatch } from './hatch.js';
import { drawValues } from './values.js';

/** The coloured cells of a panel, hatched where values are missing. A body with fewer cells than the matrix shows means. */
export function drawCells(panel: Panel, scale: Scale, body: Body, context: Context): Item[] {
  const { matrix } = panel;
  const columns = drawable(body.columns, context);
  const rows = drawable(body.rows, context);
  const to = { rows: rows.start.length, columns: columns.start.length };
  const ordered = inPageOrder(panel);
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
  const frame = panel.frame ? [frameAround(outer(cells), panel.frame, context)] : [];
  const printed = drawValues(panel, cells, context);
  if (!printed) {
    context.report({
      severity: 'warning',
      code: 'values-hidden',
      message: 'the values are not printed, because the cells are too small to read them in',
      hints: ['give the cells more room with cells.width and cells.height, or use a shorter format'],
    });
  }
  const missing = hatch(missingBoxes(cells, scale.colors.length + MISSING, context), context);
  return [cells, ...missing, ...frame, ...(printed ?? [])];
}

/** The cells to be drawn along an axis: its items, or a cell a device pixel where there are more items than those. */
function drawable(items: Spans, { pixels }: Context): Spans {
  const available = Math.round(extent(items) / pixels.device);
  return items.start.length <= available ? items : spans(available, pixels.device, 0, first(items), pixels);
}

function outer({ left, right, top, bottom }: CellsItem): Box {
  return { left: left[0], right: right[right.length - 1], top: top[0], bottom: bottom[bottom.length - 1] };
}

function inPageOrder({ matrix, x, y }: Panel): Float64Array {
  const { columns } = matrix;
  const out = new Float64Array(matrix.rows * columns);
  for (let i = 0; i < matrix.rows; i++) {
    const row = y.order[i] * columns;
    for (let j = 0; j < columns; j++) out[i * columns + j] = matrix.values[row + x.order[j]];
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
