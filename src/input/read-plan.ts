/** How many cells of a matrix its figure needs in memory. */

import { NO_REDUCTION } from '../matrix/limits.js';
import type { ReductionOptions, StatsRequest } from '../matrix/reduction.js';
import { keysNeedingAllValues } from '../spec/all-values.js';
import { reducerOf } from '../spec/cells.js';
import type { DataSpec } from '../spec/data.js';
import type { PanelSpec, Spec } from '../spec/spec.js';
import type { ReadPlan } from './reader.js';

/**
 * A matrix with more cells is reduced while it is read. A screen has about as many pixels, and a figure shows fewer.
 */
const MAX_CELLS = 2 ** 22;

/**
 * Returns the read plan for `data` of a figure (`panel` is null) or of one of its panels. If the spec has
 * `blockingKeys`, keys that need all values, the matrix is not reduced. `mapValues` is applied to values before they
 * are reduced.
 */
export function createReadPlan(
  spec: Spec,
  panel: PanelSpec | null,
  data: DataSpec | undefined,
  mapValues: ReductionOptions['mapValues'] = null,
): ReadPlan & { readonly blockingKeys: readonly string[] } {
  const blockingKeys = keysNeedingAllValues(spec, panel ? [panel] : (spec.panels ?? []), data);
  if (blockingKeys.length > 0) return { ...NO_REDUCTION, blockingKeys };
  const sources = 1 + (spec.panels?.filter(({ data }) => data !== undefined).length ?? 0);
  return {
    maxCells: Math.floor(MAX_CELLS / sources),
    reduction: { reducer: reducerOf(spec.cells), stats: statsRequest(spec, panel), mapValues },
    blockingKeys,
  };
}

function statsRequest(spec: Spec, panel: PanelSpec | null): StatsRequest {
  const { domain, scale } = { ...spec.color, ...panel?.color };
  const [low, high] = Array.isArray(domain) ? (domain as [number | null, number | null]) : [null, null];
  return { low, high, histogram: domain === 'robust' || scale === 'quantile' };
}
