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
  return {
    width,
    height,
    at: (x, y) => `#${data.toString('hex', (y * width + x) * 4, (y * width + x) * 4 + 3)}`,
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
