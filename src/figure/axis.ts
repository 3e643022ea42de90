import { fail, type Place } from '../diagnostics.js';
import { positions } from '../spec/address.js';
import type { CountedSpec, XAxisSpec, YAxisSpec } from '../spec/axis.js';
import type { Axis } from './figure.js';

interface Side {
  /** Items on the axis, and the data's labels for them. */
  readonly count: number;
  readonly labels: readonly string[] | null;
  /** What the axis is of: "columns" or "rows". */
  readonly items: string;
  readonly place: (...path: string[]) => Place;
}

/** The plan of the columns, left to right. */
export function resolveX(spec: XAxisSpec, side: Side): Axis {
  const forward = Array.from({ length: side.count }, (_, i) => i);
  const at = spec.side ?? 'bottom';
  return plan(spec, side, forward, at === 'both' ? ['bottom', 'top'] : [at]);
}

/** The plan of the rows, from the top of the page down. */
export function resolveY(spec: YAxisSpec, side: Side): Axis {
  const forward = Array.from({ length: side.count }, (_, i) => i);
  const at = spec.side ?? 'left';
  return plan(
    spec,
    side,
    spec.origin === 'bottom' ? forward.reverse() : forward,
    at === 'both' ? ['left', 'right'] : [at],
  );
}

function plan(spec: XAxisSpec | YAxisSpec, side: Side, order: readonly number[], sides: Axis['sides']): Axis {
  const labels = labelsOf(spec, side);
  const onPage = new Map(order.map((data, page) => [data, page]));
  const ticks = spec.ticks ?? 'auto';
  let chosen: Axis['ticks'] = typeof ticks === 'string' ? ticks : 'auto';
  if (typeof ticks === 'object') {
    const named =
      ticks.values !== undefined
        ? positions(ticks.values, side.count, labels, side.place('ticks', 'values'))
        : ticks.every !== undefined
          ? order.filter((data) => data % (ticks.every as number) === 0)
          : null;
    if (named) chosen = [...new Set(named.map((data) => onPage.get(data) as number))].sort((a, b) => a - b);
  }
  return {
    title: null,
    order,
    labels: labels && order.map((data) => labels[data]),
    ticks: chosen,
    rotate: (typeof ticks === 'object' ? ticks.rotate : undefined) ?? 'auto',
    sides,
  };
}

/** The labels in data order: the spec's, else the data's, else the positions. */
function labelsOf(spec: XAxisSpec | YAxisSpec, side: Side): readonly string[] | null {
  if (spec.labels === false) return null;
  if (Array.isArray(spec.labels)) {
    if (spec.labels.length !== side.count) {
      fail(
        'label-count',
        `${spec.labels.length} labels for ${side.count} ${side.items}`,
        side.place('labels'),
        `give one label for each of the ${side.count} ${side.items}, or leave "labels" out`,
      );
    }
    return spec.labels.map(String);
  }
  if (spec.labels) return counted(spec.labels, side.count);
  return side.labels ?? counted({}, side.count);
}

export function counted(spec: CountedSpec, count: number): string[] {
  const { from = 0, step = 1, prefix = '' } = spec;
  // Twelve digits hide what adding tenths in binary leaves behind.
  return Array.from({ length: count }, (_, i) => `${prefix}${Number((from + i * step).toPrecision(12))}`);
}
