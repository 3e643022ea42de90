import { crc32, deflateSync } from 'node:zlib';
import { channels, type Hex } from '../../color/color.js';
import type { Canvas } from './canvas.js';

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
const RGB = 2;
const INDEXED = 3;
const RGBA = 6;
/** Figures become little smaller by more, and it takes several times as long. */
const LEVEL = 3;

/** A row as its difference from the one above. */
const UP = 2;
/** Bytes of a row. */
const WIDE = 2 ** 13;

/**
 * A picture that says how many dots it has to the inch; the canvas is none afterwards. Rows are written as they are, which
 * takes no time and, as each mostly repeats the one above, little more room; but deflate does not look back very far.
 */
export function encodePng(canvas: Canvas, dpi: number): Uint8Array {
  const { width, height, depth, stride, rows } = canvas;
  if (depth === 4) straighten(canvas);
  if (stride > WIDE) filter(canvas);
  return assemble([
    header(width, height, depth === 3 ? RGB : RGBA),
    resolution(dpi),
    ['IDAT', deflateSync(rows, { level: LEVEL })],
  ]);
}

/** Turns rows into differences where most of a row is as the one above; in noise colours repeat more than differences do. */
function filter({ rows, stride }: Canvas): void {
  for (let row = rows.length - stride; row > 0; row -= stride) {
    let changed = 0;
    for (let at = row; at < row + stride; at++) if (rows[at] !== rows[at - stride]) changed++;
    if (changed > stride / 2) continue;
    for (let at = row + 1; at < row + stride; at++) rows[at] -= rows[at - stride];
    rows[row] = UP;
  }
}

/** Makes premultiplied colours plain. */
function straighten({ width, height, rows, stride }: Canvas): void {
  for (let y = 0; y < height; y++) {
    for (let at = y * stride + 1; at <= y * stride + 4 * width; at += 4) {
      const alpha = rows[at + 3];
      if (alpha === 0 || alpha === 255) continue;
      for (let c = at; c < at + 3; c++) rows[c] = Math.min(255, Math.round((rows[c] * 255) / alpha));
    }
  }
}

/**
 * A picture of indices into a palette, an index beyond it being transparent. Up to 256 colours become the file's own
 * palette, more are written out.
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
  const colors = used.map((index) => (index < palette.length ? channels(palette[index]) : null));
  if (used.length > 256) return encodeColors(width, height, pixels, used, colors);
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
    ['IDAT', deflateSync(rows)],
  ]);
}

function encodeColors(
  width: number,
  height: number,
  pixels: Uint16Array,
  used: readonly number[],
  colors: readonly (readonly number[] | null)[],
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
  return assemble([header(width, height, RGBA), ['IDAT', deflateSync(rows)]]);
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
