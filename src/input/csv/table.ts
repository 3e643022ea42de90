import type { ReadOptions } from '../../spec/data.js';
import type { Dialect } from './dialect.js';
import type { TableLayout } from './header.js';
import type { TextBuffer } from './text-buffer.js';

/** The text of a table, and how to read it: options, given or guessed. */
export interface Table {
  readonly text: TextBuffer;
  readonly dialect: Dialect;
  readonly layout: TableLayout;
  readonly options: ReadOptions;
}
