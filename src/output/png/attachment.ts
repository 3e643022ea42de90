import { crc32 } from 'node:zlib';
import { compressText, decompressText, failDamaged } from '../attachment.js';
import type { PngChunk } from './encode.js';
import { PNG_SIGNATURE } from './signature.js';

const KEYWORD = 'heatmap';
/** Keyword, compression flag and method, language and translated keyword: the start of an iTXt chunk. */
const HEAD = Buffer.from(`${KEYWORD}\0\x01\0\0\0`, 'latin1');

/** Returns the chunk with an embedded text. */
export function attachmentChunk(text: string): PngChunk {
  return ['iTXt', Buffer.concat([HEAD, compressText(text)])];
}

/** Returns the embedded text of a PNG file; null if it has none. Errors: `embedded-damaged`, `embedded-too-large`. */
export function readPngAttachment(bytes: Uint8Array, file: string): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let offset = PNG_SIGNATURE.length; offset + 12 <= bytes.length; ) {
    const end = offset + 8 + view.getUint32(offset);
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).subarray(offset + 4, end);
    const isEmbedded = chunk.toString('latin1', 0, 4 + KEYWORD.length + 1) === `iTXt${KEYWORD}\0`;
    if (end + 4 > bytes.length) {
      if (isEmbedded) failDamaged(file, 'the file is cut');
      break;
    }
    if (isEmbedded) {
      if (crc32(chunk) !== view.getUint32(end)) failDamaged(file, 'its checksum is wrong');
      if (!chunk.subarray(4, 4 + HEAD.length).equals(HEAD)) failDamaged(file, 'it is not compressed');
      return decompressText(chunk.subarray(4 + HEAD.length), file);
    }
    offset = end + 4;
  }
  return null;
}
