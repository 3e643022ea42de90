/** Counts and lists in sentences. */

/** Returns a count with its noun: "1 row", "2 rows". */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** Joins items: "a", "a and b", "a, b and c". */
export function joinItems(items: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  return items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} ${conjunction} ${items[items.length - 1]}`;
}

/** Joins at most `max` parts: "a and b", or "a, b and 4 more". `count` is the number of all items. */
export function joinFirst(items: readonly string[], max: number, count = items.length): string {
  return joinItems(count > max ? [...items.slice(0, max - 1), `${count - max + 1} more`] : items);
}

/** Lists at most `max` items: "a, b, c", or "a, b, c and 4 more". */
export function listFirst<T>(items: readonly T[], max: number, format: (item: T) => string): string {
  const shown = items.slice(0, max).map(format).join(', ');
  return items.length > max ? `${shown} and ${items.length - max} more` : shown;
}
