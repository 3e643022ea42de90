import { PNG } from 'pngjs';
import type { CellsItem, Scene } from '../../src/scene/scene.js';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** `#rrggbb` of a pixel. */
  readonly at: (x: number, y: number) => string;
}

export function decodePng(bytes: Uint8Array): Picture {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  // Neighbours mostly have one colour, and writing it as text takes longer than all else.
  let [last, text] = [-1, ''];
  return {
    width,
    height,
    at: (x, y) => {
      const at = (y * width + x) * 4;
      const color = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
      if (color !== last) [last, text] = [color, `#${data.toString('hex', at, at + 3)}`];
      return text;
    },
  };
}

export function bodies(scene: Scene): CellsItem[] {
  return scene.items.filter((item): item is CellsItem => item.kind === 'cells' && item.role === 'body');
}

/** Lists the device pixels from one px to another. */
export function devicePixels(from: number, to: number, pixelRatio: number): number[] {
  const [a, b] = [from * pixelRatio, to * pixelRatio].map(Math.round);
  return Array.from({ length: b - a }, (_, i) => a + i);
}
