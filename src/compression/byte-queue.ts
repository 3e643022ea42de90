/** Reads a stream of chunks in pieces of any length. */
export class ByteQueue {
  /** The number of bytes that were taken or skipped. */
  position = 0;
  private readonly chunks: Iterator<Uint8Array>;
  private chunk: Uint8Array = new Uint8Array(0);
  private offset = 0;

  constructor(chunks: Iterable<Uint8Array>) {
    this.chunks = chunks[Symbol.iterator]();
  }

  isAtEnd(): boolean {
    while (this.offset === this.chunk.length) {
      const next = this.chunks.next();
      if (next.done) return true;
      this.chunk = next.value;
      this.offset = 0;
    }
    return false;
  }

  /** Returns a copy of the next `length` bytes, or null if the stream ends before. */
  take(length: number): Uint8Array | null {
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      if (this.isAtEnd()) return null;
      const part = this.chunk.subarray(this.offset, this.offset + length - filled);
      bytes.set(part, filled);
      filled += part.length;
      this.advance(part.length);
    }
    return bytes;
  }

  /** Skips `length` bytes. Returns false if the stream ends before. */
  skip(length: number): boolean {
    for (let left = length; left > 0; ) {
      if (this.isAtEnd()) return false;
      const step = Math.min(left, this.chunk.length - this.offset);
      this.advance(step);
      left -= step;
    }
    return true;
  }

  /** Returns the next byte, or -1 at the end. */
  nextByte(): number {
    if (this.offset === this.chunk.length && this.isAtEnd()) return -1;
    this.position++;
    return this.chunk[this.offset++];
  }

  private advance(length: number): void {
    this.offset += length;
    this.position += length;
  }
}
