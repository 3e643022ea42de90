import type { Box } from '../scene/box.js';
import type { PathItem } from '../scene/scene.js';
import type { Context } from './context.js';

/**
 * Lines at 45° over every box, on one raster for the whole page so that neighbouring boxes join.
 * Written out rather than as an SVG pattern: no viewer draws them differently, and two figures in one page share no id.
 */
export function hatch(boxes: readonly Box[], { theme }: Context): PathItem[] {
  const { period, width } = theme.hatch;
  const lines: number[][] = [];
  for (const { left, right, top, bottom } of boxes) {
    // Along each line x + y is the same multiple of the period.
    for (let sum = Math.ceil((left + top) / period) * period; sum < right + bottom; sum += period) {
      const x0 = Math.max(left, sum - bottom);
      const x1 = Math.min(right, sum - top);
      if (x1 > x0) lines.push([x0, sum - x0, x1, sum - x1]);
    }
  }
  if (!lines.length) return [];
  return [
    {
      kind: 'path',
      role: 'missing',
      lines,
      closed: false,
      fill: null,
      stroke: theme.color.hatch,
      strokeWidth: width,
      crisp: false,
    },
  ];
}
