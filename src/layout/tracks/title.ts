import type { Item, TextItem } from '../../scene/scene.js';
import { wrap } from '../../typography/wrap.js';
import { along, type Body, extent, first, last, outside, type Side } from '../body.js';
import { type Context, centred, lineBox, type TextStyle, widthOf } from '../context.js';
import type { Room, Track } from './track.js';

/** Lines of text, wrapped to a width. */
export interface Block {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

export function block(text: string, style: TextStyle, widest: number, context: Context): Block {
  const lines = balanced(text, widest, (piece) => widthOf(piece, style, context));
  const { above, below } = lineBox(style, context);
  return {
    lines,
    width: Math.max(...lines.map((line) => widthOf(line, style, context))),
    height: above + below + (lines.length - 1) * style.size * context.theme.space.line,
  };
}

/** Wrapped to as few lines as `widest` allows, these about equally long: no last word stands alone. */
function balanced(text: string, widest: number, width: (piece: string) => number): string[] {
  let lines = wrap(text, widest, width);
  if (lines.length === 1 || text.includes('\n')) return lines;
  for (let narrower = widest * 0.95; narrower > widest / 2; narrower *= 0.95) {
    const tried = wrap(text, narrower, width);
    if (tried.length > lines.length || tried.some((line) => width(line) > narrower)) break;
    lines = tried;
  }
  return lines;
}

/** The lines of `text` block, set at `x` by `anchor`, its box beginning at `top`. */
export function setBlock(
  text: Block,
  style: TextStyle,
  x: number,
  anchor: TextItem['anchor'],
  top: number,
  context: Context,
): TextItem[] {
  const { above } = lineBox(style, context);
  return text.lines.map((line, i) =>
    centred(line, style, { x, y: top + above + i * style.size * context.theme.space.line, anchor }, context),
  );
}

/** Text along a side of a body, in the middle of it, `gap` px from what is inside of it; turned at the left and right. */
export function axisTitleTrack(
  text: string,
  side: Side,
  gap: number,
  style: TextStyle,
  context: Context,
): Track {
  const upright = side === 'left' || side === 'right';
  const blockFor = (body: Body) => block(text, style, Math.max(extent(along(body, side)), SHORTEST), context);
  return {
    side,
    room(body): Room {
      const { width, height } = blockFor(body);
      const beyond = Math.max(0, (width - extent(along(body, side))) / 2);
      return { depth: gap + height, before: beyond, after: beyond, gap };
    },
    draw(body, distance): Item[] {
      const text = blockFor(body);
      const spans = along(body, side);
      const middle = (first(spans) + last(spans)) / 2;
      const { above } = lineBox(style, context);
      const pitch = style.size * context.theme.space.line;
      // The first line is the one on top, or the leftmost when turned against the clock.
      const begin =
        side === 'left' || side === 'top' ? distance + gap + text.height - above : distance + gap + above;
      const step = side === 'left' || side === 'top' ? -pitch : pitch;
      return text.lines.map((line, i) => {
        const across = outside(body, side, begin + i * step);
        return upright
          ? centred(line, style, { x: across, y: middle, anchor: 'middle', angle: -90 }, context)
          : centred(line, style, { x: middle, y: across, anchor: 'middle' }, context);
      });
    },
  };
}

/** A title is not wrapped to less than this, however small its body. */
const SHORTEST = 140;

/** A panel's title beside it: horizontal, in the middle of its height. */
export function sideTitleTrack(
  text: string,
  side: 'left' | 'right',
  style: TextStyle,
  context: Context,
): Track {
  const gap = context.theme.space.panelTitleAside;
  const title = block(text, style, WIDEST_ASIDE, context);
  return {
    side,
    room(body): Room {
      const beyond = Math.max(0, (title.height - extent(body.rows)) / 2);
      return { depth: gap + title.width, before: beyond, after: beyond, gap };
    },
    draw(body, distance): Item[] {
      const x = outside(body, side, distance + gap);
      const top = (first(body.rows) + last(body.rows) - title.height) / 2;
      return setBlock(title, style, x, side === 'left' ? 'end' : 'start', top, context);
    },
  };
}

const WIDEST_ASIDE = 160;
