// What the figures draw from: seeded, in plain arithmetic, so that every machine draws the same.

/** Tommy Ettinger's 32-bit generator: a seed to a function that draws from [0, 1). */
export function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Nearly a draw from the normal distribution of mean 0 and deviation 1: the sum of twelve draws, less six. */
export function normal(random) {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random();
  return sum;
}

/** Noise between −size and size that changes smoothly: each step is the mean of three neighbouring draws. */
export function drift(random, length, size) {
  const draws = times(length + 2, () => size * (2 * random() - 1));
  return times(length, (k) => (draws[k] + draws[k + 1] + draws[k + 2]) / 3);
}

/** On the straight lines through the points of `curve`; before the first and after the last the value stays. */
export function valueAt(curve, x) {
  const known = Object.keys(curve).map(Number);
  const end = known.find((k) => k >= x) ?? known.at(-1);
  const start = known.findLast((k) => k <= x) ?? known[0];
  if (start === end) return curve[end];
  return curve[start] + ((curve[end] - curve[start]) * (x - start)) / (end - start);
}

/** From 0 to 1 while `x` goes from `from` to `to`, level at both ends. */
export function rise(x, from, to) {
  const t = clamped((x - from) / (to - from), 0, 1);
  return t * t * (3 - 2 * t);
}

/** A hill of height 1 and of about the width `width` around `middle`. */
export function bump(x, middle, width) {
  return 1 / (1 + ((x - middle) / width) ** 2) ** 2;
}

export function clamped(value, lowest, highest) {
  return Math.min(highest, Math.max(lowest, value));
}

export function rounded(value, digits) {
  return Number(value.toFixed(digits));
}

/** `count` items, each made from its position. */
export function times(count, make) {
  return Array.from({ length: count }, (_, k) => make(k));
}
