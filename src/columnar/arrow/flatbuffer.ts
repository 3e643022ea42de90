/** Reads tables of the FlatBuffers format. Everything outside of the bytes is a RangeError. */
export class FlatTable {
  private constructor(
    private readonly view: DataView,
    private readonly position: number,
  ) {}

  /** Returns the table to which the first four bytes refer. */
  static root(bytes: Uint8Array): FlatTable {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    return new FlatTable(view, view.getUint32(0, true));
  }

  byte(field: number, fallback = 0): number {
    const offset = this.offsetOf(field);
    return offset ? this.view.getUint8(offset) : fallback;
  }

  short(field: number, fallback = 0): number {
    const offset = this.offsetOf(field);
    return offset ? this.view.getInt16(offset, true) : fallback;
  }

  int(field: number, fallback = 0): number {
    const offset = this.offsetOf(field);
    return offset ? this.view.getInt32(offset, true) : fallback;
  }

  long(field: number): number {
    const offset = this.offsetOf(field);
    return offset ? Number(this.view.getBigInt64(offset, true)) : 0;
  }

  table(field: number): FlatTable | null {
    const offset = this.offsetOf(field);
    return offset ? new FlatTable(this.view, this.follow(offset)) : null;
  }

  text(field: number): string | null {
    const vector = this.vector(field, 1);
    if (!vector) return null;
    const { buffer, byteOffset } = this.view;
    return new TextDecoder().decode(new Uint8Array(buffer, byteOffset + vector.start, vector.length));
  }

  tables(field: number): FlatTable[] {
    const vector = this.vector(field, 4);
    if (!vector) return [];
    return Array.from(
      { length: vector.length },
      (_, i) => new FlatTable(this.view, this.follow(vector.start + 4 * i)),
    );
  }

  /** Returns the numbers of a vector of structures, each of which consists of `size` integers of 64 bits. */
  longs(field: number, size = 1): number[][] {
    const vector = this.vector(field, 8 * size);
    if (!vector) return [];
    return Array.from({ length: vector.length }, (_, i) =>
      Array.from({ length: size }, (_, k) =>
        Number(this.view.getBigInt64(vector.start + 8 * (i * size + k), true)),
      ),
    );
  }

  /** Returns the position of a field, or 0 if it is absent. */
  private offsetOf(field: number): number {
    const { view, position } = this;
    const layout = position - view.getInt32(position, true);
    const entry = 4 + 2 * field;
    if (entry >= view.getUint16(layout, true)) return 0;
    const offset = view.getUint16(layout + entry, true);
    return offset === 0 ? 0 : position + offset;
  }

  private follow(offset: number): number {
    return offset + this.view.getUint32(offset, true);
  }

  private vector(field: number, stride: number): { start: number; length: number } | null {
    const offset = this.offsetOf(field);
    if (!offset) return null;
    const position = this.follow(offset);
    const length = this.view.getUint32(position, true);
    const start = position + 4;
    if (start + length * stride > this.view.byteLength) throw new RangeError('a list is too long');
    return { start, length };
  }
}
