/** `compute` with up to `most` of its results remembered; when there are more, all are forgotten. */
export function remembering<K, V>(compute: (key: K) => V, most = 10_000): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = compute(key);
      if (known.size >= most) known.clear();
      known.set(key, value);
    }
    return value;
  };
}
