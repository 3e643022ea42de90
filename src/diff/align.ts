/** Which row, column or panel of what was shown before is which of what is shown now. */

/** Pairs in the order of now, and what has no partner; positions. */
export interface Matched {
  readonly pairs: readonly (readonly [before: number, after: number])[];
  readonly removed: readonly number[];
  readonly added: readonly number[];
}

/** By name; of those that share one, the first goes with the first. */
export function byName(before: readonly string[], after: readonly string[]): Matched {
  const places = new Map<string, number[]>();
  before.forEach((name, i) => {
    const same = places.get(name);
    if (same) same.push(i);
    else places.set(name, [i]);
  });
  const next = new Map<string, number>();
  const taken = new Uint8Array(before.length);
  const pairs: [number, number][] = [];
  const added: number[] = [];
  after.forEach((name, i) => {
    const k = next.get(name) ?? 0;
    const partner = places.get(name)?.[k];
    if (partner === undefined) {
      added.push(i);
      return;
    }
    next.set(name, k + 1);
    taken[partner] = 1;
    pairs.push([partner, i]);
  });
  return { pairs, added, removed: [...before.keys()].filter((i) => !taken[i]) };
}

/** By place, where names do not tell. */
export function byPlace(before: number, after: number): Matched {
  const both = Math.min(before, after);
  return {
    pairs: range(0, both).map((i) => [i, i]),
    removed: range(both, before),
    added: range(both, after),
  };
}

/** `matched` with further pairs of what had no partner. */
export function joined(matched: Matched, more: Matched['pairs']): Matched {
  if (more.length === 0) return matched;
  const [left, right] = [0, 1].map((side) => new Set(more.map((pair) => pair[side])));
  return {
    pairs: [...matched.pairs, ...more].sort((a, b) => a[1] - b[1]),
    removed: matched.removed.filter((i) => !left.has(i)),
    added: matched.added.filter((i) => !right.has(i)),
  };
}

/** Whether what both have stands in the same order, in another, or from the last to the first. */
export function orderOf({ pairs }: Matched): 'same' | 'other' | 'reverse' {
  const rises = pairs.filter(([place], i) => i > 0 && place > pairs[i - 1][0]).length;
  if (rises === Math.max(0, pairs.length - 1)) return 'same';
  return rises === 0 && pairs.length > 2 ? 'reverse' : 'other';
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
