import { fail } from '../../diagnostics.js';

/** What stands before the values of an NPY file. */
export interface NpyHeader {
  /** The type of a value as numpy writes it: "<f4". */
  readonly descr: string;
  /** Whether the first axis runs fastest, not the last. */
  readonly fortranOrder: boolean;
  /** Any number of whole numbers, none of them negative. */
  readonly shape: readonly number[];
  /** The offset of the first value. */
  readonly start: number;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY

/** numpy's own limit: it refuses to read a longer header. */
const LONGEST_DICT = 10_000;

/** The longest possible header, with the twelve bytes before its dict. */
export const LONGEST_HEADER = 12 + LONGEST_DICT;

/**
 * Reads the header of NPY 1.0, 2.0 and 3.0. Of a longer file `bytes` may be just a beginning, if it holds
 * `LONGEST_HEADER` bytes.
 *
 * Errors: `npy-magic`, `npy-version`, `npy-header-length`, `npy-header-truncated`, and those of the dict:
 * `npy-header`, `npy-structured`, `npy-negative-shape`.
 */
export function readNpyHeader(bytes: Uint8Array, file: string): NpyHeader {
  const place = { file };
  if (!MAGIC.every((byte, i) => bytes[i] === byte)) {
    fail('npy-magic', 'the data does not begin with "\\x93NUMPY", as every NPY file does', place);
  }
  const [major = 0, minor = 0] = bytes.subarray(6, 8);
  const from = major === 1 ? 10 : 12;
  if (bytes.length >= 8 && !(major >= 1 && major <= 3 && minor === 0)) {
    fail('npy-version', `the NPY version is ${major}.${minor}; 1.0, 2.0 and 3.0 can be read`, place);
  }
  if (bytes.length < from) {
    fail('npy-header-truncated', `the data ends after ${bytes.length} bytes, before its header`, place);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > LONGEST_DICT) {
    fail(
      'npy-header-length',
      `the header is ${length} bytes long; numpy reads at most ${LONGEST_DICT}`,
      place,
    );
  }
  const start = from + length;
  if (bytes.length < start) {
    fail(
      'npy-header-truncated',
      `the header ends at byte ${start}, the data after ${bytes.length} bytes`,
      place,
    );
  }
  // Version 3 is UTF-8, but only the fields of structured values have names, and those are refused unread.
  return { ...parseDict(new TextDecoder('latin1').decode(bytes.subarray(from, start)), file), start };
}

const TOKEN = /[ \t\r\n]*([{}()[\],:]|'[^'\\]*'|"[^"\\]*"|True|False|-?\d+L?|$)/y;

/** A Python dict literal with exactly the keys "descr", "fortran_order" and "shape", in any order. */
function parseDict(text: string, file: string): Omit<NpyHeader, 'start'> {
  let at = 0;

  function garbled(found: string, wanted: string): never {
    const shown = found === '' ? 'nothing' : JSON.stringify(found.slice(0, 40));
    fail('npy-header', `the header has ${shown} where ${wanted} belongs`, { file });
  }
  function next(wanted: string): string {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text) ?? garbled(text.slice(at).trimStart(), wanted);
    at = TOKEN.lastIndex;
    return token[1];
  }
  function take(wanted: string, isWanted: (token: string) => boolean): string {
    const token = next(wanted);
    return isWanted(token) ? token : garbled(token, wanted);
  }
  const isString = (token: string) => token.startsWith("'") || token.startsWith('"');
  const mark = (...marks: string[]) =>
    take(marks.map((m) => `"${m}"`).join(' or '), (token) => marks.includes(token));

  function descr(): string {
    const wanted = 'the type of the values';
    const token = take(wanted, (t) => isString(t) || t === '[' || t === '(' || t === '{');
    if (isString(token)) return token.slice(1, -1);
    fail(
      'npy-structured',
      'the array is structured: each of its cells is a record of several fields, not a number',
      { file },
      'save one field: np.save(path, arr["name"])',
    );
  }
  function flag(): boolean {
    return take('True or False', (token) => token === 'True' || token === 'False') === 'True';
  }
  function shape(): number[] {
    const lengths: number[] = [];
    mark('(');
    for (;;) {
      const token = take(
        'a length below 2^53 or ")"',
        (t) => t === ')' || Number.isSafeInteger(parseInt(t, 10)),
      );
      if (token === ')') break;
      lengths.push(parseInt(token, 10));
      if (mark(',', ')') === ')') break;
    }
    const negative = lengths.find((length) => length < 0);
    if (negative === undefined) return lengths;
    fail('npy-negative-shape', `the header gives an axis the length ${negative}`, { file });
  }

  let type: string | undefined;
  let fortranOrder: boolean | undefined;
  let lengths: number[] | undefined;
  mark('{');
  for (;;) {
    const key = next('a key or "}"');
    if (key === '}') break;
    const name = key.slice(1, -1);
    mark(':');
    if (name === 'descr' && type === undefined) type = descr();
    else if (name === 'fortran_order' && fortranOrder === undefined) fortranOrder = flag();
    else if (name === 'shape' && lengths === undefined) lengths = shape();
    else garbled(key, 'one of the keys "descr", "fortran_order" and "shape", each of them once,');
    if (mark(',', '}') === '}') break;
  }
  take('its end', (token) => token === '');
  if (type === undefined || fortranOrder === undefined || lengths === undefined) {
    fail('npy-header', 'the header lacks one of the keys "descr", "fortran_order" and "shape"', { file });
  }
  return { descr: type, fortranOrder, shape: lengths };
}
