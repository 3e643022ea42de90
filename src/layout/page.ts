import type { Planned } from '../figure/figure.js';
import { remembering } from '../memoize.js';
import type { TextItem } from '../scene/scene.js';
import { extent } from './body.js';
import type { Context } from './context.js';
import type { Arrangement } from './grid.js';
import { type Headings, headings } from './heading.js';
import { snap, snapUp } from './pixels.js';

/** An arrangement of panels on its page. */
export interface PlacedPage {
  readonly width: number;
  readonly height: number;
  /** What the arrangement would need if the page had no size of its own. */
  readonly needed: { readonly width: number; readonly height: number };
  readonly arrangement: Arrangement;
  /** Where the outline of the bodies begins. */
  readonly left: number;
  readonly top: number;
  readonly headings: () => TextItem[];
}

/** A heading is not wrapped to less than this where the page may grow. */
const NARROWEST_HEADING = 320;

/**
 * Margins and headings around arrangements; room to spare is left on both sides of them. One arrangement is tried after
 * another, so headings are wrapped once for a width, and set only when they are asked for.
 */
export function paging(figure: Planned, context: Context): (arrangement: Arrangement) => PlacedPage {
  const headingsFor = remembering(
    (widest: number) => ({
      above: headings(
        [
          [figure.title, 'title'],
          [figure.subtitle, 'subtitle'],
        ],
        widest,
        context,
      ),
      below: headings([[figure.caption, 'caption']], widest, context),
    }),
    2,
  );
  return (arrangement) => placePage(figure, arrangement, headingsFor, context);
}

function placePage(
  { theme, page }: Planned,
  arrangement: Arrangement,
  headingsFor: (widest: number) => { readonly above: Headings; readonly below: Headings },
  context: Context,
): PlacedPage {
  const { unit, device } = context.pixels;
  const { insets, outline } = arrangement;
  const { margin } = theme.space;
  const body = { width: extent(outline.columns), height: extent(outline.rows) };
  const content = insets.left + body.width + insets.right;
  const widest = page.width === null ? Math.max(content, NARROWEST_HEADING) : page.width - 2 * margin;

  const { above, below } = headingsFor(widest);
  // What only peeks out above the bodies, half a label of the colorbar, is not under the title.
  const peeks = insets.top <= theme.space.title * 0.6;
  const head = above.height && above.height + theme.space.title - (peeks ? insets.top : 0);
  const foot = below.height && below.height + theme.space.title;

  const needed = {
    width: snapUp(2 * margin + Math.max(content, above.width, below.width), unit),
    height: snapUp(2 * margin + head + insets.top + body.height + insets.bottom + foot, unit),
  };
  const width = page.width === null ? needed.width : snap(page.width, device);
  const height = page.height === null ? needed.height : snap(page.height, device);
  const spare = {
    x: snap(Math.max(0, width - 2 * margin - content) / 2, unit),
    y: snap(Math.max(0, height - needed.height) / 2, unit),
  };
  const left = snapUp(margin + spare.x + insets.left, unit);
  const top = snapUp(margin + spare.y + head + insets.top, unit);
  const over = { left, right: left + body.width };
  const within = { left: margin, right: width - margin };
  return {
    width,
    height,
    needed,
    arrangement,
    left,
    top,
    headings: () => [
      ...above.draw(margin + spare.y, over, within),
      ...below.draw(top + body.height + insets.bottom + theme.space.title, over, within),
    ],
  };
}
