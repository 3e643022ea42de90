const INITIAL_CAPACITY = 1 << 10;

/** Distinct pairs of numbers, such as the cells of a sparse table, as a hash table. */
export class SparseCells {
  count = 0;
  /** The numbers of each cell. A cell has an index, in order of first appearance. */
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
    this.rows = enlarge(this.rows, capacity);
    this.columns = enlarge(this.columns, capacity);
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

function enlarge(source: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const target = new Int32Array(length);
  target.set(source);
  return target;
}

/** Doubles that grow as they are set. Elements that were never set are 0. */
export class GrowingArray {
  private values = new Float64Array(INITIAL_CAPACITY);

  get(index: number): number {
    return index < this.values.length ? this.values[index] : 0;
  }

  set(index: number, value: number): void {
    if (index >= this.values.length) {
      const larger = new Float64Array(Math.max(2 * this.values.length, index + 1));
      larger.set(this.values);
      this.values = larger;
    }
    this.values[index] = value;
  }
}
