import type { Hex } from '../color/color.js';
import type { Report } from '../diagnostics.js';
import type { FontSet } from '../fonts/fonts.js';
import type { Role, TextItem } from '../scene/scene.js';
import type { Theme } from '../theme.js';
import { measure, metrics, type Weight } from '../typography/measure.js';
import type { PixelGrid } from './pixels.js';

/** What every track needs to know besides its own part of the figure. */
export interface Context {
  readonly theme: Theme;
  readonly fonts: FontSet;
  readonly pixels: PixelGrid;
  readonly report: Report;
}

/** How a kind of text is set. */
export interface TextStyle {
  readonly role: Role;
  readonly size: number;
  readonly weight: Weight;
  readonly fill: Hex;
}

/** The style of a role, as large as letters of that kind are. */
export function textStyle(
  role: Role,
  font: keyof Theme['font'],
  { theme }: Context,
  look: Partial<Pick<TextStyle, 'weight' | 'fill'>> = {},
): TextStyle {
  return { role, size: theme.font[font], weight: 'normal', fill: theme.color.text, ...look };
}

export interface Placing {
  readonly x: number;
  readonly y: number;
  readonly anchor: TextItem['anchor'];
  readonly angle?: number;
}

/** The room a line of a style takes: `above` and `below` its visual middle, half the height of its figures up. */
export interface LineBox {
  readonly above: number;
  readonly below: number;
  /** From the visual middle down to the baseline. */
  readonly middle: number;
}

export function widthOf(text: string, style: TextStyle, context: Context): number {
  return measure(text, style.size, style.weight, context.fonts);
}

export function lineBox(style: TextStyle, { fonts }: Context): LineBox {
  const { ascent, descent, capHeight } = metrics(style.weight, fonts);
  const middle = (capHeight * style.size) / 2;
  return { above: ascent * style.size - middle, below: descent * style.size + middle, middle };
}

/** A line of text whose visual middle (not its baseline) runs through the point given, before it is turned. */
export function centred(text: string, style: TextStyle, at: Placing, context: Context): TextItem {
  const { fonts } = context;
  const { ascent, descent } = metrics(style.weight, fonts);
  const { middle } = lineBox(style, context);
  const angle = at.angle ?? 0;
  const turn = (angle * Math.PI) / 180;
  return {
    kind: 'text',
    role: style.role,
    text,
    x: at.x - middle * Math.sin(turn),
    y: at.y + middle * Math.cos(turn),
    anchor: at.anchor,
    angle,
    size: style.size,
    weight: style.weight,
    fill: style.fill,
    width: widthOf(text, style, context),
    ascent: ascent * style.size,
    descent: descent * style.size,
  };
}
