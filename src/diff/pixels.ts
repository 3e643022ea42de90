/** The files of figures as pixels, those of others too. What is needed for it is loaded when it is first asked for. */
import { createRequire } from 'node:module';
import { bundledFontFiles } from '../fonts/fonts.js';
import type { OutputFormat } from '../output/index.js';

/** RGBA, not premultiplied; what is wholly transparent is 0. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** `bytes` as pixels, an SVG with 2 of them to the px; null if it is damaged, empty or too large to be looked at. */
export function pixelsOf(format: OutputFormat, bytes: Uint8Array): Pixels | null {
  try {
    const pixels = format === 'png' ? pngPixels(bytes) : svgPixels(bytes);
    return pixels && normalized(pixels);
  } catch {
    return null;
  }
}

/** As many as a PNG of this program has at most. */
const MOST_PIXELS = 100_000_000;
const SVG_ZOOM = 2;

/** A package, when it is first needed. */
function load<T>(name: string): T {
  return createRequire(import.meta.url)(name);
}

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];

function pngPixels(bytes: Uint8Array): Pixels | null {
  // Its size is in a chunk that has to be the first, so it is known before any memory is taken.
  if (bytes.length < 33 || SIGNATURE.some((byte, i) => bytes[i] !== byte)) return null;
  const header = new DataView(bytes.buffer, bytes.byteOffset);
  if (header.getUint32(16) * header.getUint32(20) > MOST_PIXELS) return null;
  const { PNG } = load<typeof import('pngjs')>('pngjs');
  return PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
}

function svgPixels(bytes: Uint8Array): Pixels | null {
  const { Resvg } = load<typeof import('@resvg/resvg-js')>('@resvg/resvg-js');
  const svg = new Resvg(new TextDecoder().decode(bytes), {
    fitTo: { mode: 'zoom', value: SVG_ZOOM },
    font: { loadSystemFonts: false, fontFiles: bundledFontFiles(), defaultFontFamily: 'Arimo' },
  });
  if (svg.width * svg.height * SVG_ZOOM ** 2 > MOST_PIXELS) return null;
  const { width, height, pixels } = svg.render();
  return { width, height, data: straight(pixels) };
}

/** Premultiplied colours as they are. */
function straight(pixels: Uint8Array): Uint8Array {
  const out = Uint8Array.from(pixels);
  for (let i = 0; i < out.length; i += 4) {
    const alpha = out[i + 3];
    if (alpha === 255 || alpha === 0) continue;
    for (let c = i; c < i + 3; c++) out[c] = Math.min(255, Math.round((out[c] * 255) / alpha));
  }
  return out;
}

function normalized({ width, height, data }: Pixels): Pixels | null {
  if (width < 1 || height < 1 || data.length !== 4 * width * height) return null;
  for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 0) data.fill(0, i, i + 3);
  return { width, height, data };
}
