import { type OutputFormat, WRITERS } from '../output/index.js';
import type { Pixels } from '../output/pixels.js';

/** Decodes a file to compare pictures. Returns null if it is damaged, empty or too large, or its format cannot be read. */
export function decodePixels(format: OutputFormat, bytes: Uint8Array): Pixels | null {
  try {
    const pixels = WRITERS[format].readPixels?.(bytes) ?? null;
    return pixels && clearTransparent(pixels);
  } catch {
    return null;
  }
}

/** Clears the colour of fully transparent pixels; returns null if the image is empty or incomplete. */
function clearTransparent({ width, height, data }: Pixels): Pixels | null {
  if (width < 1 || height < 1 || data.length !== 4 * width * height) return null;
  for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 0) data.fill(0, i, i + 3);
  return { width, height, data };
}
