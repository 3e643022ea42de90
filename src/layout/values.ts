import { contrastRatio, type Hex } from '../color/color.js';
import type { Panel } from '../figure/figure.js';
import { type CellsItem, NOT_DRAWN, type TextItem } from '../scene/scene.js';
import { LIMITS, type Theme } from '../theme.js';
import { minLength, type Size } from './body.js';
import type { Context } from './context.js';
import { lineBox, type TextPlacement, type TextStyle, textItem, textStyle, textWidth } from './text.js';

/** Returns the size of cells that the printed values of a panel require at full font size. */
export function cellSizeForValues(panel: Panel, context: Context): Size {
  if (!panel.values) return { width: 0, height: 0 };
  const style = textStyle('value', 'value', context);
  const padding = context.theme.space.cellValue;
  return {
    width: maxWidth(panel.values, style, context) + 3 * padding,
    height: lineBox(style, context).height + padding,
  };
}

/**
 * Draws the values in the cells, all with the same font size: that of the theme, or smaller if the cells are small.
 * Returns null if the values would be too small to read.
 */
export function drawValues(
  panel: Panel,
  panelIndex: number,
  cells: CellsItem,
  context: Context,
): TextItem[] | null {
  const texts = panel.values;
  if (!texts) return [];
  if (panel.drawn.aggregation) return null;
  const fullStyle = textStyle('value', 'value', context);
  const width = maxWidth(texts, fullStyle, context);
  const available = minLength({ start: cells.left, end: cells.right }) - 2 * context.theme.space.cellValue;
  const scale = Math.min(
    1,
    width === 0 ? 1 : available / width,
    minLength({ start: cells.top, end: cells.bottom }) / lineBox(fullStyle, context).height,
  );
  if (scale < LIMITS.body.minValueScale) return null;

  const size = fullStyle.size * scale;
  const styles = cells.palette.map(
    (color): TextStyle => ({ ...fullStyle, size, fill: valueColor(color, context.theme) }),
  );
  const columns = cells.left.length;
  const items: TextItem[] = [];
  for (let i = 0; i < cells.top.length; i++) {
    for (let j = 0; j < columns; j++) {
      const [row, column] = [panel.y.order[i], panel.x.order[j]];
      const text = texts[row * columns + column];
      const index = cells.indices[i * columns + j];
      if (text === '' || index === NOT_DRAWN) continue;
      const placement: TextPlacement = {
        x: (cells.left[j] + cells.right[j]) / 2,
        y: (cells.top[i] + cells.bottom[i]) / 2,
        anchor: 'middle',
        source: { kind: 'cell', panel: panelIndex, row, column },
      };
      items.push(textItem(text, styles[index], placement, context));
    }
  }
  // SVG output groups consecutive texts of one colour.
  return items.sort((a, b) => (a.fill < b.fill ? -1 : a.fill > b.fill ? 1 : 0));
}

/** Returns the text colour with the higher contrast to `color`; the ratio is at least 4.5 with black and white. */
export function valueColor(color: Hex, { color: { valueOnLight, valueOnDark } }: Theme): Hex {
  return contrastRatio(valueOnLight, color) >= contrastRatio(valueOnDark, color) ? valueOnLight : valueOnDark;
}

function maxWidth(texts: readonly string[], style: TextStyle, context: Context): number {
  return Math.max(0, ...[...new Set(texts)].map((text) => textWidth(text, style, context)));
}
