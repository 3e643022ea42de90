/** What a file holds, told by as little of it as tells it. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { extname } from 'node:path';
import { HeatmapError } from '../../diagnostics.js';
import { readFile } from '../../host/io.js';
import { detectFormat, READERS } from '../../input/index.js';
import { datasetFromJson, jsonText } from '../../input/json.js';
import type { Source } from '../../input/reader.js';
import { nodeAt } from '../../json/locate.js';
import type { JsonDocument } from '../../json/node.js';
import { parseJson } from '../../json/parse.js';
import { skipBlank } from '../../json/scan.js';
import type { Dataset } from '../../matrix/matrix.js';
import { isSpec } from '../../spec/identify.js';

export type Kind =
  /** `data` are the files that it names. */
  | { readonly is: 'spec'; readonly data: readonly string[] }
  | { readonly is: 'matrix' | 'neither' | 'too-large' };

/** Whose name tells that they hold a matrix, and those that have to be looked into. */
const TELLING = new Set(['.csv', '.tsv', '.npy', '.npz', '.jsonl', '.ndjson']);
const OPEN = new Set(['.json', '.txt', '.dat']);

/** The largest file that is read to tell whether it is a spec, in MiB. */
export const MOST_MIB = 64;

/** Whether a file of that name may hold a spec or a matrix. */
export function mayBeDrawn(path: string): boolean {
  const extension = extname(path).toLowerCase();
  return TELLING.has(extension) || OPEN.has(extension);
}

/**
 * What the file holds. An object that cannot be parsed, and a file that cannot be read, counts as a spec: better an
 * error than a figure that is silently not made.
 */
export function kindOf(path: string): Kind {
  if (TELLING.has(extname(path).toLowerCase())) return { is: 'matrix' };
  try {
    const { size, ...head } = headOf(path);
    const format = detectFormat(head);
    if (format === 'json') return kindOfJson(head, size);
    return { is: format !== 'csv' || isTable(head, size) ? 'matrix' : 'neither' };
  } catch (error) {
    if (error instanceof HeatmapError || (error as NodeJS.ErrnoException).syscall)
      return { is: 'spec', data: [] };
    throw error;
  }
}

/** As much of a file as is read at first, often all of it. */
const HEAD = Buffer.allocUnsafeSlow(2 ** 16);

function headOf(path: string): Source & { readonly size: number } {
  const file = openSync(path, 'r');
  try {
    return { name: path, bytes: HEAD.subarray(0, readSync(file, HEAD)), size: fstatSync(file).size };
  } finally {
    closeSync(file);
  }
}

function kindOfJson(head: Source, size: number): Kind {
  const text = new TextDecoder().decode(head.bytes);
  if (text[skipBlank(text, 0)] === '[') return { is: 'matrix' };
  if (size > MOST_MIB * 2 ** 20) return { is: 'too-large' };
  const source = head.bytes.length < size ? readFile(head.name) : head;
  const document = parseJson(source.name, jsonText(source, ignore));
  if (isSpec(document)) return { is: 'spec', data: dataOf(document) };
  const slices = slicesOf(() => datasetFromJson(document, document.root, {}, ignore));
  return { is: slices.length ? 'matrix' : 'neither' };
}

/** Whether a text is a table rather than prose, of which each line might be taken for a word. */
function isTable({ name, bytes }: Source, size: number): boolean {
  const end = bytes.length < size ? bytes.lastIndexOf(10) + 1 : bytes.length;
  const [first] = slicesOf(() => READERS.csv({ name, bytes: bytes.subarray(0, end) }, {}, ignore));
  return first !== undefined && (first.matrix.columns > 1 || first.matrix.words === null);
}

/** What is read, or nothing if that cannot be read. */
function slicesOf(read: () => Dataset): Dataset['slices'] {
  try {
    return read().slices;
  } catch (error) {
    if (error instanceof HeatmapError) return [];
    throw error;
  }
}

function ignore(): void {}

/** The files that a spec names as data. */
function dataOf({ root }: JsonDocument): string[] {
  const panels = nodeAt(root, ['panels'])?.node;
  const count = panels?.kind === 'array' ? panels.items.length : 0;
  const paths = [[], ...Array.from({ length: count }, (_, i) => ['panels', i])];
  return paths.flatMap((path) => {
    const named = nodeAt(root, [...path, 'data', 'file']) ?? nodeAt(root, [...path, 'data']);
    return named?.node.kind === 'string' ? [named.node.value] : [];
  });
}
