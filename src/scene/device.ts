import type { Item, Scene } from './scene.js';

/** The same scene measured in device pixels: one px is one of them, and edges of cells are whole numbers. */
export function inDevicePixels(scene: Scene): Scene {
  const k = scene.pixelRatio;
  return {
    ...scene,
    width: Math.round(scene.width * k),
    height: Math.round(scene.height * k),
    pixelRatio: 1,
    items: scene.items.map((item) => scaled(item, k)),
  };
}

function scaled(item: Item, k: number): Item {
  const each = (values: readonly number[]) => values.map((v) => v * k);
  const edges = (values: readonly number[]) => values.map((v) => Math.round(v * k));
  switch (item.kind) {
    case 'cells':
      return {
        ...item,
        left: edges(item.left),
        right: edges(item.right),
        top: edges(item.top),
        bottom: edges(item.bottom),
      };
    case 'path':
      return { ...item, lines: item.lines.map(each), strokeWidth: item.strokeWidth * k };
    case 'text':
      return {
        ...item,
        x: item.x * k,
        y: item.y * k,
        size: item.size * k,
        width: item.width * k,
        ascent: item.ascent * k,
        descent: item.descent * k,
      };
  }
}
