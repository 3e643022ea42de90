import { deflateSync } from 'node:zlib';
import { channels, type Hex } from '../color/color.js';

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
const RGB = 2;
const INDEXED = 3;
const RGBA = 6;
/** Each row as its difference from the one above, which of the first is zero. */
const UP = 2;
/** Figures become hardly smaller by more, and it takes several times as long. */
const LEVEL = 3;

/** A picture that says how many dots it has to the inch, from its premultiplied pixels, which begin at a multiple of 4 bytes. */
export function encodePng(width: number, height: number, rgba: Uint8Array, dpi: number): Uint8Array {
  const opaque = opaqueRows(width, height, rgba);
  return assemble([
    header(width, height, opaque ? RGB : RGBA),
    resolution(dpi),
    ['IDAT', deflateSync(opaque ?? transparentRows(width, height, rgba), { level: LEVEL })],
  ]);
}

/**
 * The rows of the file without alpha, each as its difference from the one above, or null where a pixel is not opaque.
 * In figures, with their flat areas, nearly every pixel is as the one above it, and nothing is to be done.
 */
function opaqueRows(width: number, height: number, rgba: Uint8Array): Uint8Array | null {
  const stride = 4 * width;
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
  const rows = new Uint8Array((3 * width + 1) * height);
  for (let y = 0, at = 0, to = 0; y < height; y++) {
    rows[to++] = UP;
    for (let x = 0; x < width; x++, at++, to += 3) {
      if (y > 0 && pixels[at] === pixels[at - width]) continue;
      const from = 4 * at;
      if (rgba[from + 3] !== 255) return null;
      for (let c = 0; c < 3; c++) rows[to + c] = rgba[from + c] - (y > 0 ? rgba[from + c - stride] : 0);
    }
  }
  return rows;
}

/** The rows of the file with colours that are not premultiplied. */
function transparentRows(width: number, height: number, rgba: Uint8Array): Uint8Array {
  const rows = new Uint8Array((4 * width + 1) * height);
  for (let y = 0, from = 0, to = 0; y < height; y++) {
    to++;
    for (let x = 0; x < width; x++) {
      const alpha = rgba[from + 3];
      for (let c = 0; alpha > 0 && c < 3; c++)
        rows[to + c] = Math.min(255, Math.round((rgba[from + c] * 255) / alpha));
      rows[to + 3] = alpha;
      from += 4;
      to += 4;
    }
  }
  return rows;
}

/** How hard a picture is squeezed: for a file, or for who reads it there and then. */
export type Effort = 'small' | 'quick';

const LEVELS: Record<Effort, number> = { small: 6, quick: 0 };

/**
 * A picture of indices into a palette, an index beyond it being transparent. Up to 256 colours become the file's own
 * palette, more are written out.
 */
export function encodeIndexedPng(
  width: number,
  height: number,
  pixels: Uint16Array,
  palette: readonly Hex[],
  effort: Effort,
): Uint8Array {
  const level = LEVELS[effort];
  const isUsed = new Uint8Array(2 ** 16);
  for (let i = 0; i < pixels.length; i++) isUsed[pixels[i]] = 1;
  const used = Array.from(isUsed.keys()).filter((index) => isUsed[index]);
  const colors = used.map((index) => (index < palette.length ? channels(palette[index]) : null));
  if (used.length > 256) return encodeColors(width, height, pixels, used, colors, level);
  const compact = new Uint8Array(2 ** 16);
  used.forEach((index, i) => {
    compact[index] = i;
  });
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0, at = 0, out = 0; y < height; y++) {
    rows[out++] = 0;
    for (let x = 0; x < width; x++) rows[out++] = compact[pixels[at++]];
  }
  const alpha = Uint8Array.from(colors, (color) => (color ? 255 : 0));
  return assemble([
    header(width, height, INDEXED),
    ['PLTE', Uint8Array.from(colors.flatMap((color) => color ?? [0, 0, 0]))],
    ...(alpha.includes(0) ? [['tRNS', alpha] as const] : []),
    ['IDAT', deflateSync(rows, { level })],
  ]);
}

function encodeColors(
  width: number,
  height: number,
  pixels: Uint16Array,
  used: readonly number[],
  colors: readonly (readonly number[] | null)[],
  level: number,
): Uint8Array {
  const channelsOf = new Uint8Array(4 * 2 ** 16);
  used.forEach((index, i) => {
    const color = colors[i];
    if (color) channelsOf.set([...color, 255], 4 * index);
  });
  const rows = new Uint8Array((width * 4 + 1) * height);
  for (let y = 0, at = 0, out = 0; y < height; y++) {
    rows[out++] = 0;
    for (let x = 0; x < width; x++) {
      const from = 4 * pixels[at++];
      for (let c = 0; c < 4; c++) rows[out++] = channelsOf[from + c];
    }
  }
  return assemble([header(width, height, RGBA), ['IDAT', deflateSync(rows, { level })]]);
}

type Chunk = readonly [type: string, data: Uint8Array];

function header(width: number, height: number, colorType: number): Chunk {
  const data = new Uint8Array(13);
  const view = new DataView(data.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  data.set([8, colorType, 0, 0, 0], 8);
  return ['IHDR', data];
}

function resolution(dpi: number): Chunk {
  const data = new Uint8Array(9);
  const view = new DataView(data.buffer);
  const perMetre = Math.round(dpi / 0.0254);
  view.setUint32(0, perMetre);
  view.setUint32(4, perMetre);
  data[8] = 1;
  return ['pHYs', data];
}

function assemble(chunks: readonly Chunk[]): Uint8Array {
  const all: Chunk[] = [...chunks, ['IEND', new Uint8Array(0)]];
  const out = new Uint8Array(all.reduce((n, [, data]) => n + data.length + 12, SIGNATURE.length));
  const view = new DataView(out.buffer);
  out.set(SIGNATURE);
  let at = SIGNATURE.length;
  for (const [type, data] of all) {
    view.setUint32(at, data.length);
    for (let i = 0; i < 4; i++) out[at + 4 + i] = type.charCodeAt(i);
    out.set(data, at + 8);
    view.setUint32(at + 8 + data.length, crc32(out.subarray(at + 4, at + 8 + data.length)));
    at += data.length + 12;
  }
  return out;
}

let crcTable: Uint32Array | undefined;

/** Node has one of its own only since 20.15. */
function crc32(bytes: Uint8Array): number {
  crcTable ??= Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c;
  });
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = crcTable[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
