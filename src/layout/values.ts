import { contrast, type Hex } from '../color/color.js';
import type { Panel } from '../figure/figure.js';
import { type CellsItem, NOT_DRAWN, type TextItem } from '../scene/scene.js';
import { smallestOf } from './body.js';
import type { Context, TextStyle } from './context.js';
import { centred, lineBox, widthOf } from './context.js';

/** Between a value and the edge of its cell. */
const PADDING = 2;
/** Letters smaller than this share of their size are not read. */
const SMALLEST = 0.7;

/** The cell that the values of a panel need at full size. */
export function cellForValues(panel: Panel, context: Context): { width: number; height: number } {
  if (!panel.values) return { width: 0, height: 0 };
  const style = valueStyle(1, '#000000', context);
  const { above, below } = lineBox(style, context);
  return { width: widest(panel.values, style, context) + 3 * PADDING, height: above + below + PADDING };
}

/**
 * The values printed in cells, all of one size, as large as the theme has them or as the cells allow, each black or
 * white as is read better on its cell; null where they would be too small to read.
 */
export function drawValues(panel: Panel, cells: CellsItem, context: Context): TextItem[] | null {
  const texts = panel.values;
  if (!texts) return [];
  const columns = cells.left.length;
  if (panel.drawn.joined) return null;
  const full = valueStyle(1, '#000000', context);
  const { above, below } = lineBox(full, context);
  const width = widest(texts, full, context);
  const share = Math.min(
    1,
    width === 0 ? 1 : (smallestOf({ start: cells.left, end: cells.right }) - 2 * PADDING) / width,
    smallestOf({ start: cells.top, end: cells.bottom }) / (above + below),
  );
  if (share < SMALLEST) return null;

  const onColor = cells.palette.map(readable);
  const out: TextItem[] = [];
  for (let i = 0; i < cells.top.length; i++) {
    for (let j = 0; j < columns; j++) {
      const text = texts[panel.y.order[i] * columns + panel.x.order[j]];
      if (text === '' || cells.indices[i * columns + j] === NOT_DRAWN) continue;
      const style = valueStyle(share, onColor[cells.indices[i * columns + j]], context);
      const at = { x: (cells.left[j] + cells.right[j]) / 2, y: (cells.top[i] + cells.bottom[i]) / 2 };
      out.push(centred(text, style, { ...at, anchor: 'middle' }, context));
    }
  }
  // Texts of one colour together: a group each in the picture's file.
  return out.sort((a, b) => (a.fill < b.fill ? -1 : a.fill > b.fill ? 1 : 0));
}

/** Black or white, whichever has the better contrast on `color`; one of the two always reaches 4.5 : 1. */
export function readable(color: Hex): Hex {
  return contrast('#000000', color) >= contrast('#ffffff', color) ? '#000000' : '#ffffff';
}

function widest(texts: readonly string[], style: TextStyle, context: Context): number {
  return Math.max(0, ...[...new Set(texts)].map((text) => widthOf(text, style, context)));
}

function valueStyle(share: number, fill: Hex, { theme }: Context): TextStyle {
  return { role: 'value', size: theme.font.value * share, weight: 'normal', fill };
}
