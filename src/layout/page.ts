import type { Figure } from '../figure/figure.js';
import { memoize } from '../memoize.js';
import type { TextItem } from '../scene/scene.js';
import { LIMITS } from '../theme.js';
import { lengthOf, type Size } from './body.js';
import type { Context } from './context.js';
import type { GridLayout } from './grid.js';
import { type Headings, layOutHeadings } from './headings.js';
import { snap, snapUp } from './pixels.js';

/** The grid of panels on its page. */
export interface PageLayout extends Size {
  /** The size that the content requires if the page has no given size. */
  readonly required: Size;
  readonly grid: GridLayout;
  /** The position of the outline of the bodies. */
  readonly left: number;
  readonly top: number;
  readonly drawHeadings: () => TextItem[];
}

interface PageHeadings {
  readonly above: Headings;
  readonly below: Headings;
}

/**
 * Returns a function that adds headings and margins to a grid and centres the result on the page. Many similar grids
 * are tried, so the headings are memoized by their width, and drawn only on demand.
 */
export function createPageLayout(figure: Figure, context: Context): (grid: GridLayout) => PageLayout {
  const headingsFor = memoize(
    (maxWidth: number): PageHeadings => ({
      above: layOutHeadings(
        [
          [figure.title, 'title'],
          [figure.subtitle, 'subtitle'],
        ],
        maxWidth,
        context,
      ),
      below: layOutHeadings([[figure.caption, 'caption']], maxWidth, context),
    }),
    2,
  );
  return (grid) => layOutPage(figure, grid, headingsFor, context);
}

function layOutPage(
  { theme, page }: Figure,
  grid: GridLayout,
  headingsFor: (maxWidth: number) => PageHeadings,
  context: Context,
): PageLayout {
  const { unit, device } = context.pixels;
  const { insets, outline } = grid;
  const { margin } = theme.space;
  const body = { width: lengthOf(outline.columns), height: lengthOf(outline.rows) };
  const contentWidth = insets.left + body.width + insets.right;
  const maxHeadingWidth =
    page.width === null ? Math.max(contentWidth, LIMITS.page.minHeadingWidth) : page.width - 2 * margin;

  const { above, below } = headingsFor(maxHeadingWidth);
  // A small overhang at the top, such as half a tick label of the colorbar, does not move the headings up.
  const mayOverlap = insets.top <= theme.space.title * LIMITS.page.maxHeadingOverlap;
  const heightAbove = above.height && above.height + theme.space.title - (mayOverlap ? insets.top : 0);
  const heightBelow = below.height && below.height + theme.space.title;

  const required = {
    width: snapUp(2 * margin + Math.max(contentWidth, above.width, below.width), unit),
    height: snapUp(2 * margin + heightAbove + insets.top + body.height + insets.bottom + heightBelow, unit),
  };
  const width = page.width === null ? required.width : snap(page.width, device);
  const height = page.height === null ? required.height : snap(page.height, device);
  // Space on each side that the content does not fill.
  const spare = {
    x: snap(Math.max(0, width - 2 * margin - contentWidth) / 2, unit),
    y: snap(Math.max(0, height - required.height) / 2, unit),
  };
  const left = snapUp(margin + spare.x + insets.left, unit);
  const top = snapUp(margin + spare.y + heightAbove + insets.top, unit);
  const bodyRange = { left, right: left + body.width };
  const pageRange = { left: margin, right: width - margin };
  return {
    width,
    height,
    required,
    grid,
    left,
    top,
    drawHeadings: () => [
      ...above.draw(margin + spare.y, bodyRange, pageRange),
      ...below.draw(top + body.height + insets.bottom + theme.space.title, bodyRange, pageRange),
    ],
  };
}
