const INITIAL_CAPACITY = 1 << 10;

/**
 * The cells of a sparse table, as a hash table. Each cell has an index, in order of first appearance; the typed
 * arrays have one element for each cell.
 */
export class SparseCells {
  count = 0;
  values = new Float64Array(INITIAL_CAPACITY);
  /** The number of values of each cell. */
  counts = new Uint32Array(INITIAL_CAPACITY);
  /** The `recordId` of the first record of each cell. */
  recordIds = new Float64Array(INITIAL_CAPACITY);
  rows = new Int32Array(INITIAL_CAPACITY);
  columns = new Int32Array(INITIAL_CAPACITY);

  /** Cell indices plus one, with open addressing; 0 is an empty slot. */
  private slots = new Int32Array(2 * INITIAL_CAPACITY);
  /** A random seed, so that no table can be made whose cells all collide. */
  private readonly seed = Math.floor(Math.random() * 2 ** 32);

  /** Returns the index of a cell. A new cell gets the index `count`. */
  indexOf(row: number, column: number): number {
    const { rows, columns, slots } = this;
    let slot = this.hash(row, column);
    for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      const index = slots[slot] - 1;
      if (rows[index] === row && columns[index] === column) return index;
    }
    if (this.count === rows.length) {
      this.grow();
      return this.indexOf(row, column);
    }
    rows[this.count] = row;
    columns[this.count] = column;
    slots[slot] = ++this.count;
    return this.count - 1;
  }

  private grow(): void {
    const capacity = 2 * this.count;
    this.values = copyInto(this.values, new Float64Array(capacity));
    this.counts = copyInto(this.counts, new Uint32Array(capacity));
    this.recordIds = copyInto(this.recordIds, new Float64Array(capacity));
    this.rows = copyInto(this.rows, new Int32Array(capacity));
    this.columns = copyInto(this.columns, new Int32Array(capacity));
    this.slots = new Int32Array(2 * capacity);
    for (let index = 0; index < this.count; index++) {
      let slot = this.hash(this.rows[index], this.columns[index]);
      while (this.slots[slot] !== 0) slot = (slot + 1) & (2 * capacity - 1);
      this.slots[slot] = index + 1;
    }
  }

  /** Returns the preferred slot of a cell. Eight neighbouring cells of a row get adjacent slots, in one cache line. */
  private hash(row: number, column: number): number {
    let hash = Math.imul(row ^ this.seed, 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 15) ^ (column >> 3), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (((hash ^ (hash >>> 16)) << 3) | (column & 7)) & (this.slots.length - 1);
  }
}

function copyInto<T extends Float64Array | Uint32Array | Int32Array>(source: T, target: T): T {
  target.set(source);
  return target;
}
