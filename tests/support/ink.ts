/** Measures black ink on a white page. */
import { Resvg } from '@resvg/resvg-js';
import { PNG } from 'pngjs';

/** The darkness of each pixel, row-major, from 0 to 1. */
export interface InkPixels {
  readonly width: number;
  readonly height: number;
  readonly ink: Float64Array;
}

export function toPixels(png: Uint8Array): InkPixels {
  const { width, height, data } = PNG.sync.read(Buffer.from(png));
  return {
    width,
    height,
    ink: Float64Array.from({ length: width * height }, (_, i) => 1 - data[4 * i] / 255),
  };
}

export function rasterizeWithResvg(svg: string, zoom: number): InkPixels {
  const options = { fitTo: { mode: 'zoom', value: zoom }, font: { loadSystemFonts: false } } as const;
  return toPixels(new Resvg(svg, options).render().asPng());
}

/** Returns the area of the ink and its extent, in pixels; a partly covered pixel counts in part. */
export function inkOf({ width, height, ink }: InkPixels) {
  let area = 0;
  const columns = new Float64Array(width);
  const rows = new Float64Array(height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = ink[y * width + x];
      area += value;
      columns[x] = Math.max(columns[x], value);
      rows[y] = Math.max(rows[y], value);
    }
  }
  const start = (values: Float64Array) => {
    const first = values.findIndex((value) => value > 0);
    return first + 1 - values[first];
  };
  const end = (values: Float64Array) => {
    const last = values.findLastIndex((value) => value > 0);
    return last + values[last];
  };
  return { area, left: start(columns), right: end(columns), top: start(rows), bottom: end(rows) };
}

/** Returns the largest difference in the darkness of a pixel. */
export function maxDifference(a: InkPixels, b: InkPixels): number {
  return a.ink.reduce((max, value, i) => Math.max(max, Math.abs(value - b.ink[i])), 0);
}
