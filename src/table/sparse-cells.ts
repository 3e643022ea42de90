const FIRST_ROOM = 1 << 10;

/**
 * The cells of a table that has any number of rows and columns, as many as it names: each has a slot, in order of first
 * appearance.
 */
export class Slots {
  count = 0;
  values = new Float64Array(FIRST_ROOM);
  /** How many values each has. */
  counts = new Uint32Array(FIRST_ROOM);
  /** By which its first record is found again. */
  marks = new Float64Array(FIRST_ROOM);
  rows = new Int32Array(FIRST_ROOM);
  columns = new Int32Array(FIRST_ROOM);

  /** Slots plus one, open addressing. */
  private table = new Int32Array(2 * FIRST_ROOM);
  /** So that nobody can write a table whose cells all collide. */
  private readonly seed = Math.floor(Math.random() * 2 ** 32);

  /** The slot of a cell; a new one, `count` as it was, if the cell is met for the first time. */
  slotOf(row: number, column: number): number {
    const { rows, columns, table } = this;
    let at = this.place(row, column);
    for (; table[at] !== 0; at = (at + 1) & (table.length - 1)) {
      const slot = table[at] - 1;
      if (rows[slot] === row && columns[slot] === column) return slot;
    }
    if (this.count === rows.length) {
      this.grow();
      return this.slotOf(row, column);
    }
    rows[this.count] = row;
    columns[this.count] = column;
    table[at] = ++this.count;
    return this.count - 1;
  }

  private grow(): void {
    const room = 2 * this.count;
    this.values = copied(this.values, new Float64Array(room));
    this.counts = copied(this.counts, new Uint32Array(room));
    this.marks = copied(this.marks, new Float64Array(room));
    this.rows = copied(this.rows, new Int32Array(room));
    this.columns = copied(this.columns, new Int32Array(room));
    this.table = new Int32Array(2 * room);
    for (let slot = 0; slot < this.count; slot++) {
      let at = this.place(this.rows[slot], this.columns[slot]);
      while (this.table[at] !== 0) at = (at + 1) & (2 * room - 1);
      this.table[at] = slot + 1;
    }
  }

  /** Where in the table a cell is looked for first: eight neighbours in a row are side by side, for the cache. */
  private place(row: number, column: number): number {
    let hash = Math.imul(row ^ this.seed, 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 15) ^ (column >> 3), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (((hash ^ (hash >>> 16)) << 3) | (column & 7)) & (this.table.length - 1);
  }
}

function copied<T extends Float64Array | Uint32Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
