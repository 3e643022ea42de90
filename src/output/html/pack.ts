/** Lists of numbers as text, in the smallest form that keeps every number exactly. */
import { deflateSync } from 'fflate';
import { MISSING_INTEGER, NEGATIVE_ZERO_INTEGER, type PackedNumbers } from './packed-numbers.js';

const MAX_INTEGER = 2 ** 31 - 2;
const MAX_DECIMALS = 9;
/** Higher levels take longer, but save little. */
const DEFLATE_LEVEL = 6;
/** Browsers parse short texts faster, and show the figure before they have parsed all. A multiple of 4. */
const MAX_TEXT_LENGTH = 2 ** 16;

/** Appends the bytes of the numbers to `texts`. */
export function packNumbers(values: Float64Array, texts: string[]): PackedNumbers {
  for (let decimals = 0; decimals <= MAX_DECIMALS; decimals++) {
    const divisor = 10 ** decimals;
    const integers = toIntegers(values, divisor);
    if (integers) return pack('int32', integers, divisor, texts);
  }
  const isFloat32 = values.every((value) => Object.is(Math.fround(value), value));
  return isFloat32 ? pack('float32', Float32Array.from(values), 1, texts) : pack('float64', values, 1, texts);
}

/** Appends the bytes of the indices to `texts`. */
export function packIndices(indices: Uint16Array, texts: string[]): PackedNumbers {
  return indices.every((index) => index < 256)
    ? pack('uint8', Uint8Array.from(indices), 1, texts)
    : pack('uint16', indices, 1, texts);
}

/** Returns null if some value is not an integer divided by `divisor`. */
function toIntegers(values: Float64Array, divisor: number): Int32Array | null {
  const integers = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isNaN(value)) {
      integers[i] = MISSING_INTEGER;
      continue;
    }
    if (Object.is(value, -0)) {
      integers[i] = NEGATIVE_ZERO_INTEGER;
      continue;
    }
    const integer = Math.round(value * divisor);
    if (Math.abs(integer) > MAX_INTEGER || integer / divisor !== value) return null;
    integers[i] = integer;
  }
  return integers;
}

function pack(
  type: PackedNumbers['type'],
  numbers: Uint8Array | Uint16Array | Int32Array | Float32Array | Float64Array,
  divisor: number,
  texts: string[],
): PackedNumbers {
  const { length, BYTES_PER_ELEMENT: size } = numbers;
  const source = new DataView(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  const bytes = new Uint8Array(numbers.byteLength);
  const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
  for (let byte = 0; byte < size; byte++) {
    const offset = isLittleEndian ? byte : size - 1 - byte;
    for (let i = 0; i < length; i++) bytes[byte * length + i] = source.getUint8(i * size + offset);
  }
  const base64 = Buffer.from(deflateSync(bytes, { level: DEFLATE_LEVEL })).toString('base64');
  const start = texts.length;
  for (let i = 0; i < base64.length; i += MAX_TEXT_LENGTH) texts.push(base64.slice(i, i + MAX_TEXT_LENGTH));
  return { type, divisor, length, texts: [start, texts.length] };
}
