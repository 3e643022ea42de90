/** Numbers as text that compresses well, every one of them exact: NaN, infinities and −0 too. */
import { createHash } from 'node:crypto';

export type Packed = { readonly text: string } | { readonly f32: string } | { readonly f64: string };

/** Up to this length for each character of base64, digits deflate to less than it. */
const DIGITS = 1.6;

/** Short numbers as digits; others as their bytes, little-endian, in base64: four each where that is exact, else eight. */
export function packed(values: Float64Array): Packed {
  const single = values.every((value) => Object.is(Math.fround(value), value));
  const bytes = values.length * (single ? 4 : 8);
  const text = digits(values, bytes * (4 / 3) * DIGITS);
  if (text !== null) return { text };
  const view = new DataView(new ArrayBuffer(bytes));
  if (single) for (let i = 0; i < values.length; i++) view.setFloat32(4 * i, values[i], true);
  else for (let i = 0; i < values.length; i++) view.setFloat64(8 * i, values[i], true);
  const base64 = Buffer.from(view.buffer).toString('base64');
  return single ? { f32: base64 } : { f64: base64 };
}

/** The numbers that `packed` was made of; of text that is no such thing, anything but an error. */
export function unpacked(packed: Packed): Float64Array {
  if ('text' in packed) {
    return packed.text === '' ? new Float64Array(0) : Float64Array.from(packed.text.split(' '), Number);
  }
  const [bytes, size] = 'f32' in packed ? ([packed.f32, 4] as const) : ([packed.f64, 8] as const);
  const buffer = Buffer.from(bytes, 'base64');
  const out = new Float64Array(Math.floor(buffer.length / size));
  for (let i = 0; i < out.length; i++)
    out[i] = size === 4 ? buffer.readFloatLE(4 * i) : buffer.readDoubleLE(8 * i);
  return out;
}

/** The hash of numbers, one for all NaN and one for both zeros: what looks the same has the same. */
export function hashOfValues(values: Float64Array): string {
  const hash = createHash('sha256');
  const part = new DataView(new ArrayBuffer(8 * 8192));
  for (let from = 0; from < values.length; from += 8192) {
    const count = Math.min(8192, values.length - from);
    for (let i = 0; i < count; i++)
      part.setFloat64(8 * i, values[from + i] || (Number.isNaN(values[from + i]) ? Number.NaN : 0), true);
    hash.update(new Uint8Array(part.buffer, 0, 8 * count));
  }
  return hash.digest('hex');
}

/** The numbers as text between spaces, null if it would be longer than `most`. */
function digits(values: Float64Array, most: number): string | null {
  const parts: string[] = [];
  let length = -1;
  for (let i = 0; i < values.length; i++) {
    const part = Object.is(values[i], -0) ? '-0' : String(values[i]);
    length += part.length + 1;
    if (length > most) return null;
    parts.push(part);
  }
  return parts.join(' ');
}
