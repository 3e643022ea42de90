import type { Dataspace } from './dataspace.js';

/** A part of a dataset that is stored by itself. */
export interface Chunk {
  /** The position in the grid of chunks. */
  readonly position: readonly number[];
  readonly address: number;
  /** The size in the file. */
  readonly size: number;
  /** Bit i says that filter i was not used. */
  readonly skippedFilters: number;
}

/** How the chunks are stored. */
export interface ChunkLayout {
  readonly space: Dataspace;
  /** The shape of a chunk. */
  readonly chunkShape: readonly number[];
  /** The size of a chunk after decompression. */
  readonly chunkBytes: number;
  readonly isFiltered: boolean;
}

/** An entry of an index without the position of the chunk. */
export interface IndexEntry {
  readonly address: number | null;
  readonly size: number;
  readonly skippedFilters: number;
}
