/** Warns of orders and annotations that may mislead a reader. */
import { type Place, quote, type Report, suppressRepeats } from '../diagnostics.js';
import type { Input } from '../input/load.js';
import type { Matrix } from '../matrix/matrix.js';
import { createDateParser, mayNumbersBeDates } from '../table/dates.js';
import type { Axis } from './figure.js';

/** Names of months and weekdays, in English. */
const CALENDAR_NAME =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?$/i;
const YEAR = /^(?:1[5-9]|20|21)\d\d$/;
/** The number of labels that are tested. */
const MAX_SAMPLES = 1000;

/**
 * Warnings: `clustered-times` for times that a tree orders, and `bar-baseline` for bars that do not start at 0. Each is
 * reported once for an axis that several panels share.
 */
export function lintContext(
  input: Input,
  matrices: readonly Matrix[],
  axes: readonly { readonly x: Axis; readonly y: Axis }[],
  report: Report,
): void {
  const reportOnce = suppressRepeats(report);
  for (const [i, panel] of axes.entries()) {
    for (const axis of ['x', 'y'] as const) {
      const own = input.panels[i].spec[axis] !== undefined;
      const place = input.placeOf(own ? ['panels', i, axis] : [axis]);
      const labels = axis === 'x' ? matrices[i].columnLabels : matrices[i].rowLabels;
      const names = [panel[axis].title, input.panels[i].names[axis], input.spec[axis]?.title];
      const name = names.find((text) => typeof text === 'string') || '';
      lintTimes(panel[axis], labels, name, axis, place, reportOnce);
      lintBars(panel[axis], place, reportOnce);
    }
  }
}

function lintTimes(
  { tree, order }: Axis,
  labels: readonly string[] | null,
  name: string,
  axis: 'x' | 'y',
  place: Place,
  report: Report,
): void {
  if (!tree || !labels || !areTimes(labels.slice(0, MAX_SAMPLES), name)) return;
  const steps = order.slice(1).map((item, i) => Math.sign(item - order[i]));
  if (steps.every((step) => step === steps[0])) return;
  const items = axis === 'x' ? 'columns' : 'rows';
  report({
    severity: 'warning',
    code: 'clustered-times',
    message: `the ${items} are times such as ${quote(labels[0])}, but a tree orders them, so their order no longer shows time`,
    place,
    hints: [`remove "order" from "${axis}" to keep time in order`],
  });
}

/** Whether all labels are dates, years, months or weekdays. `name` is the name of the axis. */
function areTimes(labels: readonly string[], name: string): boolean {
  if (labels.length < 2) return false;
  if (labels.every((label) => CALENDAR_NAME.test(label.trim()))) return true;
  if (labels.every((label) => YEAR.test(label.trim()))) {
    return (
      mayNumbersBeDates(name) || labels.every((label, i) => i === 0 || Number(label) > Number(labels[i - 1]))
    );
  }
  const parser = createDateParser(labels, name);
  return parser !== null && labels.every((label) => !Number.isNaN(parser.parse(label)));
}

function lintBars({ annotations }: Axis, place: Place, report: Report): void {
  for (const annotation of annotations) {
    if (annotation.kind !== 'bar' && annotation.kind !== 'stacked') continue;
    const { domain, valueScale, title } = annotation;
    if (valueScale === 'log' || (domain[0] <= 0 && domain[1] >= 0)) continue;
    const bars = title === null ? 'bars' : `bars of ${quote(title)}`;
    report({
      severity: 'warning',
      code: 'bar-baseline',
      message: `the ${bars} start at ${domain[0] > 0 ? domain[0] : domain[1]} instead of 0, so their lengths do not compare the values`,
      place,
      hints: ['include 0 in the domain of the annotation, or use the kind "point"'],
    });
  }
}
