/** Plots with a series for each slice of the other axis, such as a profile line for each group of rows. */
import type { Hex } from '../color/color.js';
import { fail } from '../diagnostics.js';
import type { AnnotationSpec } from '../spec/annotation.js';
import { itemStatistic } from '../spec/item-values.js';
import { DEFAULTS } from '../theme.js';
import type { Annotation, AnnotationStrip } from './annotation.js';
import type { AnnotationScales } from './annotation-strips.js';
import { type AnnotatedItems, itemValues } from './annotation-values.js';
import type { Axis } from './figure.js';
import { itemStatistics } from './item-statistics.js';
import { slicesBetween } from './slices.js';

/** The other axis of a panel, and the annotations that are known of it. */
export interface OtherAxis {
  readonly axis: Axis;
  readonly annotations: readonly Annotation[];
}

/** The series of a plot. */
interface SliceSeries {
  /** For each panel, the values of each item: one for each slice, in page order. */
  readonly values: readonly (readonly Float64Array[])[];
  readonly names: readonly string[];
  /** The colours of the slices; null: they have none. */
  readonly colors: readonly Hex[] | null;
  /** Whether another legend has these names and colours. */
  readonly hasLegend: boolean;
}

/** Returns the statistic of the annotation within each slice. Error: `annotation-series`. */
export function sliceSeries(
  annotation: AnnotationSpec,
  panels: readonly AnnotatedItems[],
  others: readonly OtherAxis[],
  shared: AnnotationScales,
): SliceSeries {
  const [{ axis, place }] = panels;
  const across = axis === 'x' ? 'rows' : 'columns';
  const statistic = typeof annotation.values === 'string' ? itemStatistic(annotation.values) : null;
  if (statistic === null) {
    const message = 'a series for each slice needs a statistic of the matrix as "values"';
    fail('annotation-series', message, place, 'use "mean()"');
  }
  const slices = others.map(({ axis: other }) => slicesBetween(other.breaks, other.order));
  const names = others.map(({ axis: other }) => sliceNames(other));
  if (names.some((each) => each.length < 2)) {
    const message = `the ${across} are not divided into slices`;
    const key = axis === 'x' ? 'y' : 'x';
    fail('annotation-series', message, place, `set "${key}.split", or remove "series"`);
  }
  const different = names.findIndex((each) => each.join('\n') !== names[0].join('\n'));
  if (different >= 0) {
    const message = `panels 0 and ${different} of the annotation have different slices of ${across}`;
    fail('annotation-series', message, place, 'give each panel annotations of its own');
  }
  const colored = colorsOf(slices[0], names[0].length, others[0], shared);
  return {
    values: panels.map((items, i) => {
      // Reports words without a mean.
      itemValues({ ...annotation, series: undefined }, items);
      const lists = names[0].map((_, slice) =>
        itemStatistics(
          items.matrix,
          axis,
          statistic,
          slices[i].flatMap((each, item) => (each === slice ? [item] : [])),
        ),
      );
      return Array.from({ length: items.count }, (_, item) => Float64Array.from(lists, (list) => list[item]));
    }),
    names: names[0],
    colors: colored?.colors ?? null,
    hasLegend:
      colored?.strip != null &&
      shared.guides.some(({ scale }) => scale === colored.strip?.scale) &&
      names[0].every((name, slice) => name === colored.names[slice]),
  };
}

/** Returns the titles of the slices, or their numbers. */
function sliceNames({ breaks, order, brackets }: Axis): string[] {
  return [0, ...breaks].map((from, slice) => {
    const to = (breaks[slice] ?? order.length) - 1;
    return brackets.find((bracket) => bracket.from === from && bracket.to === to)?.title ?? String(slice + 1);
  });
}

interface SliceColors {
  readonly colors: readonly Hex[];
  readonly names: readonly string[];
  readonly strip: AnnotationStrip | null;
}

/** Returns the colours of a strip, or of the tree, in which each slice has one colour of its own; null without one. */
function colorsOf(
  slices: readonly number[],
  count: number,
  { axis: { tree }, annotations }: OtherAxis,
  { scales }: AnnotationScales,
): SliceColors | null {
  for (const strip of annotations) {
    if (strip.kind !== 'category') continue;
    const values = valuesOfSlices(strip.values, slices, count);
    const { colors, categories, missing } = scales[strip.scale];
    if (!values) continue;
    const isMissing = (value: number) => Number.isNaN(value);
    return {
      colors: values.map((value) => (isMissing(value) ? missing : colors[value])),
      names: values.map(
        (value) => (isMissing(value) ? null : categories?.[value]) ?? DEFAULTS.colorbar.missingLabel,
      ),
      strip,
    };
  }
  const clusters = tree?.colors && tree.clusters && valuesOfSlices(tree.clusters, slices, count);
  return clusters ? { colors: clusters.map((k) => tree.colors?.[k] as Hex), names: [], strip: null } : null;
}

/** Returns the value that all items of each slice have; null if a slice has several, or if two slices have the same. */
function valuesOfSlices(
  values: ArrayLike<number>,
  slices: readonly number[],
  count: number,
): number[] | null {
  const found = new Array<number>(count);
  for (const [item, slice] of slices.entries()) {
    if (!(slice in found)) found[slice] = values[item];
    else if (!Object.is(found[slice], values[item])) return null;
  }
  return new Set(found).size === count ? found : null;
}
