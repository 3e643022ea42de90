/** Reads the numbers that `pack.ts` writes. */
import { MISSING_INTEGER, NEGATIVE_ZERO_INTEGER, type PackedNumbers } from '../packed-numbers.js';

export type Numbers = Uint8Array | Uint16Array | Float32Array | Float64Array;

const ARRAYS = {
  uint8: Uint8Array,
  uint16: Uint16Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
};

export async function unpack(
  { type, divisor, length, texts: [start, end] }: PackedNumbers,
  texts: readonly string[],
): Promise<Numbers> {
  const planes = await inflate(texts.slice(start, end));
  // Browsers exist only for little-endian processors.
  const numbers = new ARRAYS[type](length);
  const bytes = new Uint8Array(numbers.buffer);
  const size = numbers.BYTES_PER_ELEMENT;
  for (let byte = 0; byte < size; byte++) {
    const plane = planes.subarray(byte * length, (byte + 1) * length);
    for (let i = 0; i < length; i++) bytes[i * size + byte] = plane[i];
  }
  return numbers instanceof Int32Array ? divide(numbers, divisor) : numbers;
}

async function inflate(texts: readonly string[]): Promise<Uint8Array> {
  const left = texts.values();
  const deflated = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const { value, done } = left.next();
      if (done) controller.close();
      else controller.enqueue(decode(value));
    },
  });
  const stream = deflated.pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

function divide(integers: Int32Array, divisor: number): Float64Array {
  const numbers = new Float64Array(integers.length);
  for (let i = 0; i < numbers.length; i++) {
    const integer = integers[i];
    if (integer === MISSING_INTEGER) numbers[i] = Number.NaN;
    else numbers[i] = integer === NEGATIVE_ZERO_INTEGER ? -0 : integer / divisor;
  }
  return numbers;
}
