import type { Hex } from '../color/color.js';
import type { Box } from './box.js';
import type { PathItem } from './scene.js';

/** Returns a line around the outside of a box. It covers no part of the box. */
export function frameAround({ left, right, top, bottom }: Box, stroke: Hex, width: number): PathItem {
  const half = width / 2;
  const [x0, x1, y0, y1] = [left - half, right + half, top - half, bottom + half];
  return {
    kind: 'path',
    role: 'frame',
    subpaths: [[x0, y0, x1, y0, x1, y1, x0, y1]],
    closed: true,
    fill: null,
    stroke,
    strokeWidth: width,
    crisp: true,
  };
}
