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

/** `compute` with its last `most` results remembered, for arguments that `areSame`. */
export function rememberingLast<K, V>(
  compute: (key: K) => V,
  areSame: (a: K, b: K) => boolean,
  most = 16,
): (key: K) => V {
  const known: { readonly key: K; readonly value: V }[] = [];
  return (key) => {
    for (const one of known) if (areSame(one.key, key)) return one.value;
    const value = compute(key);
    if (known.length >= most) known.shift();
    known.push({ key, value });
    return value;
  };
}
