import type { Matrix } from '../matrix/matrix.js';
import { sharedExtent } from '../matrix/summary.js';
import type { ColorSpec } from '../spec/color.js';

/**
 * The domain that `color` asks for over all values of `matrices`, and its centre (null when it has none inside).
 * Without any finite value it is [0, 1]; data of one value gets that value in the middle.
 */
export function resolveDomain(
  color: ColorSpec,
  center: number | null,
  matrices: readonly Matrix[],
): { domain: [number, number]; center: number | null } {
  const wanted = color.domain ?? 'auto';
  const [givenLow, givenHigh] = Array.isArray(wanted)
    ? (wanted as [number | null, number | null])
    : [null, null];
  const found = (wanted === 'robust' ? robustExtent(matrices) : sharedExtent(matrices)) ?? [0, 1];
  const middle = center ?? (wanted === 'symmetric' ? 0 : null);

  let low = givenLow ?? found[0];
  let high = givenHigh ?? found[1];
  if (middle !== null && (givenLow === null || givenHigh === null)) {
    const reach =
      givenLow !== null
        ? middle - givenLow
        : givenHigh !== null
          ? givenHigh - middle
          : Math.max(Math.abs(low - middle), Math.abs(high - middle));
    low = givenLow ?? middle - reach;
    high = givenHigh ?? middle + reach;
  }
  if (!(low < high)) {
    const reach = Math.max(Math.abs(low), Math.abs(high)) / 2 || 0.5;
    if (givenLow !== null) high = low + reach;
    else if (givenHigh !== null) low = high - reach;
    else [low, high] = [low - reach, high + reach];
  }
  return { domain: [low, high], center: middle !== null && low < middle && middle < high ? middle : null };
}

/** The 2nd and the 98th percentile of the finite values, interpolated linearly as numpy does; null without any. */
function robustExtent(matrices: readonly Matrix[]): [number, number] | null {
  const finite = matrices.map((m) => m.values.filter(Number.isFinite));
  const sorted = new Float64Array(finite.reduce((n, values) => n + values.length, 0));
  let filled = 0;
  for (const values of finite) {
    sorted.set(values, filled);
    filled += values.length;
  }
  if (!filled) return null;
  sorted.sort();
  const at = (p: number) => {
    const rank = p * (filled - 1);
    const below = Math.floor(rank);
    const above = Math.min(filled - 1, below + 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
  };
  return [at(0.02), at(0.98)];
}
