import type { Bracket } from '../../figure/figure.js';

/**
 * Distributes brackets to tiers, the innermost first, so that no two brackets of a tier overlap. A bracket is outside all
 * shorter ones that it overlaps; of equally long ones, the later one is outside.
 */
export function bracketTiers(brackets: readonly Bracket[]): Bracket[][] {
  const tiers: Bracket[][] = [];
  const byLength = [...brackets].sort((a, b) => a.to - a.from - (b.to - b.from));
  for (const bracket of byLength) {
    const tier = tiers.findLastIndex((others) => others.some((other) => doOverlap(other, bracket))) + 1;
    tiers[tier] ??= [];
    tiers[tier].push(bracket);
  }
  return tiers.map((tier) => tier.sort((a, b) => a.from - b.from));
}

function doOverlap(a: Bracket, b: Bracket): boolean {
  return a.from <= b.to && b.from <= a.to;
}
