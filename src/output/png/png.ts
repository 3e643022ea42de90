import { fail } from '../../diagnostics.js';
import type { FontSet } from '../../fonts/fonts.js';
import { inDevicePixels } from '../../scene/device.js';
import type { Scene } from '../../scene/scene.js';
import { encodePng } from './encode.js';
import { paint } from './paint.js';

/** Above this a raster picture would take gigabytes. */
const MOST_PIXELS = 100_000_000;

/** The pixels of the last figure: in a batch most are of one size, and fresh memory takes longer to get than to paint. */
let spare: Uint8Array | null = null;
const MOST_SPARE = 2 ** 24;

/** The scene as a PNG of width × pixelRatio by height × pixelRatio pixels. */
export function writePng(scene: Scene, fonts: FontSet): Uint8Array {
  const device = inDevicePixels(scene);
  const { width, height } = device;
  if (width * height > MOST_PIXELS) {
    fail(
      'png-too-large',
      `the PNG would have ${width} × ${height} pixels, more than ${MOST_PIXELS / 1e6} million`,
      undefined,
      'use a smaller size, a lower size.dpi or a smaller --zoom, or write an SVG',
    );
  }
  const canvas = paint(device, fonts, spare);
  const png = encodePng(canvas, scene.dpi);
  spare = canvas.rows.length <= MOST_SPARE ? canvas.rows : null;
  return png;
}
