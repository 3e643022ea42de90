/** Round numbers around those of the data. */

export interface Rounded {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

const FEWEST_TICKS = 3;
const MOST_TICKS = 7;
const MANTISSAS = [1, 2, 2.5, 5];

/** The smallest domain around `low` to `high` whose ends and ticks are multiples of one round step; null where there is none. */
export function roundDomain(low: number, high: number): Rounded | null {
  const power = Math.floor(Math.log10((high - low) / MOST_TICKS));
  const steps = [power + 1, power].flatMap((p) => MANTISSAS.toReversed().map((m) => m * Number(`1e${p}`)));
  const all = steps.flatMap((step) => {
    const [from, to] = [Math.floor(low / step), Math.ceil(high / step)];
    const count = to - from + 1;
    if (!(count >= FEWEST_TICKS && count <= MOST_TICKS)) return [];
    return checked(
      low,
      high,
      Array.from({ length: count }, (_, i) => plain((from + i) * step)),
    );
  });
  const width = ({ domain }: Rounded) => domain[1] - domain[0];
  return all.reduce<Rounded | null>((best, r) => (best && width(best) <= width(r) ? best : r), null);
}

/** The same, as far below 0 as above it. */
export function roundDomainAbout0(low: number, high: number): Rounded | null {
  const reach = Math.max(-low, high);
  const power = Number(`1e${Math.floor(Math.log10(reach))}`);
  const end = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((m) => plain(m * power)).find((end) => end >= reach);
  if (end === undefined) return null;
  return checked(low, high, [-end, plain(-end / 2), 0, plain(end / 2), end])[0] ?? null;
}

/** From a power of ten to a power of ten. */
export function roundDomainOfPowers(low: number, high: number): Rounded | null {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const by = Math.ceil((to - from + 1) / MOST_TICKS);
  const ticks = [];
  for (let power = from; power < to + by; power += by) ticks.push(Number(`1e${power}`));
  return checked(low, high, ticks)[0] ?? null;
}

/** Without what multiplying tenths in binary leaves behind; never -0. */
function plain(n: number): number {
  return Number(n.toPrecision(12)) + 0;
}

/** None where numbers so large, small or close to each other have no room between them. */
function checked(low: number, high: number, ticks: readonly number[]): Rounded[] {
  const [first, last] = [ticks[0], ticks[ticks.length - 1]];
  const rise = ticks.every((tick, i) => Number.isFinite(tick) && (i === 0 || tick > ticks[i - 1]));
  return rise && first <= low && high <= last ? [{ domain: [first, last], ticks }] : [];
}
