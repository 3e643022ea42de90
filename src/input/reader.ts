import type { Place, Report } from '../diagnostics.js';
import type { Dataset } from '../matrix/matrix.js';
import type { Holding } from '../matrix/reduction.js';
import type { ReadOptions } from '../spec/data.js';

/** Bytes with a name for diagnostics ("auc.csv", "<stdin>"). */
export interface Source {
  readonly name: string;
  /** All of them, or the first `HEAD` or more of them where there is a `rest`. */
  readonly bytes: Uint8Array;
  readonly rest?: Rest;
}

/** What follows the first bytes of a source that is too long to be held. It can be gone through once. */
export interface Rest {
  /** The length of the whole source in bytes, where that is known: not that of a pipe. */
  readonly size: number | null;
  /**
   * The next bytes, at least one, as many as come at once; null at the end. They stay only until it is called
   * again.
   */
  readonly next: () => Uint8Array | null;
  /** To be called when no more is wanted, be it at the end or before. */
  readonly close?: () => void;
}

/** What of the data is wanted, and how much of it is held. */
export interface Wanted extends Holding {
  /** Of an array with leading axes: the index on the first of them, and the place where that was said. */
  readonly select?: { readonly indices: readonly number[]; readonly place: Place };
}

/**
 * One input format: bytes to matrices. Guesses what `options` leaves open and says what it guessed with
 * `report` at severity "note"; throws a HeatmapError that carries every fault it found. A matrix of more
 * cells than `wanted` allows is reduced while it is read, by the readers that can.
 */
export type Reader = (source: Source, options: ReadOptions, report: Report, wanted?: Wanted) => Dataset;
