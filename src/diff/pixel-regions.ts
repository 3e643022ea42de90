/** Where the pixels of two pictures differ: their number, and boxes around those that are close to each other. */
import type { Pixels } from '../output/pixels.js';
import type { Box } from '../scene/box.js';
import { isSamePixel } from './compare.js';

export interface PixelRegions {
  /** The number of pixels that differ, and the number of all pixels. */
  readonly changed: number;
  readonly total: number;
  /** Boxes around changed pixels, most pixels first, in pixels from the left and the top. Right and bottom are outside. */
  readonly boxes: readonly Box[];
}

/** The side of the squares whose neighbours are joined to one box. */
const TILE = 16;

/**
 * The tolerance of pictures that were rasterized by different programs: a channel of a pixel may be so much outside of the
 * range that the other picture has in the pixel and its neighbours. Edges of letters differ by less.
 */
const EDGE_TOLERANCE = 64;
/** Regions with fewer pixels are smoothed edges as well. */
const MIN_EDGE_PIXELS = 48;

/**
 * Compares pictures on white, aligned at their top left corners. Pixels outside of one of them differ. With `ignoresEdges`,
 * edges may be smoothed differently.
 */
export function findPixelRegions(a: Pixels, b: Pixels, ignoresEdges: boolean): PixelRegions {
  const areEqual = ignoresEdges
    ? (x: number, y: number) => isNear(a, b, x, y) && isNear(b, a, x, y)
    : (x: number, y: number) => isSamePixel(a, b, x, y);
  const [width, height] = [Math.max(a.width, b.width), Math.max(a.height, b.height)];
  const columns = Math.ceil(width / TILE);
  const tiles = new Map<number, Tile>();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (areEqual(x, y)) continue;
      const key = Math.floor(y / TILE) * columns + Math.floor(x / TILE);
      const tile = tiles.get(key);
      tiles.set(key, tile ? { box: extend(tile.box, x, y), count: tile.count + 1 } : newTile(x, y));
    }
  }
  const minCount = ignoresEdges ? MIN_EDGE_PIXELS : 1;
  const regions = joinTiles(tiles, columns)
    .filter(({ count }) => count >= minCount)
    .sort((one, other) => other.count - one.count);
  return {
    changed: regions.reduce((sum, { count }) => sum + count, 0),
    total: width * height,
    boxes: regions.map(({ box }) => box),
  };
}

interface Tile {
  readonly box: Box;
  readonly count: number;
}

function newTile(x: number, y: number): Tile {
  return { box: { left: x, right: x + 1, top: y, bottom: y + 1 }, count: 1 };
}

function extend({ left, right, top, bottom }: Box, x: number, y: number): Box {
  return {
    left: Math.min(left, x),
    right: Math.max(right, x + 1),
    top: Math.min(top, y),
    bottom: Math.max(bottom, y + 1),
  };
}

/** Joins neighbouring tiles, also across corners. */
function joinTiles(tiles: ReadonlyMap<number, Tile>, columns: number): Tile[] {
  const regions: Tile[] = [];
  const open = new Set(tiles.keys());
  for (const start of tiles.keys()) {
    if (!open.delete(start)) continue;
    let { box, count } = tiles.get(start) as Tile;
    const queue = [start];
    for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
      for (const near of neighbours(key, columns)) {
        if (!open.delete(near)) continue;
        const tile = tiles.get(near) as Tile;
        box = extend(extend(box, tile.box.left, tile.box.top), tile.box.right - 1, tile.box.bottom - 1);
        count += tile.count;
        queue.push(near);
      }
    }
    regions.push({ box, count });
  }
  return regions;
}

function neighbours(key: number, columns: number): number[] {
  const column = key % columns;
  const steps = [...(column > 0 ? [-1] : []), 0, ...(column < columns - 1 ? [1] : [])];
  return steps.flatMap((step) => [key + step - columns, key + step, key + step + columns]);
}

/** Whether a pixel of `a` has a colour between those of the same pixel of `b` and its neighbours. */
function isNear(a: Pixels, b: Pixels, x: number, y: number): boolean {
  if (x >= a.width || x >= b.width || y >= a.height || y >= b.height) return false;
  for (let c = 0; c < 3; c++) {
    const value = onWhite(a, x, y, c);
    let [low, high] = [255, 0];
    for (let v = Math.max(0, y - 1); v <= Math.min(b.height - 1, y + 1); v++) {
      for (let u = Math.max(0, x - 1); u <= Math.min(b.width - 1, x + 1); u++) {
        const near = onWhite(b, u, v, c);
        if (near < low) low = near;
        if (near > high) high = near;
      }
    }
    if (value < low - EDGE_TOLERANCE || value > high + EDGE_TOLERANCE) return false;
  }
  return true;
}

/** Returns a channel of a pixel on a white background. */
function onWhite({ width, data }: Pixels, x: number, y: number, channel: number): number {
  const i = 4 * (y * width + x);
  return 255 + ((data[i + channel] - 255) * data[i + 3]) / 255;
}

/** Returns a picture with `width` × `height` pixels, each the mean of those that it covers. */
export function resample(picture: Pixels, width: number, height: number): Pixels {
  if (picture.width === width && picture.height === height) return picture;
  const data = new Uint8Array(4 * width * height);
  const xs = spans(picture.width, width);
  const ys = spans(picture.height, height);
  const sums = new Float64Array(4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      sums.fill(0);
      for (let v = ys[y]; v < Math.max(ys[y] + 1, ys[y + 1]); v++) {
        for (let u = xs[x]; u < Math.max(xs[x] + 1, xs[x + 1]); u++) {
          const i = 4 * (v * picture.width + u);
          const alpha = picture.data[i + 3];
          for (let c = 0; c < 3; c++) sums[c] += picture.data[i + c] * alpha;
          sums[3] += alpha;
        }
      }
      const count = Math.max(1, xs[x + 1] - xs[x]) * Math.max(1, ys[y + 1] - ys[y]);
      const at = 4 * (y * width + x);
      for (let c = 0; c < 3; c++) data[at + c] = sums[3] > 0 ? Math.round(sums[c] / sums[3]) : 0;
      data[at + 3] = Math.round(sums[3] / count);
    }
  }
  return { width, height, data };
}

/** Returns the first pixel of each of `count` parts of `size` pixels, and the end. */
function spans(size: number, count: number): Int32Array {
  return Int32Array.from({ length: count + 1 }, (_, i) => Math.floor((i * size) / count));
}
