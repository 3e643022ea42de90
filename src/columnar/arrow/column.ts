import { parseDType } from '../../dtype.js';
import { type ColumnValues, formatTime } from '../column-table.js';
import type { FlatTable } from './flatbuffer.js';
import type { Field } from './schema.js';

/** The values of the dictionaries that were read, by number. */
export type Dictionaries = ReadonlyMap<number, ColumnValues>;

/** The buffers of a column that is not nested. */
export interface RawColumn {
  readonly length: number;
  /** One bit for each value, or no bytes if no value is missing. */
  readonly validity: Uint8Array;
  /** Returns a buffer after the validity, decompressed. */
  readonly buffer: (index: number) => Uint8Array;
  /** The number of buffers with texts, for views. */
  readonly views: number;
}

/** Decodes a column whose kind is not "other". @throws Error for damaged data */
export function decodeColumn(
  field: Field,
  raw: RawColumn,
  dictionaries: Dictionaries,
  reserve: (bytes: number) => void,
): ColumnValues {
  const isMissing = missingTest(raw);
  if (field.dictionary) {
    const { id, indexType } = field.dictionary;
    const dictionary = dictionaries.get(id);
    if (!dictionary) throw new Error('a dictionary is missing');
    const positions = decodeNumbers(integerType(indexType), raw);
    const valueAt = (i: number) => {
      const position = positions[i];
      if (!(position >= 0 && position < dictionary.length))
        throw new Error('a value is not in the dictionary');
      return dictionary[position];
    };
    return dictionary instanceof Float64Array
      ? Float64Array.from(positions, (_, i) => (isMissing(i) ? Number.NaN : (valueAt(i) as number)))
      : Array.from(positions, (_, i) => (isMissing(i) ? null : (valueAt(i) as string | null)));
  }
  switch (field.type) {
    case 'utf8':
    case 'large_utf8':
      return decodeTexts(raw, isMissing, field.type === 'utf8' ? '<i4' : '<i8');
    case 'utf8_view':
      return decodeViews(raw, isMissing, reserve);
    case 'date':
    case 'time':
    case 'timestamp':
      return decodeTimes(field, raw, isMissing);
  }
  const numbers = decodeNumeric(field, raw);
  for (let i = 0; i < numbers.length; i++) if (isMissing(i)) numbers[i] = Number.NaN;
  return numbers;
}

function missingTest({ validity, length }: RawColumn): (index: number) => boolean {
  if (validity.length === 0) return () => false;
  if (validity.length * 8 < length) throw new Error('a buffer is too short');
  return (index) => (validity[index >> 3] & (1 << (index & 7))) === 0;
}

function decodeNumeric({ type, parameters }: Field, raw: RawColumn): Float64Array {
  if (type === 'bool') {
    const bits = raw.buffer(0);
    if (bits.length * 8 < raw.length) throw new Error('a buffer is too short');
    return Float64Array.from({ length: raw.length }, (_, i) => (bits[i >> 3] >> (i & 7)) & 1);
  }
  if (type === 'int') return decodeNumbers(integerType(parameters), raw);
  if (type === 'float') return decodeNumbers(['<f2', '<f4', '<f8'][parameters?.short(0) ?? 0], raw);
  if (type === 'duration') return decodeNumbers('<i8', raw);
  return decodeDecimals(parameters, raw);
}

function integerType(type: FlatTable | null): string {
  // Positions in a dictionary are integers of 32 bits by default.
  if (!type) return '<i4';
  return `<${type.byte(1) ? 'i' : 'u'}${type.int(0) / 8}`;
}

const NUMBER_TYPES = new Set(
  ['i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'f2', 'f4', 'f8'].map((type) => `<${type}`),
);

function decodeNumbers(numpyType: string | undefined, { buffer, length }: RawColumn): Float64Array {
  if (!NUMBER_TYPES.has(numpyType ?? '')) throw new Error('a column has an unknown type');
  const { size, decode } = parseDType(numpyType as string, '');
  const bytes = buffer(0);
  if (!decode || bytes.length < length * size) throw new Error('a buffer is too short');
  const values = new Float64Array(length);
  // The copy is aligned.
  decode(Uint8Array.prototype.slice.call(bytes, 0, length * size), values);
  return values;
}

function decodeDecimals(parameters: FlatTable | null, { buffer, length }: RawColumn): Float64Array {
  const scale = 10 ** (parameters?.int(1) ?? 0);
  const bits = parameters?.int(2, 128) ?? 128;
  const bytes = buffer(0);
  if (![32, 64, 128, 256].includes(bits) || (bytes.length * 8) / bits < length) {
    throw new Error('a buffer is too short');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Float64Array.from({ length }, (_, i) => {
    let value = 0n;
    for (let word = bits / 32 - 1; word >= 0; word--) {
      value = (value << 32n) | BigInt(view.getUint32((i * bits) / 8 + word * 4, true));
    }
    return Number(BigInt.asIntN(bits, value)) / scale;
  });
}

function decodeTexts(
  { buffer, length }: RawColumn,
  isMissing: (index: number) => boolean,
  offsetType: string,
): (string | null)[] {
  // A column without rows may have no offsets.
  if (length === 0) return [];
  const offsets = decodeNumbers(offsetType, { buffer, length: length + 1 } as RawColumn);
  const bytes = buffer(1);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return Array.from({ length }, (_, i) => {
    const [start, end] = [offsets[i], offsets[i + 1]];
    if (!(start >= 0 && start <= end && end <= bytes.length))
      throw new Error('a text is outside of its buffer');
    return isMissing(i) ? null : decoder.decode(bytes.subarray(start, end));
  });
}

const VIEW_BYTES = 16;
/** A text of up to this many bytes is in the view itself. */
const MAX_INLINE_BYTES = 12;

function decodeViews(
  { buffer, length, views }: RawColumn,
  isMissing: (index: number) => boolean,
  reserve: (bytes: number) => void,
): (string | null)[] {
  const bytes = buffer(0);
  if (bytes.length < length * VIEW_BYTES) throw new Error('a buffer is too short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const texts = Array.from({ length: views }, (_, i) => buffer(1 + i));
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return Array.from({ length }, (_, i) => {
    if (isMissing(i)) return null;
    const start = i * VIEW_BYTES;
    const size = view.getUint32(start, true);
    if (size <= MAX_INLINE_BYTES) return decoder.decode(bytes.subarray(start + 4, start + 4 + size));
    const text = texts[view.getInt32(start + 8, true)]?.subarray(view.getUint32(start + 12, true));
    if (!text || text.length < size) throw new Error('a text is outside of its buffer');
    // Many views can refer to the same long text.
    reserve(size);
    return decoder.decode(text.subarray(0, size));
  });
}

/** The number of milliseconds of each unit: seconds, milliseconds, microseconds, nanoseconds. */
const UNITS = [1000, 1, 1e-3, 1e-6];
const DAY = 86_400_000;

function decodeTimes(
  { type, parameters }: Field,
  raw: RawColumn,
  isMissing: (index: number) => boolean,
): (string | null)[] {
  // Dates count days or milliseconds; the default unit of dates and times of day is the millisecond.
  const unit = parameters?.short(0, type === 'timestamp' ? 0 : 1) ?? 0;
  const isDay = type === 'date' && unit === 0;
  const isShort = isDay || (type === 'time' && (parameters?.int(1, 32) ?? 32) === 32);
  const values = decodeNumbers(isShort ? '<i4' : '<i8', raw);
  const factor = type === 'date' ? (isDay ? DAY : 1) : (UNITS[unit] ?? Number.NaN);
  return Array.from(values, (value, i) => {
    if (isMissing(i)) return null;
    const text = formatTime(Math.floor(value * factor), type === 'date');
    return type === 'time' ? (text?.slice('1970-01-01 '.length) ?? null) : text;
  });
}
