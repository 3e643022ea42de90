import { fail, quote } from './diagnostics.js';
import { isMissing } from './table/missing.js';

/** The data type of an NPY array: how its cells are stored. */
export interface DType {
  /** The size of a cell in bytes, at least one. */
  readonly size: number;
  /**
   * Decodes all numbers in `bytes` into the start of `target`. The start of `bytes` must be aligned for a typed array
   * of this type. Null for strings.
   */
  readonly decode: ((bytes: Uint8Array, target: Float64Array) => void) | null;
  /** Whether the cells are doubles in the byte order of this machine. */
  readonly isNativeDouble: boolean;
  readonly isBoolean: boolean;
  /** Creates a reader for the cells in `bytes`, whose content may change between calls. */
  readonly createReader: (bytes: Uint8Array, context: CellContext) => CellReader;
}

export interface CellContext {
  /** The name of the file, for diagnostics. */
  readonly name: string;
  /** Strings that mean "missing" in addition to `MISSING`. */
  readonly missingValues?: readonly string[];
}

export interface CellReader {
  /**
   * Returns the value at `offset` of the bytes, which start at `start` of the file. Error: `npy-text` if it is not a valid
   * string.
   */
  readonly read: (offset: number, start: number) => number;
  /** For strings: the categories read so far, in order of first appearance. The values are indices into them. */
  readonly categories: readonly string[] | null;
}

type ReadNumber = (view: DataView, offset: number, isLittleEndian: boolean) => number;

const NUMBER_READERS: Readonly<Record<string, ReadNumber>> = {
  b1: (view, offset) => (view.getUint8(offset) === 0 ? 0 : 1),
  i1: (view, offset) => view.getInt8(offset),
  i2: (view, offset, isLittleEndian) => view.getInt16(offset, isLittleEndian),
  i4: (view, offset, isLittleEndian) => view.getInt32(offset, isLittleEndian),
  i8: (view, offset, isLittleEndian) => Number(view.getBigInt64(offset, isLittleEndian)),
  u1: (view, offset) => view.getUint8(offset),
  u2: (view, offset, isLittleEndian) => view.getUint16(offset, isLittleEndian),
  u4: (view, offset, isLittleEndian) => view.getUint32(offset, isLittleEndian),
  u8: (view, offset, isLittleEndian) => Number(view.getBigUint64(offset, isLittleEndian)),
  f2: (view, offset, isLittleEndian) => decodeHalf(view.getUint16(offset, isLittleEndian)),
  f4: (view, offset, isLittleEndian) => view.getFloat32(offset, isLittleEndian),
  f8: (view, offset, isLittleEndian) => view.getFloat64(offset, isLittleEndian),
};

/** The typed array of each number type whose little-endian form a typed array can read. */
const TYPED_ARRAYS = {
  i1: Int8Array,
  i2: Int16Array,
  i4: Int32Array,
  u1: Uint8Array,
  u2: Uint16Array,
  u4: Uint32Array,
  f4: Float32Array,
  f8: Float64Array,
} as const;

function hasTypedArray(code: string): code is keyof typeof TYPED_ARRAYS {
  return Object.hasOwn(TYPED_ARRAYS, code);
}

const IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function decodeAs(TypedArray: (typeof TYPED_ARRAYS)[keyof typeof TYPED_ARRAYS]): DType['decode'] {
  return ({ buffer, byteOffset, length }, target) =>
    target.set(new TypedArray(buffer as ArrayBuffer, byteOffset, length / TypedArray.BYTES_PER_ELEMENT));
}

/**
 * Parses a numpy type string: an optional byte order, a letter, and the size in bytes (for U: in characters of four
 * bytes). The byte order is big for ">", otherwise little.
 *
 * Errors, each with a hint: `npy-object`, `npy-complex`, `npy-type` (all other types).
 */
export function parseDType(descr: string, file: string): DType {
  const isLittleEndian = !descr.startsWith('>');
  const code = descr.replace(/^[<>=|]/, '');
  if (Object.hasOwn(NUMBER_READERS, code)) {
    const readNumber = NUMBER_READERS[code];
    const size = Number(code[1]);
    const isNative = isLittleEndian && IS_LITTLE_ENDIAN;
    return {
      size,
      isNativeDouble: isNative && code === 'f8',
      isBoolean: code === 'b1',
      decode:
        isNative && hasTypedArray(code)
          ? decodeAs(TYPED_ARRAYS[code])
          : (bytes, target) => {
              const view = viewOf(bytes);
              for (let i = 0; i * size < bytes.length; i++) {
                target[i] = readNumber(view, i * size, isLittleEndian);
              }
            },
      createReader: (bytes) => {
        const view = viewOf(bytes);
        return { read: (offset) => readNumber(view, offset, isLittleEndian), categories: null };
      },
    };
  }
  const stringType = /^([US])([1-9]\d{0,6})$/.exec(code);
  if (!stringType) return failUnsupported(descr, code, file);
  const length = Number(stringType[2]);
  const size = stringType[1] === 'U' ? length * 4 : length;
  return {
    size,
    decode: null,
    isNativeDouble: false,
    isBoolean: false,
    createReader: (bytes, context) => {
      const view = viewOf(bytes);
      const readString =
        stringType[1] === 'U' ? ucs4Reader(view, length, isLittleEndian) : utf8Reader(bytes, size);
      return categoryReader(readString, context);
    },
  };
}

function failUnsupported(descr: string, code: string, file: string): never {
  const place = { file };
  const letter = code[0];
  const type = quote(descr);
  if (letter === 'O') {
    fail(
      'npy-object',
      'the array contains pickled Python objects, which are never read because they can run any code',
      place,
      'save numbers: np.save(path, arr.astype(float))',
    );
  }
  if (letter === 'c') {
    fail(
      'npy-complex',
      `the values are complex numbers (${type}), but a cell shows one real number`,
      place,
      'save real numbers: np.abs(arr), np.angle(arr), arr.real or arr.imag',
    );
  }
  const supported = 'f2 f4 f8, i1 i2 i4 i8, u1 u2 u4 u8, b1, U and S';
  const hint =
    letter === 'V'
      ? 'numpy saves foreign types such as bfloat16 as raw bytes; save arr.astype("float32")'
      : letter === 'M' || letter === 'm'
        ? 'save dates as strings, arr.astype(str), or as numbers, arr.astype(float)'
        : 'save arr.astype(float)';
  fail(
    'npy-type',
    `the values have the unsupported type ${type}; the supported types are ${supported}`,
    place,
    hint,
  );
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Returns the value of an IEEE 754 half-precision number. */
function decodeHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 1023) / 1024;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -14 : sign * (1 + fraction) * 2 ** (exponent - 15);
}

/** Returns the string at a byte offset, or null if it is invalid. */
type ReadString = (offset: number) => string | null;

function categoryReader(readString: ReadString, { name, missingValues }: CellContext): CellReader {
  const categories: string[] = [];
  const indices = new Map<string, number>();
  const read = (offset: number, start: number) => {
    const category =
      readString(offset) ??
      fail('npy-text', `the string at byte ${start + offset} is not valid Unicode`, { file: name });
    if (isMissing(category, missingValues)) return Number.NaN;
    const index = indices.get(category);
    if (index !== undefined) return index;
    indices.set(category, categories.length);
    return categories.push(category) - 1;
  };
  return { read, categories };
}

/** Reads strings of four-byte code points, padded with NUL. */
function ucs4Reader(view: DataView, length: number, isLittleEndian: boolean): ReadString {
  return (offset) => {
    let end = offset + 4 * length;
    while (end > offset && view.getUint32(end - 4, isLittleEndian) === 0) end -= 4;
    let text = '';
    for (let pos = offset; pos < end; pos += 4) {
      const codePoint = view.getUint32(pos, isLittleEndian);
      if (codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) return null;
      text += String.fromCodePoint(codePoint);
    }
    return text;
  };
}

/** Reads strings in UTF-8, padded with NUL. */
function utf8Reader(bytes: Uint8Array, size: number): ReadString {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return (offset) => {
    let end = offset + size;
    while (end > offset && bytes[end - 1] === 0) end--;
    try {
      return decoder.decode(bytes.subarray(offset, end));
    } catch {
      return null;
    }
  };
}
