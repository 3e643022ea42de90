import type { Report } from '../diagnostics.js';
import type { Dataset } from '../matrix/matrix.js';
import type { ReadOptions } from '../spec/data.js';

/** Bytes with a name for diagnostics ("auc.csv", "<stdin>"). */
export interface Source {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * One input format: bytes to matrices. Guesses what `options` leaves open and says what it guessed with
 * `report` at severity "note"; throws a HeatmapError that carries every fault it found.
 */
export type Reader = (source: Source, options: ReadOptions, report: Report) => Dataset;
