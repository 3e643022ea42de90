import { fail, quote } from '../../diagnostics.js';
import { type DType, parseDType } from '../../dtype.js';

/** The numpy types of the types that numpy has. */
const NUMPY_TYPES: Readonly<Record<string, string>> = {
  BOOL: '|b1',
  I8: '|i1',
  I16: '<i2',
  I32: '<i4',
  I64: '<i8',
  U8: '|u1',
  U16: '<u2',
  U32: '<u4',
  U64: '<u8',
  F16: '<f2',
  F32: '<f4',
  F64: '<f8',
};

/** The other types: their size in bytes, and the value of each pattern of bits. */
const TABLE_TYPES: Readonly<Record<string, { readonly size: number; readonly values: () => Float64Array }>> =
  {
    BF16: { size: 2, values: bfloat16Values },
    F8_E4M3: { size: 1, values: e4m3Values },
    F8_E5M2: { size: 1, values: e5m2Values },
    F8_E8M0: { size: 1, values: e8m0Values },
  };

/** Returns the type with a name such as "BF16". Error: `safetensors-type`. */
export function safetensorsType(name: string, file: string): DType {
  if (Object.hasOwn(NUMPY_TYPES, name)) return parseDType(NUMPY_TYPES[name], file);
  if (Object.hasOwn(TABLE_TYPES, name)) {
    const { size, values } = TABLE_TYPES[name];
    return tableType(size, values());
  }
  const supported = [...Object.keys(NUMPY_TYPES), ...Object.keys(TABLE_TYPES)].join(' ');
  fail(
    'safetensors-type',
    `the values have the unsupported type ${quote(name)}; the supported types are ${supported}`,
    { file },
    'convert the tensor before it is saved: tensor.to(torch.float32)',
  );
}

function tableType(size: number, values: Float64Array): DType {
  const isByte = size === 1;
  return {
    size,
    isNativeDouble: false,
    isBoolean: false,
    decode(bytes, target) {
      const count = bytes.length / size;
      if (isByte) for (let i = 0; i < count; i++) target[i] = values[bytes[i]];
      else for (let i = 0; i < count; i++) target[i] = values[bytes[2 * i] | (bytes[2 * i + 1] << 8)];
    },
    createReader: (bytes) => ({
      read: (offset) => values[isByte ? bytes[offset] : bytes[offset] | (bytes[offset + 1] << 8)],
      categories: null,
    }),
  };
}

/** A bfloat16 is the upper half of a single-precision number. */
function bfloat16Values(): Float64Array {
  const bits = Uint32Array.from({ length: 2 ** 16 }, (_, upper) => upper << 16);
  return Float64Array.from(new Float32Array(bits.buffer));
}

/** Four bits of exponent and three of mantissa. There is no infinity; only all bits set are NaN. */
function e4m3Values(): Float64Array {
  return byteValues((exponent, mantissa) => {
    if (exponent === 15 && mantissa === 7) return Number.NaN;
    return exponent === 0 ? mantissa * 2 ** -9 : (8 + mantissa) * 2 ** (exponent - 10);
  }, 3);
}

/** Five bits of exponent and two of mantissa, with infinities and NaN as in IEEE 754. */
function e5m2Values(): Float64Array {
  return byteValues((exponent, mantissa) => {
    if (exponent === 31) return mantissa === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
    return exponent === 0 ? mantissa * 2 ** -16 : (4 + mantissa) * 2 ** (exponent - 17);
  }, 2);
}

function byteValues(
  magnitude: (exponent: number, mantissa: number) => number,
  mantissaBits: number,
): Float64Array {
  return Float64Array.from({ length: 256 }, (_, bits) => {
    const value = magnitude((bits & 127) >> mantissaBits, bits & (2 ** mantissaBits - 1));
    return bits & 128 ? -value : value;
  });
}

/** A power of two without a sign, as scales of blocks are stored. */
function e8m0Values(): Float64Array {
  return Float64Array.from({ length: 256 }, (_, exponent) =>
    exponent === 255 ? Number.NaN : 2 ** (exponent - 127),
  );
}
