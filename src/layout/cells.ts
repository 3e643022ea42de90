import type { Hex } from '../color/color.js';
import { colorIndices, MISSING, palette, type Scale } from '../color/scale.js';
import type { Panel } from '../figure/figure.js';
import type { Box } from '../scene/box.js';
import { frameAround } from '../scene/frame.js';
import { type CellsItem, type Item, NOT_DRAWN, type PathItem } from '../scene/scene.js';
import { type Body, type Spans, smallestOf, spans } from './body.js';
import type { Context } from './context.js';
import { hatch } from './hatch.js';
import { drawHighlights } from './highlight.js';
import { drawValues } from './values.js';

/** The coloured cells of a panel, hatched where values are missing. */
export function drawCells(
  panel: Panel,
  scale: Scale,
  stroke: Hex | null,
  body: Body,
  context: Context,
): Item[] {
  const { drawn, x, y } = panel;
  const columns = drawnSpans(body.columns, x.breaks, drawn.columns, context);
  const rows = drawnSpans(body.rows, y.breaks, drawn.rows, context);
  const indices = colorIndices(scale, drawn.values);
  drawn.hidden?.forEach((hidden, i) => {
    if (hidden) indices[i] = NOT_DRAWN;
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
  };
  const frame = panel.frame
    ? blocks(panel, cells).map((block) => frameAround(block, panel.frame as string, context.pixels.device))
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
  const grid = stroke && !drawn.joined ? [cellLines(cells, stroke, context)] : [];
  const missing = hatch(missingBoxes(cells, scale.colors.length + MISSING, context), context);
  return [cells, ...missing, ...grid, ...frame, ...(printed ?? []), ...drawHighlights(panel, body, context)];
}

/**
 * Where the drawn cells lie along an axis: `counts` of them on the stretches between `breaks`, where the items are if
 * there are as many, else evenly.
 */
function drawnSpans(
  items: Spans,
  breaks: readonly number[],
  counts: readonly number[],
  context: Context,
): Spans {
  if (sum(counts) === items.start.length) return items;
  const { pixels } = context;
  const stretches = counts.map((count, i) => {
    const from = items.start[breaks[i - 1] ?? 0];
    const length = items.end[(breaks[i] ?? items.end.length) - 1] - from;
    return spans(count, length / count, 0, from, pixels);
  });
  return { start: stretches.flatMap(({ start }) => start), end: stretches.flatMap(({ end }) => end) };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((a, b) => a + b);
}

/** The body as rectangles, one between breaks; cut to cells that are drawn where a corner of it is hidden. */
function blocks({ drawn }: Panel, cells: CellsItem): Box[] {
  if (cells.indices.includes(NOT_DRAWN)) return [];
  const runs = (counts: readonly number[]) => {
    let end = 0;
    return counts.map((count) => {
      end += count;
      return [end - count, end - 1];
    });
  };
  const { left, right, top, bottom } = cells;
  return runs(drawn.rows).flatMap(([t, b]) =>
    runs(drawn.columns).map(([l, r]) => ({
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

/** Runs of missing cells that are large enough for a hatch to be seen, a box a run. */
function missingBoxes(
  { left, right, top, bottom, indices }: CellsItem,
  missing: number,
  { theme }: Context,
): Box[] {
  const columns = left.length;
  const boxes: Box[] = [];
  if (
    Math.min(smallestOf({ start: left, end: right }), smallestOf({ start: top, end: bottom })) <
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
