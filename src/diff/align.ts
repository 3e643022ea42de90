/** Pairs the rows, columns or panels of one figure with those of another. */

/** Pairs of positions, in the order of the positions after. Positions without a partner are removed or added. */
export interface Alignment {
  readonly pairs: readonly (readonly [before: number, after: number])[];
  readonly removed: readonly number[];
  readonly added: readonly number[];
}

/** Pairs items with equal names. If several items share a name, the first is paired with the first. */
export function alignByName(before: readonly string[], after: readonly string[]): Alignment {
  const positions = new Map<string, number[]>();
  before.forEach((name, i) => {
    const sameName = positions.get(name);
    if (sameName) sameName.push(i);
    else positions.set(name, [i]);
  });
  const usedCounts = new Map<string, number>();
  const isPaired = new Uint8Array(before.length);
  const pairs: [number, number][] = [];
  const added: number[] = [];
  after.forEach((name, i) => {
    const usedCount = usedCounts.get(name) ?? 0;
    const partner = positions.get(name)?.[usedCount];
    if (partner === undefined) {
      added.push(i);
      return;
    }
    usedCounts.set(name, usedCount + 1);
    isPaired[partner] = 1;
    pairs.push([partner, i]);
  });
  return { pairs, added, removed: [...before.keys()].filter((i) => !isPaired[i]) };
}

/** Pairs items at equal positions, for items whose names do not identify them. */
export function alignByPosition(beforeCount: number, afterCount: number): Alignment {
  const pairCount = Math.min(beforeCount, afterCount);
  return {
    pairs: range(0, pairCount).map((i) => [i, i]),
    removed: range(pairCount, beforeCount),
    added: range(pairCount, afterCount),
  };
}

/** Adds pairs of items that had no partner. */
export function addPairs(alignment: Alignment, newPairs: Alignment['pairs']): Alignment {
  if (newPairs.length === 0) return alignment;
  const pairedBefore = new Set(newPairs.map(([before]) => before));
  const pairedAfter = new Set(newPairs.map(([, after]) => after));
  return {
    pairs: [...alignment.pairs, ...newPairs].sort((a, b) => a[1] - b[1]),
    removed: alignment.removed.filter((i) => !pairedBefore.has(i)),
    added: alignment.added.filter((i) => !pairedAfter.has(i)),
  };
}

/** Compares the order of the paired items. Two items in the opposite order count as permuted, not as reversed. */
export function compareOrder({ pairs }: Alignment): 'same' | 'reversed' | 'permuted' {
  const ascents = pairs.filter(([before], i) => i > 0 && before > pairs[i - 1][0]).length;
  if (ascents === Math.max(0, pairs.length - 1)) return 'same';
  return ascents === 0 && pairs.length > 2 ? 'reversed' : 'permuted';
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);
}
