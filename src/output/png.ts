import { createRequire } from 'node:module';
import { fail } from '../diagnostics.js';
import { inDevicePixels } from '../scene/device.js';
import type { Scene } from '../scene/scene.js';
import type { FontSet } from '../text/fonts.js';
import { encodePng } from './png-encode.js';
import { writeSvg } from './svg.js';

/** Above this a raster picture would take gigabytes. */
const MOST_PIXELS = 100_000_000;

/** The scene as a PNG of width × pixelRatio by height × pixelRatio pixels. Needs no font: text is drawn as shapes. */
export function writePng(scene: Scene, fonts: FontSet): Uint8Array {
  const device: Scene = { ...inDevicePixels(scene), text: 'outline' };
  const { width, height } = device;
  if (width * height > MOST_PIXELS) {
    fail(
      'png-too-large',
      `the PNG would have ${width} × ${height} pixels, more than ${MOST_PIXELS / 1e6} million`,
      undefined,
      'use a smaller size, a lower size.dpi or a smaller --zoom, or write an SVG',
    );
  }
  const { Resvg } = createRequire(import.meta.url)('@resvg/resvg-js') as typeof import('@resvg/resvg-js');
  // A single mistyped option makes resvg drop them all and load the system's fonts.
  const image = new Resvg(writeSvg(device, fonts), { font: { loadSystemFonts: false } }).render();
  if (image.width !== width || image.height !== height)
    throw new Error(`rasterised ${image.width} × ${image.height}, expected ${width} × ${height}`);
  return encodePng(width, height, unpremultiplied(image.pixels), scene.dpi);
}

function unpremultiplied(rgba: Uint8Array): Uint8Array {
  for (let i = 0; i < rgba.length; i += 4) {
    const alpha = rgba[i + 3];
    if (alpha === 255 || alpha === 0) continue;
    for (let c = 0; c < 3; c++) rgba[i + c] = Math.min(255, Math.round((rgba[i + c] * 255) / alpha));
  }
  return rgba;
}
