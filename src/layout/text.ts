/** Text items and blocks of lines. Positions refer to the visual middle of a line: half the height of its capitals. */

import type { Hex } from '../color/color.js';
import { maxOf } from '../extremes.js';
import type { Side } from '../figure/figure.js';
import type { Role, TextItem } from '../scene/scene.js';
import type { ItemSource } from '../scene/source.js';
import type { Theme } from '../theme.js';
import { fontMetrics, inkOf, measure, runsRightToLeft, type Weight } from '../typography/measure.js';
import { mayRunRightToLeft } from '../typography/needs-shaping.js';
import { hasStyles, plainText, splitStyles } from '../typography/styled-text.js';
import { splitAtBreaks, wrap } from '../typography/wrap.js';
import { type Body, isVertical, offsetOutward, outwardSign } from './body.js';
import type { Context } from './context.js';

export interface TextStyle {
  readonly role: Role;
  readonly size: number;
  readonly weight: Weight;
  readonly fill: Hex;
}

/** Returns the style of a role in one of the theme's font sizes. */
export function textStyle(
  role: Role,
  font: keyof Theme['font'],
  { theme }: Context,
  overrides: Partial<Pick<TextStyle, 'weight' | 'fill'>> = {},
): TextStyle {
  return { role, size: theme.font[font], weight: 'normal', fill: theme.color.text, ...overrides };
}

/** Extents of a line from its visual middle, in px. */
export interface LineBox {
  readonly above: number;
  readonly below: number;
  /** The distance from the visual middle down to the baseline. */
  readonly middle: number;
  readonly height: number;
}

export function lineBox(style: TextStyle, { fonts, ink }: Context): LineBox {
  const { ascent, descent, capHeight } = fontMetrics(style.weight, fonts);
  const middle = (capHeight * style.size) / 2;
  const above = Math.max(ascent, ink?.ascent ?? 0) * style.size - middle;
  const below = Math.max(descent, ink?.descent ?? 0) * style.size + middle;
  return { above, below, middle, height: above + below };
}

export function textWidth(text: string, style: TextStyle, context: Context): number {
  const isRightToLeft = context.direction === 'rtl' && mayRunRightToLeft(text);
  return measure(text, style.size, style.weight, context.fonts, isRightToLeft);
}

export interface TextPlacement {
  readonly x: number;
  readonly y: number;
  readonly anchor: TextItem['anchor'];
  /** Degrees clockwise; 0 by default. */
  readonly angle?: number;
  /** The direction of its paragraph; by default that of its own letters. */
  readonly isRightToLeft?: boolean;
  readonly source?: ItemSource;
}

/**
 * Whether the direction of a paragraph is from right to left: its first letter is. On a page from right to left, one letter
 * is enough. Texts without such letters, such as "CD4+" and "−5", keep their order there, as names and numbers must.
 */
function isParagraphRightToLeft(text: string, { direction }: Context): boolean {
  return direction === 'rtl' ? mayRunRightToLeft(text) : runsRightToLeft(text);
}

/**
 * Returns a line of text, which may be styled, whose visual middle passes through (x, y). The line is rotated about that point.
 */
export function textItem(text: string, style: TextStyle, at: TextPlacement, context: Context): TextItem {
  const { ascent, descent, capHeight } = fontMetrics(style.weight, context.fonts);
  const ink = inkOf(text, style.weight, context.fonts);
  const middle = (capHeight * style.size) / 2;
  const isRightToLeft = at.isRightToLeft ?? isParagraphRightToLeft(text, context);
  const angle = at.angle ?? 0;
  const radians = (angle * Math.PI) / 180;
  const isStyled = context.fonts.italic !== undefined && hasStyles(text);
  return {
    kind: 'text',
    role: style.role,
    text: isStyled ? plainText(text) : text,
    ...(isStyled && { runs: splitStyles(text) }),
    ...(isRightToLeft && { isRightToLeft: true }),
    x: at.x - middle * Math.sin(radians),
    y: at.y + middle * Math.cos(radians),
    anchor: at.anchor,
    angle,
    size: style.size,
    weight: style.weight,
    fill: style.fill,
    width: textWidth(text, style, context),
    ascent: Math.max(ascent, ink?.ascent ?? 0) * style.size,
    descent: Math.max(descent, ink?.descent ?? 0) * style.size,
    source: at.source,
  };
}

/** Lines of one text, wrapped to a width. */
export interface TextBlock {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** Returns `text` on as few lines as `maxWidth` allows. The lines are about equally long. */
export function wrapTextBlock(text: string, style: TextStyle, maxWidth: number, context: Context): TextBlock {
  return textBlock(
    wrapEvenly(text, maxWidth, (piece) => textWidth(piece, style, context)),
    style,
    context,
  );
}

/** Returns a block of the given lines. */
export function textBlock(lines: readonly string[], style: TextStyle, context: Context): TextBlock {
  return {
    lines,
    width: maxOf(lines, (line) => textWidth(line, style, context)),
    height: lineBox(style, context).height + (lines.length - 1) * lineDistance(style, context),
  };
}

/** The distance between the baselines of two lines of one text; `spacing` is that of European letters, in em. */
export function lineDistance(style: TextStyle, { theme, ink }: Context, spacing = theme.space.line): number {
  return style.size * Math.max(spacing, ink ? ink.ascent + ink.descent : 0);
}

/** The factor by which the width shrinks while lines are balanced. */
const WIDTH_STEP = 0.95;

/** Wraps to the smallest width that needs no more lines than `maxWidth`, so that the last line is not much shorter. */
function wrapEvenly(text: string, maxWidth: number, measureText: (piece: string) => number): string[] {
  let lines = wrap(text, maxWidth, measureText);
  if (lines.length === 1 || text.includes('\n')) return lines;
  // A smaller width must not break words that fit into a line.
  const words = splitAtBreaks(text).map((word) => measureText(word.trimEnd()));
  const minWidth = words.reduce(
    (max, width) => (width <= maxWidth ? Math.max(max, width) : max),
    maxWidth / 2,
  );
  for (let width = maxWidth * WIDTH_STEP; width > minWidth; width *= WIDTH_STEP) {
    const narrower = wrap(text, width, measureText);
    if (narrower.length > lines.length || narrower.some((line) => measureText(line) > width)) break;
    lines = narrower;
  }
  return lines;
}

/** Returns the lines of a block whose top is at `top`. All lines have `x` as their anchor point. */
export function drawTextBlock(
  { lines }: Pick<TextBlock, 'lines'>,
  style: TextStyle,
  x: number,
  anchor: TextItem['anchor'],
  top: number,
  context: Context,
): TextItem[] {
  const { above } = lineBox(style, context);
  const isRightToLeft = isParagraphRightToLeft(lines.join(' '), context);
  const distance = lineDistance(style, context);
  return lines.map((line, i) =>
    textItem(line, style, { x, y: top + above + i * distance, anchor, isRightToLeft }, context),
  );
}

/**
 * Returns the lines of a block parallel to a side of a body. Their inner edge is `distance` px outside the body, and
 * their centres are at `center`. Beside rows the text reads upward.
 */
export function drawAlongSide(
  { lines, height }: TextBlock,
  style: TextStyle,
  body: Body,
  side: Side,
  center: number,
  distance: number,
  context: Context,
): TextItem[] {
  const { above } = lineBox(style, context);
  // The first line is the topmost one, or the leftmost one if the text is rotated.
  const isReversed = outwardSign(side) < 0;
  const first = isReversed ? distance + height - above : distance + above;
  const isRightToLeft = isParagraphRightToLeft(lines.join(' '), context);
  const step = isReversed ? -lineDistance(style, context) : lineDistance(style, context);
  return lines.map((line, i) => {
    const across = offsetOutward(body, side, first + i * step);
    const at = isVertical(side) ? { x: across, y: center, angle: -90 } : { x: center, y: across };
    return textItem(line, style, { ...at, anchor: 'middle', isRightToLeft }, context);
  });
}
