/** How many cells of a matrix its figure needs in memory. */

import type { Place } from '../diagnostics.js';
import { NO_REDUCTION } from '../matrix/limits.js';
import type { MemoryBudget, ReductionOptions, StatsRequest } from '../matrix/reduction.js';
import type { Address } from '../spec/address.js';
import { keysNeedingAllValues } from '../spec/all-values.js';
import type { DataSpec, TransformOptions } from '../spec/data.js';
import { findPositions } from '../spec/find-positions.js';
import { reducerOf } from '../spec/reducer.js';
import type { PanelSpec, Spec } from '../spec/spec.js';
import { toIndices } from '../transform/select.js';
import type { FindItems, ReadPlan } from './reader.js';

/**
 * A matrix with more cells is reduced while it is read. A screen has about as many pixels, and a figure shows fewer.
 */
const MAX_CELLS = 2 ** 22;

/**
 * Returns the read plan for `data` of a figure (`panel` is null) or of one of its panels. If the spec has
 * `blockingKeys`, keys that need all values, the matrix is not reduced. If they only select rows and columns, the
 * selected part is reduced. `mapValues` is applied to values before they are reduced.
 */
export function createReadPlan(
  spec: Spec,
  panel: PanelSpec | null,
  data: DataSpec | undefined,
  mapValues: ReductionOptions['mapValues'] = null,
): FigureReadPlan {
  // Without keys, the schema is not loaded.
  const hasKeys = panel !== null || data !== undefined || Object.keys(spec).length > 0;
  const blockingKeys = hasKeys ? keysNeedingAllValues(spec, panel ? [panel] : (spec.panels ?? []), data) : [];
  const sources = 1 + (spec.panels?.filter(({ data }) => data !== undefined).length ?? 0);
  const reduction = { reducer: reducerOf(spec.cells), stats: statsRequest(spec, panel), mapValues };
  const budget =
    blockingKeys.length > 0 ? NO_REDUCTION : { maxCells: Math.floor(MAX_CELLS / sources), reduction };
  const selectionKeys = keysOfSelection(data);
  if (selectionKeys.length === 0) return { ...budget, blockingKeys, selected: NO_REDUCTION };
  return { ...NO_REDUCTION, blockingKeys: [...selectionKeys, ...blockingKeys], selected: budget };
}

function keysOfSelection(data: DataSpec | undefined): readonly string[] {
  if (typeof data !== 'object' || !('file' in data)) return [];
  return (['rows', 'columns'] as const).filter((key) => data[key] !== undefined).map((key) => `data.${key}`);
}

export interface FigureReadPlan extends ReadPlan {
  /** The keys of the spec that prevent a reduction while the data is read. */
  readonly blockingKeys: readonly string[];
  /** How the data is reduced after rows and columns are selected. Without a selection it is not reduced again. */
  readonly selected: MemoryBudget;
}

/** Returns which parts of the data the transforms keep, for the readers. `selected` is the budget of the selected part. */
export function partsToRead(
  { select, transpose, rows, columns, totals }: TransformOptions,
  placeOfKey: (key: string) => Place,
  selected: MemoryBudget,
): Pick<ReadPlan, 'select' | 'keptColumns' | 'selection'> {
  const find =
    (key: 'rows' | 'columns', address: Address): FindItems =>
    (count, labels) =>
      findPositions(address, count, labels, placeOfKey(key));
  const keptColumns = columns !== undefined && !transpose ? find('columns', columns) : null;
  // Totals are recognized from all values.
  const isPart = (rows ?? columns) !== undefined && !transpose && (totals ?? 'data') === 'data';
  return {
    ...(select !== undefined && { select: { indices: toIndices(select), place: placeOfKey('select') } }),
    ...(keptColumns && { keptColumns }),
    ...(isPart && {
      selection: {
        ...(rows !== undefined && { rows: { address: rows, find: find('rows', rows) } }),
        ...(keptColumns && { columns: keptColumns }),
        maxCells: Math.min(MAX_CELLS, selected.maxCells),
        reduction: selected.reduction,
      },
    }),
  };
}

function statsRequest(spec: Spec, panel: PanelSpec | null): StatsRequest {
  const { domain, scale } = { ...spec.color, ...panel?.color };
  const [low, high] = Array.isArray(domain) ? (domain as [number | null, number | null]) : [null, null];
  return { low, high, histogram: domain === 'robust' || scale === 'quantile' };
}
