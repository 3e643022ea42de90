import type { ByteQueue } from './byte-queue.js';
import { failTruncated } from './codec.js';

/** Reads bits, from the highest to the lowest of each byte. */
export class BitReader {
  private bits = 0;
  private count = 0;

  constructor(
    private readonly queue: ByteQueue,
    private readonly codec: string,
    private readonly file: string,
  ) {}

  /** Returns the next `length` bits, at most 24, as an unsigned number. Error: `compressed-truncated`. */
  read(length: number): number {
    while (this.count < length) {
      const byte = this.queue.nextByte();
      if (byte < 0) failTruncated(this.codec, this.file);
      this.bits = (this.bits << 8) | byte;
      this.count += 8;
    }
    this.count -= length;
    return (this.bits >>> this.count) & ((1 << length) - 1);
  }
}
