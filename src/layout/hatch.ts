import type { Box } from '../scene/box.js';
import type { PathItem } from '../scene/scene.js';
import type { Context } from './context.js';

/**
 * Draws lines at 45° in every box. All boxes of a page share one grid of lines, so that neighbouring boxes join.
 * The lines are paths and not an SVG pattern, because all viewers draw paths alike. Paths also need no ids, which could
 * collide if two figures are on one web page.
 */
export function drawHatch(boxes: readonly Box[], { theme }: Context): PathItem[] {
  const { period } = theme.hatch;
  const subpaths: number[][] = [];
  for (const { left, right, top, bottom } of boxes) {
    // On each line, x + y is constant and a multiple of the period.
    for (let sum = Math.ceil((left + top) / period) * period; sum < right + bottom; sum += period) {
      const x0 = Math.max(left, sum - bottom);
      const x1 = Math.min(right, sum - top);
      if (x1 > x0) subpaths.push([x0, sum - x0, x1, sum - x1]);
    }
  }
  if (!subpaths.length) return [];
  return [
    {
      kind: 'path',
      role: 'missing',
      subpaths,
      closed: false,
      fill: null,
      stroke: theme.color.hatch,
      strokeWidth: theme.lineWidth.hatch,
      crisp: false,
    },
  ];
}
