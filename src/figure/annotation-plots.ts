/** Plots beside a body: their values, value axes, colours and legends. */
import { type Hex, parseColor } from '../color/color.js';
import { fail, type Place, type Report, suppressCodes } from '../diagnostics.js';
import { formatCount } from '../phrases.js';
import type { AnnotationSpec } from '../spec/annotation.js';
import { DEFAULTS } from '../theme.js';
import type { AnnotationPlot } from './annotation.js';
import { type AnnotationScales, addScale } from './annotation-strips.js';
import { type AnnotatedItems, itemNumbers } from './annotation-values.js';
import { type OtherAxis, sliceSeries } from './slice-series.js';
import { isUnplottable, resolveValueDomain, shownExtent, stackEnds } from './value-axis.js';

/** What is special to a plot; its title, side and size are resolved like those of other annotations. */
export type PlotContent = Omit<AnnotationPlot, 'title' | 'side' | 'size'>;

type PlotShape = Pick<AnnotationPlot, 'kind' | 'values' | 'valueScale'>;

/** The kinds whose lists are series: value k of each item belongs to series k. */
const SERIES_KINDS: readonly AnnotationPlot['kind'][] = ['stacked', 'line', 'point'];

/**
 * Returns the content of a plot for each of the panels that share it. Adds the scale and the legend of its series. `others`
 * are the other axes of the panels.
 *
 * Errors: `annotation-length`, `annotation-values`, `annotation-series`, `annotation-domain`.
 */
export function resolvePlots(
  kind: AnnotationPlot['kind'],
  annotation: AnnotationSpec,
  panels: readonly AnnotatedItems[],
  others: readonly OtherAxis[],
  name: string,
  shared: AnnotationScales,
): PlotContent[] {
  const { scale: valueScale = 'linear', bins = DEFAULTS.annotation.bins, reverse = false } = annotation;
  const [{ place }] = panels;
  if (kind === 'stacked' && valueScale === 'log') {
    const message =
      'a stacked annotation cannot have a log scale, on which the lengths of parts do not add up';
    fail('annotation-domain', message, place, 'use the kind "line", or a linear scale');
  }
  const ofSlices = annotation.series === 'slices' ? sliceSeries(annotation, panels, others, shared) : null;
  const lists = ofSlices?.values ?? panels.map((items) => itemNumbers(annotation, items));
  const series = annotation.series === 'slices' ? ofSlices?.names : annotation.series;
  const count = countSeries(kind, lists.flat(), series, place);
  const padded = lists.map((values) => values.map((list) => (isMissing(list) ? missingList(count) : list)));
  const all = { kind, values: padded.flat(), valueScale };
  const domain = resolveValueDomain(all, shownExtent(all), annotation.domain, place);
  const styled = ofSlices ? withColorsOfSlices(annotation, ofSlices) : annotation;
  const colors = resolveSeriesColors(styled, series, count, all.values, name, place, shared);
  const common = { kind, valueScale, domain, colors, bins, isReversed: reverse, isShared: panels.length > 1 };
  reportOutside(all, domain, annotation.title, shared.report);
  return padded.map((values) => ({ ...common, values }));
}

/** Returns the annotation with the colours of the slices, unless it has its own, and without a legend that repeats theirs. */
function withColorsOfSlices(
  annotation: AnnotationSpec,
  { colors, names, hasLegend }: ReturnType<typeof sliceSeries>,
): AnnotationSpec {
  if (annotation.color !== undefined) return annotation;
  if (colors === null) {
    const { sliceMap, maxMapCategories } = DEFAULTS.annotation;
    return names.length > maxMapCategories ? annotation : { ...annotation, color: { map: sliceMap } };
  }
  const colorbar = annotation.colorbar ?? (hasLegend ? (false as const) : undefined);
  return { ...annotation, color: { map: [...colors] }, colorbar };
}

/** Whether a list stands for an item that is missing in the spec. */
function isMissing(list: Float64Array): boolean {
  return list.length === 1 && Number.isNaN(list[0]);
}

function missingList(length: number): Float64Array {
  return new Float64Array(length).fill(Number.NaN);
}

/** Returns the number of values of each item that get a colour of their own. Error: `annotation-series`. */
function countSeries(
  kind: AnnotationPlot['kind'],
  values: readonly Float64Array[],
  series: readonly string[] | undefined,
  place: Place,
): number {
  const isList = SERIES_KINDS.includes(kind);
  const first = values.findIndex((list) => !isMissing(list));
  const count = isList && first >= 0 ? values[first].length : 1;
  const unequal = values.findIndex((list) => !isMissing(list) && (list.length !== count || count === 0));
  if ((isList || kind === 'bar') && unequal >= 0) {
    const found = `item ${unequal + 1} of a ${kind} annotation has ${formatCount(values[unequal].length, 'value')}`;
    const [expected, hint] =
      kind === 'bar'
        ? ['but a bar has one', 'use the kind "stacked"']
        : count === 0
          ? ['but needs at least one', 'use null for a missing value']
          : [
              `but item ${first + 1} has ${count}`,
              'list a value of each series for each item; null for a missing value',
            ];
    fail('annotation-series', `${found}, ${expected}`, place, hint);
  }
  if (series && series.length !== count) {
    const message = `found ${formatCount(series.length, 'name')} of series for ${formatCount(count, 'value')} of each item`;
    fail('annotation-series', message, place, 'name each series once, in the order of the values');
  }
  return count;
}

/** Returns the colour of each series. Named series have a scale and a legend. */
function resolveSeriesColors(
  annotation: AnnotationSpec,
  series: readonly string[] | undefined,
  count: number,
  values: readonly Float64Array[],
  name: string,
  place: Place,
  shared: AnnotationScales,
): readonly Hex[] {
  const { color } = annotation;
  if (typeof color === 'string' && count > 1) {
    const message = `${count} series cannot be told apart in one colour`;
    fail('annotation-series', message, place, `write "color": { "map": [${JSON.stringify(color)}, …] }`);
  }
  const single = typeof color === 'string' ? (parseColor(color) as Hex) : shared.theme.color.plot;
  const hasMap = typeof color === 'object' && color.map !== undefined;
  if (count === 1 && !series && !hasMap) return [single];
  // A gap in a line shows a missing value of one series; stacks and items without any value are hatched.
  const isPartial = values.some((list) =>
    annotation.kind === 'stacked' ? list.some(Number.isNaN) : list.every(Number.isNaN),
  );
  const categories = series ?? Array.from({ length: count }, (_, k) => String(k + 1));
  const indices = Float64Array.from([...categories.keys(), ...(isPartial ? [Number.NaN] : [])]);
  const shape = { rows: 1, columns: indices.length, rowLabels: null, columnLabels: null };
  const colorbar = series ? annotation.colorbar : (false as const);
  // The values of this matrix stand for the entries of the legend.
  const report = suppressCodes(['missing', 'mostly-missing'], shared.report);
  const matrix = { ...shape, values: indices, categories };
  const colors = count === 1 && !hasMap ? { map: [single] } : color;
  addScale(name, { ...annotation, color: colors, colorbar }, [matrix], { ...shared, report });
  return shared.scales[name].colors;
}

/** Reports values of a plot that its axis cannot show. */
function reportOutside(
  plot: PlotShape,
  domain: AnnotationPlot['domain'],
  title: string | undefined,
  report: Report,
): void {
  const { outside, undefinedCount } = countOutside(plot, domain);
  const name = title === undefined ? 'an annotation' : `the annotation ${JSON.stringify(title)}`;
  const subject = (count: number) =>
    `${count} value${count === 1 ? '' : 's'} of ${name} ${count === 1 ? 'is' : 'are'}`;
  if (outside > 0) {
    report({
      severity: 'warning',
      code: 'annotation-clipped',
      message: `${subject(outside)} outside of its domain and cut at the end of the axis`,
      hints: ['widen "domain" of the annotation, or remove it'],
    });
  }
  if (undefinedCount > 0) {
    report({
      severity: 'warning',
      code: 'annotation-clipped',
      message: `${subject(undefinedCount)} 0 or less, which a log axis cannot show`,
      hints: ['use "scale": "linear"'],
    });
  }
}

function countOutside(
  { kind, values, valueScale }: PlotShape,
  [low, high]: readonly [number, number],
): { outside: number; undefinedCount: number } {
  let [outside, undefinedCount] = [0, 0];
  for (const list of values) {
    for (const value of kind === 'stacked' ? stackEnds(list) : list) {
      if (Number.isNaN(value)) continue;
      if (isUnplottable({ valueScale }, value)) undefinedCount++;
      else if (value < low || value > high) outside++;
    }
  }
  return { outside, undefinedCount };
}
