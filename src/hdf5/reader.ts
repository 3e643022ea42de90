/** Reads the numbers, texts and addresses of an HDF5 file, each within the bounds of the file. */

/** Fails for a file that cannot be read. `offset` is a byte of the file, or null. */
export type FailHdf5 = (
  code: 'hdf5-damaged' | 'hdf5-unsupported',
  problem: string,
  offset: number | null,
) => never;

/** The number of structures that are read of one file, so that lists without an end stop. */
const MAX_STRUCTURES = 2 ** 22;

/** The bytes of a file from its base address on, with the sizes of its addresses and lengths. */
export class Hdf5Bytes {
  private structures = 0;

  constructor(
    readonly bytes: Uint8Array,
    /** The base address: the bytes before it belong to another program. */
    private readonly base: number,
    readonly addressSize: number,
    readonly lengthSize: number,
    private readonly failFile: FailHdf5,
  ) {}

  /** Returns a cursor at `address`. If `signature` is given, it must be there, and the cursor is behind it. */
  at(address: number, signature?: string): Cursor {
    if (++this.structures > MAX_STRUCTURES) this.fail('it has too many parts, or parts in a circle', address);
    const cursor = new Cursor(this, address);
    if (signature === undefined) return cursor;
    const found = cursor.text(signature.length);
    if (found !== signature) this.fail(`"${signature}" is expected`, address);
    return cursor;
  }

  /** Returns the bytes of a range as a view. */
  slice(start: number, length: number): Uint8Array {
    this.check(start, length);
    return this.bytes.subarray(start, start + length);
  }

  uint(offset: number, size: number): number {
    this.check(offset, size);
    return readUint(this.bytes, offset, size);
  }

  fail(problem: string, offset: number): never {
    return this.failFile('hdf5-damaged', problem, Number.isFinite(offset) ? this.base + offset : null);
  }

  failUnsupported(feature: string): never {
    return this.failFile('hdf5-unsupported', feature, null);
  }

  private check(offset: number, length: number): void {
    if (offset >= 0 && length >= 0 && offset + length <= this.bytes.length) return;
    this.fail(`an address is outside of the file, which has ${this.base + this.bytes.length} bytes`, offset);
  }
}

/** A position that moves behind each value that is read. */
export class Cursor {
  constructor(
    readonly file: Hdf5Bytes,
    public pos: number,
  ) {}

  uint(size: number): number {
    this.pos += size;
    return this.file.uint(this.pos - size, size);
  }

  /** Reads an address; null if it is undefined. */
  address(): number | null {
    const { addressSize } = this.file;
    const bytes = this.file.slice(this.pos, addressSize);
    this.pos += addressSize;
    return bytes.every((byte) => byte === 0xff) ? null : this.file.uint(this.pos - addressSize, addressSize);
  }

  /** Reads an address that must be defined. */
  definedAddress(): number {
    return this.address() ?? this.file.fail('an address is undefined', this.pos);
  }

  length(): number {
    return this.uint(this.file.lengthSize);
  }

  /** Reads a length, which can be "unlimited". */
  limit(): number {
    const start = this.pos;
    const value = this.length();
    const isUnlimited = this.file.slice(start, this.file.lengthSize).every((byte) => byte === 0xff);
    return isUnlimited ? Number.POSITIVE_INFINITY : value;
  }

  bytes(length: number): Uint8Array {
    this.pos += length;
    return this.file.slice(this.pos - length, length);
  }

  text(length: number): string {
    return decodeText(this.bytes(length));
  }

  skip(length: number): this {
    this.pos += length;
    return this;
  }
}

/** Returns a little-endian integer that is not negative. */
export function readUint(bytes: Uint8Array, offset: number, size: number): number {
  let value = 0;
  for (let i = size - 1; i >= 0; i--) value = value * 256 + bytes[offset + i];
  return value;
}

/** Returns the UTF-8 text before the first NUL. */
export function decodeText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return Buffer.from(bytes.buffer, bytes.byteOffset, end < 0 ? bytes.length : end).toString('utf8');
}

/** Returns the number of bytes for integers up to `max`. */
export function byteCount(max: number): number {
  return Math.max(1, Math.ceil(Math.floor(Math.log2(Math.max(1, max)) + 1) / 8));
}
