import type { LongTable } from './long-table.js';

/** The number of different texts that are remembered. */
const MAX_TEXTS = 1 << 16;
/** With more texts that are not remembered, most are different, and looking them up takes longer than it saves. */
const MAX_MISSES = 1 << 12;
export const UNKNOWN = -2;

/** Remembers a number for each text of a column. */
export class ColumnCache {
  private readonly numbers = new Int32Array(MAX_TEXTS).fill(UNKNOWN);
  private code = -1;
  private misses = 0;

  constructor(private readonly column: number) {}

  /** Returns the number for the text in the current record of `table`, or `UNKNOWN`. */
  get(table: LongTable): number {
    if (this.misses > MAX_MISSES) return UNKNOWN;
    this.code = table.code(this.column, MAX_TEXTS);
    if (this.code >= 0) return this.numbers[this.code];
    if (++this.misses > MAX_MISSES) this.code = -1;
    return UNKNOWN;
  }

  /** Sets the number, at least -1, for the text that `get` looked up last. */
  set(number: number): void {
    if (this.code >= 0) this.numbers[this.code] = number;
  }
}
