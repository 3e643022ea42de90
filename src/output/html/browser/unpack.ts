/** Reads the numbers that `pack.ts` writes. */
import { MISSING_INTEGER, type PackedNumbers } from '../packed-numbers.js';

const SIZES = { uint8: 1, uint16: 2, int32: 4, float32: 4, float64: 8 };

export async function unpack({ type, divisor, length, bytes }: PackedNumbers): Promise<Float64Array> {
  const binary = atob(bytes);
  const deflated = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) deflated[i] = binary.charCodeAt(i);
  const stream = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const planes = new Uint8Array(await new Response(stream).arrayBuffer());
  const size = SIZES[type];
  const source = new Uint8Array(length * size);
  for (let byte = 0; byte < size; byte++) {
    for (let i = 0; i < length; i++) source[i * size + byte] = planes[byte * length + i];
  }
  const view = new DataView(source.buffer);
  const read = {
    uint8: (i: number) => view.getUint8(i),
    uint16: (i: number) => view.getUint16(2 * i, true),
    int32: (i: number) => view.getInt32(4 * i, true),
    float32: (i: number) => view.getFloat32(4 * i, true),
    float64: (i: number) => view.getFloat64(8 * i, true),
  }[type];
  const numbers = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const value = read(i);
    numbers[i] = type === 'int32' && value === MISSING_INTEGER ? Number.NaN : value / divisor;
  }
  return numbers;
}
