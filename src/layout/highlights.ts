import type { Highlight, Panel } from '../figure/figure.js';
import type { PathItem } from '../scene/scene.js';
import type { Body } from './body.js';
import type { Context } from './context.js';

/** Draws outlines inside the edges of highlighted cells, on a halo that separates them from the colours of the cells. */
export function drawHighlights({ highlights }: Panel, body: Body, { theme }: Context): PathItem[] {
  if (!highlights.length) return [];
  const { highlight: lineWidth, halo: haloWidth } = theme.lineWidth;
  const outline = (all: readonly Highlight[], stroke: string, strokeWidth: number): PathItem => ({
    kind: 'path',
    role: 'highlight',
    subpaths: all.map((highlight) => rectangle(highlight, body, strokeWidth / 2)),
    closed: true,
    fill: null,
    stroke,
    strokeWidth,
    crisp: false,
  });
  const colors = [...new Set(highlights.map(({ color }) => color))];
  return [
    outline(highlights, theme.color.halo, haloWidth),
    ...colors.map((color) =>
      outline(
        highlights.filter((highlight) => highlight.color === color),
        color,
        lineWidth,
      ),
    ),
  ];
}

/** Returns the corners of a highlight, `inset` px inside its cells. */
function rectangle({ columns, rows }: Highlight, body: Body, inset: number): number[] {
  const [x0, x1] = [body.columns.start[columns.from] + inset, body.columns.end[columns.to] - inset];
  const [y0, y1] = [body.rows.start[rows.from] + inset, body.rows.end[rows.to] - inset];
  return [x0, y0, x1, y0, x1, y1, x0, y1];
}
