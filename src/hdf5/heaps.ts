/** The places where HDF5 stores names and texts of variable length. */
import { type Cursor, decodeText, type Hdf5Bytes, readUint } from './reader.js';

/** Returns a function that reads a name at an offset of the local heap at `address`. */
export function openLocalHeap(file: Hdf5Bytes, address: number): (offset: number) => string {
  const cursor = file.at(address, 'HEAP').skip(4);
  const size = cursor.length();
  cursor.length();
  const data = file.slice(cursor.definedAddress(), size);
  return (offset) =>
    offset < size ? decodeText(data.subarray(offset)) : file.fail('a name is outside of its heap', address);
}

/** Reads texts of variable length; each heap is read once. */
export class GlobalHeaps {
  private readonly heaps = new Map<number, Map<number, Uint8Array>>();

  constructor(private readonly file: Hdf5Bytes) {}

  /** Returns the text whose reference is at `offset` of `bytes`. */
  textAt(bytes: Uint8Array, offset: number): string {
    const { addressSize } = this.file;
    const length = readUint(bytes, offset, 4);
    const address = readUint(bytes, offset + 4, addressSize);
    const index = readUint(bytes, offset + 4 + addressSize, 4);
    if (length === 0 || address === 0) return '';
    const object = this.heapAt(address).get(index);
    if (!object || object.length < length) return this.file.fail('a text is missing', address);
    return decodeText(object.subarray(0, length));
  }

  private heapAt(address: number): Map<number, Uint8Array> {
    const known = this.heaps.get(address);
    if (known) return known;
    const objects = new Map<number, Uint8Array>();
    const cursor = this.file.at(address, 'GCOL').skip(4);
    const end = address + cursor.length();
    while (cursor.pos + 8 + this.file.lengthSize <= end) {
      const index = cursor.uint(2);
      const length = cursor.skip(6).length();
      if (index === 0) break;
      objects.set(index, cursor.bytes(length));
      cursor.skip((8 - (length % 8)) % 8);
    }
    this.heaps.set(address, objects);
    return objects;
  }
}

/** Returns a function that returns the address of an object of a fractal heap, whose identifier the cursor is at. */
export function openFractalHeap(file: Hdf5Bytes, address: number): (identifier: Cursor) => number | null {
  const { addressSize, lengthSize } = file;
  const header = file.at(address, 'FRHP').skip(3);
  const filterSize = header.uint(2);
  const maxObject = header.skip(1).uint(4);
  header.skip(10 * lengthSize + 2 * addressSize);
  const width = header.uint(2);
  const firstSize = header.length();
  const maxDirect = header.length();
  const heapBits = header.uint(2);
  const root = header.skip(2).address();
  const rootRows = header.uint(2);
  if (filterSize > 0) file.failUnsupported('compressed names');
  if (width === 0 || firstSize === 0 || heapBits > 64 || rootRows > 64) {
    file.fail('the header of a heap is invalid', address);
  }
  const offsetSize = Math.ceil(heapBits / 8);
  const lengthBytes = Math.min(lengthSizeUpTo(maxDirect), lengthSizeUpTo(maxObject));
  const directRows = Math.log2(maxDirect / firstSize) + 2;
  const rowSize = (row: number) => firstSize * 2 ** Math.max(0, row - 1);
  const blockHeader = 5 + addressSize + offsetSize;

  return (identifier) => {
    const kind = (identifier.uint(1) >> 4) & 3;
    if (kind === 2) return identifier.pos;
    if (kind !== 0 || root === null) return null;
    const offset = identifier.uint(offsetSize);
    identifier.uint(lengthBytes);
    return locate(root, rootRows, 0, offset, 0);
  };

  /** Returns the address of the byte at `offset` of the heap, in a block that starts at `blockOffset` of the heap. */
  function locate(block: number, rows: number, blockOffset: number, offset: number, depth: number): number {
    if (rows === 0) {
      file.at(block, 'FHDB');
      return block + offset - blockOffset;
    }
    if (depth > 16) file.fail('a heap is nested too deeply', block);
    file.at(block, 'FHIB');
    let start = blockOffset;
    let pos = block + blockHeader;
    for (let row = 0; row < rows; row++) {
      const size = rowSize(row);
      if (offset >= start + width * size) {
        start += width * size;
        pos += width * addressSize;
        continue;
      }
      const column = Math.floor((offset - start) / size);
      const child = file.at(pos + column * addressSize).definedAddress();
      const childRows = row < directRows ? 0 : Math.log2(size / (firstSize * width)) + 1;
      return locate(child, childRows, start + column * size, offset, depth + 1);
    }
    return file.fail('an object is outside of its heap', block);
  }
}

/** Returns the number of bytes for lengths up to a power of two, as HDF5 computes it. */
function lengthSizeUpTo(max: number): number {
  return Math.floor((Math.floor(Math.log2(max)) + 7) / 8);
}
