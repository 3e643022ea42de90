import type { ReadOptions } from '../spec/data.js';
import { readCsv } from './csv.js';
import { readJson } from './json.js';
import { readJsonLines } from './jsonl.js';
import { readNpy } from './npy.js';
import { readNpz } from './npz.js';
import type { Reader, Source } from './reader.js';

export type InputFormat = NonNullable<ReadOptions['format']>;

/** The reader of every input format. To add a format, write its reader and name it here and in spec/data.ts. */
export const READERS: Readonly<Record<InputFormat, Reader>> = {
  csv: readCsv,
  table: readCsv,
  json: readJson,
  jsonl: readJsonLines,
  npy: readNpy,
  npz: readNpz,
};

const FORMAT_BY_EXTENSION: ReadonlyMap<string | undefined, InputFormat> = new Map([
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['txt', 'csv'],
  ['dat', 'csv'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
]);

/** Detects the format from the first bytes, or from the file extension if the bytes are ambiguous. */
export function detectFormat({ name, bytes }: Source): InputFormat {
  if (startsWith(bytes, 0x93, 'NUMPY')) return 'npy';
  if (startsWith(bytes, 0x50, 'K\x03\x04') || startsWith(bytes, 0x50, 'K\x05\x06')) return 'npz';
  const extension = /\.(\w+)$/.exec(name)?.[1].toLowerCase();
  const known = FORMAT_BY_EXTENSION.get(extension);
  if (known) return known;
  // A file named .json is always read as JSON, so that an error at its start is reported as a JSON error.
  if (extension !== 'json' && !looksLikeJson(bytes)) return 'csv';
  return isJsonLines(bytes) ? 'jsonl' : 'json';
}

function startsWith(bytes: Uint8Array, first: number, rest: string): boolean {
  return bytes[0] === first && [...rest].every((c, i) => bytes[i + 1] === c.charCodeAt(0));
}

/** The start of the text, long enough to detect its format. */
function leadingText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 65_536)).trimStart();
}

/** Whether the text starts like a JSON object or array. A label such as "[CLS]" in a table does not. */
function looksLikeJson(bytes: Uint8Array): boolean {
  return /^(?:\/\/|\/\*|[[{]\s*(?:["[\]{}\d/-]|null\b|true\b|false\b|NaN\b|Infinity\b|$))/.test(
    leadingText(bytes),
  );
}

/** Whether the first line is a complete JSON value and the second line starts another one. */
function isJsonLines(bytes: Uint8Array): boolean {
  const [first, second] = leadingText(bytes).split(/\r?\n/, 2);
  if (!second || !/^\s*[[{]/.test(second)) return false;
  try {
    JSON.parse(first.replace(/\b-?(?:NaN|Infinity)\b/g, 'null'));
    return true;
  } catch {
    return false;
  }
}
