const IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Converts numbers of `size` bytes between the byte order of the machine and little-endian. Never changes `bytes`. */
export function swapBytes(bytes: Uint8Array, size: number): Uint8Array {
  if (IS_LITTLE_ENDIAN) return bytes;
  const swapped = Buffer.from(bytes);
  return size === 8 ? swapped.swap64() : swapped.swap32();
}

/** Returns numbers as little-endian bytes. */
export function toBytes(array: Float64Array | Uint32Array): Uint8Array {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  return swapBytes(bytes, array.BYTES_PER_ELEMENT);
}
