import type { TextItem } from './scene.js';

export type Point = readonly [number, number];

/** An upright rectangle. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The four corners of the box a text may ink, in order around it. */
export function textBox(item: TextItem): Point[] {
  const from = item.anchor === 'start' ? 0 : item.anchor === 'middle' ? -item.width / 2 : -item.width;
  const turn = (item.angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return [
    [from, -item.ascent],
    [from + item.width, -item.ascent],
    [from + item.width, item.descent],
    [from, item.descent],
  ].map(([x, y]) => [item.x + x * cos - y * sin, item.y + x * sin + y * cos]);
}

/** The smallest upright box around some points. */
export function bounds(points: readonly Point[]): Box {
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}
