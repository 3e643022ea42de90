/** Bars, stacked bars, lines and points: plots of one value of each item for each series. */
import { type Hex, hexToRgb, rgbToHex } from '../../color/color.js';
import { maxOf, minOf } from '../../extremes.js';
import { toFinite } from '../../figure/domain.js';
import type { PathItem } from '../../scene/scene.js';
import type { Theme } from '../../theme.js';
import { centerOf } from '../body.js';
import type { Context } from '../context.js';
import {
  acrossOf,
  boxIn,
  boxPath,
  cellLists,
  circle,
  filled,
  meanOf,
  middlePart,
  type PlotArea,
  polyline,
  snappedAcross,
  stroked,
} from './plot-area.js';

/** The thickness of a bar, as a share of its item. */
const BAR_SHARE = 0.8;

/** What a plot draws, and the drawn cells whose values are missing. */
export interface PlotMarks {
  readonly marks: readonly PathItem[];
  /** The largest number of items that one mark shows together. */
  readonly itemCount: number;
  /** Missing from a position across on; 'all' if the cell has no value. */
  readonly missing: readonly { readonly cell: number; readonly from: number | 'all' }[];
}

/** Draws a bar for each cell, from 0 or the nearest end of the axis to the mean of its values. */
export function drawBars(area: PlotArea): PlotMarks {
  const { plot } = area;
  const base = snappedAcross(area, baseline(area));
  const lists = cellLists(area);
  const values = lists.map((each) => meanOf(area, each, 0));
  const bars = values.flatMap((value, i) => {
    const end = snappedAcross(area, value);
    return Number.isNaN(end) || end === base
      ? []
      : [boxPath(boxIn(area, middlePart(area, stretchOf(area, i), BAR_SHARE), [base, end]))];
  });
  return {
    marks: filled(bars, plot.colors[0], true),
    itemCount: mostItems(lists),
    missing: missingCells(values),
  };
}

function stretchOf({ spans }: PlotArea, i: number): [number, number] {
  return [spans.start[i], spans.end[i]];
}

/** Returns the value where bars start. */
function baseline({ plot }: PlotArea): number {
  const [low, high] = plot.domain;
  return plot.valueScale === 'log' ? low : Math.max(low, Math.min(high, 0));
}

/** Draws the parts of each cell one after another: positive ones upward from 0, negative ones downward. */
export function drawStacks(area: PlotArea): PlotMarks {
  const { colors } = area.plot;
  const boxes = colors.map(() => [] as number[][]);
  const missing: { cell: number; from: number | 'all' }[] = [];
  const cells = cellLists(area);
  cells.forEach((lists, i) => {
    let [below, above] = [0, 0];
    let missingCount = 0;
    colors.forEach((_, k) => {
      const part = meanOf(area, lists, k);
      if (Number.isNaN(part)) {
        missingCount++;
        return;
      }
      const from = part < 0 ? below : above;
      const to = toFinite(from + part);
      if (part < 0) below = to;
      else above = to;
      const across = [snappedAcross(area, from), snappedAcross(area, to)] as const;
      if (across[0] !== across[1])
        boxes[k].push(boxPath(boxIn(area, middlePart(area, stretchOf(area, i), BAR_SHARE), across)));
    });
    if (missingCount === colors.length) missing.push({ cell: i, from: 'all' });
    // The stack would be longer with the missing part.
    else if (missingCount > 0) missing.push({ cell: i, from: snappedAcross(area, above) });
  });
  const marks = boxes.flatMap((each, k) => filled(each, colors[k], true));
  return { marks, itemCount: mostItems(cells), missing };
}

/** Draws a line for each series. A missing value, a break of the axis and the end of the axis interrupt it. */
export function drawLines(area: PlotArea, { theme }: Context): PlotMarks {
  const { plot, spans, segments } = area;
  const { colors } = plot;
  const lists = cellLists(area);
  const width = theme.lineWidth.plot;
  const series = colors.map((_, k) => lists.map((each) => meanOf(area, each, k)));
  const marks = series.flatMap((values, k) => {
    const lines: number[][] = [];
    const dots: ReturnType<typeof circle>[] = [];
    for (const run of runsOf(values, segments)) {
      const points = run.map((i) => [centerOf(spans, i), acrossOf(area, values[i])] as const);
      if (points.length > 1) lines.push(polyline(area, points));
      else dots.push(circle(area, ...points[0], width));
    }
    return [...stroked(lines, colors[k], width), ...filled(dots, colors[k], false)];
  });
  const ranges = colors.flatMap((color, k) => drawRanges(area, lists, k, blend(color, theme)));
  return { marks: [...ranges, ...marks], itemCount: mostItems(lists), missing: missingInAll(series) };
}

/** Returns the runs of neighbouring cells of one segment that have a value. */
function runsOf(values: readonly number[], segments: readonly number[]): number[][] {
  const runs: number[][] = [];
  let cell = 0;
  for (const count of segments) {
    let run: number[] = [];
    for (const end = cell + count; cell < end; cell++) {
      if (!Number.isNaN(values[cell])) run.push(cell);
      else if (run.length > 0) {
        runs.push(run);
        run = [];
      }
    }
    if (run.length > 0) runs.push(run);
  }
  return runs;
}

/** Draws a point for each series of each cell. Values beyond the axis have none. */
export function drawPoints(area: PlotArea, { theme }: Context): PlotMarks {
  const { plot, spans } = area;
  const [low, high] = plot.domain;
  const lists = cellLists(area);
  const series = plot.colors.map((_, k) => lists.map((each) => meanOf(area, each, k)));
  const marks = series.flatMap((values, k) => {
    const points = values.flatMap((value, i) =>
      value >= low && value <= high
        ? [circle(area, centerOf(spans, i), acrossOf(area, value), theme.plot.pointRadius)]
        : [],
    );
    return filled(points, plot.colors[k], false);
  });
  const ranges = plot.colors.flatMap((color, k) => drawRanges(area, lists, k, blend(color, theme)));
  return { marks: [...ranges, ...marks], itemCount: mostItems(lists), missing: missingInAll(series) };
}

/** Draws the range of value `k` in each cell that shows several items, behind their mean. */
function drawRanges(
  area: PlotArea,
  cells: readonly (readonly Float64Array[])[],
  k: number,
  fill: Hex,
): PathItem[] {
  const boxes = cells.flatMap((lists, i) => {
    if (lists.length < 2) return [];
    const ends = lists.map((list) => acrossOf(area, list[k])).filter((across) => !Number.isNaN(across));
    if (ends.length < 2) return [];
    const range = [minOf(ends, (end) => end), maxOf(ends, (end) => end)] as const;
    return [boxPath(boxIn(area, stretchOf(area, i), range))];
  });
  return filled(boxes, fill, false);
}

/** The share of the background in the colour of a range. */
const RANGE_LIGHTNESS = 0.65;

/** Returns a colour between `color` and the background. */
function blend(color: Hex, theme: Theme): Hex {
  const background = hexToRgb(theme.background ?? theme.color.halo);
  const [r, g, b] = hexToRgb(color).map((value, i) => value + (background[i] - value) * RANGE_LIGHTNESS);
  return rgbToHex(r, g, b);
}

function mostItems(cells: readonly (readonly Float64Array[])[]): number {
  return maxOf(cells, ({ length }) => length, 0);
}

function missingInAll(series: readonly (readonly number[])[]): PlotMarks['missing'] {
  return missingCells(
    series[0].map((value, i) => series.find((each) => !Number.isNaN(each[i]))?.[i] ?? value),
  );
}

function missingCells(values: readonly number[]): PlotMarks['missing'] {
  return values.flatMap((value, cell) => (Number.isNaN(value) ? [{ cell, from: 'all' as const }] : []));
}
