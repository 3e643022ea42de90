import { createRequire } from 'node:module';
import { MAX_PIXELS, type Pixels } from '../pixels.js';
import { PNG_SIGNATURE } from './signature.js';

/** Decodes any PNG; returns null for one that is too large or not a PNG, and throws for a damaged one. */
export function decodePng(bytes: Uint8Array): Pixels | null {
  // The size is in the first chunk, so it can be checked before memory is allocated.
  if (bytes.length < 33 || PNG_SIGNATURE.some((byte, i) => bytes[i] !== byte)) return null;
  const header = new DataView(bytes.buffer, bytes.byteOffset);
  if (header.getUint32(16) * header.getUint32(20) > MAX_PIXELS) return null;
  // Most runs read no PNG, so the package is loaded only here.
  const { PNG } = createRequire(import.meta.url)('pngjs') as typeof import('pngjs');
  return PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
}
