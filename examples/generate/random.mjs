// Seeded random numbers and curves in plain arithmetic, so every machine computes the same values.

/** Returns a generator of uniform random numbers in [0, 1): Tommy Ettinger's mulberry32. */
export function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Returns an approximately standard normal number: the sum of twelve uniform numbers minus 6. */
export function normal(random) {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random();
  return sum;
}

/** Returns smooth noise between −size and size: a moving average of three uniform numbers. */
export function smoothNoise(random, length, size) {
  const draws = times(length + 2, () => size * (2 * random() - 1));
  return times(length, (k) => (draws[k] + draws[k + 1] + draws[k + 2]) / 3);
}

/** Interpolates `curve` linearly at `x`; outside its points it returns the value of the nearest end. */
export function interpolate(curve, x) {
  const known = Object.keys(curve).map(Number);
  const end = known.find((k) => k >= x) ?? known.at(-1);
  const start = known.findLast((k) => k <= x) ?? known[0];
  if (start === end) return curve[end];
  return curve[start] + ((curve[end] - curve[start]) * (x - start)) / (end - start);
}

/** Returns 0 up to `from`, 1 after `to`, and a smooth transition between them. */
export function smoothstep(x, from, to) {
  const t = clamp((x - from) / (to - from), 0, 1);
  return t * t * (3 - 2 * t);
}

/** Returns a peak of height 1 around `middle`; `width` is about its width at half height. */
export function peak(x, middle, width) {
  return 1 / (1 + ((x - middle) / width) ** 2) ** 2;
}

export function clamp(value, min, max) {
  return Math.min(max, Math.max(min, value));
}

export function round(value, digits) {
  return Number(value.toFixed(digits));
}

/** Returns `count` items; `make(k)` returns item k. */
export function times(count, make) {
  return Array.from({ length: count }, (_, k) => make(k));
}
