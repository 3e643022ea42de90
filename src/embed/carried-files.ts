/** The files that a spec carries under its key "files". */
import { createHash } from 'node:crypto';
import { fail, type Place, quote } from '../diagnostics.js';
import { withoutCompressionSuffix } from '../input/decompress.js';
import type { OpenFile } from '../input/load.js';
import type { Source } from '../input/reader.js';
import { nodeAt, placeAt } from '../json/locate.js';
import type { JsonDocument } from '../json/node.js';
import { toPlainValue } from '../json/value.js';

const SHA256 = /^[0-9a-f]{64}$/;

/** A file as a spec carries it: its content, or its hash. */
export type CarriedContent = { readonly source: Source } | { readonly sha256: string };

/** Returns the files that a spec carries, in its order; none if the key is missing or invalid. */
export function carriedFiles({ root }: JsonDocument, stdinName: string): ReadonlyMap<string, CarriedContent> {
  const found = nodeAt(root, ['files'])?.node;
  const files = new Map<string, CarriedContent>();
  if (found?.kind !== 'object') return files;
  for (const { key, value } of found.entries) {
    const content = toPlainValue(value);
    const { base64, sha256 } = Object(content) as Record<string, unknown>;
    if (typeof content === 'string') files.set(key, { source: source(key, Buffer.from(content, 'utf8')) });
    else if (typeof base64 === 'string') {
      files.set(key, { source: source(key, Buffer.from(base64, 'base64')) });
    } else if (typeof sha256 === 'string' && SHA256.test(sha256)) files.set(key, { sha256 });
  }
  return files;

  /** The content is that after decompression. */
  function source(path: string, bytes: Uint8Array): Source {
    return {
      name: path === '-' ? stdinName : path,
      innerName: withoutCompressionSuffix(path),
      bytes: new Uint8Array(bytes),
    };
  }
}

/**
 * Returns a function that opens the carried files, and other files with `open`. A file of which only the hash is carried
 * is opened and must have that hash. With `isClosed`, no other file is opened.
 *
 * Errors: `embedded-file`, `embedded-hash`, and those of `open`.
 */
export function openCarried(
  files: ReadonlyMap<string, CarriedContent>,
  document: JsonDocument,
  open: OpenFile,
  isClosed: boolean,
): OpenFile {
  return (path, place) => {
    const carried = files.get(path);
    if (carried && 'source' in carried) return carried.source;
    if (!carried) {
      if (isClosed) {
        fail(
          'embedded-file',
          `the figure does not carry the file ${quote(path)}, and a spec in a figure reads no other files`,
          place,
          'extract the spec with "heatmap extract", and draw it where the file is',
        );
      }
      return open(path, place);
    }
    checkHash(path, carried.sha256, () => open(path, place), placeAt(document, ['files', path]));
    return open(path, place);
  };
}

function checkHash(path: string, sha256: string, open: () => Source, place: Place): void {
  if (hashSource(open()).sha256 === sha256) return;
  fail(
    'embedded-hash',
    `${path} is not the file that the figure was made from: its hash differs`,
    place,
    'find the original file, or remove its entry from "files" to use the new one',
  );
}

/** Returns the hash and the size of a source, and reads it to its end. */
export function hashSource({ bytes, rest }: Source): { readonly sha256: string; readonly bytes: number } {
  const hash = createHash('sha256').update(bytes);
  let size = bytes.length;
  for (let chunk = rest?.next() ?? null; chunk !== null; chunk = rest?.next() ?? null) {
    hash.update(chunk);
    size += chunk.length;
  }
  rest?.close?.();
  return { sha256: hash.digest('hex'), bytes: size };
}
