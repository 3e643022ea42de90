import type { Hex } from '../color/color.js';
import type { PathItem } from '../scene/scene.js';
import type { Context } from './context.js';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A line of one device pixel around a box, outside of it, so that no cell loses any of its colour. */
export function frameAround({ left, right, top, bottom }: Box, stroke: Hex, { pixels }: Context): PathItem {
  const half = pixels.device / 2;
  const [x0, x1, y0, y1] = [left - half, right + half, top - half, bottom + half];
  return {
    kind: 'path',
    role: 'frame',
    lines: [[x0, y0, x1, y0, x1, y1, x0, y1]],
    closed: true,
    fill: null,
    stroke,
    strokeWidth: pixels.device,
    crisp: true,
  };
}
