import { fail, quote } from '../../diagnostics.js';

/** The header of an NPY file. */
export interface NpyHeader {
  /** The numpy type string of the values, such as "<f4". */
  readonly descr: string;
  /** Whether the first axis varies fastest (column-major order), not the last. */
  readonly fortranOrder: boolean;
  /** Any number of non-negative integers. */
  readonly shape: readonly number[];
  /** The offset of the first value. */
  readonly start: number;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY

/** The limit of numpy itself, which does not read a longer header. */
const MAX_DICT_BYTES = 10_000;

/** The size of the longest header, including the twelve bytes before its dict. */
export const MAX_HEADER_BYTES = 12 + MAX_DICT_BYTES;

/**
 * Reads the header of NPY 1.0, 2.0 or 3.0. `bytes` may be the start of a file, if it has at least `MAX_HEADER_BYTES`.
 *
 * Errors: `npy-magic`, `npy-version`, `npy-header-length`, `npy-header-truncated`, and those of the dict:
 * `npy-header`, `npy-structured`, `npy-negative-shape`.
 */
export function readNpyHeader(bytes: Uint8Array, file: string): NpyHeader {
  const place = { file };
  if (!MAGIC.every((byte, i) => bytes[i] === byte)) {
    fail('npy-magic', 'the data does not start with "\\x93NUMPY", as every NPY file must', place);
  }
  const [major = 0, minor = 0] = bytes.subarray(6, 8);
  const dictStart = major === 1 ? 10 : 12;
  if (bytes.length >= 8 && !(major >= 1 && major <= 3 && minor === 0)) {
    fail('npy-version', `the NPY version is ${major}.${minor}; it must be 1.0, 2.0 or 3.0`, place);
  }
  if (bytes.length < dictStart) {
    fail(
      'npy-header-truncated',
      `the data ends after ${bytes.length} bytes, before the end of the header`,
      place,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > MAX_DICT_BYTES) {
    fail(
      'npy-header-length',
      `the header is ${length} bytes long; numpy reads at most ${MAX_DICT_BYTES}`,
      place,
    );
  }
  const start = dictStart + length;
  if (bytes.length < start) {
    fail(
      'npy-header-truncated',
      `the header ends at byte ${start}, but the data ends after ${bytes.length} bytes`,
      place,
    );
  }
  // Version 3 is UTF-8, but only field names of structured arrays can be non-ASCII, and these arrays are rejected.
  return { ...parseDict(new TextDecoder('latin1').decode(bytes.subarray(dictStart, start)), file), start };
}

const TOKEN = /[ \t\r\n]*([{}()[\],:]|'[^'\\]*'|"[^"\\]*"|True|False|-?\d+L?|$)/y;

/** Parses a Python dict literal with exactly the keys "descr", "fortran_order" and "shape", in any order. */
function parseDict(text: string, file: string): Omit<NpyHeader, 'start'> {
  let pos = 0;

  function failUnexpected(found: string, expected: string): never {
    const shown = found === '' ? 'nothing' : quote(found);
    fail('npy-header', `expected ${expected} in the header, found ${shown}`, { file });
  }
  function nextToken(expected: string): string {
    TOKEN.lastIndex = pos;
    const token = TOKEN.exec(text) ?? failUnexpected(text.slice(pos).trimStart(), expected);
    pos = TOKEN.lastIndex;
    return token[1];
  }
  function expectToken(expected: string, isExpected: (token: string) => boolean): string {
    const token = nextToken(expected);
    return isExpected(token) ? token : failUnexpected(token, expected);
  }
  const isString = (token: string) => token.startsWith("'") || token.startsWith('"');
  const expectPunctuation = (...marks: string[]) =>
    expectToken(marks.map((mark) => `"${mark}"`).join(' or '), (token) => marks.includes(token));

  function parseDescr(): string {
    const token = expectToken(
      'the type of the values',
      (t) => isString(t) || t === '[' || t === '(' || t === '{',
    );
    if (isString(token)) return token.slice(1, -1);
    fail(
      'npy-structured',
      'the array is structured: each cell is a record of several fields, not a number',
      { file },
      'save one field: np.save(path, arr["name"])',
    );
  }
  function parseBoolean(): boolean {
    return expectToken('True or False', (token) => token === 'True' || token === 'False') === 'True';
  }
  function parseShape(): number[] {
    const lengths: number[] = [];
    expectPunctuation('(');
    for (;;) {
      const token = expectToken(
        'a length below 2^53 or ")"',
        (t) => t === ')' || Number.isSafeInteger(parseInt(t, 10)),
      );
      if (token === ')') break;
      lengths.push(parseInt(token, 10));
      if (expectPunctuation(',', ')') === ')') break;
    }
    const negative = lengths.find((length) => length < 0);
    if (negative === undefined) return lengths;
    fail('npy-negative-shape', `the header has an axis of negative length ${negative}`, { file });
  }

  let descr: string | undefined;
  let fortranOrder: boolean | undefined;
  let shape: number[] | undefined;
  expectPunctuation('{');
  for (;;) {
    const key = nextToken('a key or "}"');
    if (key === '}') break;
    const name = key.slice(1, -1);
    expectPunctuation(':');
    if (name === 'descr' && descr === undefined) descr = parseDescr();
    else if (name === 'fortran_order' && fortranOrder === undefined) fortranOrder = parseBoolean();
    else if (name === 'shape' && shape === undefined) shape = parseShape();
    else failUnexpected(key, 'the keys "descr", "fortran_order" and "shape", each of them once,');
    if (expectPunctuation(',', '}') === '}') break;
  }
  expectToken('the end', (token) => token === '');
  if (descr === undefined || fortranOrder === undefined || shape === undefined) {
    fail('npy-header', 'the header must have the keys "descr", "fortran_order" and "shape"', { file });
  }
  return { descr, fortranOrder, shape };
}
