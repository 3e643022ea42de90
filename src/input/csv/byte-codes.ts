const INITIAL_SLOTS = 1 << 10;
const INITIAL_BYTES = 1 << 14;

/**
 * Codes of distinct byte strings, counted from 0 in order of first appearance. A hash table finds the code of a field
 * without creating a string.
 */
export class ByteCodes {
  count = 0;
  /** The bytes of all strings, one after the other. */
  private bytes = Buffer.allocUnsafe(INITIAL_BYTES);
  /** The end of each string in `bytes`; the first element is 0. */
  private ends = new Float64Array(INITIAL_SLOTS);
  private hashes = new Int32Array(INITIAL_SLOTS);
  /** Codes plus one, with open addressing; 0 is an empty slot. */
  private slots = new Int32Array(2 * INITIAL_SLOTS);
  /** A random seed, so that no table can be made whose texts all collide. */
  private readonly seed = Math.floor(Math.random() * 2 ** 32);
  private last = -1;

  /** Returns the code of the string from `start` to `end`, or -1 if it is new and there are already `maxCodes` codes. */
  codeOf(source: Buffer, start: number, end: number, maxCodes: number): number {
    // Records are often sorted, so the last string is checked first.
    if (this.last >= 0 && this.equals(this.last, source, start, end)) return this.last;
    const { slots, hashes } = this;
    let hash = this.seed;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ source[i], 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
    hash ^= hash >>> 13;
    let slot = hash & (slots.length - 1);
    for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      const code = slots[slot] - 1;
      if (hashes[code] === hash && this.equals(code, source, start, end)) {
        this.last = code;
        return code;
      }
    }
    if (this.count >= maxCodes) return -1;
    this.append(source, start, end, hash);
    slots[slot] = this.count;
    if (this.count === hashes.length - 1) this.grow();
    this.last = this.count - 1;
    return this.last;
  }

  private equals(code: number, source: Buffer, start: number, end: number): boolean {
    const { bytes, ends } = this;
    const from = ends[code];
    if (ends[code + 1] - from !== end - start) return false;
    for (let i = start, j = from; i < end; i++, j++) if (source[i] !== bytes[j]) return false;
    return true;
  }

  private append(source: Buffer, start: number, end: number, hash: number): void {
    const from = this.ends[this.count];
    const to = from + end - start;
    if (to > this.bytes.length) {
      const larger = Buffer.allocUnsafe(2 * to);
      larger.set(this.bytes.subarray(0, from));
      this.bytes = larger;
    }
    source.copy(this.bytes, from, start, end);
    this.hashes[this.count] = hash;
    this.ends[++this.count] = to;
  }

  private grow(): void {
    const capacity = 2 * this.hashes.length;
    const [hashes, ends] = [new Int32Array(capacity), new Float64Array(capacity)];
    hashes.set(this.hashes);
    ends.set(this.ends);
    this.hashes = hashes;
    this.ends = ends;
    this.slots = new Int32Array(2 * capacity);
    for (let code = 0; code < this.count; code++) {
      let slot = hashes[code] & (this.slots.length - 1);
      while (this.slots[slot] !== 0) slot = (slot + 1) & (this.slots.length - 1);
      this.slots[slot] = code + 1;
    }
  }
}
