import type { ReadOptions } from '../spec/data.js';
import { isArrow, readArrow } from './arrow.js';
import { readCsv } from './csv.js';
import { readJson } from './json.js';
import { readJsonLines } from './jsonl.js';
import { readNpy } from './npy.js';
import { readNpz } from './npz.js';
import { readParquet } from './parquet.js';
import type { Reader, Source } from './reader.js';
import { isSafetensors } from './safetensors/header.js';
import { readSafetensors } from './safetensors.js';

export type InputFormat = NonNullable<ReadOptions['format']>;

/** An input format: how to read it and how to recognise it. */
export interface Format {
  readonly read: Reader;
  /** Extensions of files that always hold data in this format. */
  readonly extensions?: readonly string[];
  /** Extensions of files that can also hold something else, such as a spec or prose. */
  readonly sharedExtensions?: readonly string[];
  /** Whether the first bytes of a file are those of this format. No other format may accept them. */
  readonly signature?: (start: Uint8Array) => boolean;
}

/** Every input format. To add one, write its reader and name it here and in spec/data.ts. */
export const READERS: Readonly<Record<InputFormat, Format>> = {
  csv: { read: readCsv, extensions: ['csv', 'tsv'], sharedExtensions: ['txt', 'dat'] },
  table: { read: readCsv },
  json: { read: readJson, sharedExtensions: ['json'] },
  jsonl: { read: readJsonLines, extensions: ['jsonl', 'ndjson'] },
  npy: { read: readNpy, extensions: ['npy'], signature: (start) => startsWith(start, '\x93NUMPY') },
  npz: {
    read: readNpz,
    extensions: ['npz'],
    signature: (start) => startsWith(start, 'PK\x03\x04') || startsWith(start, 'PK\x05\x06'),
  },
  arrow: { read: readArrow, extensions: ['arrow', 'feather', 'ipc', 'arrows'], signature: isArrow },
  parquet: {
    read: readParquet,
    extensions: ['parquet', 'pq'],
    signature: (start) => startsWith(start, 'PAR1'),
  },
  safetensors: {
    read: readSafetensors,
    extensions: ['safetensors', 'safetensors.index.json'],
    signature: isSafetensors,
  },
};

const FORMATS = Object.entries(READERS) as [InputFormat, Format][];

const EXTENSIONS = FORMATS.flatMap(([format, { extensions = [], sharedExtensions = [] }]) =>
  [...extensions, ...sharedExtensions].map((extension) => ({
    format,
    isShared: sharedExtensions.includes(extension),
    length: extension.length,
    pattern: new RegExp(`[^/\\\\]\\.${extension.replaceAll('.', '\\.')}$`, 'i'),
  })),
);

/**
 * Returns the format of files with this name, and whether such files can also hold something else. Null: no format has
 * such an extension. The longest extension decides, which can contain a dot.
 */
export function formatOfName(name: string): { format: InputFormat; isShared: boolean } | null {
  const matches = EXTENSIONS.filter(({ pattern }) => pattern.test(name));
  return matches.sort((a, b) => b.length - a.length)[0] ?? null;
}

/** Detects the format from the first bytes, or from the file extension if the bytes are ambiguous. */
export function detectFormat({ name, innerName = name, bytes }: Source): InputFormat {
  const signed = FORMATS.find(([, { signature }]) => signature?.(bytes));
  if (signed) return signed[0];
  const format = formatOfName(innerName)?.format;
  if (format && format !== 'json') return format;
  // A file named .json is always read as JSON, so that an error at its start is reported as a JSON error.
  if (!format && !looksLikeJson(bytes)) return 'csv';
  return isJsonLines(bytes) ? 'jsonl' : 'json';
}

/** Whether `bytes` start with the characters of `prefix`, one byte each. */
function startsWith(bytes: Uint8Array, prefix: string): boolean {
  for (let i = 0; i < prefix.length; i++) if (bytes[i] !== prefix.charCodeAt(i)) return false;
  return true;
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
