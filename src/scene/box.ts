import type { Point } from './path.js';
import type { TextItem } from './scene.js';

/** A rectangle with horizontal and vertical edges. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Returns the corners of the box around a text, clockwise from the top left one of the text before it is rotated. */
export function textCorners(item: TextItem): Point[] {
  const left = item.anchor === 'start' ? 0 : item.anchor === 'middle' ? -item.width / 2 : -item.width;
  const radians = (item.angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  return [
    [left, -item.ascent],
    [left + item.width, -item.ascent],
    [left + item.width, item.descent],
    [left, item.descent],
  ].map(([x, y]) => [item.x + x * cos - y * sin, item.y + x * sin + y * cos]);
}
