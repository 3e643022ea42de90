/** Domains with round ends and round ticks that contain the values of the data. */

export interface RoundDomain {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

const MIN_TICKS = 3;
const MAX_TICKS = 7;
const MANTISSAS = [1, 2, 2.5, 5];
const SYMMETRIC_ENDS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** Returns the smallest domain that contains `low` and `high` and whose ticks are multiples of one round step. */
export function roundDomain(low: number, high: number): RoundDomain | null {
  const power = Math.floor(Math.log10((high - low) / MAX_TICKS));
  const steps = [power + 1, power].flatMap((p) => MANTISSAS.toReversed().map((m) => m * Number(`1e${p}`)));
  const domains = steps.flatMap((step) => {
    const [first, last] = [Math.floor(low / step), Math.ceil(high / step)];
    const count = last - first + 1;
    if (!(count >= MIN_TICKS && count <= MAX_TICKS)) return [];
    const ticks = Array.from({ length: count }, (_, i) => roundOff((first + i) * step));
    return domainOfTicks(low, high, ticks) ?? [];
  });
  const width = ({ domain }: RoundDomain) => domain[1] - domain[0];
  return domains.reduce<RoundDomain | null>(
    (best, domain) => (best && width(best) <= width(domain) ? best : domain),
    null,
  );
}

/** Returns a domain with a round end that is symmetric about 0. */
export function symmetricRoundDomain(low: number, high: number): RoundDomain | null {
  const magnitude = Math.max(-low, high);
  const power = Number(`1e${Math.floor(Math.log10(magnitude))}`);
  const end = SYMMETRIC_ENDS.map((m) => roundOff(m * power)).find((end) => end >= magnitude);
  if (end === undefined) return null;
  return domainOfTicks(low, high, [-end, roundOff(-end / 2), 0, roundOff(end / 2), end]);
}

/** Returns a domain whose ends and ticks are powers of ten. */
export function powerOfTenDomain(low: number, high: number): RoundDomain | null {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const step = Math.ceil((last - first + 1) / MAX_TICKS);
  const ticks = [];
  for (let power = first; power < last + step; power += step) ticks.push(Number(`1e${power}`));
  return domainOfTicks(low, high, ticks);
}

/** Removes the rounding error of binary arithmetic. Never returns -0. */
function roundOff(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}

/** Returns null if the ticks do not increase, which happens for extreme or almost equal values. */
function domainOfTicks(low: number, high: number, ticks: readonly number[]): RoundDomain | null {
  const [first, last] = [ticks[0], ticks[ticks.length - 1]];
  const increase = ticks.every((tick, i) => Number.isFinite(tick) && (i === 0 || tick > ticks[i - 1]));
  return increase && first <= low && high <= last ? { domain: [first, last], ticks } : null;
}
