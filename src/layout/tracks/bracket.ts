import type { Bracket } from '../../figure/figure.js';
import type { Item, PathItem } from '../../scene/scene.js';
import { truncateMiddle } from '../../typography/wrap.js';
import { along, type Body, outside, type Side } from '../body.js';
import { type Context, centred, lineBox, textStyle, widthOf } from '../context.js';
import type { LeftOut } from '../omissions.js';
import type { Block } from './title.js';
import { block } from './title.js';
import type { Room, Track } from './track.js';

/** How far the ends of a bracket point back at their items. */
const HOOK = 3;

/** Brackets over runs of items, each with its title in the middle of it; turned beside rows. */
export function bracketTrack(
  brackets: readonly Bracket[],
  side: Side,
  context: Context,
  leftOut: LeftOut,
): Track {
  const { theme } = context;
  const style = textStyle('group', 'label', context);
  const { above, below } = lineBox(style, context);
  const upright = side === 'left' || side === 'right';
  const pitch = style.size * theme.space.line;

  const span = (body: Body, { from, to }: Bracket): [number, number] => {
    const items = along(body, side);
    return [items.start[from], items.end[to]];
  };
  const titleOf = (body: Body, bracket: Bracket): Block => {
    const [start, end] = span(body, bracket);
    const room = Math.max(end - start, above + below);
    const text = block(bracket.title, style, room, context);
    if (text.width <= room && text.lines.length <= MOST_LINES) return text;
    const cut = truncateMiddle(bracket.title, room, (piece) => widthOf(piece, style, context));
    return { lines: [cut], width: widthOf(cut, style, context), height: above + below };
  };

  return {
    side,
    room(body): Room {
      const height = Math.max(...brackets.map((bracket) => titleOf(body, bracket).height));
      return { depth: theme.space.bracket + HOOK + theme.space.label + height, before: 0, after: 0, gap: 0 };
    },
    draw(body, distance): Item[] {
      const near = outside(body, side, distance + theme.space.bracket);
      const far = outside(body, side, distance + theme.space.bracket + HOOK);
      const path: PathItem = {
        kind: 'path',
        role: 'group',
        lines: brackets.map((bracket) => {
          // A px off either end, so that neighbouring brackets stay apart.
          const [start, end] = span(body, bracket);
          const [a, b] = end - start > 4 ? [start + 1, end - 1] : [start, end];
          return upright ? [near, a, far, a, far, b, near, b] : [a, near, a, far, b, far, b, near];
        }),
        closed: false,
        fill: null,
        stroke: theme.color.tick,
        strokeWidth: theme.tick.width,
        crisp: false,
      };
      const texts = brackets.flatMap((bracket) => {
        const [start, end] = span(body, bracket);
        const text = titleOf(body, bracket);
        if (text.lines[0] !== bracket.title && text.lines.length === 1) leftOut.cut(bracket.title);
        const begin = distance + theme.space.bracket + HOOK + theme.space.label;
        const towards = side === 'left' || side === 'top';
        const first = towards ? begin + text.height - above : begin + above;
        return text.lines.map((line, i) => {
          const across = outside(body, side, first + (towards ? -i : i) * pitch);
          const middle = (start + end) / 2;
          const at = upright ? { x: across, y: middle, angle: -90 } : { x: middle, y: across };
          return centred(line, style, { ...at, anchor: 'middle' }, context);
        });
      });
      return [path, ...texts];
    },
  };
}

const MOST_LINES = 3;
