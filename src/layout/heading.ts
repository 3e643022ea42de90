import type { Heading } from '../figure/figure.js';
import type { Role, TextItem } from '../scene/scene.js';
import type { Context, TextStyle } from './context.js';
import { type Block, block, setBlock } from './tracks/title.js';

/** Headings one below the other: title and subtitle above the figure, the caption below. */
export interface Headings {
  readonly width: number;
  readonly height: number;
  /** Set from `top` down, over a body that spans `left` … `right`, within the page's margins. */
  readonly draw: (top: number, body: Span, page: Span) => TextItem[];
}

interface Span {
  readonly left: number;
  readonly right: number;
}

type HeadingRole = Role & keyof Context['theme']['font'];

/** Between a title and its subtitle. */
const GAP = 4;

export function headings(
  given: readonly (readonly [Heading | null, HeadingRole])[],
  widest: number,
  context: Context,
): Headings {
  const set = given.flatMap(([heading, role]) => {
    if (heading === null) return [];
    const style = styleOf(role, context);
    return [{ text: block(heading.text, style, widest, context), style, align: heading.align }];
  });
  return {
    width: Math.max(0, ...set.map(({ text }) => text.width)),
    height: set.reduce((sum, { text }) => sum + text.height + GAP, set.length ? -GAP : 0),
    draw(top, body, page) {
      let y = top;
      return set.flatMap(({ text, style, align }) => {
        const items = setBlock(text, style, ...anchored(text, align, body, page), y, context);
        y += text.height + GAP;
        return items;
      });
    },
  };
}

function styleOf(role: HeadingRole, { theme }: Context): TextStyle {
  const main = role === 'title';
  return {
    role,
    size: theme.font[role],
    weight: main ? 'bold' : 'normal',
    fill: main ? theme.color.text : theme.color.secondary,
  };
}

/** Over the body, moved no further from its middle (or end) than the page demands. */
function anchored(
  { width }: Block,
  align: Heading['align'],
  body: Span,
  page: Span,
): [number, TextItem['anchor']] {
  switch (align) {
    case 'start':
      return [Math.max(page.left, Math.min(body.left, page.right - width)), 'start'];
    case 'end':
      return [Math.min(page.right, Math.max(body.right, page.left + width)), 'end'];
    case 'center': {
      const middle = (body.left + body.right) / 2;
      return [Math.max(page.left + width / 2, Math.min(page.right - width / 2, middle)), 'middle'];
    }
  }
}
