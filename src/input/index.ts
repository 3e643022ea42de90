import type { ReadOptions } from '../spec/data.js';
import { readArrow } from './arrow.js';
import { readBed } from './bed.js';
import { readContacts } from './contacts.js';
import { readCsv } from './csv.js';
import { readFeatureCounts } from './feature-counts.js';
import { readGct } from './gct.js';
import { readHdf5 } from './hdf5.js';
import { readJson } from './json.js';
import { readJsonLines } from './jsonl.js';
import { readMat } from './mat.js';
import { readMatrixMarket } from './matrix-market.js';
import { readNpy } from './npy.js';
import { readNpz } from './npz.js';
import { readParquet } from './parquet.js';
import { readPart } from './part.js';
import { readPrintedArray } from './printed-array.js';
import { isPrintedFrame, readPrintedFrame } from './printed-frame.js';
import { isPrintedTable, readPrintedTable } from './printed-table.js';
import type { Reader, Source } from './reader.js';
import { readSafetensors } from './safetensors.js';
import {
  isBed,
  isContacts,
  isFeatureCounts,
  isGct,
  isMatrixMarket,
  isPrintedArray,
  mayBeAligned,
  mayBeRuled,
} from './shapes.js';
import { isArrow, isHdf5, isMat, isPart, isSafetensors, isXlsx } from './signatures.js';
import { type TextHead, textHead } from './text-head.js';
import { rejectUnreadable } from './unreadable.js';
import { readXlsx } from './xlsx.js';

export type InputFormat = NonNullable<ReadOptions['format']>;

/** An input format: how to read it and how to recognize it. */
export interface Format {
  readonly read: Reader;
  /** Extensions of files that always hold data in this format. */
  readonly extensions?: readonly string[];
  /** Extensions of files that can also hold something else, such as a spec or prose. */
  readonly sharedExtensions?: readonly string[];
  /** Whether the first bytes of a file are those of this format. No other format may accept them. */
  readonly signature?: (start: Uint8Array) => boolean;
  /** Whether the start of a text has the unmistakable shape of this format. The first format that accepts it is used. */
  readonly shape?: (head: TextHead) => boolean;
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
    signature: (start) =>
      (startsWith(start, 'PK\x03\x04') || startsWith(start, 'PK\x05\x06')) && !isXlsx(start),
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
  xlsx: { read: readXlsx, extensions: ['xlsx', 'xlsm'], signature: isXlsx },
  hdf5: { read: readHdf5, extensions: ['h5', 'hdf5', 'h5ad', 'hdf', 'he5'], signature: isHdf5 },
  hm: { read: readPart, extensions: ['hm'], signature: isPart },
  mat: { read: readMat, extensions: ['mat'], signature: isMat },
  'matrix-market': { read: readMatrixMarket, extensions: ['mtx'], shape: isMatrixMarket },
  gct: { read: readGct, extensions: ['gct'], shape: isGct },
  featurecounts: { read: readFeatureCounts, shape: isFeatureCounts },
  contacts: { read: readContacts, extensions: ['bg2'], shape: isContacts },
  bed: { read: readBed, extensions: ['bed', 'bedgraph', 'bdg'], shape: isBed },
  'printed-array': { read: readPrintedArray, shape: isPrintedArray },
  'printed-table': { read: readPrintedTable, shape: (head) => mayBeRuled(head) && isPrintedTable(head) },
  'printed-frame': { read: readPrintedFrame, shape: (head) => mayBeAligned(head) && isPrintedFrame(head) },
};

const FORMATS = Object.entries(READERS) as [InputFormat, Format][];

const EXTENSIONS = FORMATS.flatMap(([format, { extensions = [], sharedExtensions = [] }]) =>
  [...extensions, ...sharedExtensions].map((extension) => ({
    format,
    isShared: sharedExtensions.includes(extension),
    suffix: `.${extension}`,
  })),
);

/**
 * Returns the format of files with this name, and whether such files can also hold something else. Null: no format has
 * such an extension. The longest extension decides, which can contain a dot.
 */
export function formatOfName(name: string): { format: InputFormat; isShared: boolean } | null {
  const baseName = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).toLowerCase();
  const matches = EXTENSIONS.filter(
    ({ suffix }) => baseName.endsWith(suffix) && baseName.length > suffix.length,
  );
  return matches.sort((a, b) => b.suffix.length - a.suffix.length)[0] ?? null;
}

/** Whether `detectFormat` returns `json`; faster for files with the extension of another format. */
export function isJsonFile(source: Source): boolean {
  const format = formatOfName(source.innerName ?? source.name)?.format;
  return (format === undefined || format === 'json') && detectFormat(source) === 'json';
}

/** Detects the format from the first bytes, or from the file extension if the bytes are ambiguous. */
export function detectFormat(source: Source): InputFormat {
  const { name, innerName = name, bytes } = source;
  const signed = FORMATS.find(([, { signature }]) => signature?.(bytes));
  if (signed) return signed[0];
  const format = formatOfName(innerName)?.format;
  if (format === undefined || format === 'csv') {
    const shaped = formatOfShape(source);
    if (shaped) return shaped;
  }
  if (format && format !== 'json') return format;
  // A file named .json is always read as JSON, so that an error at its start is reported as a JSON error.
  if (!format && !looksLikeJson(bytes)) return 'csv';
  return isJsonLines(bytes) ? 'jsonl' : 'json';
}

/** The formats of files whose content decided nothing. */
const FALLBACKS: readonly InputFormat[] = ['csv', 'json', 'npz'];

/** Returns the format as `detectFormat` does. Error: `unreadable-format`, if the format is known and has no reader. */
export function detectReadableFormat(source: Source): InputFormat {
  const format = detectFormat(source);
  if (FALLBACKS.includes(format)) rejectUnreadable(source);
  return format;
}

function formatOfShape({ bytes, rest }: Source): InputFormat | undefined {
  const head = textHead(bytes, rest !== undefined);
  return head ? FORMATS.find(([, { shape }]) => shape?.(head))?.[0] : undefined;
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
