import { fail } from '../diagnostics.js';
import type { Source } from './reader.js';

/** Goes through the bytes of a source once, from `start` on, whether it is held or comes in pieces. */
export class ByteReader {
  private piece: Uint8Array;

  constructor(
    private readonly source: Source,
    start: number,
  ) {
    this.piece = source.bytes.subarray(start);
  }

  /** Fills `into`; how many bytes there were for it, fewer only at the end. */
  fill(into: Uint8Array): number {
    let filled = 0;
    while (filled < into.length && this.more()) {
      const taken = this.piece.subarray(0, into.length - filled);
      into.set(taken, filled);
      filled += taken.length;
      this.piece = this.piece.subarray(taken.length);
    }
    return filled;
  }

  /** Passes over `count` bytes; how many there were. */
  skip(count: number): number {
    let skipped = 0;
    while (skipped < count && this.more()) {
      const step = Math.min(count - skipped, this.piece.length);
      this.piece = this.piece.subarray(step);
      skipped += step;
    }
    return skipped;
  }

  private more(): boolean {
    if (this.piece.length > 0) return true;
    const next = this.source.rest?.next() ?? null;
    if (next) this.piece = next;
    return next !== null;
  }
}

/** What Node can hold in one piece. */
const MOST_BYTES = 2 ** 31 - 1;

/** The whole source in one piece. Error: `too-large`. */
export function held({ name, bytes, rest }: Source): Source {
  if (!rest) return { name, bytes };
  const tooLarge = () => fail('too-large', `${name} is larger than can be read at once`, { file: name });
  if (rest.size !== null && rest.size > MOST_BYTES) tooLarge();
  const pieces = [bytes];
  let size = bytes.length;
  for (let piece = rest.next(); piece !== null; piece = rest.next()) {
    pieces.push(Uint8Array.from(piece));
    size += piece.length;
    if (size > MOST_BYTES) tooLarge();
  }
  return { name, bytes: Buffer.concat(pieces) };
}
