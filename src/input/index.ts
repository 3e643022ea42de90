import type { ReadOptions } from '../spec/data.js';
import { held } from './bytes.js';
import { readCsv } from './csv.js';
import { readJson } from './json.js';
import { readJsonLines } from './jsonl.js';
import { readNpy } from './npy.js';
import { readNpz } from './npz.js';
import type { Reader, Source } from './reader.js';

export type InputFormat = NonNullable<ReadOptions['format']>;

/** Every input format. To add one, write its reader beside these, name it here and in spec/data.ts. */
export const READERS: Record<InputFormat, Reader> = {
  csv: readCsv,
  table: readCsv,
  json: whole(readJson),
  jsonl: whole(readJsonLines),
  npy: readNpy,
  npz: readNpz,
};

/** A reader of sources that it has to have in one piece. */
function whole(reader: Reader): Reader {
  return (source, options, report, wanted) => reader(held(source), options, report, wanted);
}

/** The format told by the first bytes, and by the name's extension where bytes alone do not tell. */
export function detectFormat({ name, bytes }: Source): InputFormat {
  if (startsWith(bytes, 0x93, 'NUMPY')) return 'npy';
  if (startsWith(bytes, 0x50, 'K\x03\x04') || startsWith(bytes, 0x50, 'K\x05\x06')) return 'npz';
  const extension = /\.(\w+)$/.exec(name)?.[1].toLowerCase();
  if (extension === 'jsonl' || extension === 'ndjson') return 'jsonl';
  if (extension === 'csv' || extension === 'tsv' || extension === 'txt' || extension === 'dat') return 'csv';
  // A file that is called JSON is read as such, so that a slip at its beginning is explained as what it is.
  if (extension !== 'json' && !looksLikeJson(bytes)) return 'csv';
  return isJsonLines(bytes) ? 'jsonl' : 'json';
}

function startsWith(bytes: Uint8Array, first: number, rest: string): boolean {
  return bytes[0] === first && [...rest].every((c, i) => bytes[i + 1] === c.charCodeAt(0));
}

/** As much of the text as tells what it is. */
function head(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 65_536)).trimStart();
}

/** Whether text begins as a JSON object or array does; a table's first label may well be "[CLS]". */
function looksLikeJson(bytes: Uint8Array): boolean {
  return /^(?:\/\/|\/\*|[[{]\s*(?:["[\]{}\d/-]|null\b|true\b|false\b|NaN\b|Infinity\b|$))/.test(head(bytes));
}

/** Whether the first line is a JSON value by itself and another one follows. */
function isJsonLines(bytes: Uint8Array): boolean {
  const [first, second] = head(bytes).split(/\r?\n/, 2);
  if (!second || !/^\s*[[{]/.test(second)) return false;
  try {
    JSON.parse(first.replace(/\b-?(?:NaN|Infinity)\b/g, 'null'));
    return true;
  } catch {
    return false;
  }
}
