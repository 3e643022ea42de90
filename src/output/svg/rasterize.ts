import { bundledFontFiles } from '../../fonts/font-set.js';
import { MAX_PIXELS, type Pixels, unpremultiply } from '../pixels.js';
import { parseSvg } from '../resvg.js';

/** Pixels per px. */
const ZOOM = 2;

/** Rasterizes an SVG file; returns null for one that is too large, and throws for one that is not an SVG. */
export function rasterizeSvg(bytes: Uint8Array): Pixels | null {
  const svg = parseSvg(new TextDecoder().decode(bytes), {
    fitTo: { mode: 'zoom', value: ZOOM },
    font: { fontFiles: bundledFontFiles(), defaultFontFamily: 'Arimo' },
  });
  if (svg.width * svg.height * ZOOM ** 2 > MAX_PIXELS) return null;
  const { width, height, pixels } = svg.render();
  const data = Uint8Array.from(pixels);
  unpremultiply(data);
  return { width, height, data };
}
