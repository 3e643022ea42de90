import type { ReadOptions } from '../../spec/data.js';
import type { Dialect } from './dialect.js';
import type { Shape } from './header.js';
import type { TableText } from './text.js';

/** A table as text, and all that has been told or guessed of how to read it. */
export interface Table {
  readonly text: TableText;
  readonly dialect: Dialect;
  readonly shape: Shape;
  readonly options: ReadOptions;
}
