/**
 * Returns the largest result of `measure` for some items, or `floor` if that is larger. Unlike `Math.max(...values)`, it
 * does not overflow the call stack for many items.
 */
export function maxOf<T>(
  items: readonly T[],
  measure: (item: T, index: number) => number,
  floor = Number.NEGATIVE_INFINITY,
): number {
  let max = floor;
  for (let i = 0; i < items.length; i++) max = Math.max(max, measure(items[i], i));
  return max;
}

/** Returns the smallest result of `measure` for some items, or `ceiling` if that is smaller. */
export function minOf<T>(
  items: readonly T[],
  measure: (item: T, index: number) => number,
  ceiling = Number.POSITIVE_INFINITY,
): number {
  let min = ceiling;
  for (let i = 0; i < items.length; i++) min = Math.min(min, measure(items[i], i));
  return min;
}
