import type { Reducer } from '../matrix/reduction.js';
import { DEFAULTS } from '../theme.js';
import type { CellsSpec } from './cells.js';

/** Returns the function that combines the values of a block. */
export function reducerOf(cells: CellsSpec | undefined): Reducer {
  const { reduce } = cells ?? {};
  return (typeof reduce === 'object' ? reduce.by : reduce) ?? DEFAULTS.cells.reducer;
}
