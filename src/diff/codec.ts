/** Encodes numbers as text that compresses well. Each number is restored exactly, also NaN, infinities and −0. */
import { createHash } from 'node:crypto';

export type EncodedNumbers = { readonly text: string } | { readonly f32: string } | { readonly f64: string };

/** Decimal text compresses better than base64 up to this ratio of their lengths. */
const MAX_TEXT_RATIO = 1.6;

/**
 * Encodes short numbers as decimal text. Encodes other numbers as little-endian bytes in base64: 4 bytes for each number
 * if that is exact, otherwise 8.
 */
export function encodeNumbers(values: Float64Array): EncodedNumbers {
  const isFloat32 = values.every((value) => Object.is(Math.fround(value), value));
  const byteLength = values.length * (isFloat32 ? 4 : 8);
  const text = formatNumbers(values, byteLength * (4 / 3) * MAX_TEXT_RATIO);
  if (text !== null) return { text };
  const view = new DataView(new ArrayBuffer(byteLength));
  if (isFloat32) for (let i = 0; i < values.length; i++) view.setFloat32(4 * i, values[i], true);
  else for (let i = 0; i < values.length; i++) view.setFloat64(8 * i, values[i], true);
  const base64 = Buffer.from(view.buffer).toString('base64');
  return isFloat32 ? { f32: base64 } : { f64: base64 };
}

/** Decodes the result of `encodeNumbers`. Damaged text gives wrong numbers, but no exception. */
export function decodeNumbers(encoded: EncodedNumbers): Float64Array {
  if ('text' in encoded) {
    return encoded.text === '' ? new Float64Array(0) : Float64Array.from(encoded.text.split(' '), Number);
  }
  const [base64, size] = 'f32' in encoded ? ([encoded.f32, 4] as const) : ([encoded.f64, 8] as const);
  const buffer = Buffer.from(base64, 'base64');
  const values = new Float64Array(Math.floor(buffer.length / size));
  for (let i = 0; i < values.length; i++)
    values[i] = size === 4 ? buffer.readFloatLE(4 * i) : buffer.readDoubleLE(8 * i);
  return values;
}

const CHUNK_LENGTH = 8192;

/** Returns the SHA-256 hash of the numbers. All NaN are equal, and both zeros are equal, because they look the same. */
export function hashNumbers(values: Float64Array): string {
  const hash = createHash('sha256');
  const chunk = new DataView(new ArrayBuffer(8 * CHUNK_LENGTH));
  for (let start = 0; start < values.length; start += CHUNK_LENGTH) {
    const count = Math.min(CHUNK_LENGTH, values.length - start);
    for (let i = 0; i < count; i++) {
      const value = values[start + i];
      chunk.setFloat64(8 * i, value || (Number.isNaN(value) ? Number.NaN : 0), true);
    }
    hash.update(new Uint8Array(chunk.buffer, 0, 8 * count));
  }
  return hash.digest('hex');
}

/** Returns the SHA-256 hash of texts. */
export function hashTexts(texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex');
}

/** Returns the numbers as text, separated by spaces; null if the text would be longer than `maxLength`. */
function formatNumbers(values: Float64Array, maxLength: number): string | null {
  const texts: string[] = [];
  let length = -1;
  for (const value of values) {
    const text = Object.is(value, -0) ? '-0' : String(value);
    length += text.length + 1;
    if (length > maxLength) return null;
    texts.push(text);
  }
  return texts.join(' ');
}
