import type { Dataset, ItemGroups } from '../matrix/matrix.js';
import type { MatrixPart } from '../matrix/matrix-part.js';
import type { Reducer } from '../matrix/reduction.js';

/** How many cells a part and a merged matrix keep: as many as those of a matrix that is read at once. */
export const PART_CELLS = 2 ** 22;

/** The values by which the parts of one matrix are recognized. They must be equal in all of them. */
export interface PartIdentity {
  readonly columns: number;
  readonly reducer: Reducer;
  /** The ends of the colour domain, below and above which values were counted; null for an end without a count. */
  readonly domain: readonly [number | null, number | null];
  readonly columnLabels: readonly string[] | null;
  readonly columnGroups: ItemGroups | null;
  readonly names: Dataset['names'];
  readonly unit: string | null;
  readonly isBoolean: boolean;
  /** A checksum of the start of the file, if each part was made of rows of the same file; else null. */
  readonly source: string | null;
}

/** A part of a matrix as a file has it. */
export interface PartFile extends PartIdentity {
  /** The number of rows of the whole matrix; null if it is unknown. */
  readonly rowCount: number | null;
  /** The labels of the rows of the part. */
  readonly rowLabels: readonly string[] | null;
  readonly rowGroups: ItemGroups | null;
  readonly part: MatrixPart;
}
