import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Axis, DrawnItems, NumericAxis } from '../../src/figure/figure.js';
import type { CellsItem, Scene, TextItem } from '../../src/scene/scene.js';
import { rendered } from '../support/figure.js';
import { findTextErrors } from '../support/overlap.js';
import { bodies } from '../support/pixels.js';

const DAY = 86_400_000;

/** Steps between edges of very different sizes, and whether an item or nothing fills each of them. */
const steps = fc
  .array(
    fc.record({
      size: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5000 })),
      isGap: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.boolean() }),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .filter((all) => all.some(({ isGap }) => !isGap));

/** Intervals in any direction; on a log scale, steps are ratios. */
const settings = fc.record({
  steps,
  scale: fc.constantFrom('linear', 'log'),
  start: fc.integer({ min: -1000, max: 1000 }),
  isDescending: fc.boolean(),
  isReversed: fc.boolean(),
  hasBreak: fc.boolean(),
  dpi: fc.constantFrom(72, 96, 150, 192, 301),
  width: fc.option(fc.integer({ min: 300, max: 900 }), { nil: undefined }),
  gap: fc.constantFrom(0, 0, 2),
  ticks: fc.constantFrom('auto', 'auto', 'all', { rotate: 90 }, { rotate: 45 }),
  vertical: fc.boolean(),
});

type Settings = typeof settings extends fc.Arbitrary<infer T> ? T : never;

interface Drawn {
  readonly scene: Scene;
  readonly axis: Axis;
  readonly numeric: NumericAxis;
  readonly items: DrawnItems;
  readonly start: readonly number[];
  readonly end: readonly number[];
  readonly isEnlarged: boolean;
}

function draw({ steps, scale, start, isDescending, isReversed, hasBreak, ...more }: Settings): Drawn {
  const labels: string[] = [];
  let edge = start;
  const value = (linear: number) =>
    scale === 'log' ? Number((10 ** ((linear - start) / 10_000)).toPrecision(12)) : linear;
  for (const { size, isGap } of steps) {
    if (!isGap) labels.push(`[${value(edge)}, ${value(edge + size)})`);
    edge += size;
  }
  if (isDescending) labels.reverse();
  const positions = {
    positions: 'labels',
    scale,
    ticks: more.ticks,
    maxWidth: 60,
    ...(isReversed && { order: 'reverse' }),
    ...(hasBreak && { split: [labels.length >> 1] }),
  };
  const values = labels.map((_, i) => i % 7);
  const { figure, scene, diagnostics } = rendered({
    data: more.vertical
      ? { values: values.map((v) => [v, 3]), rows: labels }
      : { values: [values, values], columns: labels },
    [more.vertical ? 'y' : 'x']: positions,
    cells: { gap: more.gap },
    size: { dpi: more.dpi, ...(more.width && { [more.vertical ? 'height' : 'width']: more.width }) },
    colorbar: false,
  });
  const [panel] = figure.panels;
  const axis = more.vertical ? panel.y : panel.x;
  const body: CellsItem = bodies(scene)[0];
  return {
    scene,
    axis,
    numeric: axis.numeric as NumericAxis,
    items: more.vertical ? panel.drawn.rowItems : panel.drawn.columnItems,
    start: more.vertical ? body.top : body.left,
    end: more.vertical ? body.bottom : body.right,
    isEnlarged: diagnostics.some(({ code }) => code === 'cells-enlarged'),
  };
}

/** The first and the last item of each drawn cell. */
function itemsOfCells({ order, edges }: DrawnItems): [first: number, last: number][] {
  return edges
    ? Array.from(edges.slice(1), (to, k) => [order[edges[k]], order[to - 1]])
    : Array.from(order, (item) => [item, item]);
}

/** The position of a value along the page, in any unit; ascending along the page. */
function coordinates({ numeric: { scale, start, end }, axis }: Drawn) {
  const { order } = axis;
  const direction = start[order[0]] <= start[order[order.length - 1]] ? 1 : -1;
  const of = (value: number) => direction * (scale === 'log' ? Math.log10(value) : value);
  return {
    of,
    startOf: (item: number) => of(direction > 0 ? start[item] : end[item]),
    endOf: (item: number) => of(direction > 0 ? end[item] : start[item]),
  };
}

describe('a numeric axis', () => {
  it('draws every item, in cells on whole pixels that neither overlap nor leave other gaps than those of the data', () => {
    fc.assert(
      fc.property(settings, (given) => {
        const drawn = draw(given);
        const { scene, axis, items, start, end } = drawn;
        const cells = itemsOfCells(items);
        const { startOf, endOf } = coordinates(drawn);
        expect(cells.length).toBe(start.length);
        const covered = cells.flatMap(([first, last]) => {
          const [from, to] = [axis.order.indexOf(first), axis.order.indexOf(last)];
          expect(to).toBeGreaterThanOrEqual(from);
          return axis.order.slice(from, to + 1);
        });
        expect(covered).toEqual(axis.order);
        const device = 1 / scene.pixelRatio;
        for (const edge of [...start, ...end]) {
          expect(Math.abs(edge / device - Math.round(edge / device))).toBeLessThan(1e-6);
        }
        cells.forEach(([first], k) => {
          expect(end[k] - start[k]).toBeGreaterThan(device * 0.999);
          if (k === 0) return;
          const space = start[k] - end[k - 1];
          const touches = endOf(cells[k - 1][1]) === startOf(first);
          const isBreak = axis.breaks.includes(axis.order.indexOf(first));
          expect(space).toBeGreaterThan(-1e-6);
          if (touches && !isBreak && given.gap === 0) expect(space).toBeLessThan(1e-6);
        });
      }),
      { numRuns: 150 },
    );
  });

  it('has edges and ticks at the pixels that their values say', () => {
    fc.assert(
      fc.property(settings, (given) => {
        const drawn = draw({ ...given, hasBreak: false, gap: 0, ticks: 'auto' });
        const { scene, numeric, axis, items, start, end } = drawn;
        const { of, startOf, endOf } = coordinates(drawn);
        const [low, high] = [startOf(axis.order[0]), endOf(axis.order[axis.order.length - 1])];
        const [from, to] = [start[0], end[end.length - 1]];
        const device = 1 / scene.pixelRatio;
        const pointOf = (coordinate: number) => from + ((coordinate - low) / (high - low)) * (to - from);
        // Cells smaller than a pixel, between gaps, are drawn larger and may move their neighbours.
        if (!drawn.isEnlarged) {
          itemsOfCells(items).forEach(([first, last], k) => {
            expect(Math.abs(start[k] - pointOf(startOf(first)))).toBeLessThan(device * 0.501);
            expect(Math.abs(end[k] - pointOf(endOf(last)))).toBeLessThan(device * 0.501);
          });
        }
        const labels = scene.items.filter((item): item is TextItem => {
          const isOther = item.source !== undefined;
          return item.kind === 'text' && item.role === 'tick-label' && !isOther;
        });
        for (const { x, y, text } of labels) {
          const point = given.vertical ? y : x;
          // Text is centred on its tick; a label in a column is moved by a constant.
          const value = Number(text.replace('−', '-'));
          expect(numeric.scale === 'log' ? value > 0 : Number.isFinite(value)).toBe(true);
          if (!given.vertical) expect(Math.abs(point - pointOf(of(value)))).toBeLessThan(device * 0.501);
        }
        const ticks = scene.items.flatMap((item) =>
          item.kind === 'path' && item.role === 'tick' ? item.subpaths : [],
        );
        const points = ticks.map((path) => (path as number[])[given.vertical ? 1 : 0]);
        for (const { text } of labels) {
          const expected = pointOf(of(Number(text.replace('−', '-'))));
          expect(points.some((point) => Math.abs(point - expected) < device * 0.501)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('never has texts that overlap or leave the page', () => {
    fc.assert(
      fc.property(settings, (given) => {
        expect(findTextErrors(draw(given).scene)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('shows times at distances that are proportional to their differences', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 20_000 }), { minLength: 2, maxLength: 30 }),
        (numbers) => {
          const days = numbers.sort((a, b) => a - b);
          const labels = days.map((day) => new Date(day * DAY).toISOString().slice(0, 10));
          const { figure, scene } = rendered({
            data: { values: [days], columns: labels },
            x: { positions: 'labels', ticks: 'all' },
            colorbar: false,
          });
          const { numeric } = figure.panels[0].x;
          const body = bodies(scene)[0];
          const [low, high] = [numeric?.start[0] ?? 0, numeric?.end.at(-1) ?? 0];
          const length = body.right[body.right.length - 1] - body.left[0];
          const ticks = scene.items.flatMap((item) =>
            item.kind === 'path' && item.role === 'tick' ? item.subpaths : [],
          );
          const points = ticks.map((path) => (path as number[])[0]);
          const expected = days.map((day) => body.left[0] + ((day * DAY - low) / (high - low)) * length);
          for (const point of points) {
            expect(expected.some((other) => Math.abs(other - point) < 1e-6)).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
