/** Moves and recolours the items of a scene, to use them in another one. */
import type { Hex } from '../color/color.js';
import { isCurved, type Point, type Segment, type Subpath } from './path.js';
import type { Item } from './scene.js';

export function recolorItem(item: Item, recolor: (color: Hex) => Hex): Item {
  if (item.kind === 'cells') return { ...item, palette: item.palette.map(recolor) };
  if (item.kind === 'text') return { ...item, fill: recolor(item.fill) };
  return { ...item, fill: item.fill && recolor(item.fill), stroke: item.stroke && recolor(item.stroke) };
}

export function translateItem(item: Item, dx: number, dy: number): Item {
  switch (item.kind) {
    case 'text':
      return { ...item, x: item.x + dx, y: item.y + dy };
    case 'path':
      return { ...item, subpaths: item.subpaths.map((subpath) => translateSubpath(subpath, dx, dy)) };
    case 'cells':
      return {
        ...item,
        left: item.left.map((x) => x + dx),
        right: item.right.map((x) => x + dx),
        top: item.top.map((y) => y + dy),
        bottom: item.bottom.map((y) => y + dy),
      };
  }
}

function translateSubpath(subpath: Subpath, dx: number, dy: number): Subpath {
  if (!isCurved(subpath)) return subpath.map((value, i) => value + (i % 2 === 0 ? dx : dy));
  const move = ([x, y]: Point): Point => [x + dx, y + dy];
  return {
    start: move(subpath.start),
    segments: subpath.segments.map(
      (segment): Segment =>
        segment.kind === 'cubic'
          ? {
              ...segment,
              control1: move(segment.control1),
              control2: move(segment.control2),
              to: move(segment.to),
            }
          : { ...segment, to: move(segment.to) },
    ),
  };
}
