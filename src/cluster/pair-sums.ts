/** Sums over the coordinates of all pairs of vectors. */
import { createPairMemory } from './pair-memory.js';

/** The kinds of sums, as pair-sums.as numbers them; products are those of unit vectors and give 1 minus their sum. */
const SUMS = ['squares', 'differences', 'products', 'largest'] as const;

export type SumKind = (typeof SUMS)[number];

/** The number of coordinates of a block of vectors, which stays in the cache of the processor. */
const BLOCK = 2 ** 14;
/** The number of vectors of a group. */
const GROUP = 8;

/** Returns the distance of each pair of vectors of equal lengths, in the order of scipy's `pdist`. */
export function pairSums(vectors: readonly Float64Array[], kind: SumKind): Float64Array {
  const [count, { length }] = [vectors.length, vectors[0]];
  const blockSize = GROUP * Math.ceil(BLOCK / GROUP / Math.max(1, length));
  const { kernels, values, free } = createPairMemory(count, length + blockSize * (length + 1));
  kernels.placeVectors(0, free, count, length, blockSize);
  const own = new Float64Array(kernels.buffer, free, length);
  const block = new Float64Array(kernels.buffer, free + own.byteLength, blockSize * length);
  for (let first = 0; first < count; first += blockSize) {
    const end = Math.min(first + blockSize, count);
    writeBlock(vectors.slice(first, end), block);
    for (let i = 0; i < end - 1; i++) {
      own.set(vectors[i]);
      kernels.fillRow(SUMS.indexOf(kind), i, first, end);
    }
  }
  return values;
}

/** Writes the first coordinates of eight vectors, then their second coordinates, as pair-sums.as needs them. */
function writeBlock(vectors: readonly Float64Array[], block: Float64Array): void {
  vectors.forEach((vector, i) => {
    const start = GROUP * vector.length * Math.floor(i / GROUP) + (i % GROUP);
    for (let k = 0; k < vector.length; k++) block[start + GROUP * k] = vector[k];
  });
}
