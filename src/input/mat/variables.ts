/** The variables of a MATLAB file of level 5, as `save -v7` and `scipy.io.savemat` write it. */
import { constants, inflateSync } from 'node:zlib';
import { fail, quote } from '../../diagnostics.js';

/** A variable, whose values are not read yet. */
export interface MatVariable {
  readonly name: string;
  readonly shape: readonly number[];
  /** The class as MATLAB calls it, such as "double" or "cell". */
  readonly className: string;
  readonly isComplex: boolean;
  readonly isLogical: boolean;
  /** Returns the values as stored: column by column, in a type that numpy calls `descr`. */
  readonly read: () => { readonly bytes: Uint8Array; readonly descr: string };
}

const HEADER_BYTES = 128;
/** The types of elements. */
const MATRIX = 14;
const COMPRESSED = 15;

const CLASSES = [
  '?',
  'cell',
  'struct',
  'object',
  'char',
  'sparse',
  'double',
  'single',
  'int8',
  'uint8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'function handle',
  'opaque',
]; // prettier-ignore
/** The first and last class of numbers. */
const [FIRST_NUMBER, LAST_NUMBER] = [6, 15];

/** The numpy types of the types of stored numbers. */
const STORED_TYPES: Readonly<Record<number, string>> = {
  1: 'i1',
  2: 'u1',
  3: 'i2',
  4: 'u2',
  5: 'i4',
  6: 'u4',
  7: 'f4',
  9: 'f8',
  12: 'i8',
  13: 'u8',
}; // prettier-ignore

/** The number of bytes of a compressed variable that contain its name and shape. */
const START_BYTES = 4096;
const MAX_RATIO = 1032;

interface Element {
  readonly type: number;
  readonly bytes: Uint8Array;
  /** The offset behind it. */
  readonly end: number;
}

/**
 * Lists the variables of a file. Only their headers are decompressed.
 *
 * Errors: `mat-version`, `mat-damaged`; later also from `read`, with `expands-too-much`.
 */
export function listVariables(
  file: Uint8Array,
  name: string,
  reserve: (bytes: number) => void,
): MatVariable[] {
  const isBigEndian = file[126] === 0x4d && file[127] === 0x49;
  const isLittleEndian = file[126] === 0x49 && file[127] === 0x4d;
  const version = isBigEndian ? file[124] : file[125];
  if (file.length < HEADER_BYTES || !(isBigEndian || isLittleEndian) || version !== 1) {
    fail(
      'mat-version',
      'the file is not a MATLAB file of level 5 or 7.3',
      { file: name },
      'save it with: save("data.mat", "A", "-v7")',
    );
  }
  const context: Context = { name, isBigEndian, reserve };
  const variables: MatVariable[] = [];
  for (let offset = HEADER_BYTES; offset + 8 <= file.length; ) {
    const { type, bytes, end } = elementAt(file, offset, context, offset);
    if (type === COMPRESSED || type === MATRIX) {
      const variable = describeVariable(bytes, type === COMPRESSED, offset, context);
      if (variable.name !== '') variables.push(variable);
    }
    offset = end;
  }
  return variables;
}

interface Context {
  readonly name: string;
  readonly isBigEndian: boolean;
  readonly reserve: (bytes: number) => void;
}

function describeVariable(
  stored: Uint8Array,
  isCompressed: boolean,
  offset: number,
  context: Context,
): MatVariable {
  const start = isCompressed ? inflateStart(stored, offset, context) : stored;
  const headerStart = isCompressed ? 8 : 0;
  const header = readHeader(start, headerStart, offset, context);
  return {
    ...header,
    read() {
      if (!isCompressed) return readReal(stored, header.realStart, offset, context);
      const size = uint32(start, 4, context) + 8;
      context.reserve(size);
      return readReal(inflateAll(stored, size, offset, context), header.realStart, offset, context);
    },
  };
}

/** Reads the class, the shape and the name of a variable. */
function readHeader(bytes: Uint8Array, start: number, offset: number, context: Context) {
  const flags = elementAt(bytes, start, context, offset);
  const shape = elementAt(bytes, flags.end, context, offset);
  const name = elementAt(bytes, shape.end, context, offset);
  if (flags.bytes.length < 8 || shape.bytes.length % 4 !== 0 || shape.bytes.length > 128) {
    failDamaged('the header of a variable is invalid', offset, context);
  }
  const word = uint32(flags.bytes, 0, context);
  const classNumber = word & 0xff;
  return {
    name: Buffer.from(name.bytes).toString('latin1'),
    shape: Array.from({ length: shape.bytes.length / 4 }, (_, i) => uint32(shape.bytes, 4 * i, context)),
    className: CLASSES[classNumber] ?? '?',
    isComplex: (word & 0x0800) !== 0,
    isLogical: (word & 0x0200) !== 0,
    realStart: name.end,
  };
}

/** Whether a variable is an array of real numbers. */
export function isNumeric({ className, isComplex }: MatVariable): boolean {
  const classNumber = CLASSES.indexOf(className);
  return classNumber >= FIRST_NUMBER && classNumber <= LAST_NUMBER && !isComplex;
}

function readReal(bytes: Uint8Array, start: number, offset: number, context: Context) {
  const real = elementAt(bytes, start, context, offset);
  const code = STORED_TYPES[real.type];
  if (!code) failDamaged(`the values have the unknown type ${real.type}`, offset, context);
  return { bytes: real.bytes, descr: `${context.isBigEndian ? '>' : '<'}${code}` };
}

/** Reads the element at `start`; `offset` is the place in the file for messages. */
function elementAt(bytes: Uint8Array, start: number, context: Context, offset: number): Element {
  if (start + 8 > bytes.length) failDamaged('it ends inside a variable', offset, context);
  const word = uint32(bytes, start, context);
  const smallLength = word >>> 16;
  // An element of up to four bytes has its length in the upper half of its type.
  if (smallLength !== 0) {
    if (smallLength > 4) failDamaged('the length of a part is invalid', offset, context);
    return { type: word & 0xffff, bytes: bytes.subarray(start + 4, start + 4 + smallLength), end: start + 8 };
  }
  const length = uint32(bytes, start + 4, context);
  const end = start + 8 + length;
  if (end > bytes.length) {
    const message = `a part has ${length} bytes, but only ${bytes.length - start - 8} follow`;
    failDamaged(message, offset, context);
  }
  const padding = word === COMPRESSED ? 0 : (8 - (length % 8)) % 8;
  return { type: word, bytes: bytes.subarray(start + 8, end), end: end + padding };
}

function inflateStart(stored: Uint8Array, offset: number, context: Context): Uint8Array {
  const start = stored.subarray(0, START_BYTES);
  const limit = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: START_BYTES * MAX_RATIO };
  return inflate(start, limit, offset, context);
}

function inflateAll(stored: Uint8Array, size: number, offset: number, context: Context): Uint8Array {
  const bytes = inflate(stored, { maxOutputLength: size }, offset, context);
  return bytes.length === size ? bytes : failDamaged('a compressed variable is too short', offset, context);
}

function inflate(
  stored: Uint8Array,
  options: { finishFlush?: number; maxOutputLength: number },
  offset: number,
  context: Context,
): Uint8Array {
  try {
    return inflateSync(stored, options);
  } catch {
    return failDamaged('a variable cannot be decompressed', offset, context);
  }
}

function uint32(bytes: Uint8Array, offset: number, { isBigEndian }: Context): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return offset + 4 <= bytes.length ? view.getUint32(offset, !isBigEndian) : 0;
}

function failDamaged(problem: string, offset: number, { name }: Context): never {
  return fail('mat-damaged', `the MATLAB file is damaged in the variable at byte ${offset}: ${problem}`, {
    file: name,
  });
}

/** Fails for a variable that is not an array of real numbers. */
export function failType({ name, className, isComplex }: MatVariable, file: string): never {
  return fail(
    'mat-type',
    `the variable ${quote(name)} is ${isComplex ? 'complex' : `of the class ${className}`}; it must be an array of real numbers`,
    { file },
    isComplex
      ? 'save its absolute value or its real part'
      : className === 'sparse'
        ? `save it as a full matrix: ${name} = full(${name})`
        : 'save the numbers in it as a matrix',
  );
}
