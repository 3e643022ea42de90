/** Detects whether a file holds a spec or a matrix, and reads no more of it than necessary. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { HeatmapError } from '../../diagnostics.js';
import { readFile } from '../../host/io.js';
import { readAll } from '../../input/bytes.js';
import { withoutCompressionSuffix } from '../../input/decompress.js';
import { detectFormat, formatOfName, READERS } from '../../input/index.js';
import { datasetFromJson } from '../../input/json.js';
import { readJsonText } from '../../input/json-text.js';
import type { Source } from '../../input/reader.js';
import { nodeAt } from '../../json/locate.js';
import type { JsonDocument } from '../../json/node.js';
import { parseJson } from '../../json/parse.js';
import { skipWhitespace } from '../../json/scan.js';
import type { Dataset } from '../../matrix/matrix.js';
import { isSpec } from '../../spec/identify.js';

export type FileContent =
  /** `dataFiles` are the files that the spec names as data. */
  | { readonly kind: 'spec'; readonly dataFiles: readonly string[] }
  | { readonly kind: 'matrix' | 'neither' | 'too-large' };

/** The size of the largest JSON file that is read to detect a spec, in MiB. */
export const MAX_SPEC_MIB = 64;

/** Whether a file with this name may hold a spec or a matrix. */
export function hasInputExtension(path: string): boolean {
  return formatOfName(withoutCompressionSuffix(path)) !== null;
}

/**
 * Detects the content of a file. Invalid JSON and unreadable files count as specs, because an error is better than a
 * figure that is silently missing.
 */
export function detectFileContent(path: string): FileContent {
  if (formatOfName(withoutCompressionSuffix(path))?.isShared === false) return { kind: 'matrix' };
  try {
    const { size, ...head } = readHead(path);
    const format = detectFormat(head);
    if (format === 'json') return detectJsonContent(head, size);
    return { kind: format !== 'csv' || isTable(head, size) ? 'matrix' : 'neither' };
  } catch (error) {
    if (error instanceof HeatmapError || (error as NodeJS.ErrnoException).syscall)
      return { kind: 'spec', dataFiles: [] };
    throw error;
  }
}

/** Reused for the first bytes of each file. */
const headBuffer = Buffer.allocUnsafeSlow(2 ** 16);

/** Returns the first bytes of a file without its compression, and its size; infinite if it is large and compressed. */
function readHead(path: string): Source & { readonly size: number } {
  if (withoutCompressionSuffix(path) !== path) {
    const { rest, bytes, ...source } = readFile(path);
    rest?.close?.();
    return { ...source, bytes: bytes.subarray(0, headBuffer.length), size: rest ? Infinity : bytes.length };
  }
  const file = openSync(path, 'r');
  try {
    const length = readSync(file, headBuffer);
    return { name: path, bytes: headBuffer.subarray(0, length), size: fstatSync(file).size };
  } finally {
    closeSync(file);
  }
}

function detectJsonContent(head: Source, size: number): FileContent {
  const text = new TextDecoder().decode(head.bytes);
  if (text[skipWhitespace(text, 0)] === '[') return { kind: 'matrix' };
  if (size > MAX_SPEC_MIB * 2 ** 20) return { kind: 'too-large' };
  const source = head.bytes.length < size ? readAll(readFile(head.name)) : head;
  const document = parseJson(source.name, readJsonText(source, ignore));
  if (isSpec(document)) return { kind: 'spec', dataFiles: listDataFiles(document) };
  const slices = readSlices(() => datasetFromJson(document, document.root, {}, ignore));
  return { kind: slices.length ? 'matrix' : 'neither' };
}

/** Whether a text is a table. Prose is not: each of its lines could be read as one category. */
function isTable({ name, bytes }: Source, size: number): boolean {
  const end = bytes.length < size ? bytes.lastIndexOf(10) + 1 : bytes.length;
  const [first] = readSlices(() => READERS.csv.read({ name, bytes: bytes.subarray(0, end) }, {}, ignore));
  return first !== undefined && (first.matrix.columns > 1 || first.matrix.categories === null);
}

/** Returns the slices of a dataset, or none if it is invalid. */
function readSlices(read: () => Dataset): Dataset['slices'] {
  try {
    return read().slices;
  } catch (error) {
    if (error instanceof HeatmapError) return [];
    throw error;
  }
}

function ignore(): void {}

/** Returns the paths of the files that a spec names as data. */
function listDataFiles({ root }: JsonDocument): string[] {
  const panels = nodeAt(root, ['panels'])?.node;
  const panelCount = panels?.kind === 'array' ? panels.items.length : 0;
  const parents = [[], ...Array.from({ length: panelCount }, (_, i) => ['panels', i])];
  return parents.flatMap((parent) => {
    const file = nodeAt(root, [...parent, 'data', 'file']) ?? nodeAt(root, [...parent, 'data']);
    return file?.node.kind === 'string' ? [file.node.value] : [];
  });
}
