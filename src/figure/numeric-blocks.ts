/** Groups the positions of a numeric axis into blocks that are at least one pixel long. */
import { type Extents, segmentsOf } from './numeric-axis.js';

/** Blocks of consecutive positions. */
export interface Blocks {
  /** Block k covers the positions edges[k] to edges[k + 1] − 1. */
  readonly edges: Int32Array;
  /** The number of blocks in each segment. */
  readonly counts: readonly number[];
  /** The number of positions in the largest block. */
  readonly maxSize: number;
}

/** A gap of at least this many pixels stays visible: positions on its two sides are never in one block. */
const MIN_VISIBLE_GAP = 2;
/** A block of at least one pixel, apart from rounding errors. */
const ONE_PIXEL = 1 - 1e-6;

/**
 * Returns the smallest blocks that are at least one pixel long if segment s has resolution[s] pixels. A block may be
 * shorter if gaps separate it from its neighbours; then there is space to draw it longer. No block crosses a break.
 */
export function numericBlocks(
  extents: Extents,
  breaks: readonly number[],
  resolution: readonly number[],
): Blocks {
  const edges = [0];
  const counts = segmentsOf(extents, breaks).map(({ from, to, length }, s) => {
    const before = edges.length;
    const pixelsPerUnit = Math.max(1, resolution[s]) / length;
    for (const edge of segmentEdges(extents, from, to, pixelsPerUnit)) edges.push(edge);
    return edges.length - before;
  });
  const maxSize = edges.reduce((max, edge, k) => (k === 0 ? max : Math.max(max, edge - edges[k - 1])), 1);
  return { edges: Int32Array.from(edges), counts, maxSize };
}

/** Returns the ends of the blocks of the positions `from` to `to` − 1. */
function segmentEdges({ start, end }: Extents, from: number, to: number, pixelsPerUnit: number): number[] {
  const edges: number[] = [];
  const isGapAfter = (i: number) => (start[i + 1] - end[i]) * pixelsPerUnit >= MIN_VISIBLE_GAP;
  // The start of the current block, and whether a visible gap or the start of the segment precedes it.
  let first = from;
  let isAfterGap = true;
  for (let i = from; i < to; i++) {
    const isLong = (end[i] - start[first]) * pixelsPerUnit >= ONE_PIXEL;
    const isLast = i === to - 1 || isGapAfter(i);
    if (!isLong && !isLast) continue;
    // A short block at the end of a run of positions joins the block before it.
    if (!isLong && !isAfterGap) edges[edges.length - 1] = i + 1;
    else edges.push(i + 1);
    first = i + 1;
    isAfterGap = isLast;
  }
  return edges;
}
