import { maxOf } from '../extremes.js';
import type { Heading } from '../figure/figure.js';
import type { Role, TextItem } from '../scene/scene.js';
import type { Context } from './context.js';
import { drawTextBlock, type TextBlock, type TextStyle, textStyle, wrapTextBlock } from './text.js';

/** Headings below each other: the title and the subtitle above the figure, or the caption below it. */
export interface Headings {
  readonly width: number;
  readonly height: number;
  /** Draws the headings from `top` down, aligned with the bodies but within the margins of the page. */
  readonly draw: (top: number, body: HorizontalRange, page: HorizontalRange) => TextItem[];
}

interface HorizontalRange {
  readonly left: number;
  readonly right: number;
}

type HeadingRole = Role & keyof Context['theme']['font'];

export function layOutHeadings(
  headings: readonly (readonly [Heading | null, HeadingRole])[],
  maxWidth: number,
  context: Context,
): Headings {
  const gap = context.theme.space.subtitle;
  const blocks = headings.flatMap(([heading, role]) => {
    if (heading === null) return [];
    const style = headingStyle(role, context);
    return [{ block: wrapTextBlock(heading.text, style, maxWidth, context), style, align: heading.align }];
  });
  return {
    width: maxOf(blocks, ({ block }) => block.width, 0),
    height: blocks.reduce((sum, { block }) => sum + block.height + gap, blocks.length ? -gap : 0),
    draw(top, body, page) {
      let y = top;
      return blocks.flatMap(({ block, style, align }) => {
        const { x, anchor } = alignHeading(block, physicalAlign(align, context), body, page);
        const items = drawTextBlock(block, style, x, anchor, y, context);
        y += block.height + gap;
        return items;
      });
    },
  };
}

function headingStyle(role: HeadingRole, context: Context): TextStyle {
  const { text, secondary } = context.theme.color;
  return role === 'title'
    ? textStyle(role, role, context, { weight: 'bold', fill: text })
    : textStyle(role, role, context, { fill: secondary });
}

/** Returns the alignment as on a page from left to right. */
function physicalAlign(align: Heading['align'], { direction }: Context): Heading['align'] {
  if (direction === 'ltr' || align === 'center') return align;
  return align === 'start' ? 'end' : 'start';
}

/** Aligns a heading with the body. A heading that would extend beyond the page is moved inward. */
function alignHeading(
  { width }: TextBlock,
  align: Heading['align'],
  body: HorizontalRange,
  page: HorizontalRange,
): { readonly x: number; readonly anchor: TextItem['anchor'] } {
  switch (align) {
    case 'start':
      return { x: Math.max(page.left, Math.min(body.left, page.right - width)), anchor: 'start' };
    case 'end':
      return { x: Math.min(page.right, Math.max(body.right, page.left + width)), anchor: 'end' };
    case 'center': {
      const middle = (body.left + body.right) / 2;
      const x = Math.max(page.left + width / 2, Math.min(page.right - width / 2, middle));
      return { x, anchor: 'middle' };
    }
  }
}
