/** Returns `compute` with a cache of at most `maxEntries` results. A full cache is cleared. */
export function memoize<K, V>(compute: (key: K) => V, maxEntries = 10_000): (key: K) => V {
  const cache = new Map<K, V>();
  return (key) => {
    let value = cache.get(key);
    if (value === undefined) {
      value = compute(key);
      if (cache.size >= maxEntries) cache.clear();
      cache.set(key, value);
    }
    return value;
  };
}

/** Returns `compute` with a cache of its last `maxEntries` results. `areEqual` compares arguments. */
export function memoizeLast<K, V>(
  compute: (key: K) => V,
  areEqual: (a: K, b: K) => boolean,
  maxEntries = 16,
): (key: K) => V {
  const cache: { readonly key: K; readonly value: V }[] = [];
  return (key) => {
    for (const entry of cache) if (areEqual(entry.key, key)) return entry.value;
    const value = compute(key);
    if (cache.length >= maxEntries) cache.shift();
    cache.push({ key, value });
    return value;
  };
}
