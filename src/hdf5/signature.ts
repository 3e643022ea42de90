const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
/** Where an HDF5 file can begin, after the block of another program. */
const STARTS = [0, 512, 1024, 2048];

/** Returns the offset of the signature in the first bytes of a file, or null. */
export function findSignature(start: Uint8Array): number | null {
  return STARTS.find((offset) => SIGNATURE.every((byte, i) => start[offset + i] === byte)) ?? null;
}
