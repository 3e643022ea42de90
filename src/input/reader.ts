import type { Place, Report } from '../diagnostics.js';
import type { Dataset } from '../matrix/matrix.js';
import type { MemoryBudget, ReductionOptions } from '../matrix/reduction.js';
import type { Address } from '../spec/address.js';
import type { ReadOptions } from '../spec/data.js';
import type { LongTable } from '../table/long-table.js';
import type { DecimalMark } from '../table/number.js';

/** Bytes with a name for diagnostics ("auc.csv", "<stdin>"). */
export interface Source {
  readonly name: string;
  /** The name without the suffix of a compression, of a source that `decompress` returned; it decides the format. */
  readonly innerName?: string;
  /** All bytes or, if there is a `rest`, the first ones: enough to detect the format and to read a header. */
  readonly bytes: Uint8Array;
  readonly rest?: ByteStream;
  /** Opens the source again, to read it from its start; absent if that is not possible. Error: `changed-while-read`. */
  readonly reopen?: () => Source;
  /** Opens another file in the same folder; absent for standard input. */
  readonly openSibling?: (name: string) => Source;
  /** Reads a source of values that are already in memory. Its `bytes` are empty. */
  readonly read?: Reader;
}

/** The bytes after `bytes` of a source that is too long for memory. It can be read only once. */
export interface ByteStream {
  /** The length of the whole source in bytes; null if it is unknown, as for a pipe. */
  readonly size: number | null;
  /** Returns the next chunk, which is not empty, or null at the end. A chunk is valid only until the next call. */
  readonly next: () => Uint8Array | null;
  /** Skips `count` bytes without reading them; returns how many there were. Absent if the source cannot do that. */
  readonly skip?: (count: number) => number;
  /** Releases the source. Call it when no more bytes are needed, at the end or earlier. */
  readonly close?: () => void;
}

/** Which part of the data to read, and how many cells to keep in memory. */
export interface ReadPlan extends MemoryBudget {
  /** Indices on the first leading axes of an array, and the place in the spec that gives them. */
  readonly select?: { readonly indices: readonly number[]; readonly place: Place };
  /** Returns the columns of a wide table that are drawn. Text in other columns is not an error. */
  readonly keptColumns?: FindItems;
  /** Reads the records of a table in place of a matrix. Readers of other formats ignore it. */
  readonly readRecords?: RecordReader;
  /** The part of each matrix that is drawn. A reader may ignore it, and then keeps every value. */
  readonly selection?: Selection;
}

/** Reads records to a dataset. `decimal` is the decimal mark of the numbers. */
export type RecordReader = (table: LongTable, decimal: DecimalMark) => Dataset;

/** Returns the positions of the selected items of an axis, in the order of the selection. */
export type FindItems = (count: number, labels: readonly string[] | null) => readonly number[];

/** The rows and columns that are drawn, for readers that can leave out the others. Absent: all. */
export interface Selection {
  readonly rows?: { readonly address: Address; readonly find: FindItems };
  readonly columns?: FindItems;
  /** A matrix with at most this many cells is kept as a whole. */
  readonly maxCells: number;
  /** How a part with more cells can be reduced. Null: every value of the part is needed. */
  readonly reduction: ReductionOptions | null;
}

/**
 * Reads one input format: bytes to matrices.
 *
 * - Detects what `options` leave open, and reports each guess with severity "note".
 * - Throws one HeatmapError that carries every error it finds.
 * - Reduces a matrix with more cells than `readPlan` allows while reading it, if the format permits.
 */
export type Reader = (source: Source, options: ReadOptions, report: Report, readPlan?: ReadPlan) => Dataset;
