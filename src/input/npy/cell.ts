import { fail } from '../../diagnostics.js';
import { isMissing } from '../../table/missing.js';

/** How a cell of an NPY array is stored. */
export interface CellType {
  /** Bytes a cell, at least one. */
  readonly size: number;
  /**
   * Decodes as many numbers as `bytes` hold into the beginning of `into`. `bytes` begin where an array of such numbers
   * may begin in memory. Null for texts.
   */
  readonly decode: ((bytes: Uint8Array, into: Float64Array) => void) | null;
  /** Whether cells are doubles as this machine has them. */
  readonly isDouble: boolean;
  /** Begins to read the array in `bytes`. */
  readonly reader: (bytes: Uint8Array, context: CellContext) => CellReader;
}

export interface CellContext {
  /** The file's name, for diagnostics. */
  readonly name: string;
  /** The texts that are missing, besides the usual ones. */
  readonly missingValues?: readonly string[];
}

export interface CellReader {
  /** The value at a byte offset; throws `npy-text` where no text can be read. */
  readonly read: (offset: number) => number;
  /** For text: what the values read so far are indices into, in order of first appearance. */
  readonly words: readonly string[] | null;
}

type ReadNumber = (view: DataView, offset: number, little: boolean) => number;

const NUMBERS: Readonly<Record<string, ReadNumber>> = {
  b1: (view, at) => (view.getUint8(at) === 0 ? 0 : 1),
  i1: (view, at) => view.getInt8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  u1: (view, at) => view.getUint8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  f2: (view, at, little) => half(view.getUint16(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
};

/** Numbers that lie in a file as they do in this machine's memory. */
const ARRAYS = {
  i1: Int8Array,
  i2: Int16Array,
  i4: Int32Array,
  u1: Uint8Array,
  u2: Uint16Array,
  u4: Uint32Array,
  f4: Float32Array,
  f8: Float64Array,
} as const;

function isArrayCode(code: string): code is keyof typeof ARRAYS {
  return Object.hasOwn(ARRAYS, code);
}

const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function decodeAs(Numbers: (typeof ARRAYS)[keyof typeof ARRAYS]): CellType['decode'] {
  return ({ buffer, byteOffset, length }, into) =>
    into.set(new Numbers(buffer as ArrayBuffer, byteOffset, length / Numbers.BYTES_PER_ELEMENT));
}

/**
 * The type numpy calls `descr`: an optional byte order ("<" little, ">" big, else this machine's, taken to be
 * little), a letter and a number of bytes (of U: characters of four bytes).
 *
 * Errors, each with a way out: `npy-object`, `npy-complex`, `npy-type` (all other types).
 */
export function cellType(descr: string, file: string): CellType {
  const little = !descr.startsWith('>');
  const code = descr.replace(/^[<>=|]/, '');
  if (Object.hasOwn(NUMBERS, code)) {
    const readNumber = NUMBERS[code];
    const size = Number(code[1]);
    const native = little && LITTLE_ENDIAN;
    return {
      size,
      isDouble: native && code === 'f8',
      decode:
        native && isArrayCode(code)
          ? decodeAs(ARRAYS[code])
          : (bytes, into) => {
              const view = viewOf(bytes);
              for (let i = 0; i * size < bytes.length; i++) into[i] = readNumber(view, i * size, little);
            },
      reader: (bytes) => {
        const view = viewOf(bytes);
        return { read: (offset) => readNumber(view, offset, little), words: null };
      },
    };
  }
  const text = /^([US])([1-9]\d{0,6})$/.exec(code);
  if (!text) return refuse(descr, code, file);
  const length = Number(text[2]);
  const size = text[1] === 'U' ? length * 4 : length;
  return {
    size,
    decode: null,
    isDouble: false,
    reader: (bytes, context) => {
      const view = viewOf(bytes);
      const textAt = text[1] === 'U' ? ucs4(view, length, little) : utf8(bytes, size);
      return wordReader(textAt, context);
    },
  };
}

function refuse(descr: string, code: string, file: string): never {
  const place = { file };
  const letter = code[0];
  const shown = JSON.stringify(descr.slice(0, 40));
  if (letter === 'O') {
    fail(
      'npy-object',
      'the array holds pickled Python objects, which can run any code when they are read and so never are',
      place,
      'save numbers: np.save(path, arr.astype(float))',
    );
  }
  if (letter === 'c') {
    fail(
      'npy-complex',
      `the values are complex numbers (${shown}), and a cell has one colour`,
      place,
      'save a real number for each: np.abs(arr), np.angle(arr), arr.real or arr.imag',
    );
  }
  const allowed = 'f2 f4 f8, i1 i2 i4 i8, u1 u2 u4 u8, b1, U and S can be read';
  const hint =
    letter === 'V'
      ? 'numpy writes types that are not its own, bfloat16 for one, as raw bytes; save arr.astype("float32").'
      : letter === 'M' || letter === 'm'
        ? 'save dates as text, arr.astype(str), or as numbers, arr.astype(float)'
        : 'save arr.astype(float)';
  fail('npy-type', `the values are of the type ${shown}; ${allowed}`, place, hint);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The value of an IEEE 754 binary16. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 1023) / 1024;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -14 : sign * (1 + fraction) * 2 ** (exponent - 15);
}

/** The text at a byte offset, or null where there is none. */
type ReadText = (offset: number) => string | null;

function wordReader(textAt: ReadText, { name, missingValues }: CellContext): CellReader {
  const words: string[] = [];
  const known = new Map<string, number>();
  const read = (offset: number) => {
    const word =
      textAt(offset) ?? fail('npy-text', `the text at byte ${offset} is not Unicode`, { file: name });
    if (isMissing(word, missingValues)) return Number.NaN;
    const at = known.get(word);
    if (at !== undefined) return at;
    known.set(word, words.length);
    return words.push(word) - 1;
  };
  return { read, words };
}

/** Code points of four bytes, padded with NUL. */
function ucs4(view: DataView, length: number, little: boolean): ReadText {
  return (offset) => {
    let end = offset + 4 * length;
    while (end > offset && view.getUint32(end - 4, little) === 0) end -= 4;
    let text = '';
    for (let at = offset; at < end; at += 4) {
      const code = view.getUint32(at, little);
      if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
      text += String.fromCodePoint(code);
    }
    return text;
  };
}

/** UTF-8, padded with NUL. */
function utf8(bytes: Uint8Array, size: number): ReadText {
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
