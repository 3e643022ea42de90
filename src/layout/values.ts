import { cellBackgrounds } from '../figure/cell-backgrounds.js';
import type { Figure, Panel } from '../figure/figure.js';
import { type PrintedCell, printedCells } from '../figure/values.js';
import type { CellsItem, TextItem } from '../scene/scene.js';
import { LIMITS } from '../theme.js';
import { splitLines } from '../typography/wrap.js';
import { type Body, minLength, type Size } from './body.js';
import type { Context } from './context.js';
import { PT_PER_PX } from './omissions.js';
import { lineBox, lineDistance, type TextStyle, textItem, textStyle, textWidth } from './text.js';

/** Returns the size of cells that the printed values of a panel require at full font size. */
export function cellSizeForValues(panel: Panel, context: Context): Size {
  const cells = printedCells(panel);
  if (cells.length === 0) return { width: 0, height: 0 };
  const { width, height, spacing } = largestBlock(cells, textStyle('value', 'value', context), context);
  const padding = context.theme.space.cellValue;
  return { width: width + 3 * padding, height: height + Math.max(padding, spacing) };
}

/** Whether a panel has at least one value, or one star, to print. */
export function hasValues(panel: Panel): boolean {
  const { values, stars, drawn } = panel;
  if (values === null && !stars?.symbols) return false;
  return drawn.aggregation
    ? drawn.values.some((value) => !Number.isNaN(value))
    : printedCells(panel).length > 0;
}

/**
 * Returns the font size of the values in each panel: that of the theme, or smaller if the cells are small. It is the
 * same in all panels, except null where the values would be too small to read.
 */
export function valueSizes(
  panels: readonly Panel[],
  bodies: readonly Body[],
  context: Context,
): (number | null)[] {
  const sizes = panels.map((panel, p) => fittingSize(panel, bodies[p], context));
  const common = sizes.reduce<number>((min, size) => Math.min(min, size ?? min), Number.POSITIVE_INFINITY);
  return sizes.map((size) => (size === null ? null : common));
}

/**
 * Returns the largest font size, up to that of the theme, at which the values of a panel fit. Values of several lines
 * have space above and below. In smaller cells the size is the minimum, without the space; null if the values do not fit.
 */
function fittingSize(panel: Panel, { columns, rows }: Body, context: Context): number | null {
  if ((panel.values ?? panel.stars?.symbols) && panel.drawn.aggregation) return null;
  const style = textStyle('value', 'value', context);
  const cells = printedCells(panel);
  if (cells.length === 0) return style.size;
  const { width, height, spacing } = largestBlock(cells, style, context);
  const available = {
    width: minLength(columns) - 2 * context.theme.space.cellValue,
    height: minLength(rows),
  };
  const sizeFor = (requiredHeight: number) =>
    style.size * Math.min(1, width === 0 ? 1 : available.width / width, available.height / requiredHeight);
  const minSize = context.theme.text.shrinks
    ? Math.min(style.size, LIMITS.page.minFontSize / PT_PER_PX)
    : style.size;
  return sizeFor(height) < minSize ? null : Math.max(minSize, sizeFor(height + spacing));
}

/** Draws the values of a panel, centred in the cells. */
export function drawValues(
  panel: Panel,
  panelIndex: number,
  cells: CellsItem,
  size: number,
  { valueColors, scales }: Figure,
  context: Context,
): TextItem[] {
  const style = { ...textStyle('value', 'value', context), size };
  const step = lineDistance(style, context, context.theme.space.valueLine);
  const columns = cells.left.length;
  const { text: pageText } = context.theme.color;
  const backgroundOf = cellBackgrounds(panel, scales);
  const items = printedCells(panel).flatMap(({ cell, row, column, text, isTotal }) => {
    const [i, j] = [Math.floor(cell / columns), cell % columns];
    const lines = splitLines(text);
    const background = isTotal ? null : backgroundOf(cell);
    const fill = background === null ? pageText : valueColors[background];
    const x = (cells.left[j] + cells.right[j]) / 2;
    const firstY = (cells.top[i] + cells.bottom[i] - (lines.length - 1) * step) / 2;
    const source = { kind: 'cell', panel: panelIndex, row, column } as const;
    return lines.flatMap((line, k) => {
      if (line === '') return [];
      const { offset, ...lineStyle } = styleOfLine(line, style, context);
      const at = { x, y: firstY + k * step + offset, anchor: 'middle', source } as const;
      return textItem(line, { ...lineStyle, fill }, at, context);
    });
  });
  // SVG output groups consecutive texts of one colour.
  return items.sort((a, b) => (a.fill < b.fill ? -1 : a.fill > b.fill ? 1 : 0));
}

/** Returns the style of a line. Asterisks are larger and, with their `offset`, lower than letters, so that they are centred. */
function styleOfLine(
  line: string,
  style: TextStyle,
  { theme }: Context,
): TextStyle & { readonly offset: number } {
  if (!/^\*+$/.test(line)) return { ...style, offset: 0 };
  const size = style.size * theme.asterisk.size;
  return { ...style, size, offset: size * theme.asterisk.rise };
}

interface Block extends Size {
  /** The space above and below the lines, together; 0 for a single line. */
  readonly spacing: number;
}

/** Returns the largest width and height of the texts in cells. */
function largestBlock(cells: readonly PrintedCell[], style: TextStyle, context: Context): Block {
  const { valueLine, aroundValueLines } = context.theme.space;
  let [width, lineCount] = [0, 0];
  for (const text of new Set(cells.map(({ text }) => text))) {
    const lines = splitLines(text);
    width = lines.reduce(
      (max, line) => Math.max(max, textWidth(line, styleOfLine(line, style, context), context)),
      width,
    );
    lineCount = Math.max(lineCount, lines.length);
  }
  return {
    width,
    height: lineBox(style, context).height + (lineCount - 1) * lineDistance(style, context, valueLine),
    spacing: lineCount > 1 ? style.size * aroundValueLines : 0,
  };
}
