/** Plots beside a body, read from pixels and paths: bars are as long as their values, lines pass through them. */
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../../src/diagnostics.js';
import { itemNumbers } from '../../../../src/figure/annotation-values.js';
import type { PathItem, TextItem } from '../../../../src/scene/scene.js';
import { LIMITS } from '../../../../src/theme.js';
import { type Rendered, rendered } from '../../../support/figure.js';
import { bodies, decodePng, type Picture } from '../../../support/pixels.js';

const RED = '#c00000';
const SIDES = ['left', 'right', 'top', 'bottom'] as const;
type Side = (typeof SIDES)[number];

const data = [
  [9, 1, 8, 2],
  [0, 5, 1, 6],
  [8, 1, 9, 2],
  [3, 3, 4, 4],
];
/** Cells are large enough that a bar covers the middle of its item. */
const cells = { width: 20, height: 20 };

const axisOf = (side: Side) => (side === 'left' || side === 'right' ? 'y' : 'x');

function drawn(side: Side, annotation: object, more: object = {}): Rendered {
  const axis = { annotations: [{ side, ...annotation }], ...more };
  return rendered({ data, cells, colorbar: false, [axisOf(side)]: axis });
}

/** The decoded picture of each figure. */
const pictures = new WeakMap<Rendered, Picture>();

/** Returns the offsets, in device pixels from the body, at which the picture has a colour outside of the middle of item `i`. */
function pixelsOutside(result: Rendered, side: Side, i: number, color: string): number[] {
  const picture = pictures.get(result) ?? decodePng(result.png());
  pictures.set(result, picture);
  const { pixelRatio } = result.scene;
  const [body] = bodies(result.scene);
  const middle = (start: readonly number[], end: readonly number[]) =>
    Math.floor(((start[i] + end[i]) / 2) * pixelRatio);
  const at = {
    left: (k: number) => picture.at(body.left[0] * pixelRatio - 1 - k, middle(body.top, body.bottom)),
    right: (k: number) => picture.at(body.right[3] * pixelRatio + k, middle(body.top, body.bottom)),
    top: (k: number) => picture.at(middle(body.left, body.right), body.top[0] * pixelRatio - 1 - k),
    bottom: (k: number) => picture.at(middle(body.left, body.right), body.bottom[3] * pixelRatio + k),
  }[side];
  return Array.from({ length: 70 * pixelRatio }, (_, k) => k).filter((k) => {
    try {
      return at(k) === color;
    } catch {
      return false;
    }
  });
}

const paths = ({ scene }: Rendered, role = 'annotation') =>
  scene.items.filter((item): item is PathItem => item.kind === 'path' && item.role === role);

function errorOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics.map((d) => `${d.code}: ${d.message}`).join();
    throw error;
  }
  throw new Error('there is a figure');
}

describe('bars', () => {
  it.each(SIDES)('on the %s are as long as their values, in the order of the axis', (side) => {
    const values = [10, 25, 40, 3];
    for (const order of [
      [0, 1, 2, 3],
      [2, 0, 3, 1],
    ]) {
      const result = drawn(side, { kind: 'bar', values, size: 40, color: RED }, { order });
      const lengths = [0, 1, 2, 3].map((i) => pixelsOutside(result, side, i, RED).length);
      const { pixelRatio } = result.scene;
      order.forEach((item, i) => {
        // 40 px for 0 to 40; the line of the axis covers at most one device pixel at each end.
        expect(Math.abs(lengths[i] - values[item] * pixelRatio)).toBeLessThanOrEqual(1);
      });
    }
  });

  it('grow away from the rows and upward, or the other way with reverse', () => {
    const startsAt = (side: Side, reverse: boolean) => {
      const annotation = { kind: 'bar', values: [10, 20, 5, 40], size: 40, color: RED, reverse };
      const [near] = pixelsOutside(drawn(side, annotation), side, 2, RED);
      return near < 20 ? 'near' : 'far';
    };
    expect(SIDES.map((side) => startsAt(side, false))).toEqual(['near', 'near', 'near', 'far']);
    expect(SIDES.map((side) => startsAt(side, true))).toEqual(['far', 'far', 'far', 'near']);
  });

  it('of negative values extend to the other side of 0', () => {
    const result = drawn('right', { kind: 'bar', values: [-10, 30, 0, -10], size: 40, color: RED });
    const [negative, positive, zero] = [0, 1, 2].map((i) => pixelsOutside(result, 'right', i, RED));
    expect(Math.abs(negative.length - 20)).toBeLessThanOrEqual(1);
    expect(Math.abs(positive.length - 60)).toBeLessThanOrEqual(1);
    expect(zero).toEqual([]);
    expect(Math.max(...negative)).toBeLessThan(Math.min(...positive));
  });

  it('on a log axis are as long as the logarithm of their values, from a power of ten on', () => {
    const result = drawn('top', {
      kind: 'bar',
      values: [10, 100, 1000, 20],
      size: 60,
      scale: 'log',
      color: RED,
    });
    const { annotations } = result.figure.panels[0].x;
    expect(annotations[0]).toMatchObject({ domain: [1, 1000] });
    [1, 2, 3, Math.log10(20)].forEach((logarithm, i) => {
      const length = pixelsOutside(result, 'top', i, RED).length;
      expect(Math.abs(length - (logarithm / 3) * 120)).toBeLessThanOrEqual(1);
    });
  });

  it('outside of the domain end at the end of the axis, with a warning', () => {
    const annotation = {
      title: 'n',
      kind: 'bar',
      values: [5, 10, 80, -3],
      size: 40,
      color: RED,
      domain: [0, 20],
    };
    const result = drawn('top', annotation);
    const length = pixelsOutside(result, 'top', 2, RED).length;
    expect(Math.abs(length - 80)).toBeLessThanOrEqual(1);
    expect(result.diagnostics.filter(({ code }) => code === 'annotation-clipped')).toMatchObject([
      { message: '2 values of the annotation "n" are outside of its domain and cut at the end of the axis' },
    ]);
  });

  it('show the mean of the items of a cell, and say so', () => {
    const count = 6000;
    const values = Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 0 : 100));
    const result = rendered({
      data: [Array.from({ length: count }, (_, i) => i)],
      colorbar: false,
      x: { labels: false, annotations: [{ title: 'n', kind: 'bar', values, color: RED, size: 40 }] },
    });
    const [bars] = paths(result).filter(({ fill }) => fill === RED);
    const heights = bars.subpaths.map((path) => (path as number[])[5] - (path as number[])[1]);
    expect(heights.length).toBeLessThan(count / 2);
    const mean = heights.reduce((sum, height) => sum + height, 0) / heights.length;
    expect(mean).toBeGreaterThan(18);
    expect(mean).toBeLessThan(22);
    expect(result.diagnostics.find(({ code }) => code === 'plots-combined')?.message).toMatch(
      /^the plot "n" shows up to \d+ columns together$/,
    );
  });
});

describe('stacked bars', () => {
  const values = [
    [10, 20, 10],
    [0, 5, 5],
    [30, 5, 0],
    [1, 1, 1],
  ];
  const map = ['#c00000', '#00c000', '#0000c0'];

  it('show each part at its length, one after another, with a legend', () => {
    const result = drawn('top', {
      kind: 'stacked',
      values,
      series: ['a', 'b', 'c'],
      size: 40,
      color: { map },
    });
    values.forEach((parts, i) => {
      const found = map.map((color) => pixelsOutside(result, 'top', i, color));
      parts.forEach((part, k) => {
        expect(Math.abs(found[k].length - part * 2)).toBeLessThanOrEqual(1);
      });
      const all = found.flat();
      expect(all).toEqual([...all].sort((a, b) => a - b));
    });
    const [guide] = result.figure.guides;
    expect(guide).toMatchObject({ kind: 'legend', isStacked: true });
    expect(result.figure.scales[guide.scale as string].categories).toEqual(['a', 'b', 'c']);
  });

  it('with a missing part are hatched from their end on', () => {
    const result = drawn('top', { kind: 'stacked', values: [[10, null], [20, 20], null, [5, 5]], size: 40 });
    const [hatch] = paths(result, 'missing');
    const [body] = bodies(result.scene);
    const lines = hatch.subpaths as readonly (readonly number[])[];
    const inColumn = (i: number) =>
      lines.filter(([x0, , x1]) => Math.min(x0, x1) >= body.left[i] && Math.max(x0, x1) <= body.right[i]);
    const lowest = (i: number) => Math.max(...inColumn(i).flatMap(([, y0, , y1]) => [y0, y1]));
    expect([1, 3].map((i) => inColumn(i).length)).toEqual([0, 0]);
    // The whole height without any part, 30 of 40 px above the known part.
    expect(lowest(2) - lowest(0)).toBeCloseTo(10, 0);
  });
});

describe('lines and points', () => {
  const linesOf = (result: Rendered) =>
    paths(result)
      .filter(({ stroke }) => stroke === RED)
      .flatMap(({ subpaths }) => subpaths as number[][]);

  it('pass through their values', () => {
    const values = [1, 4, 2, 3];
    const result = drawn('top', { kind: 'line', values, domain: [0, 4], size: 40, color: RED });
    const [body] = bodies(result.scene);
    const [line] = linesOf(result);
    const bottom = body.top[0] - (body.top[0] - line[1]) + (values[0] / 4) * 40;
    values.forEach((value, i) => {
      expect(line[2 * i]).toBeCloseTo((body.left[i] + body.right[i]) / 2, 6);
      expect(line[2 * i + 1]).toBeCloseTo(bottom - (value / 4) * 40, 6);
    });
    expect(bottom).toBeLessThanOrEqual(body.top[0]);
  });

  it('of the rows have greater values on the right, on both sides of the body', () => {
    for (const side of ['left', 'right'] as const) {
      const values = [1, 2, 3, 4];
      const [line] = linesOf(drawn(side, { kind: 'line', values, color: RED }));
      const across = [0, 2, 4, 6].map((k) => line[k]);
      expect(across).toEqual([...across].sort((a, b) => a - b));
      const [reversed] = linesOf(drawn(side, { kind: 'line', values, color: RED, reverse: true }));
      expect(reversed[0]).toBeGreaterThan(reversed[6]);
    }
  });

  it('are interrupted by missing values, which are hatched, and by breaks', () => {
    const interrupted = (values: (number | null)[], split: number[]) =>
      linesOf(drawn('top', { kind: 'line', values, color: RED }, { split })).map((line) => line.length / 2);
    expect(interrupted([1, 2, 3, 4], [])).toEqual([4]);
    expect(interrupted([1, 2, 3, 4], [2])).toEqual([2, 2]);
    expect(interrupted([1, 2, null, 4], [])).toEqual([2]);
    const result = drawn('top', { kind: 'line', values: [1, 2, null, 4], color: RED });
    expect(paths(result, 'missing')).toHaveLength(1);
    // A single value between missing ones is a dot.
    expect(paths(result).filter(({ fill }) => fill === RED)).toHaveLength(1);
  });

  it('have a colour and a legend entry for each series', () => {
    const values = [
      [1, 2],
      [2, 3],
      [3, 4],
      [4, null],
    ];
    for (const kind of ['line', 'point']) {
      const result = drawn('right', { title: 't', kind, values, series: ['up', 'down'] });
      const [guide] = result.figure.guides;
      const scale = result.figure.scales[guide.scale as string];
      expect(scale.categories).toEqual(['up', 'down']);
      const used = new Set(paths(result).map(({ fill, stroke }) => (kind === 'line' ? stroke : fill)));
      for (const color of scale.colors) expect(used).toContain(color);
    }
  });
});

describe('distributions', () => {
  it('of the values of each row or column are the default', () => {
    for (const kind of ['box', 'histogram', 'density']) {
      const rows = rendered({ data, y: { annotations: [{ kind }] } }).figure.panels[0].y.annotations[0];
      const columns = rendered({ data, x: { annotations: [{ kind }] } }).figure.panels[0].x.annotations[0];
      expect('values' in rows && Array.from(rows.values as Float64Array[], (list) => [...list])).toEqual(
        data,
      );
      expect('values' in columns && [...(columns.values as Float64Array[])[1]]).toEqual([1, 5, 1, 3]);
    }
  });

  it('as boxes extend from the first to the third quartile', () => {
    const values = [[0, 10, 20, 30, 40], [40], [0, 40], []];
    const annotation = { kind: 'box', values, domain: [0, 40], size: 40, color: RED };
    const result = drawn('right', annotation);
    const [boxes] = paths(result).filter(({ fill }) => fill === RED);
    const [first] = boxes.subpaths as number[][];
    expect(first[2] - first[0]).toBeCloseTo(20, 6);
    // A box without height is only a line, and an item without values is hatched.
    expect(boxes.subpaths).toHaveLength(2);
    expect(paths(result, 'missing')).toHaveLength(1);
  });

  it('as histograms have bars in proportion to the counts, and each the same height', () => {
    const values = [
      [1, 1, 1, 3],
      [5, 5],
      [1, 3, 5],
      [7, 7, 7, 7],
    ];
    const result = drawn('right', {
      kind: 'histogram',
      values,
      bins: 4,
      domain: [0, 8],
      size: 40,
      color: RED,
    });
    const bars = paths(result).flatMap(({ fill, subpaths }) =>
      fill === RED ? (subpaths as number[][]) : [],
    );
    const [body] = bodies(result.scene);
    values.forEach((list, i) => {
      const own = bars.filter((bar) => bar[1] >= body.top[i] - 1 && bar[5] <= body.bottom[i] + 1);
      const heights = own.map((bar) => bar[5] - bar[1]);
      const total = heights.reduce((sum, height) => sum + height, 0);
      const counts = [...new Set(list)].map((value) => list.filter((each) => each === value).length);
      // The bin with the most values has the full height, 92 % of 20 px.
      const expected = (18.4 * list.length) / Math.max(...counts);
      expect(own).toHaveLength(counts.length);
      expect(Math.abs(total - expected)).toBeLessThanOrEqual(0.25 * own.length);
    });
  });
});

describe('the value axis', () => {
  const ticksOf = ({ scene }: Rendered) =>
    scene.items.filter(
      (item): item is TextItem => item.kind === 'text' && item.source?.kind === 'annotation',
    );

  it('has ticks whose labels stay beside the plot, and a title', () => {
    const result = drawn('top', { title: 'reads', kind: 'bar', values: [10, 90, 30, 40] });
    const texts = ticksOf(result);
    expect(texts.map(({ text }) => text)).toEqual(['0', '50', 'reads']);
    const [body] = bodies(result.scene);
    for (const { x, anchor } of texts) {
      expect(anchor).toBe('end');
      expect(x).toBeLessThan(body.left[0]);
    }
  });

  it('of counts has whole numbers, and of a narrow range around 0 the same on both sides', () => {
    const ticksOf = (annotation: object) => {
      const x = { labels: false, annotations: [{ side: 'top', ...annotation }] };
      const { scene } = rendered({ data, cells, colorbar: false, x, y: { labels: false } });
      return scene.items.flatMap((item) =>
        item.kind === 'text' && item.role === 'tick-label' ? item.text : [],
      );
    };
    expect(ticksOf({ kind: 'bar', values: [1, 1, 0, 1] })).toEqual(['0', '1']);
    expect(ticksOf({ kind: 'bar', values: [0.5, 0.9, 0, 1] })).toContain('0.5');
    expect(ticksOf({ kind: 'point', values: [-2.3, 0.4, 3.2, 1], size: 32 })).toEqual(['−2', '2']);
  });

  it('has a title whose words are not broken', () => {
    const { scene } = drawn('right', {
      kind: 'bar',
      values: [1, 2, 3, 4],
      title: 'horsepower of the engine',
    });
    const lines = scene.items.flatMap((item) =>
      item.kind === 'text' && /power|engine/.test(item.text) ? item.text : [],
    );
    expect(lines.join(' ').split(' ')).toContain('horsepower');
  });

  it('is the same for all panels that share an annotation, and is drawn once if they share labels', () => {
    const panels = [{ data: [[1, 2]] }, { data: [[30, 40]] }];
    const annotations = [{ title: 'mean', kind: 'line', values: 'mean()' }];
    const spec = { panels, x: { annotations }, layout: { columns: 2, share: { y: true } } };
    const shared = rendered(spec);
    const domains = shared.figure.panels.map(
      ({ x }) => 'domain' in x.annotations[0] && x.annotations[0].domain,
    );
    expect(domains[0]).toEqual(domains[1]);
    const titles = (result: Rendered) => ticksOf(result).filter(({ text }) => text === 'mean').length;
    expect(titles(shared)).toBe(1);
    expect(titles(rendered({ ...spec, layout: { columns: 2, share: { y: false } } }))).toBe(2);
  });

  it('shows values of any size', () => {
    const extremes = [1e308, 5e-324, -1e308];
    for (const kind of ['bar', 'line', 'point', 'stacked', 'box', 'histogram', 'density']) {
      for (const a of extremes) {
        for (const b of extremes) {
          const result = rendered({ data: [[1, 2]], x: { annotations: [{ kind, values: [[a], [b]] }] } });
          for (const { subpaths } of paths(result)) {
            for (const path of subpaths)
              if (Array.isArray(path))
                expect([kind, a, b, ...path.filter((at) => !Number.isFinite(at))]).toEqual([kind, a, b]);
          }
        }
      }
    }
  });
});

describe('errors of plots', () => {
  it.each([
    [
      { values: [1, 2, 3, 4], scale: 'log' },
      'annotation-key: "scale" has no effect on an annotation without a kind',
    ],
    [
      { kind: 'line', values: [1, 2, 3, 4], bins: 4 },
      'annotation-key: "bins" has no effect on an annotation of the kind "line"',
    ],
    [{ values: [1, 2, 3, 4], color: 'red' }, 'annotation-key: one colour cannot show the values of a strip'],
    [
      { kind: 'bar', values: [1, 2, 3, 4], color: { domain: [0, 1] } },
      'annotation-key: "color.domain" has no effect on a plot, whose values are not colours',
    ],
    [{ kind: 'bar', values: [1, 2, 3] }, 'annotation-length: found 3 values of an annotation for 4 columns'],
    [
      { kind: 'bar', values: [1, 'x', 3, 4] },
      'annotation-values: a bar annotation needs numbers, but has the word "x"',
    ],
    [
      { kind: 'bar', values: [[1, 2], 3, 4, 5] },
      'annotation-values: the values of item 2 of an annotation are not a list of numbers',
    ],
    [
      {
        kind: 'bar',
        values: [
          [1, 2],
          [3, 4],
          [5, 6],
          [7, 8],
        ],
      },
      'annotation-series: item 1 of a bar annotation has 2 values, but a bar has one',
    ],
    [
      { kind: 'stacked', values: [[1, 2], [3], [5, 6], [7, 8]] },
      'annotation-series: item 2 of a stacked annotation has 1 value, but item 1 has 2',
    ],
    [
      { kind: 'line', values: [1, 2, 3, 4], series: ['a', 'b'] },
      'annotation-series: found 2 names of series for 1 value of each item',
    ],
    [
      { kind: 'stacked', values: [[1], [3], [5], [7]], scale: 'log' },
      'annotation-domain: a stacked annotation cannot have a log scale, on which the lengths of parts do not add up',
    ],
    [
      { kind: 'bar', values: [1, 2, 3, 4], scale: 'log', domain: [0, 4] },
      'annotation-domain: a log axis needs a domain above 0, but one end is 0',
    ],
    [
      { kind: 'category', values: [[1], [2], [3], [4]] },
      'annotation-values: an annotation of this kind has one value for each item, but one item has a list',
    ],
  ])('fails: %j', (annotation, message) => {
    expect(errorOf(() => drawn('top', annotation))).toBe(message);
  });

  it('distributions of a very large matrix are rejected', () => {
    const values = new Float64Array(LIMITS.plotAxis.maxValues + 1);
    const shape = { rows: 1, columns: values.length, rowLabels: null, columnLabels: null, categories: null };
    const items = {
      axis: 'y' as const,
      count: 1,
      matrix: { ...shape, values },
      column: null,
      place: { file: 's' },
    };
    expect(errorOf(() => itemNumbers({ kind: 'box' }, items))).toMatch(
      /^annotation-size: the distributions of 1 × 8388609 values are too large/,
    );
  });

  it('words have no distribution', () => {
    const words = {
      data: [
        ['a', 'b'],
        ['b', 'a'],
      ],
      y: { annotations: [{ kind: 'box' }] },
    };
    expect(errorOf(() => rendered(words))).toBe(
      'annotation-values: the values of the matrix are words, which have no distribution',
    );
  });
});
