import { scaleSubpath } from './path.js';
import type { Item, Scene } from './scene.js';

/** Converts a scene to device pixels: the pixel ratio becomes 1 and edges of cells become whole numbers. */
export function toDevicePixels(scene: Scene): Scene {
  const { pixelRatio } = scene;
  return {
    ...scene,
    width: Math.round(scene.width * pixelRatio),
    height: Math.round(scene.height * pixelRatio),
    pixelRatio: 1,
    items: scene.items.map((item) => scaleItem(item, pixelRatio)),
  };
}

function scaleItem(item: Item, factor: number): Item {
  const scaleEdges = (edges: readonly number[]) => edges.map((edge) => Math.round(edge * factor));
  switch (item.kind) {
    case 'cells':
      return {
        ...item,
        left: scaleEdges(item.left),
        right: scaleEdges(item.right),
        top: scaleEdges(item.top),
        bottom: scaleEdges(item.bottom),
      };
    case 'path':
      return {
        ...item,
        subpaths: item.subpaths.map((subpath) => scaleSubpath(subpath, factor)),
        strokeWidth: item.strokeWidth * factor,
      };
    case 'text':
      return {
        ...item,
        x: item.x * factor,
        y: item.y * factor,
        size: item.size * factor,
        width: item.width * factor,
        ascent: item.ascent * factor,
        descent: item.descent * factor,
      };
  }
}
