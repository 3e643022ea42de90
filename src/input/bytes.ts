import { fail } from '../diagnostics.js';
import type { Source } from './reader.js';

/** Reads the bytes of a source once from `start`, whether they are in memory or come as a stream. */
export class ByteReader {
  private chunk: Uint8Array;

  constructor(
    private readonly source: Source,
    start: number,
  ) {
    this.chunk = source.bytes.subarray(start);
    this.skip(start - source.bytes.length);
  }

  /** Fills `target` and returns the number of bytes written, which is smaller only at the end of the source. */
  fill(target: Uint8Array): number {
    let filled = 0;
    while (filled < target.length && this.hasMore()) {
      const part = this.chunk.subarray(0, target.length - filled);
      target.set(part, filled);
      filled += part.length;
      this.chunk = this.chunk.subarray(part.length);
    }
    return filled;
  }

  /** Skips `count` bytes and returns the number of bytes skipped, which is smaller only at the end. */
  skip(count: number): number {
    let skipped = 0;
    while (skipped < count) {
      if (this.chunk.length === 0 && this.source.rest?.skip) {
        return skipped + this.source.rest.skip(count - skipped);
      }
      if (!this.hasMore()) break;
      const step = Math.min(count - skipped, this.chunk.length);
      this.chunk = this.chunk.subarray(step);
      skipped += step;
    }
    return skipped;
  }

  private hasMore(): boolean {
    if (this.chunk.length > 0) return true;
    const next = this.source.rest?.next() ?? null;
    if (next) this.chunk = next;
    return next !== null;
  }
}

/** Returns the source with at least its first `length` bytes in memory, or with all bytes if there are fewer. */
export function withHead({ rest, ...source }: Source, length: number): Source {
  const chunks = [source.bytes];
  let size = source.bytes.length;
  while (size < length) {
    const chunk = rest?.next() ?? null;
    if (chunk === null) return { ...source, bytes: Buffer.concat(chunks) };
    chunks.push(Uint8Array.from(chunk));
    size += chunk.length;
  }
  return { ...source, rest, bytes: chunks.length > 1 ? Buffer.concat(chunks) : source.bytes };
}

/** Returns a source that may have been read already, to read it from its start if that is possible. */
export function rewind(source: Source): Source {
  if (!source.rest || !source.reopen) return source;
  source.rest.close?.();
  return source.reopen();
}

/** The largest buffer that Node can allocate. */
const MAX_BYTES = 2 ** 31 - 1;

/** Returns the source with all its bytes in memory. Error: `too-large`. */
export function readAll({ rest, ...source }: Source): Source {
  const { name, bytes } = source;
  if (!rest) return source;
  const failTooLarge = () => fail('too-large', `${name} is too large to fit in memory`, { file: name });
  if (rest.size !== null && rest.size > MAX_BYTES) failTooLarge();
  if (rest.size !== null) {
    // The file can become shorter or longer while it is read.
    const all = new Uint8Array(rest.size);
    const reader = new ByteReader({ name, bytes, rest }, 0);
    return { ...source, bytes: all.subarray(0, reader.fill(all)) };
  }
  const chunks = [bytes];
  let size = bytes.length;
  for (let chunk = rest.next(); chunk !== null; chunk = rest.next()) {
    chunks.push(Uint8Array.from(chunk));
    size += chunk.length;
    if (size > MAX_BYTES) failTooLarge();
  }
  return { ...source, bytes: Buffer.concat(chunks) };
}
