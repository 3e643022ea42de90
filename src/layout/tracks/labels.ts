/** Which labels of an axis are shown, and at what angle, so that none touches another. */
import type { Axis } from '../../figure/figure.js';

export interface LabelSizes {
  /** Of each label on the page, px. */
  readonly widths: readonly number[];
  /** The height of a line. */
  readonly line: number;
  /** The least space between two labels on one line where all are shown; thinned ones get twice as much. */
  readonly gap: number;
  /** Whether the labels count, as `isCounting` says. */
  readonly counting: boolean;
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
  const wanted = typeof axis.ticks === 'string' ? centres.map((_, i) => i) : axis.ticks;
  const angles =
    axis.rotate === 'auto' ? (upright ? ([0] as const) : ([0, 45, 90] as const)) : ([axis.rotate] as const);
  const fits = (at: readonly number[], angle: Shown['angle']) => clear(at, angle, upright, centres, sizes);

  // Nothing is lost when 0, 1, 2 … is thinned, so that is better than turning the numbers.
  const unturned = !upright && axis.ticks === 'auto' && sizes.counting;
  const tried = unturned ? angles.slice(0, 1) : angles;
  for (const angle of tried) if (fits(wanted, angle)) return { angle, at: wanted };
  const roomy = { ...sizes, gap: 2 * sizes.gap };
  const thinned = tried.map((angle): Shown => {
    const fitRoomily = (at: readonly number[]) => clear(at, angle, upright, centres, roomy);
    const least = leastStride(wanted, angle, upright, centres, roomy);
    return { angle, at: thin(wanted, least, sizes.counting, fitRoomily) };
  });
  return thinned.reduce((best, other) => (other.at.length > best.at.length ? other : best));
}

function clear(
  at: readonly number[],
  angle: Shown['angle'],
  upright: boolean,
  centres: readonly number[],
  sizes: LabelSizes,
): boolean {
  const { widths } = sizes;
  const lengthwise = isLengthwise(angle, upright);
  const sideways = across(angle, sizes);
  for (let k = 1; k < at.length; k++) {
    const i = at[k - 1];
    const j = at[k];
    const distance = Math.abs(centres[j] - centres[i]);
    const needed = lengthwise ? (widths[i] + widths[j]) / 2 + sizes.gap : sideways;
    if (distance < needed) return false;
  }
  return true;
}

/** Whether labels that are turned so stand one behind the other along the axis. */
function isLengthwise(angle: Shown['angle'], upright: boolean): boolean {
  return upright ? angle === 90 : angle === 0;
}

/** The space that any two labels need which stand side by side. */
function across(angle: Shown['angle'], { line }: LabelSizes): number {
  return angle === 45 ? line * Math.SQRT2 : line;
}

/** A stride below which no labels can fit, were they all as short as the shortest: there the search begins. */
function leastStride(
  all: readonly number[],
  angle: Shown['angle'],
  upright: boolean,
  centres: readonly number[],
  sizes: LabelSizes,
): number {
  let [farthest, shortest] = [0, Number.POSITIVE_INFINITY];
  for (let k = 0; k < all.length; k++) {
    shortest = Math.min(shortest, sizes.widths[all[k]]);
    if (k > 0) farthest = Math.max(farthest, Math.abs(centres[all[k]] - centres[all[k - 1]]));
  }
  const needed = isLengthwise(angle, upright) ? shortest + sizes.gap : across(angle, sizes);
  return Math.max(2, Math.min(all.length, Math.floor(needed / farthest)));
}

/**
 * Every s-th of `all`, the first and the last kept, with the least stride s at which they fit, not below `from`; one a
 * little larger is taken when it divides the whole evenly or, for numbers that count, when it is round.
 */
function thin(
  all: readonly number[],
  from: number,
  counting: boolean,
  fits: (at: readonly number[]) => boolean,
): readonly number[] {
  const n = all.length;
  const at = (s: number) => strided(all, s, fits);
  let least = from;
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
  const at: number[] = [];
  for (let k = 0; k < all.length; k += s) at.push(all[k]);
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
