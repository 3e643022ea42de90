/** So many values have room in the memory nearest to a processor, besides what is counted of them. */
const PIECE = 2 ** 11;

/**
 * Values piece by piece, each in the place of the one before it: copying what lies far away and looking through the
 * copy takes half the time of looking through it there.
 */
export function* pieces(values: Float64Array): Generator<Float64Array> {
  const place = new Float64Array(PIECE);
  for (let from = 0; from < values.length; from += PIECE) {
    const length = Math.min(PIECE, values.length - from);
    place.set(values.subarray(from, from + length));
    yield length < PIECE ? place.subarray(0, length) : place;
  }
}
