/** Box plots, histograms and densities: plots of the distribution of several values of each item. */

import { maxOf } from '../../extremes.js';
import { summarizeBox } from '../../figure/box-summary.js';
import { bandwidthOf, DENSITY_CUT, densityAt } from '../../figure/kernel-density.js';
import { plottableValues, valuePosition } from '../../figure/value-axis.js';
import type { PathItem } from '../../scene/scene.js';
import type { Context } from '../context.js';
import {
  acrossOf,
  boxIn,
  boxPath,
  cellLists,
  circle,
  filled,
  middlePart,
  type PlotArea,
  polyline,
  snappedAcross,
  stroked,
} from './plot-area.js';
import type { PlotMarks } from './plot-marks.js';

/** The thickness of a box, and the height of the highest histogram or density, as shares of the item. */
const BOX_SHARE = 0.6;
const CURVE_SHARE = 0.92;
/** The number of points of a density for each px of the value axis, and the most values that it is estimated from. */
const POINTS_PER_PX = 1.5;
const MAX_DENSITY_VALUES = 2000;
/** Where drawn cells are shorter, several of them share a distribution. */
const MIN_LENGTH = 6;

/** Neighbouring drawn cells whose values are shown together, because a distribution needs some space. */
interface Stretch {
  readonly first: number;
  readonly last: number;
  /** The positions along the axis. */
  readonly ends: readonly [number, number];
  /** The values that the axis can show, ascending. */
  readonly values: Float64Array;
  readonly itemCount: number;
}

/** Returns stretches of at least `MIN_LENGTH` px; each is one drawn cell where cells are long enough. */
function stretchesOf(area: PlotArea): Stretch[] {
  const { spans, segments } = area;
  const cells = cellLists(area);
  const stretches: Stretch[] = [];
  let cell = 0;
  for (const count of segments) {
    const end = cell + count;
    const length = (spans.end[end - 1] - spans.start[cell]) / count;
    const step = Math.max(1, Math.min(count, Math.ceil(MIN_LENGTH / length)));
    for (; cell < end; cell += step) {
      const last = Math.min(end, cell + step) - 1;
      const lists = cells.slice(cell, last + 1).flat();
      stretches.push({
        first: cell,
        last,
        ends: [spans.start[cell], spans.end[last]],
        values: plottableValues(area.plot, concatenate(lists)),
        itemCount: lists.length,
      });
    }
    cell = end;
  }
  return stretches;
}

function concatenate(lists: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const list of lists) {
    all.set(list, offset);
    offset += list.length;
  }
  return all;
}

/** Returns the marks with the cells of the stretches that have no values. */
function withMissing(marks: readonly PathItem[], stretches: readonly Stretch[]): PlotMarks {
  const missing = stretches
    .filter(({ values }) => values.length === 0)
    .flatMap(({ first, last }) =>
      Array.from({ length: last - first + 1 }, (_, i) => ({ cell: first + i, from: 'all' as const })),
    );
  return { marks, missing, itemCount: maxOf(stretches, ({ itemCount }) => itemCount, 0) };
}

/** Draws a box from the first to the third quartile, its median, whiskers, and the values beyond them as points. */
export function drawBoxes(area: PlotArea, { theme }: Context): PlotMarks {
  const { plot } = area;
  const [low, high] = plot.domain;
  const isInside = (value: number) => value >= low && value <= high;
  const boxes: number[][] = [];
  const medians: number[][] = [];
  const whiskers: number[][] = [];
  const outliers: ReturnType<typeof circle>[] = [];
  const stretches = stretchesOf(area);
  for (const { values, ends } of stretches) {
    const box = summarizeBox(values);
    if (!box) continue;
    const [start, end] = middlePart(area, ends, BOX_SHARE);
    const at = (ends[0] + ends[1]) / 2;
    const [q1, q3] = [snappedAcross(area, box.q1), snappedAcross(area, box.q3)];
    for (const [from, to] of [
      [box.low, box.q1],
      [box.q3, box.high],
    ]) {
      const [a, b] = [acrossOf(area, from), acrossOf(area, to)];
      if (a !== b)
        whiskers.push(
          polyline(area, [
            [at, a],
            [at, b],
          ]),
        );
    }
    if (q1 !== q3) boxes.push(boxPath(boxIn(area, [start, end], [q1, q3])));
    // The median of a box without height is all there is to see, so it has the colour of the box.
    const median = polyline(area, [
      [start, acrossOf(area, box.median)],
      [end, acrossOf(area, box.median)],
    ]);
    if (isInside(box.median)) (q1 === q3 ? whiskers : medians).push(median);
    for (const value of box.outliers) {
      if (isInside(value)) outliers.push(circle(area, at, acrossOf(area, value), theme.plot.outlierRadius));
    }
  }
  const [color] = plot.colors;
  const marks = [
    ...stroked(whiskers, color, theme.lineWidth.whisker),
    ...filled(boxes, color, true),
    ...stroked(medians, theme.background ?? theme.color.halo, theme.lineWidth.plot),
    ...filled(outliers, color, false),
  ];
  return withMissing(marks, stretches);
}

/** Draws the counts of the values in bins of equal width on the axis. Each has the same height. */
export function drawHistograms(area: PlotArea): PlotMarks {
  const { plot, low, high } = area;
  const stretches = stretchesOf(area);
  const counts = stretches.map(({ values }) => {
    const bins = new Float64Array(plot.bins);
    for (const value of values) {
      const share = valuePosition(plot, value);
      if (share >= 0 && share <= 1) bins[Math.min(plot.bins - 1, Math.floor(share * plot.bins))]++;
    }
    return bins;
  });
  const edge = (bin: number) => snappedEdge(area, low + ((high - low) * bin) / plot.bins);
  const boxes = counts.flatMap((bins, i) => {
    const { base, height } = curveSpace(area, stretches[i]);
    const most = maxOf([...bins], (count) => count, 0);
    return [...bins].flatMap((count, bin) => {
      const top = base + Math.round((height * count) / most / area.pixels.device) * area.pixels.device;
      return count === 0 || top === base
        ? []
        : [boxPath(boxIn(area, [base, top], [edge(bin), edge(bin + 1)]))];
    });
  });
  return withMissing(filled(boxes, plot.colors[0], true), stretches);
}

function snappedEdge({ low, pixels }: PlotArea, across: number): number {
  return low + Math.round((across - low) / pixels.device) * pixels.device;
}

/** Draws the estimated density of the values as an area. Each has the same height. */
export function drawDensities(area: PlotArea): PlotMarks {
  const { plot, low, high } = area;
  const stretches = stretchesOf(area);
  const pointCount = Math.max(2, Math.ceil(Math.abs(high - low) * POINTS_PER_PX));
  const isLog = plot.valueScale === 'log';
  const [first, last] = isLog ? plot.domain.map(Math.log10) : plot.domain;
  const shares = Array.from({ length: pointCount + 1 }, (_, k) => k / pointCount);
  const points = Float64Array.from(shares, (share) => first * (1 - share) + last * share);
  const curves = stretches.map(({ values }) => {
    const kept = thinValues(isLog ? values.map(Math.log10) : values);
    if (kept.length === 0) return null;
    const bandwidth = bandwidthOf(kept);
    const beyond = DENSITY_CUT * bandwidth;
    return densityAt(kept, points, bandwidth).map((density, k) =>
      points[k] < kept[0] - beyond || points[k] > kept[kept.length - 1] + beyond ? 0 : density,
    );
  });
  const areas = curves.flatMap((curve, i) => {
    const most = curve ? maxOf([...curve], (density) => density, 0) : 0;
    if (!curve || most === 0) return [];
    const { base, height } = curveSpace(area, stretches[i]);
    const outline = [...curve].map(
      (density, k) => [base + height * (density / most), low + shares[k] * (high - low)] as const,
    );
    return [polyline(area, [[base, low], ...outline, [base, high]])];
  });
  return withMissing(filled(areas, plot.colors[0], false), stretches);
}

/** Returns at most `MAX_DENSITY_VALUES` of ascending values, evenly spaced by rank. */
function thinValues(sorted: Float64Array): Float64Array {
  if (sorted.length <= MAX_DENSITY_VALUES) return sorted;
  return Float64Array.from(
    { length: MAX_DENSITY_VALUES },
    (_, k) => sorted[Math.floor(((k + 0.5) * sorted.length) / MAX_DENSITY_VALUES)],
  );
}

/** Returns where the curve of a stretch starts and how far it may extend: upward in a row, to the right in a column. */
function curveSpace(
  { isHorizontal }: PlotArea,
  { ends: [start, end] }: Stretch,
): { base: number; height: number } {
  const length = (end - start) * CURVE_SHARE;
  return isHorizontal ? { base: end, height: -length } : { base: start, height: length };
}
