/** Which labels of an axis are shown, and at what angle, so that none touches another. */
import type { Axis } from '../figure/figure.js';

export interface LabelSizes {
  /** Of each label on the page, px. */
  readonly widths: readonly number[];
  /** The height of a line. */
  readonly line: number;
  /** The least space between two labels on one line where all are shown; thinned ones get twice as much. */
  readonly gap: number;
}

export interface Shown {
  /** 0, 45 or 90 degrees, turned against the clock. */
  readonly angle: 0 | 45 | 90;
  /** Positions on the page, ascending. */
  readonly at: readonly number[];
}

/**
 * The labels of `axis` whose items have their middles at `centres`. Upright axes (rows) stand across their
 * labels, the others along them. All that fit are shown: first at the angles allowed, then by thinning.
 */
export function chooseLabels(
  axis: Axis,
  upright: boolean,
  centres: readonly number[],
  sizes: LabelSizes,
): Shown {
  const labels = axis.labels ?? [];
  const wanted = typeof axis.ticks === 'string' ? centres.map((_, i) => i) : axis.ticks;
  const angles =
    axis.rotate === 'auto' ? (upright ? ([0] as const) : ([0, 45, 90] as const)) : ([axis.rotate] as const);
  const fits = (at: readonly number[], angle: Shown['angle']) => clear(at, angle, upright, centres, sizes);

  // Nothing is lost when 0, 1, 2 … is thinned, so that is better than turning the numbers.
  const counting = !upright && axis.ticks === 'auto' && isCounting(labels);
  const tried = counting ? angles.slice(0, 1) : angles;
  for (const angle of tried) if (fits(wanted, angle)) return { angle, at: wanted };
  const roomy = { ...sizes, gap: 2 * sizes.gap };
  const thinned = tried.map((angle): Shown => {
    const fitRoomily = (at: readonly number[]) => clear(at, angle, upright, centres, roomy);
    return { angle, at: thin(wanted, isCounting(labels), fitRoomily) };
  });
  return thinned.reduce((best, other) => (other.at.length > best.at.length ? other : best));
}

function clear(
  at: readonly number[],
  angle: Shown['angle'],
  upright: boolean,
  centres: readonly number[],
  { widths, line, gap }: LabelSizes,
): boolean {
  const lengthwise = upright ? angle === 90 : angle === 0;
  for (let k = 1; k < at.length; k++) {
    const [i, j] = [at[k - 1], at[k]];
    const distance = Math.abs(centres[j] - centres[i]);
    const needed = lengthwise ? (widths[i] + widths[j]) / 2 + gap : angle === 45 ? line * Math.SQRT2 : line;
    if (distance < needed) return false;
  }
  return true;
}

/**
 * Every s-th of `all`, the first and the last kept, with the least stride s at which they fit; one a little
 * larger is taken when it divides the whole evenly or, for numbers that count, when it is round.
 */
function thin(
  all: readonly number[],
  counting: boolean,
  fits: (at: readonly number[]) => boolean,
): readonly number[] {
  const n = all.length;
  const at = (s: number) => strided(all, s, fits);
  let least = 2;
  while (least < n && !fits(at(least))) least++;
  if (least >= n) return fits([all[0], all[n - 1]]) ? [all[0], all[n - 1]] : [all[0]];
  const good = (s: number) => s >= least && s < n && fits(at(s));
  const even = range(least, least * 1.34).find((s) => (n - 1) % s === 0 && good(s));
  const round = counting ? ROUND.find((s) => s <= least * 2.5 && good(s)) : undefined;
  return at(even ?? round ?? least);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.floor(to - from) + 1 }, (_, i) => from + i);
}

const ROUND = [2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000];

/** Every s-th and the last; those before the last that are too close to it give way. */
function strided(
  all: readonly number[],
  s: number,
  fits: (at: readonly number[]) => boolean,
): readonly number[] {
  const at = all.filter((_, k) => k % s === 0);
  const final = all[all.length - 1];
  if (at[at.length - 1] === final) return at;
  while (at.length > 1 && !fits([at[at.length - 1], final])) at.pop();
  return [...at, final];
}

/** Whether labels are numbers at even distances, such as 0, 1, 2 or L0, L2, L4. */
export function isCounting(labels: readonly string[]): boolean {
  if (labels.length < 3) return false;
  const parsed = labels.map((label) => /^(\D*?)(-?\d+(?:\.\d+)?)$/.exec(label));
  const step = Number(parsed[1]?.[2]) - Number(parsed[0]?.[2]);
  return parsed.every(
    (match, i) =>
      match !== null &&
      match[1] === parsed[0]?.[1] &&
      (i === 0 || Math.abs(Number(match[2]) - Number(parsed[i - 1]?.[2]) - step) < Math.abs(step) * 1e-6),
  );
}
