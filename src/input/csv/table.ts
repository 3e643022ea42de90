import type { ReadOptions } from '../../spec/data.js';
import type { PartAccumulator } from '../part-accumulator.js';
import type { Dialect } from './dialect.js';
import type { TableLayout } from './header.js';
import type { TextBuffer } from './text-buffer.js';

/** The text of a table, and how to read it: options, given or guessed. */
export interface DelimitedTable {
  readonly text: TextBuffer;
  readonly dialect: Dialect;
  readonly layout: TableLayout;
  readonly options: ReadOptions;
  /** Whether blanks aligned the columns of the source, which `text` separates with tabs. */
  readonly isAligned?: boolean;
}

/** The header of a table, for messages, and the part of the table that is drawn. */
export interface BodyOptions {
  readonly columnLabels: readonly string[] | null;
  /** The text above the row labels. */
  readonly name: string | null;
  /** The positions of the columns to read as numbers; text in other columns becomes missing. Null: all. */
  readonly kept: readonly number[] | null;
  /** Collects the rows and columns that are drawn; null to keep every value. */
  readonly part: PartAccumulator | null;
}

/** Returns the number of fields before the cells of each record. */
export function labelFieldCount({ levels, rowLabels }: TableLayout): number {
  if (!levels) return rowLabels ? 1 : 0;
  return levels.labelColumns + (levels.hasNameColumn ? 1 : 0);
}
