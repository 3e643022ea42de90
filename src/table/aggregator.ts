/** The interface of aggregates: they combine the values of each cell, one value at a time. */
export interface Aggregator {
  /** Adds a value, which is not NaN, to a cell. */
  add(cell: number, value: number): void;
  /** Renumbers the cells: cell i becomes `targets[i]`. Cells with the same target are combined. */
  merge(targets: Int32Array): void;
  /** Returns the values of the cells, of which there are `count`; NaN for those without a value. */
  finish(count: number): Float64Array;
  /** The number of values that are in memory, if it depends on the number of records. */
  readonly heldCount?: number;
  /** Returns the state of the first `count` cells. Absent if the state is all values. */
  save?(count: number): Float64Array[];
  /** Adds the values of later records, as `save` returned them. Cell i of the state is the cell `targets[i]`. */
  load?(state: readonly Float64Array[], targets: Int32Array): void;
}

/** An aggregator with a small state, which can be made of some records and be joined with that of others. */
export type PartialAggregator = Aggregator & Required<Pick<Aggregator, 'save' | 'load'>>;

/** Whether the records can be aggregated by parts. */
export function isPartial(aggregator: Aggregator): aggregator is PartialAggregator {
  return aggregator.save !== undefined;
}
