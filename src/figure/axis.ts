import { fail } from '../diagnostics.js';
import { positions } from '../spec/address.js';
import type { CountedSpec, XAxisSpec, YAxisSpec } from '../spec/axis.js';
import { toPx } from '../spec/length.js';
import { DEFAULTS } from '../theme.js';
import { readableToken } from '../typography/token.js';
import type { Axis, Bracket } from './figure.js';
import { type AxisData, orderOf } from './order.js';

/** The plan of the columns, left to right; labels wider than `widest` px are cut. */
export function resolveX(spec: XAxisSpec, data: AxisData, widest: number): Axis {
  const side = spec.side ?? 'bottom';
  return plan(spec, data, widest, false, side === 'both' ? ['bottom', 'top'] : [side]);
}

/** The plan of the rows, from the top of the page down. */
export function resolveY(spec: YAxisSpec, data: AxisData, widest: number): Axis {
  const side = spec.side ?? 'left';
  return plan(spec, data, widest, spec.origin === 'bottom', side === 'both' ? ['left', 'right'] : [side]);
}

const OPPOSITE = { bottom: 'top', top: 'bottom', left: 'right', right: 'left' } as const;

function plan(
  spec: XAxisSpec | YAxisSpec,
  data: AxisData,
  widest: number,
  upwards: boolean,
  sides: Axis['sides'],
): Axis {
  const factor = factorOf(spec, data.count);
  const given = labelsOf(spec.labels, data, factor);
  const written = (labels: readonly string[]) => labels.map((label) => writtenAs(label, spec));
  const sorted = orderOf(spec.order, given, { ...data, count: Math.ceil(data.count / factor) });
  const { order: forward, names } = splitByName(spec.split, sorted, data.count);
  const order = upwards ? [...forward].reverse() : forward;
  const onPage = new Map(order.map((item, page) => [item, page]));
  const page = (item: number) => onPage.get(Math.floor(item / factor)) as number;

  // Items are called by their labels only where each has a place.
  const callable = factor === 1 ? given : null;
  const labels2 = spec.labels2 && checked(spec.labels2, data, 'labels2').map(String);
  const own = brackets(spec.groups ?? [], callable, page, data);
  const named = names ? runsOf(order.map((item) => names[item])) : [];
  return {
    title: null,
    order,
    factor,
    breaks: breaksOf(spec.split, names, order, callable, upwards, page, data),
    labels: given && written(order.map((item) => given[item])),
    labels2: labels2
      ? { labels: written(order.map((item) => labels2[item * factor])), side: OPPOSITE[sides[0]] }
      : null,
    maxWidth: Math.min(
      widest,
      spec.maxWidth === undefined ? DEFAULTS.longestLabel : (toPx(spec.maxWidth) as number),
    ),
    brackets: [...named, ...own],
    ticks: ticksOf(spec.ticks, callable, order, page, data, factor),
    rotate: (typeof spec.ticks === 'object' ? spec.ticks.rotate : undefined) ?? 'auto',
    sides,
  };
}

function writtenAs(label: string, { strip, style }: XAxisSpec | YAxisSpec): string {
  const text = strip === undefined ? label : label.split(strip).join('');
  return style === 'token' ? readableToken(text) : text;
}

function ticksOf(
  ticks: XAxisSpec['ticks'],
  labels: readonly string[] | null,
  order: readonly number[],
  page: (item: number) => number,
  { count, place }: AxisData,
  factor: number,
): Axis['ticks'] {
  if (ticks === undefined || typeof ticks === 'string') return ticks ?? 'auto';
  const { values, every } = ticks;
  if (values === undefined && every === undefined) return 'auto';
  const named =
    values !== undefined
      ? positions(values, count, labels, place('ticks', 'values'))
      : order.map((item) => item * factor).filter((item) => item % (every as number) < factor);
  return [...new Set(named.map(page))].sort((a, b) => a - b);
}

/** A name for each item brings those of one name together, in order of first appearance. */
function splitByName(
  split: XAxisSpec['split'],
  order: readonly number[],
  count: number,
): { order: readonly number[]; names: readonly string[] | null } {
  const names =
    split && split.length === count && split.every((s) => typeof s === 'string') ? (split as string[]) : null;
  if (!names) return { order, names };
  const rank = new Map([...new Set(order.map((item) => names[item]))].map((name, i) => [name, i]));
  const rankOf = (item: number) => rank.get(names[item]) as number;
  return { order: [...order].sort((a, b) => rankOf(a) - rankOf(b)), names };
}

/** The positions on the page before which there is a gap. */
function breaksOf(
  split: XAxisSpec['split'],
  names: readonly string[] | null,
  order: readonly number[],
  labels: readonly string[] | null,
  upwards: boolean,
  page: (item: number) => number,
  { count, place }: AxisData,
): number[] {
  if (!split) return [];
  const at = names
    ? order.flatMap((item, i) => (i > 0 && names[item] !== names[order[i - 1]] ? [i] : []))
    : // Before an item, seen from the origin: with the origin at the bottom that is below it.
      positions(split, count, labels, place('split')).map((item) => page(item) + (upwards ? 1 : 0));
  return [...new Set(at)].filter((i) => i > 0 && i < count).sort((a, b) => a - b);
}

function runsOf(names: readonly string[]): Bracket[] {
  const runs: Bracket[] = [];
  names.forEach((title, i) => {
    const last = runs.at(-1);
    if (last && names[i - 1] === title) runs[runs.length - 1] = { ...last, to: i };
    else runs.push({ title, from: i, to: i });
  });
  return runs;
}

/** Brackets over what their items occupy on the page; items that were sorted apart cannot share one. */
function brackets(
  groups: NonNullable<XAxisSpec['groups']>,
  labels: readonly string[] | null,
  page: (item: number) => number,
  { count, place }: AxisData,
): Bracket[] {
  return groups.map(({ title, from, to = from }, i) => {
    const where = place('groups', String(i));
    const items = positions({ from, to }, count, labels, where);
    const pages = items.map(page).sort((a, b) => a - b);
    const [first, last] = [pages[0], pages[pages.length - 1]];
    if (last - first + 1 !== pages.length) {
      fail(
        'group-apart',
        `the items of the group ${JSON.stringify(title)} do not stand side by side in this order`,
        where,
        'leave "order" and "split" out, or give groups of neighbours',
      );
    }
    return { title, from: first, to: last };
  });
}

/** More than any page has pixels for: of so many items only one in several gets a place of its own. */
const MOST_ITEMS = 2 ** 16;

/** How many items share a place: one, unless they are very many and stand in the order of the data. */
function factorOf({ order, split }: XAxisSpec | YAxisSpec, count: number): number {
  const plain = (order === undefined || order === 'reverse') && split === undefined;
  return plain ? Math.ceil(count / MOST_ITEMS) : 1;
}

/** The labels in data order, of the first item of each place: the spec's, else the data's, else the positions. */
function labelsOf(labels: XAxisSpec['labels'], data: AxisData, factor: number): readonly string[] | null {
  if (labels === false) return null;
  const each = (all: readonly string[]) => (factor === 1 ? all : all.filter((_, i) => i % factor === 0));
  if (Array.isArray(labels)) return each(checked(labels, data, 'labels').map(String));
  if (!labels && data.labels) return each(data.labels);
  const { step = 1, ...spec }: CountedSpec = labels || {};
  return counted({ ...spec, step: step * factor }, Math.ceil(data.count / factor));
}

function checked<T>(labels: readonly T[], { count, items, place }: AxisData, key: string): readonly T[] {
  if (labels.length !== count) {
    fail(
      'label-count',
      `${labels.length} label${labels.length === 1 ? '' : 's'} for ${count} ${items}`,
      place(key),
      `give one label for each of the ${count} ${items}, or leave "${key}" out`,
    );
  }
  return labels;
}

export function counted(spec: CountedSpec, count: number): string[] {
  const { from = 0, step = 1, prefix = '' } = spec;
  const decimals = Math.max(...[from, step].map((value) => String(value).split('.')[1]?.length ?? 0));
  return Array.from(
    { length: count },
    (_, i) => `${prefix}${(from + i * step).toFixed(Math.min(12, decimals))}`,
  );
}
