import type { FontTable } from './sfnt.js';

/** Reads one number after another from a table. Reading past its end is a "bad-font" error. */
export class TableReader {
  readonly table: FontTable;
  at: number;

  constructor(table: FontTable, at: number) {
    this.table = table;
    this.at = at;
  }

  u8(): number {
    return this.table.u8(this.at++);
  }

  u16(): number {
    return (this.u8() << 8) | this.u8();
  }

  i16(): number {
    return (this.u16() << 16) >> 16;
  }

  u32(): number {
    return this.u16() * 0x10000 + this.u16();
  }

  bytes(length: number): Uint8Array {
    this.at += length;
    return this.table.bytes(this.at - length, this.at);
  }

  /** Reads a number of one to five bytes with seven bits each ("UIntBase128"). */
  base128(): number {
    let value = 0;
    for (let i = 0; i < 5; i++) {
      const byte = this.u8();
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    return this.table.failDamaged('has a number of more than five bytes');
  }

  /** Reads a number of one to three bytes that is usually below 253 ("255UInt16"). */
  packed16(): number {
    const code = this.u8();
    if (code === 253) return this.u16();
    if (code === 254) return 506 + this.u8();
    return code === 255 ? 253 + this.u8() : code;
  }
}
