import { crc32, deflate, deflateSync } from 'node:zlib';
import { type Hex, hexToRgb } from '../../color/color.js';
import { fail } from '../../diagnostics.js';
import { unpremultiply } from '../pixels.js';
import type { Canvas } from './canvas.js';
import { PNG_SIGNATURE } from './signature.js';

const RGB = 2;
const INDEXED = 3;
const RGBA = 6;
/** Higher levels take several times as long and save little. */
const DEFLATE_LEVEL = 3;
/** Bytes. */
const MIN_CHUNK_SIZE = 2 ** 16;

/** The filter type of a scanline that holds differences from the one above. */
const FILTER_UP = 2;
/** Bytes. Wider scanlines are filtered, because deflate looks back only 32 KiB. */
const MIN_FILTERED_STRIDE = 2 ** 13;

/**
 * Encodes a canvas as a PNG that states its resolution; the canvas cannot be used afterwards. Narrow scanlines are not
 * filtered: most repeat the one above, so filtering would take time and save little.
 */
export function encodePng(canvas: Canvas, dpi: number, chunks: readonly PngChunk[] = []): Uint8Array {
  prepareScanlines(canvas);
  return joinCanvas(canvas, dpi, chunks, deflateSync(canvas.scanlines, { level: DEFLATE_LEVEL }));
}

/** Returns the same bytes as `encodePng`, but deflates in a thread of Node. Errors: `not-compressed`. */
export async function encodePngInBackground(
  canvas: Canvas,
  dpi: number,
  chunks: readonly PngChunk[],
): Promise<Uint8Array> {
  prepareScanlines(canvas);
  const { scanlines } = canvas;
  // After each chunk zlib waits for the event loop, which is busy with the next figure. Most figures fit in one chunk.
  const chunkSize = Math.max(MIN_CHUNK_SIZE, scanlines.length >> 3);
  const options = { level: DEFLATE_LEVEL, chunkSize };
  const pixels = await new Promise<Uint8Array>((resolve, reject) => {
    deflate(scanlines, options, (error, result) => (error ? reject(error) : resolve(result)));
  }).catch(({ message }: Error) =>
    fail('not-compressed', `the pixels of the PNG could not be compressed: ${message}`),
  );
  return joinCanvas(canvas, dpi, chunks, pixels);
}

function prepareScanlines(canvas: Canvas): void {
  const { height, bytesPerPixel, stride, scanlines } = canvas;
  if (bytesPerPixel === 4)
    for (let y = 0; y < height; y++) unpremultiply(scanlines, y * stride + 1, (y + 1) * stride);
  if (stride > MIN_FILTERED_STRIDE) filterScanlines(canvas);
}

function joinCanvas(
  { width, height, bytesPerPixel }: Canvas,
  dpi: number,
  chunks: readonly PngChunk[],
  deflated: Uint8Array,
): Uint8Array {
  return joinChunks([
    headerChunk(width, height, bytesPerPixel === 3 ? RGB : RGBA),
    resolutionChunk(dpi),
    ...chunks,
    ['IDAT', deflated],
  ]);
}

/** Filters scanlines that mostly repeat the one above. In others, colours repeat more often than differences do. */
function filterScanlines({ scanlines, stride }: Canvas): void {
  for (let start = scanlines.length - stride; start > 0; start -= stride) {
    let changed = 0;
    for (let i = start; i < start + stride; i++) if (scanlines[i] !== scanlines[i - stride]) changed++;
    if (changed > stride / 2) continue;
    for (let i = start + 1; i < start + stride; i++) scanlines[i] -= scanlines[i - stride];
    scanlines[start] = FILTER_UP;
  }
}

/**
 * Encodes pixels given as indices into a palette; an index outside of the palette is transparent. Up to 256 colours
 * are written as the file's palette, more as RGBA.
 */
export function encodeIndexedPng(
  width: number,
  height: number,
  pixels: Uint16Array,
  palette: readonly Hex[],
): Uint8Array {
  const isUsed = new Uint8Array(2 ** 16);
  for (let i = 0; i < pixels.length; i++) isUsed[pixels[i]] = 1;
  const used = Array.from(isUsed.keys()).filter((index) => isUsed[index]);
  const colors = used.map((index) => (index < palette.length ? hexToRgb(palette[index]) : null));
  if (used.length > 256) return encodeRgba(width, height, pixels, used, colors);
  const paletteIndex = new Uint8Array(2 ** 16);
  used.forEach((index, i) => {
    paletteIndex[index] = i;
  });
  const scanlines = new Uint8Array((width + 1) * height);
  for (let y = 0, i = 0, offset = 0; y < height; y++) {
    scanlines[offset++] = 0;
    for (let x = 0; x < width; x++) scanlines[offset++] = paletteIndex[pixels[i++]];
  }
  const alpha = Uint8Array.from(colors, (color) => (color ? 255 : 0));
  return joinChunks([
    headerChunk(width, height, INDEXED),
    ['PLTE', Uint8Array.from(colors.flatMap((color) => color ?? [0, 0, 0]))],
    ...(alpha.includes(0) ? [['tRNS', alpha] as const] : []),
    ['IDAT', deflateSync(scanlines)],
  ]);
}

function encodeRgba(
  width: number,
  height: number,
  pixels: Uint16Array,
  used: readonly number[],
  colors: readonly (readonly number[] | null)[],
): Uint8Array {
  const rgbaByIndex = new Uint8Array(4 * 2 ** 16);
  used.forEach((index, i) => {
    const color = colors[i];
    if (color) rgbaByIndex.set([...color, 255], 4 * index);
  });
  const scanlines = new Uint8Array((width * 4 + 1) * height);
  for (let y = 0, i = 0, offset = 0; y < height; y++) {
    scanlines[offset++] = 0;
    for (let x = 0; x < width; x++) {
      const start = 4 * pixels[i++];
      for (let c = 0; c < 4; c++) scanlines[offset++] = rgbaByIndex[start + c];
    }
  }
  return joinChunks([headerChunk(width, height, RGBA), ['IDAT', deflateSync(scanlines)]]);
}

/** A chunk of a file, which need not be one that this module makes. */
export type PngChunk = readonly [type: string, data: Uint8Array];

function headerChunk(width: number, height: number, colorType: number): PngChunk {
  const data = new Uint8Array(13);
  const view = new DataView(data.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  data.set([8, colorType, 0, 0, 0], 8);
  return ['IHDR', data];
}

function resolutionChunk(dpi: number): PngChunk {
  const data = new Uint8Array(9);
  const view = new DataView(data.buffer);
  const perMetre = Math.round(dpi / 0.0254);
  view.setUint32(0, perMetre);
  view.setUint32(4, perMetre);
  data[8] = 1;
  return ['pHYs', data];
}

function joinChunks(chunks: readonly PngChunk[]): Uint8Array {
  const all: PngChunk[] = [...chunks, ['IEND', new Uint8Array(0)]];
  const out = new Uint8Array(all.reduce((size, [, data]) => size + data.length + 12, PNG_SIGNATURE.length));
  const view = new DataView(out.buffer);
  out.set(PNG_SIGNATURE);
  let offset = PNG_SIGNATURE.length;
  for (const [type, data] of all) {
    view.setUint32(offset, data.length);
    for (let i = 0; i < 4; i++) out[offset + 4 + i] = type.charCodeAt(i);
    out.set(data, offset + 8);
    view.setUint32(offset + 8 + data.length, crc32(out.subarray(offset + 4, offset + 8 + data.length)));
    offset += data.length + 12;
  }
  return out;
}
