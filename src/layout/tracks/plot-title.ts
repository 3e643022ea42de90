/** The title of the value axis of a plot beside a body. */
import type { TextItem } from '../../scene/scene.js';
import { LIMITS } from '../../theme.js';
import { splitAtBreaks } from '../../typography/wrap.js';
import type { Context } from '../context.js';
import {
  drawTextBlock,
  type TextBlock,
  type TextStyle,
  textBlock,
  textItem,
  textWidth,
  wrapTextBlock,
} from '../text.js';

export interface PlotTitle {
  readonly block: TextBlock;
  readonly isHorizontalAxis: boolean;
  /** Whether the title reads upward, because it is longer than a horizontal axis. */
  readonly isRotated: boolean;
  /** Its extents along the items and across them. */
  readonly along: number;
  readonly across: number;
}

/** Returns the lines of a title and their extents; null without a title. Titles wrap if the axis has space for several lines. */
export function measurePlotTitle(
  title: string | null,
  isHorizontalAxis: boolean,
  size: number,
  style: TextStyle,
  context: Context,
): PlotTitle | null {
  if (title === null || title === '') return null;
  const oneLine = textBlock([title], style, context);
  const wrapped = wrapTextBlock(title, style, isHorizontalAxis ? size : LIMITS.plotAxis.titleWidth, context);
  if (!isHorizontalAxis) {
    const block = wrapped.height <= size ? wrapped : oneLine;
    return { block, isHorizontalAxis, isRotated: false, along: block.width, across: block.height };
  }
  const hasBrokenWord = splitAtBreaks(title).some((part) => textWidth(part.trimEnd(), style, context) > size);
  const fits = !hasBrokenWord && wrapped.lines.length <= LIMITS.plotAxis.maxTitleLines;
  return fits || !context.theme.text.rotates
    ? { block: wrapped, isHorizontalAxis, isRotated: false, along: wrapped.height, across: wrapped.width }
    : { block: oneLine, isHorizontalAxis, isRotated: true, along: oneLine.width, across: oneLine.height };
}

/** Draws a title that starts at `edge` and extends to the start of the axis or to its end. `middle` is its middle across. */
export function drawPlotTitle(
  { block, isHorizontalAxis, isRotated }: PlotTitle,
  edge: number,
  middle: number,
  isTowardStart: boolean,
  style: TextStyle,
  context: Context,
): TextItem[] {
  if (isRotated) {
    // The text reads upward, so it ends at an edge above it.
    const anchor = isTowardStart ? 'start' : 'end';
    return [textItem(block.lines[0], style, { x: middle, y: edge, anchor, angle: -90 }, context)];
  }
  if (isHorizontalAxis) {
    const top = isTowardStart ? edge - block.height : edge;
    return drawTextBlock(block, style, middle, 'middle', top, context);
  }
  return drawTextBlock(
    block,
    style,
    edge,
    isTowardStart ? 'end' : 'start',
    middle - block.height / 2,
    context,
  );
}
